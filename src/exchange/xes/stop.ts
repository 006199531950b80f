/** Thrown where a log cannot be read any further; the reader adds the place and makes a fault of it. */
import type { RefusalParams } from "../../kernel/index.js";
import type { ExchangeCode } from "../messages.js";

export class FileStop extends Error {
  override readonly name = "FileStop";
  constructor(
    readonly code: ExchangeCode,
    readonly params: RefusalParams = {},
  ) {
    super(code);
  }
}

/** The kernel's `refuse` with this room's codes: a code without its texts in `messages.ts` does not compile. */
import type { journalMessages } from "../journal/index.js";
import { refuse as refuseAny, type Refusal } from "../kernel/index.js";
import type { PartyCode } from "../parties/index.js";
import type { policyMessages } from "./messages.js";

export const refuse = (
  code: keyof typeof policyMessages | keyof typeof journalMessages | PartyCode,
  about?: Parameters<typeof refuseAny>[1],
): Refusal => refuseAny(code, about);

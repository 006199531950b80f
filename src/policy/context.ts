/** What this room's resolvers find in the context. */
import type { RequestContext } from "../parties/index.js";
import type { PolicyBook } from "./load.js";

export interface PolicyContext extends RequestContext {
  readonly policies: PolicyBook;
}

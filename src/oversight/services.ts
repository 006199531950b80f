/** What this room needs of the program around it. */
import type { RequestContext } from "../parties/index.js";
import type { PolicyBook } from "../policy/index.js";
import type { FactSource } from "./facts/sources.js";

/** What this room's resolvers find in the context. */
export interface OversightContext extends RequestContext {
  readonly policies: PolicyBook;
  /** Cases, and what other rooms bring in. */
  readonly factSources: readonly FactSource[];
}

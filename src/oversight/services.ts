/** What this room needs of the program around it. */
import type { RequestContext } from "../parties/index.js";
import type { BlobStore } from "../platform/index.js";
import type { PolicyBook } from "../policy/index.js";
import type { Sql } from "../platform/index.js";
import type { FactSource } from "./facts/sources.js";
import type { HistoryReader } from "./flow/histories.js";

/** What this room's resolvers find in the context. */
export interface OversightContext extends RequestContext {
  readonly policies: PolicyBook;
  /** Cases, and what other rooms bring in. */
  readonly factSources: readonly FactSource[];
  /** Imported histories, for the flow of work. */
  readonly historyReader: (sql: Sql) => HistoryReader;
}

/** Where uploads are taken over, too. */
export interface OversightPapersContext extends OversightContext {
  readonly blobs: BlobStore;
}

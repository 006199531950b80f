/** What every resolver gets with a request; higher rooms add their services to it. */
import type { Journal } from "../journal/index.js";
import type { Language } from "../kernel/index.js";
import type { RowLoader } from "../platform/index.js";
import type { Viewer } from "./viewer.js";

export interface RequestContext {
  /** Null when nobody is signed in. */
  readonly viewer: Viewer | null;
  readonly language: Language;
  readonly journal: Journal;
  /** Batches row look-ups of this request under the viewer's sight; emptied by every command. */
  readonly rows: RowLoader;
}

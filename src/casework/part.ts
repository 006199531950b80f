/** A part of the case: its slice of the state, its rows, and what follows from it by itself. */
import type { NewEntry, RowOut } from "../journal/index.js";
import type { RowClass } from "../platform/index.js";
import type { CaseContext } from "./context.js";
import type { CaseEntry } from "./entries.js";
import type { CaseState } from "./state.js";

export interface Part<Slice> {
  readonly initial: (caseId: string) => Slice;
  /** `state` is the whole case before the entry. */
  readonly evolve: (slice: Slice, entry: CaseEntry, state: CaseState) => Slice;
  readonly rowsOf: (state: CaseState) => readonly RowOut[];
  readonly tables: readonly RowClass[];
  /** Entries that follow by themselves from the state reached. */
  readonly settle?: (state: CaseState, context: CaseContext) => readonly NewEntry[];
}

/** A part of the case: its slice of the state, its rows, its commands, and what it holds back or adds to a stage. */
import type { Refusal } from "../kernel/index.js";
import type { NewEntry, RowOut } from "../journal/index.js";
import type { RowClass } from "../platform/index.js";
import type { Stage } from "../policy/index.js";
import type { CaseContext } from "./context.js";
import type { CaseEntry } from "./entries.js";
import type { CaseState } from "./state.js";

export interface Part<Slice> {
  readonly initial: (caseId: string) => Slice;
  /** `state` is the whole case before the entry. */
  readonly evolve: (slice: Slice, entry: CaseEntry, state: CaseState) => Slice;
  readonly rowsOf: (state: CaseState) => readonly RowOut[];
  readonly tables: readonly RowClass[];
  /** What keeps the case from going forward into a stage. */
  readonly blocks?: (state: CaseState, to: Stage) => readonly Refusal[];
  /** Whether this part's work in the case's present stage is done, where a stage ends by it. */
  readonly done?: (state: CaseState) => boolean | null;
  /** Entries that follow by themselves from the state reached. */
  readonly settle?: (state: CaseState, context: CaseContext) => readonly NewEntry[];
}

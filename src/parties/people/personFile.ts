/** The stream of a person's file: who opened it and why, what was set right in it, and its erasure. No personal data. */
import type { Aggregate, Entry, PrivateRef } from "../../journal/index.js";

export type PersonFileEntry =
  /** Who opened it stands in the entry's envelope. */
  | Entry<"PERSON_OPENED", { purpose: string; caseId: string | null }>
  | Entry<"PERSON_CORRECTED", { person: PrivateRef; reason: string }>
  | Entry<"PERSON_ERASED", { reason: string }>;

export interface PersonFileState {
  readonly id: string;
  readonly openings: number;
  readonly erased: boolean;
}

/** Implies no rows: a log of openings is read from the entries themselves. */
export const personFile: Aggregate<PersonFileState> = {
  kind: "personFile",
  initial: (id) => ({ id, openings: 0, erased: false }),
  evolve: (state, entry) => evolve(state, entry as PersonFileEntry),
  rowsOf: () => [],
  tables: [],
};

function evolve(state: PersonFileState, entry: PersonFileEntry): PersonFileState {
  switch (entry.type) {
    case "PERSON_OPENED":
      return { ...state, openings: state.openings + 1 };
    case "PERSON_CORRECTED":
      return state;
    case "PERSON_ERASED":
      return { ...state, erased: true };
  }
}

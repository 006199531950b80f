/** Corrections: a further entry sets right what an earlier one said; where it weighs, a second person confirms. */
import { personOf, throughOf, type CaseEntry, type CaseEntryType, type CorrectionFacts } from "../entries.js";
import type { CaseState } from "../state.js";
import { formerValues } from "./former.js";
import { ownerOfEntry } from "./standing.js";

export interface ProposedCorrection extends CorrectionFacts {
  /** The correction's id, as a subject of its confirmation. */
  readonly id: string;
  readonly version: number;
  readonly proposedById: string;
  /** A system, or a colleague in their place, who may not confirm it either. */
  readonly proposedThroughId: string | null;
  readonly proposedAt: string;
  /** Whose entry it is, as it stood when this was proposed. */
  readonly ownerPartyId: string | null;
}

/** Every entry of the case: one that no correction sets right is told so by name. */
export interface KnownEntry {
  readonly id: string;
  readonly type: CaseEntryType;
  readonly corrected: boolean;
}

/** A correction from its proposal to its end; where no second person is needed both are one. */
export interface CorrectionRecord extends Omit<CorrectionFacts, "correctionId" | "note"> {
  readonly id: string;
  readonly status: "PROPOSED" | "CONFIRMED" | "REFUSED";
  readonly noteId: string | null;
  /** What the entry said before, by the names of the corrected values; null where it is taken back whole. */
  readonly former: CorrectionFacts["values"];
  readonly proposedById: string;
  readonly proposedAt: string;
  /** Null where nobody has to confirm it. */
  readonly decidedById: string | null;
  readonly decidedAt: string | null;
}

export interface CorrectionsState {
  readonly proposed: readonly ProposedCorrection[];
  readonly history: readonly CorrectionRecord[];
  readonly entries: readonly KnownEntry[];
}

export const initialCorrections = (): CorrectionsState => ({ proposed: [], history: [], entries: [] });

export function evolveCorrections(slice: CorrectionsState, entry: CaseEntry, state: CaseState): CorrectionsState {
  const known = { ...slice, entries: [...slice.entries, { id: entry.id, type: entry.type, corrected: false }] };
  switch (entry.type) {
    case "CORRECTION_PROPOSED":
      return {
        ...known,
        history: [...known.history, begun(entry, state)],
        proposed: [
          ...known.proposed,
          {
            ...entry.body,
            id: entry.body.correctionId,
            version: 1,
            proposedById: personOf(entry),
            proposedThroughId: throughOf(entry),
            proposedAt: entry.occurredAt,
            ownerPartyId: ownerOfEntry(state, entry.body.entryId),
          },
        ],
      };
    case "CORRECTION_REFUSED":
      return {
        ...known,
        proposed: known.proposed.filter(({ id }) => id !== entry.body.correctionId),
        history: ended(known.history, entry, "REFUSED"),
      };
    case "ENTRY_CORRECTED":
      return {
        proposed: known.proposed.filter(({ id }) => id !== entry.body.correctionId),
        history: confirmed(known.history, entry, state),
        entries: known.entries.map((one) =>
          one.id === entry.body.entryId ? { ...one, corrected: entry.body.values === null } : one,
        ),
      };
    default:
      return known;
  }
}

type Begun = Extract<CaseEntry, { type: "CORRECTION_PROPOSED" | "ENTRY_CORRECTED" }>;

const begun = (entry: Begun, state: CaseState): CorrectionRecord => ({
  id: entry.body.correctionId,
  entryId: entry.body.entryId,
  entryType: entry.body.entryType,
  reasonCode: entry.body.reasonCode,
  values: entry.body.values,
  noteId: entry.body.note?.id ?? null,
  former: formerValues(state, entry.body),
  status: "PROPOSED",
  proposedById: personOf(entry),
  proposedAt: entry.occurredAt,
  decidedById: null,
  decidedAt: null,
});

const ended = (
  history: CorrectionsState["history"],
  entry: Extract<CaseEntry, { type: "CORRECTION_REFUSED" | "ENTRY_CORRECTED" }>,
  status: CorrectionRecord["status"],
): CorrectionRecord[] =>
  history.map((one) =>
    one.id === entry.body.correctionId
      ? { ...one, status, decidedById: personOf(entry), decidedAt: entry.occurredAt }
      : one,
  );

/** What the entry says may have changed since the proposal: what stood last is what is replaced. */
function confirmed(
  history: CorrectionsState["history"],
  entry: Extract<CaseEntry, { type: "ENTRY_CORRECTED" }>,
  state: CaseState,
): CorrectionRecord[] {
  const proposed = history.some(({ id }) => id === entry.body.correctionId);
  if (!proposed) return [...history, { ...begun(entry, state), status: "CONFIRMED", decidedAt: entry.occurredAt }];
  const former = formerValues(state, entry.body);
  return ended(history, entry, "CONFIRMED").map((one) =>
    one.id === entry.body.correctionId ? { ...one, former } : one,
  );
}

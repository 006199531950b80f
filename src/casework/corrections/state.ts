/** Corrections: a further entry sets right what an earlier one said; where it weighs, a second person confirms. */
import { personOf, throughOf, type CaseEntry, type CaseEntryType, type CorrectionFacts } from "../entries.js";
import type { CaseState } from "../state.js";
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

/** An entry that may be named by a correction. */
export interface KnownEntry {
  readonly id: string;
  readonly type: CaseEntryType;
  readonly corrected: boolean;
}

export interface CorrectionsState {
  readonly proposed: readonly ProposedCorrection[];
  readonly entries: readonly KnownEntry[];
}

export const initialCorrections = (): CorrectionsState => ({ proposed: [], entries: [] });

export type CorrectionRule = {
  /** A second person where money, a certificate or a decision is touched. */
  readonly secondPerson: boolean;
  /** Values that may be set anew, by name and kind; empty where the entry can only be taken back whole. */
  readonly values: Readonly<Record<string, "fen" | "int" | "text" | "day">>;
  /** Whether it can be taken back whole. */
  readonly voidable: boolean;
};

/** Every entry that can be wrong, and how it is set right. */
export const correctionRules: Partial<Record<CaseEntryType, CorrectionRule>> = {
  SUBMITTED: {
    secondPerson: true,
    values: { amountFen: "fen", termMonths: "int", priceFen: "fen", downPaymentFen: "fen", valuationFen: "fen" },
    voidable: false,
  },
  CHECK_RECORDED: { secondPerson: false, values: {}, voidable: true },
  DEFECT_POSTED: { secondPerson: false, values: {}, voidable: true },
  SIGNATURE_RECORDED: { secondPerson: false, values: {}, voidable: true },
  VISIT_RECORDED: { secondPerson: false, values: {}, voidable: true },
  VISIT_IMPLIED: { secondPerson: false, values: {}, voidable: true },
  VISIT_REQUESTED: { secondPerson: false, values: {}, voidable: true },
  COLLATERAL_REGISTERED: {
    secondPerson: true,
    values: {
      registrationCertificateNo: "text",
      titleCertificateNo: "text",
      registryReceiptNo: "text",
      loanContractNo: "text",
      guaranteeContractNo: "text",
      securedFen: "fen",
      valuationFen: "fen",
      fromDay: "day",
      toDay: "day",
    },
    voidable: true,
  },
  SECURITY_CONFIRMED: { secondPerson: true, values: {}, voidable: true },
  PAYMENT_CONFIRMED: { secondPerson: true, values: {}, voidable: true },
  PAYMENT_FAILED: { secondPerson: true, values: {}, voidable: true },
  DECISION_CONFIRMED: { secondPerson: true, values: {}, voidable: true },
};

export function evolveCorrections(slice: CorrectionsState, entry: CaseEntry, state: CaseState): CorrectionsState {
  const known = correctionRules[entry.type]
    ? { ...slice, entries: [...slice.entries, { id: entry.id, type: entry.type, corrected: false }] }
    : slice;
  switch (entry.type) {
    case "CORRECTION_PROPOSED":
      return {
        ...known,
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
      return { ...known, proposed: known.proposed.filter(({ id }) => id !== entry.body.correctionId) };
    case "ENTRY_CORRECTED":
      return {
        proposed: known.proposed.filter(({ id }) => id !== entry.body.correctionId),
        entries: known.entries.map((one) =>
          one.id === entry.body.entryId ? { ...one, corrected: entry.body.values === null } : one,
        ),
      };
    default:
      return known;
  }
}

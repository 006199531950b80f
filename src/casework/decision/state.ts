/** The decision on a case: one proposes, another confirms; what was approved. */
import { personOf, throughOf, type CaseEntry } from "../entries.js";
import type { CaseState } from "../state.js";
import { patch } from "../state.js";

export interface ProposalState {
  readonly id: string;
  readonly version: number;
  readonly outcome: "APPROVE" | "REFUSE";
  readonly amountFen: number | null;
  readonly termMonths: number | null;
  readonly reasonCode: string | null;
  readonly noteId: string | null;
  readonly status: "PROPOSED" | "CONFIRMED" | "RETURNED" | "SET_ASIDE";
  readonly proposedById: string;
  /** The unit that the proposer worked for then; null for the whole center. */
  readonly proposedUnitId: string | null;
  /** A system, or a colleague in their place, who may not confirm it either. */
  readonly proposedThroughId: string | null;
  readonly proposedAt: string;
  readonly decidedById: string | null;
  readonly decidedAt: string | null;
  /** Checks whose owners dissented, recorded with the decision. */
  readonly dissents: readonly string[];
  /** The quota that the case itself told when this was proposed; null where it was not noted. */
  readonly quotaFen: number | null;
  readonly entryId: string | null;
}

export interface Approval {
  readonly amountFen: number;
  readonly termMonths: number;
  readonly annualRatePpm: number | null;
  readonly guarantee: { readonly companyId: string; readonly weightedFen: number; readonly limitFen: number } | null;
  readonly property: { readonly key: string; readonly valueFen: number; readonly securedFen: number } | null;
}

export interface DecisionState {
  readonly proposals: readonly ProposalState[];
  /** What stands approved; null before, and again after the approval was set aside. */
  readonly approved: Approval | null;
}

export const initialDecision = (): DecisionState => ({ proposals: [], approved: null });

export const openProposal = (state: CaseState): ProposalState | undefined =>
  state.decision.proposals.find(({ status }) => status === "PROPOSED");

export function evolveDecision(slice: DecisionState, entry: CaseEntry): DecisionState {
  const decided = (id: string, status: ProposalState["status"]): Partial<ProposalState> => ({
    status,
    decidedById: personOf(entry),
    decidedAt: entry.occurredAt,
    entryId: entry.id,
    version: (slice.proposals.find((proposal) => proposal.id === id)?.version ?? 0) + 1,
  });
  switch (entry.type) {
    case "DECISION_PROPOSED": {
      const { decisionId, note, quotaFen = null, ...proposed } = entry.body;
      const proposal: ProposalState = {
        ...proposed,
        quotaFen,
        id: decisionId,
        version: 1,
        noteId: note?.id ?? null,
        status: "PROPOSED",
        proposedById: personOf(entry),
        proposedUnitId: entry.unitId,
        proposedThroughId: throughOf(entry),
        proposedAt: entry.occurredAt,
        decidedById: null,
        decidedAt: null,
        entryId: null,
      };
      return { ...slice, proposals: [...slice.proposals, proposal] };
    }
    case "DECISION_CONFIRMED": {
      const { decisionId, ...terms } = entry.body;
      const proposal = slice.proposals.find(({ id }) => id === decisionId);
      const { amountFen = null, termMonths = null } = proposal ?? {};
      return {
        proposals: patch(slice.proposals, decisionId, decided(decisionId, "CONFIRMED")),
        approved:
          proposal?.outcome === "APPROVE" && amountFen !== null && termMonths !== null
            ? { ...terms, amountFen, termMonths }
            : null,
      };
    }
    case "DECISION_RETURNED": {
      const { decisionId } = entry.body;
      return { ...slice, proposals: patch(slice.proposals, decisionId, decided(decisionId, "RETURNED")) };
    }
    case "ENTRY_CORRECTED":
      return entry.body.entryType === "DECISION_CONFIRMED" ? setAside(slice) : slice;
    case "RETURNED":
      return entry.body.to === "APPROVAL" || entry.body.to === "REVIEW" ? setAside(slice) : slice;
    default:
      return slice;
  }
}

const setAside = (slice: DecisionState): DecisionState => ({
  proposals: slice.proposals.map((proposal) =>
    proposal.status === "PROPOSED" || proposal.status === "CONFIRMED"
      ? { ...proposal, status: "SET_ASIDE", version: proposal.version + 1 }
      : proposal,
  ),
  approved: null,
});

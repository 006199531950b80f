/** How entries move a case through its stages. */
import { isEnded, type Stage } from "../../policy/index.js";
import { correctedContent } from "../application.js";
import { personOf, type BodyOf, type CaseEntry } from "../entries.js";
import type { CaseState } from "../state.js";
import { patch } from "../state.js";
import type { FormerBank, LifecycleState, SentBack } from "./state.js";

export function evolveLifecycle(slice: LifecycleState, entry: CaseEntry, state: CaseState): LifecycleState {
  return { ...moved(slice, entry, state), lastActAt: entry.recordedAt };
}

function moved(slice: LifecycleState, entry: CaseEntry, state: CaseState): LifecycleState {
  const at = entry.occurredAt;
  switch (entry.type) {
    case "OPENED": {
      const { ownerId: _owner, ownerPartyId: _party, tripBudget: _budget, ...opened } = entry.body;
      return { ...slice, ...opened, openedAt: at, stageEnteredAt: at };
    }
    case "CONTENT_AMENDED":
      return { ...slice, content: entry.body.content };
    case "SUBMITTED": {
      const { policyId, policyDigest, reviewMode, longestTermMonths = null } = entry.body;
      return { ...slice, longestTermMonths, policyId, policyDigest, reviewMode, submittedAt: at };
    }
    case "ACCEPTED":
      return {
        ...slice,
        acceptedAt: at,
        decisionDueAt: entry.body.statutoryDueAt,
        statutoryDays: entry.body.statutoryDays,
        statutoryProvisional: entry.body.provisional,
      };
    case "STAGE_ENTERED":
      return entered(slice, entry.body.stage, at);
    case "REFUSED": {
      const { form, reasonCode, note } = entry.body;
      const said = state.decision.proposals.find(({ status }) => status === "CONFIRMED")?.noteId;
      const endNoteId = note?.id ?? (form === "NOT_LENT" ? (said ?? null) : null);
      return { ...entered(slice, "REFUSED", at), endReasonCode: reasonCode, refusalForm: form, endNoteId };
    }
    case "WITHDRAWN": {
      const { reasonCode, note } = entry.body;
      const tasks = entry.body.tasks.map((task) => ({ ...task, doneAt: null }));
      return { ...entered(slice, "WITHDRAWN", at), endReasonCode: reasonCode, endNoteId: note?.id ?? null, tasks };
    }
    case "LAPSED":
      return entered(slice, "LAPSED", at);
    case "UNWOUND":
      return { ...slice, tasks: patch(slice.tasks, entry.body.taskId, { doneAt: at }) };
    case "RETURNED":
      return {
        ...entered(slice, entry.body.to, at),
        returns: slice.returns + 1,
        countedReturns: slice.countedReturns + (entry.body.countsInFirstPass ? 1 : 0),
        sentBack: [...slice.sentBack, sentBack(entry.id, at, entry.body, state)],
      };
    case "DUE_DATES_RESET": {
      const law = entry.body.clocks.find(({ kind }) => kind === "STATUTORY");
      return law ? { ...slice, decisionDueAt: law.dueAt, statutoryProvisional: law.provisional } : slice;
    }
    case "OWNER_ACCEPTED": {
      const transfer = state.ownership.transfers.find(({ id }) => id === entry.body.transferId);
      // It goes to the unit of whoever answers for it at the bank; one who works for the whole bank leaves it where it is.
      const unitId = transfer?.toPartyId === slice.bankId ? transfer.toUnitId : null;
      return unitId ? { ...slice, bankUnitId: unitId } : slice;
    }
    case "OWNER_REASSIGNED": {
      const { toPartyId, toUnitId } = entry.body;
      return toPartyId === slice.bankId && toUnitId ? { ...slice, bankUnitId: toUnitId } : slice;
    }
    case "UNIT_REASSIGNED":
      return { ...slice, bankUnitId: entry.body.unitId };
    case "BANK_REASSIGNED": {
      const { toBankId, unitId } = entry.body;
      return {
        ...slice,
        bankId: toBankId,
        bankUnitId: unitId,
        formerBanks: [...slice.formerBanks, leaving(state, at)],
      };
    }
    case "PAYEE_VERIFIED": {
      const verified = { id: entry.body.payeeId, at, byId: personOf(entry), entryId: entry.id };
      return { ...slice, verifiedPayees: [...slice.verifiedPayees, verified] };
    }
    case "COMMERCIAL_PART_DECIDED": {
      const { commercial } = slice.content;
      const decided = commercial && { ...commercial, state: entry.body.state };
      return { ...slice, content: { ...slice.content, commercial: decided } };
    }
    case "DOCUMENT_DETACHED": {
      const authorisations = slice.content.authorisations.map((one) =>
        one.evidenceDocumentId === entry.body.documentId ? { ...one, evidenceDocumentId: null } : one,
      );
      return { ...slice, content: { ...slice.content, authorisations } };
    }
    case "ENTRY_CORRECTED":
      if (entry.body.entryType === "PAYEE_VERIFIED") {
        return {
          ...slice,
          verifiedPayees: slice.verifiedPayees.filter(({ entryId }) => entryId !== entry.body.entryId),
        };
      }
      return entry.body.entryType === "SUBMITTED"
        ? { ...slice, content: correctedContent(slice.content, entry.body.values ?? {}) }
        : slice;
    default:
      return slice;
  }
}

function sentBack(
  entryId: string,
  at: string,
  { to, countsInFirstPass: counts, reopened }: BodyOf<"RETURNED">,
  { lifecycle, review, decision, signing, collateral }: CaseState,
): SentBack {
  const { bankId, centerId } = lifecycle;
  const undone = ({ id }: { readonly id: string }) => reopened.includes(id);
  const proposed = decision.proposals.find(({ status }) => status === "CONFIRMED")?.proposedById ?? null;
  const of: Partial<Record<Stage, SentBack["again"]>> = {
    REVIEW: review.checks.filter(undone).map((one) => ({ partyId: one.ownerPartyId, memberId: one.recordedById })),
    APPROVAL: [{ partyId: centerId, memberId: proposed }],
    // Of whoever recorded it: who is no party signs at the bank's, and some seals are the bank's to see to.
    SIGNING: (signing.signatures ?? [])
      .filter(undone)
      .map((one) => ({ partyId: one.recordedByPartyId ?? one.partyId ?? bankId, memberId: one.recordedById })),
    SECURITY: (collateral.steps ?? [])
      .filter(undone)
      .map((one) => ({ partyId: one.actorPartyId, memberId: one.confirmedById })),
  };
  const byParty = new Map((of[to] ?? []).map((one) => [one.partyId, one]));
  return { entryId, at, counts, again: [...byParty.values()] };
}

/** What the bank's part has come to at the moment when it goes. */
function leaving({ lifecycle, review, notices }: CaseState, until: string): FormerBank {
  const { bankId, bankUnitId: unitId, countedReturns, sentBack: returned } = lifecycle;
  const own = review.checks.filter(({ ownerPartyId }) => ownerPartyId === bankId);
  const [last] = [...own].sort((one, other) => ((one.recordedAt ?? "") < (other.recordedAt ?? "") ? 1 : -1));
  const done = own.every(({ recordedAt }) => recordedAt !== null);
  // It had been past the bank's review even where that was undone since.
  const back = returned.flatMap(({ at, again }) =>
    again.flatMap((one) => (one.partyId === bankId ? { ...one, at } : [])),
  );
  const undone = back.at(-1);
  const before = undone ? { at: undone.at, byId: undone.memberId } : null;
  const reviewed = done && last?.recordedAt ? { at: last.recordedAt, byId: last.recordedById } : before;
  return { bankId, unitId, until, reviewed, countedReturns, notices: notices.notices.length };
}

const entered = (slice: LifecycleState, stage: Stage, at: string): LifecycleState => ({
  ...slice,
  stage,
  stageEnteredAt: at,
  endedAt: isEnded(stage) ? at : null,
});

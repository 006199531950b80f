/** Who holds a case up now: the parties whose move it is, and the applicant while a notice waits for an answer. */
import type { Institution, Stage } from "../policy/index.js";
import { missingItems } from "./papers/state.js";
import { underWay, remainingFen } from "./payment/state.js";
import { openChecks } from "./review/state.js";
import { stageTable } from "./stages.js";
import type { CaseState } from "./state.js";
import { unansweredDefects } from "./notices/state.js";

export interface HolderState {
  readonly institution: Institution;
  readonly partyId: string;
}

/** The parties whose move it is; empty where the case runs by itself or has ended. */
export function holders(state: CaseState): readonly HolderState[] {
  const { lifecycle } = state;
  const bank: HolderState = { institution: "BANK", partyId: lifecycle.bankId };
  const center: HolderState = { institution: "CENTER", partyId: lifecycle.centerId };
  switch (lifecycle.stage) {
    case "APPLICATION":
    case "ACCEPTANCE":
      return [bank];
    case "REVIEW":
      return checkers(state) ?? bringers(state, bank);
    case "APPROVAL":
      return [center];
    case "SIGNING":
      return signers(state, bank) ?? bringers(state, bank);
    case "SECURITY":
      return securers(state) ?? bringers(state, bank);
    case "DISBURSEMENT":
      return underWay(state).length > 0 ? [bank] : paying(state, bank, center);
    default:
      return [];
  }
}

/** Who owns a check that is open, in the order of turns; null where none is. */
function checkers(state: CaseState): readonly HolderState[] | null {
  const open = openChecks(state);
  const turn = Math.min(...open.map((check) => check.turn));
  const waiting = open
    .filter((check) => check.turn === turn)
    .map(({ owner, ownerPartyId }) => ({ institution: owner, partyId: ownerPartyId }));
  return waiting.length > 0 ? distinct(waiting) : null;
}

function signers({ signing }: CaseState, bank: HolderState): readonly HolderState[] | null {
  const seals = (signing.signatures ?? [])
    .filter(({ signedAt }) => signedAt === null)
    .map(({ partyId, who }) =>
      // The developer has no sign-in of its own yet: the bank sees to its seal.
      partyId === null || partyId === bank.partyId || who === "DEVELOPER"
        ? bank
        : { institution: who as Institution, partyId },
    );
  return seals.length > 0 ? distinct(seals) : null;
}

function securers({ collateral }: CaseState): readonly HolderState[] | null {
  const step = collateral.steps?.find(({ confirmedAt }) => confirmedAt === null);
  return step ? [{ institution: step.actor, partyId: step.actorPartyId }] : null;
}

/** The center orders, once nothing is open again, no paper is missing, and the bank has looked up whom it pays. */
function paying(state: CaseState, bank: HolderState, center: HolderState): readonly HolderState[] {
  const again = checkers(state) ?? signers(state, bank) ?? securers(state);
  if (again) return again;
  if (remainingFen(state) <= 0) return bringers(state, bank);
  if (missingItems(state, "DISBURSEMENT").length > 0) return bringers(state, bank, "DISBURSEMENT");
  const { content, verifiedPayees } = state.lifecycle;
  return content.payees.every((payee) => verifiedPayees.some(({ id }) => id === payee.id)) ? [center] : [bank];
}

/** Nothing is left to do but papers: it is the move of who can get them; of the bank where that is the applicant. */
function bringers(
  state: CaseState,
  bank: HolderState,
  before: Stage | null = stageTable[state.lifecycle.stage].next,
): readonly HolderState[] {
  const parties = missingItems(state, before as Stage).map(({ bringer, bringerPartyId }) =>
    bringerPartyId === null || bringer === "APPLICANT" || bringer === "DEVELOPER"
      ? bank
      : { institution: bringer, partyId: bringerPartyId },
  );
  return parties.length > 0 ? distinct(parties) : [bank];
}

export const waitsForApplicant = (state: CaseState): boolean => unansweredDefects(state).length > 0;

const distinct = (list: readonly HolderState[]): HolderState[] => [
  ...new Map(list.map((holder) => [holder.partyId, holder])).values(),
];

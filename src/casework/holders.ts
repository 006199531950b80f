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
    case "REVIEW": {
      const open = openChecks(state);
      const turn = Math.min(...open.map((check) => check.turn));
      const waiting = open
        .filter((check) => check.turn === turn)
        .map(({ owner, ownerPartyId }) => ({ institution: owner, partyId: ownerPartyId }));
      return waiting.length > 0 ? distinct(waiting) : bringers(state, bank);
    }
    case "APPROVAL":
      return [center];
    case "SIGNING": {
      const seals = (state.signing.signatures ?? [])
        .filter(({ signedAt }) => signedAt === null)
        .map(({ partyId, who }) =>
          // The developer has no sign-in of its own yet: the bank sees to its seal.
          partyId === null || partyId === bank.partyId || who === "DEVELOPER"
            ? bank
            : { institution: who as Institution, partyId },
        );
      return seals.length > 0 ? distinct(seals) : bringers(state, bank);
    }
    case "SECURITY": {
      const step = state.collateral.steps?.find(({ confirmedAt }) => confirmedAt === null);
      return step ? [{ institution: step.actor, partyId: step.actorPartyId }] : bringers(state, bank);
    }
    case "DISBURSEMENT":
      if (underWay(state).length > 0) return [bank];
      return remainingFen(state) > 0 ? [center] : bringers(state, bank);
    default:
      return [];
  }
}

/** Nothing is left to do but papers: it is the move of who can get them; of the bank where that is the applicant. */
function bringers(state: CaseState, bank: HolderState): readonly HolderState[] {
  const { next } = stageTable[state.lifecycle.stage];
  const parties = missingItems(state, next as Stage).map(({ bringer, bringerPartyId }) =>
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

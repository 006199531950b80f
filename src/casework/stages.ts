/** The stages of a loan case as one table: where each leads, who acts in it, and which part ends it. */
import type { Institution, Stage } from "../policy/index.js";
import type { CaseState } from "./state.js";

export interface StageRule {
  /** The next stage on the way to pay-out. */
  readonly next: Stage | null;
  /** Where a return goes. */
  readonly back: Stage | null;
  /** The part whose work ends the stage by itself; null where an act ends it. */
  readonly endedBy: "review" | "signing" | "collateral" | "payment" | null;
  /** Who holds the case while nothing more particular is known. */
  readonly heldBy: Institution | null;
}

export const stageTable: Readonly<Record<Stage, StageRule>> = {
  APPLICATION: { next: "ACCEPTANCE", back: null, endedBy: null, heldBy: "BANK" },
  ACCEPTANCE: { next: "REVIEW", back: null, endedBy: null, heldBy: "BANK" },
  REVIEW: { next: "APPROVAL", back: null, endedBy: "review", heldBy: "CENTER" },
  APPROVAL: { next: "SIGNING", back: "REVIEW", endedBy: null, heldBy: "CENTER" },
  SIGNING: { next: "SECURITY", back: "APPROVAL", endedBy: "signing", heldBy: "BANK" },
  SECURITY: { next: "DISBURSEMENT", back: "SIGNING", endedBy: "collateral", heldBy: "BANK" },
  DISBURSEMENT: { next: "SERVICING", back: "SECURITY", endedBy: "payment", heldBy: "CENTER" },
  SERVICING: { next: "SETTLED", back: null, endedBy: null, heldBy: "BANK" },
  SETTLED: { next: null, back: null, endedBy: null, heldBy: null },
  REFUSED: { next: null, back: null, endedBy: null, heldBy: null },
  WITHDRAWN: { next: null, back: null, endedBy: null, heldBy: null },
  LAPSED: { next: null, back: null, endedBy: null, heldBy: null },
};

export const stageOf = (state: CaseState): Stage => state.lifecycle.stage;

/** Every stage in which a case is alive. */
export const liveStages = [
  "APPLICATION",
  "ACCEPTANCE",
  "REVIEW",
  "APPROVAL",
  "SIGNING",
  "SECURITY",
  "DISBURSEMENT",
  "SERVICING",
] as const satisfies readonly Stage[];

/** From the first order on a case is not taken back: what comes undone is done again where the case stands. */
export const payingStages: readonly Stage[] = ["DISBURSEMENT", "SERVICING"];

/** Before any money has moved. */
export const beforePayOut = liveStages.slice(0, -1);

/** The stages of a loan case by their codes, in the order in which a case goes through them (JGJ/T 320, GB/T 51267). */

/** From application to paid back, in order. */
export const runningStages = [
  "APPLICATION",
  "ACCEPTANCE",
  "REVIEW",
  "APPROVAL",
  "SIGNING",
  "SECURITY",
  "DISBURSEMENT",
  "SERVICING",
] as const;

/** Where nothing more is done: paid back, or one of the ends before money moves. */
export const endStages = ["SETTLED", "REFUSED", "WITHDRAWN", "LAPSED"] as const;

export const stages = [...runningStages, ...endStages] as const;

export type RunningStage = (typeof runningStages)[number];
export type EndStage = (typeof endStages)[number];
export type Stage = (typeof stages)[number];

export interface StageNames {
  readonly en: string;
  readonly zh: string;
}

export const stageNames: Readonly<Record<Stage, StageNames>> = {
  APPLICATION: { en: "Application", zh: "申请" },
  ACCEPTANCE: { en: "Acceptance", zh: "受理" },
  REVIEW: { en: "Review", zh: "审核" },
  APPROVAL: { en: "Approval", zh: "审批" },
  SIGNING: { en: "Signing", zh: "签约" },
  SECURITY: { en: "Security", zh: "担保落实" },
  DISBURSEMENT: { en: "Disbursement", zh: "放款" },
  SERVICING: { en: "Servicing", zh: "贷后" },
  SETTLED: { en: "Settled", zh: "结清" },
  REFUSED: { en: "Refused", zh: "不予受理或不予贷款" },
  WITHDRAWN: { en: "Withdrawn", zh: "撤回" },
  LAPSED: { en: "Lapsed", zh: "失效" },
};

/** Whether the case has ended, one way or another. */
export const isEnded = (stage: Stage): stage is EndStage => (endStages as readonly string[]).includes(stage);

/** Whether `stage` is `other` or comes after it on the way to pay-out; an early end comes after everything. */
export const isAtOrAfter = (stage: Stage, other: Stage): boolean => stages.indexOf(stage) >= stages.indexOf(other);

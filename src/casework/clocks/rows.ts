/** Clocks, pauses and holders as the API shows them. */
import { ObjectType, registerEnumType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import { isEnded, type Stage } from "../../policy/index.js";
import { enumOf, StageEnum } from "../enums.js";
import { holders, waitsForApplicant } from "../holders.js";
import type { CaseState } from "../state.js";

export const ClockKindEnum = enumOf(["STAGE", "PARTY", "STATUTORY"] as const);
registerEnumType(ClockKindEnum, { name: "ClockKind", description: "Joint, a party's own, or the law's (时限类型)." });
export const HolderKindEnum = enumOf(["CENTER", "BANK", "GUARANTEE_COMPANY", "DEVELOPER", "APPLICANT"] as const);
registerEnumType(HolderKindEnum, { name: "HolderKind", description: "Who holds a case up (当前责任方)." });

@ObjectType({ description: "A clock on the case, in working minutes or days as named (办理时限)." })
@Derived("clock", {
  stream: "caseId",
  index: { ix_clock_case: ["caseId"], ix_clock_due: ["endedAt", "dueAt"], ix_clock_party: ["partyId", "endedAt"] },
})
export class Clock {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.code({ api: "Joint, a party's own, or the law's (时限类型)", type: () => ClockKindEnum })
  kind!: keyof typeof ClockKindEnum;
  @col.code({ api: "The stage it measures (阶段)", type: () => StageEnum }) stage!: Stage;
  @col.id({ nullable: true }) partyId!: string | null;
  @col.instant({ api: "When it started (开始时间)" }) startedAt!: string;
  @col.int({ api: "Limit in working days (时限, 工作日)", nullable: true }) limitWorkingDays!: number | null;
  @col.int({ api: "Limit in calendar days, for the law's clock (法定时限, 日)", nullable: true }) limitDays!:
    number | null;
  @col.instant({ api: "When it is due (到期时间)" }) dueAt!: string;
  @col.flag({ api: "Due past the last published calendar (日历待公布)" }) provisional!: boolean;
  /** Working minutes used up to the last stop. */
  @col.int() usedMinutes!: number;
  @col.instant({ nullable: true }) runningSince!: string | null;
  @col.instant({ nullable: true }) stoppedAt!: string | null;
  @col.instant({ api: "When it ended (结束时间)", nullable: true }) endedAt!: string | null;
  @col.flag({ api: "Whether it ended in time (是否按时)", nullable: true }) onTime!: boolean | null;
}

@ObjectType({ description: "A pause of the clocks, with its reason (时限中止)." })
@Derived("clock_pause", { stream: "caseId", index: { ix_clock_pause_case: ["caseId"] } })
export class ClockPause {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.code({ api: "Why (事由)" }) reasonCode!: string;
  @col.code({ api: "Who is waited for (等待对象)" }) waitsFor!: string;
  @col.id({ nullable: true }) evidenceDocumentId!: string | null;
  @col.id({ nullable: true }) noticeId!: string | null;
  @col.instant({ api: "From (中止时间)" }) pausedAt!: string;
  @col.id() pausedById!: string;
  @col.instant({ api: "Resumes by itself at the latest (最迟恢复时间)" }) latestResumeAt!: string;
  @col.instant({ api: "To (恢复时间)", nullable: true }) resumedAt!: string | null;
}

@ObjectType({ description: "Who holds the case up now, and since when (当前责任方)." })
@Derived("case_holder", {
  stream: "caseId",
  index: { ix_case_holder_case: ["caseId"], ix_case_holder_party: ["partyId", "caseId"] },
})
export class Holder {
  @col.text({ primary: true, maxLength: 80 }) id!: string;
  @col.id() caseId!: string;
  @col.code({ api: "A kind of party, or the applicant (责任方)", type: () => HolderKindEnum })
  kind!: keyof typeof HolderKindEnum;
  @col.id({ nullable: true }) partyId!: string | null;
  @col.instant({ api: "Since (自何时起)" }) since!: string;
}

function holderRows(state: CaseState): Holder[] {
  const running = state.clocks.clocks.filter(({ endedAt }) => endedAt === null);
  const since = (partyId: string) =>
    running.find((clock) => clock.partyId === partyId)?.startedAt ?? state.lifecycle.stageEnteredAt;
  const parties = holders(state).map(({ institution, partyId }) => ({
    id: `${state.id}:${partyId}`,
    caseId: state.id,
    kind: institution,
    partyId,
    since: since(partyId),
  }));
  if (isEnded(state.lifecycle.stage) || !waitsForApplicant(state)) return parties;
  const sentAt = state.notices.notices.find(({ answeredAt }) => answeredAt === null)?.sentAt;
  const applicant = { id: `${state.id}:applicant`, caseId: state.id, kind: "APPLICANT" as const, partyId: null };
  return [...parties, { ...applicant, since: sentAt ?? state.lifecycle.stageEnteredAt }];
}

export const clocksRows = (state: CaseState): RowOut[] => [
  ...state.clocks.clocks.map((clock) => rowOut(Clock, { ...clock, caseId: state.id })),
  ...state.clocks.pauses.map(({ stage: _stage, ...pause }) => rowOut(ClockPause, { ...pause, caseId: state.id })),
  ...holderRows(state).map((holder) => rowOut(Holder, holder)),
];

export const clocksTables = [Clock, ClockPause, Holder];

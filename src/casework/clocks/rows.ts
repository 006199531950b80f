/** Clocks, pauses and holders as the API shows them. */
import { ObjectType, registerEnumType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import { isEnded, type Stage } from "../../policy/index.js";
import { enumOf, HolderKindEnum, StageEnum } from "../enums.js";
import { holders, waitsForApplicant } from "../holders.js";
import type { CaseState } from "../state.js";

export const ClockKindEnum = enumOf(["STAGE", "PARTY", "STATUTORY", "STEP"] as const);
registerEnumType(ClockKindEnum, {
  name: "ClockKind",
  description: "Joint, a party's own, the law's, or a step's that is no stage of its own (时限类型).",
});

@ObjectType({ description: "A clock on the case, in working minutes or days as named (办理时限)." })
@Derived("clock", {
  stream: "caseId",
  index: {
    ix_clock_case: ["caseId"],
    ix_clock_due: ["endedAt", "dueAt"],
    ix_clock_party: ["partyId", "endedAt"],
    ix_clock_party_due: ["partyId", "endedAt", "dueAt"],
    ix_clock_missed: ["endedAt", "missedAt", "dueAt"],
  },
})
export class Clock {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.code({ api: "Joint, a party's own, the law's, or a step's (时限类型)", type: () => ClockKindEnum })
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
  @col.code({ api: "The step, a code of the policy; null for a stage's clock (环节)", nullable: true }) step!:
    string | null;
  @col.id({ api: "What the step is about: a notice, handoff, inquiry, payment … (环节对象)", nullable: true })
  subjectId!: string | null;
  @col.id({ nullable: true }) waitingPartyId!: string | null;
  @col.int({ api: "Limit in working hours (时限, 工作小时)", nullable: true }) limitWorkingHours!: number | null;
  /** Whose office hours it runs on. */
  @col.id({ nullable: true }) unitId!: string | null;
  @col.instant({ api: "When its being late was written down (逾期登记时间)", nullable: true }) missedAt!: string | null;
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

@ObjectType({ description: "A stretch of the case's working time, and whom it goes to (办理时间分段)." })
@Derived("clock_segment", { stream: "caseId", index: { ix_clock_segment_case: ["caseId", "place"] } })
export class ClockSegment {
  @col.text({ primary: true, maxLength: 48 }) id!: string;
  @col.id() caseId!: string;
  @col.int({ api: "Its place, from 1 (序号)" }) place!: number;
  @col.code({ api: "The stage (阶段)", type: () => StageEnum }) stage!: Stage;
  @col.instant({ api: "From (起)" }) startedAt!: string;
  @col.instant({ api: "To; null for the one that runs (止)", nullable: true }) endedAt!: string | null;
  /** Ids of parties, and APPLICANT. */
  @col.json() holders!: readonly string[];
  @col.id({ api: "The pause that it goes to (中止)", nullable: true }) pauseId!: string | null;
  /** The case's working time up to its beginning and its end, in milliseconds. */
  @col.fen() workedMsBefore!: number;
  @col.fen({ nullable: true }) workedMsAfter!: number | null;
}

@ObjectType({ description: "A missed deadline that a manager or the center has to see to (逾期督办)." })
@Derived("escalation", {
  stream: "caseId",
  index: {
    ix_escalation_case: ["caseId"],
    ix_escalation_party: ["partyId", "closedAt", "raisedAt"],
    ix_escalation_next: ["closedAt", "nextAt"],
  },
})
export class Escalation {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.int({ api: "Version, for expectedVersion (版本)" }) version!: number;
  @col.id() clockId!: string;
  @col.int({ api: "1 the party's manager, 2 the center (督办级别)" }) level!: number;
  @col.id() partyId!: string;
  @col.instant({ api: "The deadline that was missed (应办结时间)" }) dueAt!: string;
  @col.instant({ api: "When it was raised (督办时间)" }) raisedAt!: string;
  @col.instant({ api: "When it goes on to the center, if it is not over by then (升级时间)", nullable: true })
  nextAt!: string | null;
  @col.instant({ api: "When it was acknowledged (签收时间)", nullable: true }) acknowledgedAt!: string | null;
  @col.id({ nullable: true }) acknowledgedById!: string | null;
  @col.instant({ api: "When it was over: done, or due later after all (办结时间)", nullable: true })
  closedAt!: string | null;
}

function holderRows(state: CaseState): Holder[] {
  const running = state.clocks.clocks.filter(({ kind, endedAt }) => kind === "PARTY" && endedAt === null);
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
  ...state.clocks.clocks.map(({ calendar: _on, resumed: _at, ...clock }) =>
    rowOut(Clock, { ...clock, caseId: state.id }),
  ),
  ...state.clocks.pauses.map(({ stage: _stage, ...pause }) => rowOut(ClockPause, { ...pause, caseId: state.id })),
  ...holderRows(state).map((holder) => rowOut(Holder, holder)),
  ...state.clocks.held.segments.map(({ from, to, ...segment }) =>
    rowOut(ClockSegment, {
      ...{ id: `${state.id}:${segment.place}`, caseId: state.id, startedAt: from, endedAt: to },
      ...segment,
    }),
  ),
  ...state.clocks.escalations.map((one) => rowOut(Escalation, { ...one, caseId: state.id })),
];

export const clocksTables = [Clock, ClockPause, Holder, ClockSegment, Escalation];

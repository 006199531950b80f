/** Which clocks run follows from the state: started, ended, paused and resumed by themselves. */
import type { NewEntry } from "../../journal/index.js";
import { isEnded, partyLimit, stageLimit, stepLimit, type Institution, type Stage } from "../../policy/index.js";
import type { CaseContext } from "../context.js";
import { entry, type StartedClock } from "../entries.js";
import { holders, waitsForApplicant } from "../holders.js";
import type { CaseState } from "../state.js";
import { dueByLimit, dueNow, settleDueDates } from "./due.js";
import { settleHeld } from "./marks.js";
import { settleEscalations, settleMisses } from "./misses.js";
import { openPause, stoppable, type ClockState } from "./state.js";
import { openSteps } from "./steps.js";

interface Wanted {
  readonly kind: StartedClock["kind"];
  readonly stage: Stage;
  readonly partyId: string | null;
  readonly institution?: Institution;
  readonly step?: string;
  readonly subjectId?: string;
  readonly waitingPartyId?: string | null;
  /** Where it began before now. */
  readonly startedAt?: string;
  /** Where it is due at a time named beforehand. */
  readonly dueAt?: string | null;
}

/** The clocks that ought to run now. */
function wantedClocks(state: CaseState, { policy }: CaseContext): Wanted[] {
  const { stage, acceptedAt } = state.lifecycle;
  const promised = stageLimit(policy, stage) !== null;
  const statutory = acceptedAt !== null && (stage === "REVIEW" || stage === "APPROVAL");
  return [
    ...(promised ? [{ kind: "STAGE" as const, stage, partyId: null }] : []),
    ...holders(state)
      .filter(({ institution }) => promised || partyLimit(policy, stage, institution) !== null)
      .map(({ partyId, institution }) => ({ kind: "PARTY" as const, stage, partyId, institution })),
    ...(statutory ? [{ kind: "STATUTORY" as const, stage: "REVIEW" as const, partyId: null }] : []),
    ...openSteps(state, policy).map((step) => ({ kind: "STEP" as const, stage, ...step })),
  ];
}

function same(clock: ClockState, wanted: Wanted, stageEnteredAt: string): boolean {
  if (clock.kind !== wanted.kind) return false;
  if (clock.kind === "STEP") {
    return clock.step === wanted.step && clock.subjectId === wanted.subjectId;
  }
  if (clock.kind === "STATUTORY") return true;
  return clock.partyId === wanted.partyId && clock.stage === wanted.stage && clock.startedAt >= stageEnteredAt;
}

export function settleClocks(state: CaseState, context: CaseContext): readonly NewEntry[] {
  const reset = settleDueDates(state, context);
  if (reset.length > 0) return reset;
  const pausing = settlePauses(state, context);
  if (pausing.length > 0) return pausing;
  const { now, time } = context;
  const running = state.clocks.clocks.filter(({ endedAt }) => endedAt === null);
  const wanted = wantedClocks(state, context);
  const since = state.lifecycle.stageEnteredAt;
  const ending = running.filter((clock) => !wanted.some((one) => same(clock, one, since)));
  const starting = wanted.filter((one) => !running.some((clock) => same(clock, one, since)));
  return [
    ...settleMisses(state, context),
    ...settleEscalations(state, context),
    ...(ending.length > 0
      ? [
          entry("CLOCKS_ENDED", {
            clocks: ending.map((clock) => ({
              id: clock.id,
              endedAt: now,
              usedMinutes: usedMinutes(clock, now, context),
              // What stands still has used no more time since.
              onTime: (clock.stoppedAt ?? now) <= clock.dueAt,
            })),
          }),
        ]
      : []),
    ...(starting.length > 0
      ? [
          entry("CLOCKS_STARTED", {
            calendar: time.calendarId,
            clocks: starting.map((one) => start(one, state, context)),
          }),
        ]
      : []),
    ...settleHeld(state, context),
  ];
}

/** Net working minutes up to an instant, pauses left out, on the hours that the clock runs on. */
export const usedMinutes = (clock: ClockState, at: string, { time }: Pick<CaseContext, "time">): number =>
  clock.usedMinutes +
  (clock.runningSince === null ? 0 : Math.max(0, time.ofUnit(clock.unitId).workingMinutes(clock.runningSince, at)));

function start(wanted: Wanted, state: CaseState, context: CaseContext): StartedClock {
  const { now, newId } = context;
  const { kind, stage, partyId, step = null, subjectId = null, waitingPartyId = null } = wanted;
  const { decisionDueAt, acceptedAt, bankId, bankUnitId, statutoryDays, statutoryProvisional } = state.lifecycle;
  const startedAt = (kind === "STATUTORY" ? acceptedAt : wanted.startedAt) ?? now;
  const clock = {
    ...{ id: newId(), kind, stage, partyId, step, subjectId, waitingPartyId, startedAt },
    // A bank's time runs on the hours of the unit that the case is with; everybody else's on the center's.
    unitId: partyId === bankId ? bankUnitId : null,
    ...{ limitWorkingDays: null, limitWorkingHours: null, limitDays: null },
    ...limitOf(wanted, context),
  };
  if (kind === "STATUTORY") {
    const due = { dueAt: decisionDueAt ?? now, provisional: statutoryProvisional };
    return { ...clock, limitDays: statutoryDays, ...due };
  }
  const asked = state.inquiries.inquiries.find(({ id }) => step === "INQUIRY_ANSWER" && id === subjectId);
  if (asked) return { ...clock, dueAt: asked.dueAt, provisional: asked.provisional };
  const due = dueByLimit(clock, context);
  return {
    ...clock,
    dueAt: wanted.dueAt ?? due?.at ?? now,
    provisional: wanted.dueAt ? false : (due?.provisional ?? false),
  };
}

type Limit = Partial<Pick<StartedClock, "limitWorkingDays" | "limitWorkingHours" | "limitDays">>;

/** None where a day was named. */
function limitOf({ kind, stage, step, institution, dueAt }: Wanted, { policy }: CaseContext): Limit {
  if (dueAt) return {};
  if (kind === "STEP") {
    const limit = stepLimit(policy, step ?? "")?.limit;
    if (!limit) return {};
    if ("workingDays" in limit) return { limitWorkingDays: limit.workingDays };
    return "workingHours" in limit ? { limitWorkingHours: limit.workingHours } : { limitDays: limit.calendarDays };
  }
  if (kind === "STATUTORY") return {};
  return {
    limitWorkingDays: (institution && partyLimit(policy, stage, institution)) ?? stageLimit(policy, stage) ?? 1,
  };
}

function settlePauses(state: CaseState, context: CaseContext): readonly NewEntry[] {
  const pause = openPause(state.clocks);
  if (pause) return shouldResume(state, context) ? [resume(state, context)] : [];
  if (isEnded(state.lifecycle.stage)) return [];
  if (!waitsForApplicant(state)) return [];
  const reason = context.policy.pauseReasons.find(
    ({ evidence, stages }) => evidence === "NOTICE" && stages.includes(state.lifecycle.stage),
  );
  // Once the longest time of a pause has passed for a notice, it stops the clocks no more.
  const had = state.clocks.pauses.map(({ noticeId }) => noticeId);
  const notice = state.notices.notices.find(({ id, answeredAt }) => answeredAt === null && !had.includes(id));
  const clocks = state.clocks.clocks.filter((clock) => stoppable(clock) && clock.runningSince !== null);
  if (!reason || !notice || clocks.length === 0) return [];
  return [pauseEntry(state, context, reason, { noticeId: notice.id, evidenceDocumentId: null })];
}

export function pauseEntry(
  state: CaseState,
  context: CaseContext,
  reason: CaseContext["policy"]["pauseReasons"][number],
  evidence: { noticeId: string | null; evidenceDocumentId: string | null },
  resumeBy?: string,
): NewEntry {
  const { now, time } = context;
  const clocks = state.clocks.clocks.filter((clock) => stoppable(clock) && clock.runningSince !== null);
  return entry("CLOCK_PAUSED", {
    ...evidence,
    pauseId: context.newId(),
    reasonCode: reason.code,
    waitsFor: reason.waitsFor,
    latestResumeAt: resumeBy ?? time.afterStatutoryDays(now, reason.maxCalendarDays, false).at,
    clocks: clocks.map((clock) => ({ id: clock.id, usedMinutes: usedMinutes(clock, now, context) })),
  });
}

function shouldResume(state: CaseState, { now, policy }: CaseContext): boolean {
  const pause = openPause(state.clocks);
  if (!pause) return false;
  if (now >= pause.latestResumeAt || state.lifecycle.stage !== pause.stage) return true;
  if (pause.noticeId !== null) {
    return state.notices.notices.some(({ id, answeredAt }) => id === pause.noticeId && answeredAt !== null);
  }
  const reason = policy.pauseReasons.find(({ code }) => code === pause.reasonCode);
  return (
    reason?.resumesOn === "CERTIFICATE_REGISTERED" &&
    state.collateral.records.some(
      ({ registeredAt, registrationCertificateNo, voided }) =>
        !voided && registrationCertificateNo && registeredAt >= pause.pausedAt,
    )
  );
}

/** Each clock goes on with the working time it had left, and no later than the pause lasts. */
export function resume(state: CaseState, context: CaseContext): NewEntry {
  const { now, time } = context;
  const pause = openPause(state.clocks);
  const at = pause && pause.latestResumeAt < now ? pause.latestResumeAt : now;
  const standing = state.clocks.clocks.filter((clock) => stoppable(clock) && clock.stoppedAt !== null);
  const clocks = standing.map((clock) => {
    const own = time.ofUnit(clock.unitId);
    const from = clock.stoppedAt ?? at;
    const { at: dueAt, provisional } = dueNow(clock, context);
    const leftMinutes = Math.max(0, own.workingMinutes(from, dueAt));
    // One that began after the pause should have ended has lost nothing.
    if (leftMinutes === 0 || from > at) return { id: clock.id, dueAt, provisional, leftMinutes };
    const due = own.afterWorkingMinutes(at, leftMinutes);
    return { id: clock.id, dueAt: due.at, provisional: due.provisional, leftMinutes };
  });
  return entry("CLOCK_RESUMED", { pauseId: pause?.id ?? "", clocks, calendar: time.calendarId }, at);
}

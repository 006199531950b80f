/** Which clocks run follows from the state: started, ended, paused and resumed by themselves. */
import type { NewEntry } from "../../journal/index.js";
import { isEnded, partyLimit, stageLimit, type Stage } from "../../policy/index.js";
import type { CaseContext } from "../context.js";
import { entry, type StartedClock } from "../entries.js";
import { holders, waitsForApplicant } from "../holders.js";
import type { CaseState } from "../state.js";
import { openPause, stoppable, type ClockState } from "./state.js";

interface Wanted {
  readonly kind: StartedClock["kind"];
  readonly stage: Stage;
  readonly partyId: string | null;
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
      .map(({ partyId }) => ({ kind: "PARTY" as const, stage, partyId })),
    ...(statutory ? [{ kind: "STATUTORY" as const, stage: "REVIEW" as const, partyId: null }] : []),
  ];
}

const same = (clock: ClockState, wanted: Wanted, stageEnteredAt: string): boolean =>
  clock.kind === wanted.kind &&
  clock.partyId === wanted.partyId &&
  (clock.kind === "STATUTORY" || (clock.stage === wanted.stage && clock.startedAt >= stageEnteredAt));

export function settleClocks(state: CaseState, context: CaseContext): readonly NewEntry[] {
  const pausing = settlePauses(state, context);
  if (pausing.length > 0) return pausing;
  const { now, time } = context;
  const running = state.clocks.clocks.filter(({ endedAt }) => endedAt === null);
  const wanted = wantedClocks(state, context);
  const since = state.lifecycle.stageEnteredAt;
  const ending = running.filter((clock) => !wanted.some((one) => same(clock, one, since)));
  const starting = wanted.filter((one) => !running.some((clock) => same(clock, one, since)));
  return [
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
            clocks: starting.map((one) => ({ ...one, ...start(one, state, context) })),
          }),
        ]
      : []),
  ];
}

/** Net working minutes up to an instant, pauses left out. */
export const usedMinutes = (clock: ClockState, at: string, { time }: Pick<CaseContext, "time">): number =>
  clock.usedMinutes + (clock.runningSince === null ? 0 : time.workingMinutes(clock.runningSince, at));

function start(wanted: Wanted, state: CaseState, { now, time, newId, policy }: CaseContext) {
  const { decisionDueAt, acceptedAt } = state.lifecycle;
  if (wanted.kind === "STATUTORY") {
    return {
      id: newId(),
      startedAt: acceptedAt ?? now,
      limitWorkingDays: null,
      limitDays: state.lifecycle.statutoryDays,
      dueAt: decisionDueAt ?? now,
      provisional: state.lifecycle.statutoryProvisional,
    };
  }
  const institution = holders(state).find(({ partyId }) => partyId === wanted.partyId)?.institution;
  const limitWorkingDays =
    (institution && partyLimit(policy, wanted.stage, institution)) ?? stageLimit(policy, wanted.stage) ?? 1;
  const due = time.afterWorkingDays(now, limitWorkingDays);
  return {
    id: newId(),
    startedAt: now,
    limitWorkingDays,
    limitDays: null,
    dueAt: due.at,
    provisional: due.provisional,
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
export function resume(state: CaseState, { now, time }: CaseContext): NewEntry {
  const pause = openPause(state.clocks);
  const at = pause && pause.latestResumeAt < now ? pause.latestResumeAt : now;
  const standing = state.clocks.clocks.filter((clock) => stoppable(clock) && clock.stoppedAt !== null);
  const clocks = standing.map((clock) => {
    const from = clock.stoppedAt ?? at;
    const leftMinutes = Math.max(0, time.workingMinutes(from, clock.dueAt));
    // One that began after the pause should have ended has lost nothing.
    if (leftMinutes === 0 || from > at) return { id: clock.id, dueAt: clock.dueAt, provisional: clock.provisional };
    const due = time.afterWorkingMinutes(at, leftMinutes);
    return { id: clock.id, dueAt: due.at, provisional: due.provisional };
  });
  return entry("CLOCK_RESUMED", { pauseId: pause?.id ?? "", clocks }, at);
}

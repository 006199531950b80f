/** The clocks of a case: joint stage clocks, each party's own, the steps', the statutory one; and their pauses. */
import { isAtOrAfter, type Stage } from "../../policy/index.js";
import { personOf, type CaseEntry, type StartedClock } from "../entries.js";
import type { CaseState } from "../state.js";
import { patch } from "../state.js";
import { evolveEscalations, type EscalationState } from "./escalations.js";
import { evolveHeld, initialHeld, type HeldState } from "./held.js";

export interface ClockState extends Required<StartedClock> {
  /** The calendar that its due time was computed on. */
  readonly calendar: string;
  /** Its last going on after a pause, and what it had left then; null where it never stood, or an older entry is silent. */
  readonly resumed: { readonly at: string; readonly leftMinutes: number | null } | null;
  /** When its missing the due time was written down. */
  readonly missedAt: string | null;
  /** Working minutes used up to the last stop. */
  readonly usedMinutes: number;
  /** Null while it stands still or after it ended. */
  readonly runningSince: string | null;
  readonly stoppedAt: string | null;
  readonly endedAt: string | null;
  readonly onTime: boolean | null;
  /** It ended because the case was taken out of the party's hands, not because what it measures was done. */
  readonly cutOff: boolean;
}

export interface PauseState {
  readonly id: string;
  /** It does not outlast the stage that it was made in. */
  readonly stage: Stage;
  readonly reasonCode: string;
  readonly waitsFor: string;
  readonly evidenceDocumentId: string | null;
  readonly noticeId: string | null;
  readonly pausedAt: string;
  readonly pausedById: string;
  readonly latestResumeAt: string;
  readonly resumedAt: string | null;
}

export interface ClocksState {
  readonly clocks: readonly ClockState[];
  readonly pauses: readonly PauseState[];
  /** Whom the case's working time goes to. */
  readonly held: HeldState;
  readonly escalations: readonly EscalationState[];
}

export const initialClocks = (): ClocksState => ({ clocks: [], pauses: [], held: initialHeld, escalations: [] });

/** At most one pause is open at a time. */
export const openPause = (slice: ClocksState): PauseState | undefined =>
  slice.pauses.find(({ resumedAt }) => resumedAt === null);

/** Steps that a pause of the case stops as it stops its stages; the others run on, being what a pause may wait for. */
const pausedSteps: readonly string[] = ["REGISTRATION"];

const pauses = ({ kind, step }: Pick<StartedClock, "kind" | "step">): boolean =>
  kind === "STEP" ? pausedSteps.includes(step ?? "") : kind !== "STATUTORY";

/** The law's clock is not stopped by our pauses. */
export const stoppable = (clock: ClockState): boolean => pauses(clock) && clock.endedAt === null;

/** Runs, and its time is over. */
export const isOverdue = (clock: ClockState, now: string): boolean =>
  clock.endedAt === null && clock.runningSince !== null && clock.dueAt < now;

export function evolveClocks(slice: ClocksState, entry: CaseEntry, state: CaseState): ClocksState {
  const evolved = evolveOwn(slice, entry, state);
  return {
    ...evolved,
    held: evolveHeld(evolved.held, entry),
    escalations: evolveEscalations(evolved.escalations, entry),
  };
}

function evolveOwn(slice: ClocksState, entry: CaseEntry, state: CaseState): ClocksState {
  const at = entry.occurredAt;
  switch (entry.type) {
    case "CLOCKS_STARTED": {
      const paused = openPause(slice) !== undefined;
      const started = entry.body.clocks.map((clock): ClockState => {
        const stands = paused && pauses(clock);
        return {
          ...olderClock,
          ...clock,
          calendar: entry.body.calendar,
          resumed: null,
          missedAt: null,
          usedMinutes: 0,
          runningSince: stands ? null : clock.startedAt,
          stoppedAt: stands ? clock.startedAt : null,
          endedAt: null,
          onTime: null,
          cutOff: false,
        };
      });
      return { ...slice, clocks: [...slice.clocks, ...started] };
    }
    case "CLOCKS_ENDED":
      return {
        ...slice,
        clocks: entry.body.clocks.reduce(
          (clocks, { id, ...ended }) => {
            const clock = clocks.find((one) => one.id === id);
            const cutOff = clock?.kind === "PARTY" && wasCutOff(clock, state);
            return patch(clocks, id, { ...ended, runningSince: null, cutOff });
          },
          [...slice.clocks],
        ),
      };
    case "CLOCK_PAUSED": {
      const { pauseId, clocks: stopped, ...pause } = entry.body;
      return {
        ...slice,
        clocks: stopped.reduce(
          (clocks, { id, usedMinutes }) => patch(clocks, id, { usedMinutes, runningSince: null, stoppedAt: at }),
          [...slice.clocks],
        ),
        pauses: [
          ...slice.pauses,
          {
            ...pause,
            id: pauseId,
            stage: state.lifecycle.stage,
            pausedAt: at,
            pausedById: personOf(entry),
            resumedAt: null,
          },
        ],
      };
    }
    case "CLOCK_RESUMED": {
      const { calendar } = entry.body;
      return {
        ...slice,
        clocks: entry.body.clocks.reduce(
          (clocks, { id, dueAt, provisional, leftMinutes = null }) => {
            const known = clocks.find((clock) => clock.id === id);
            // One that began after the pause should have ended is due as if there had been none.
            const begun = known !== undefined && known.startedAt > at;
            const runningSince = begun ? known.startedAt : at;
            const resumed = begun ? (known.resumed ?? null) : { at, leftMinutes };
            const on = calendar ?? known?.calendar ?? "";
            return patch(clocks, id, { dueAt, provisional, runningSince, stoppedAt: null, resumed, calendar: on });
          },
          [...slice.clocks],
        ),
        pauses: patch(slice.pauses, entry.body.pauseId, { resumedAt: at }),
      };
    }
    case "DUE_DATES_RESET": {
      const { calendar, clocks: moved } = entry.body;
      return {
        ...slice,
        clocks: moved.reduce(
          (clocks, { clockId, dueAt, provisional }) => {
            const missedAt = clocks.find(({ id }) => id === clockId)?.missedAt ?? null;
            // What is due later now was not missed.
            const still = dueAt < at ? missedAt : null;
            return patch(clocks, clockId, { dueAt, provisional, calendar, missedAt: still });
          },
          [...slice.clocks],
        ),
      };
    }
    case "DEADLINE_MISSED":
      return { ...slice, clocks: patch(slice.clocks, entry.body.clockId, { missedAt: entry.recordedAt }) };
    default:
      return slice;
  }
}

/** The applicant left, or the case was sent back. A bank that has to give the case away has used its time all the same. */
const wasCutOff = ({ stage }: ClockState, { lifecycle: { stage: now } }: CaseState): boolean =>
  now === "WITHDRAWN" || now === "LAPSED" || !isAtOrAfter(now, stage);

/** What entries did not say before there were steps and office hours by unit. */
const olderClock = {
  step: null,
  subjectId: null,
  waitingPartyId: null,
  limitWorkingHours: null,
  unitId: null,
} as const;

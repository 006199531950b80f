/** The clocks of a case: joint stage clocks, each party's own, the statutory one; and their pauses. */
import type { Stage } from "../../policy/index.js";
import { personOf, type CaseEntry, type StartedClock } from "../entries.js";
import type { CaseState } from "../state.js";
import { patch } from "../state.js";

export interface ClockState extends StartedClock {
  readonly stage: Stage;
  /** Working minutes used up to the last stop. */
  readonly usedMinutes: number;
  /** Null while it stands still or after it ended. */
  readonly runningSince: string | null;
  readonly stoppedAt: string | null;
  readonly endedAt: string | null;
  readonly onTime: boolean | null;
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
}

export const initialClocks = (): ClocksState => ({ clocks: [], pauses: [] });

/** At most one pause is open at a time. */
export const openPause = (slice: ClocksState): PauseState | undefined =>
  slice.pauses.find(({ resumedAt }) => resumedAt === null);

/** The law's clock is not stopped by our pauses. */
export const stoppable = (clock: ClockState): boolean => clock.kind !== "STATUTORY" && clock.endedAt === null;

export function evolveClocks(slice: ClocksState, entry: CaseEntry, state: CaseState): ClocksState {
  const at = entry.occurredAt;
  switch (entry.type) {
    case "CLOCKS_STARTED": {
      const paused = openPause(slice) !== undefined;
      const started = entry.body.clocks.map((clock): ClockState => {
        const stands = paused && clock.kind !== "STATUTORY";
        return {
          ...clock,
          usedMinutes: 0,
          runningSince: stands ? null : clock.startedAt,
          stoppedAt: stands ? clock.startedAt : null,
          endedAt: null,
          onTime: null,
        };
      });
      return { ...slice, clocks: [...slice.clocks, ...started] };
    }
    case "CLOCKS_ENDED":
      return {
        ...slice,
        clocks: entry.body.clocks.reduce(
          (clocks, { id, ...ended }) => patch(clocks, id, { ...ended, runningSince: null }),
          [...slice.clocks],
        ),
      };
    case "CLOCK_PAUSED": {
      const { pauseId, clocks: stopped, ...pause } = entry.body;
      return {
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
    case "CLOCK_RESUMED":
      return {
        clocks: entry.body.clocks.reduce(
          (clocks, { id, dueAt, provisional }) => {
            const startedAt = clocks.find((clock) => clock.id === id)?.startedAt ?? at;
            const runningSince = startedAt > at ? startedAt : at;
            return patch(clocks, id, { dueAt, provisional, runningSince, stoppedAt: null });
          },
          [...slice.clocks],
        ),
        pauses: patch(slice.pauses, entry.body.pauseId, { resumedAt: at }),
      };
    default:
      return slice;
  }
}

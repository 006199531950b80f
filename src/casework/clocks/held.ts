/** Whom a case's working time goes to: every minute of it to one set of holders or to one pause, adding up exactly. */
import type { Stage } from "../../policy/index.js";
import type { CaseEntry } from "../entries.js";

/** Stands for the applicant among the holders. */
export const applicantHolder = "APPLICANT";

const minuteMs = 60_000;

export interface SegmentState {
  /** 1 is the first. */
  readonly place: number;
  readonly stage: Stage;
  readonly from: string;
  readonly to: string | null;
  /** Party ids and APPLICANT, sorted; while it is paused, those whose move it would be. */
  readonly holders: readonly string[];
  readonly pauseId: string | null;
  /** The case's working time up to its beginning, and up to its end. */
  readonly workedMsBefore: number;
  readonly workedMsAfter: number | null;
}

export interface HeldState {
  readonly segments: readonly SegmentState[];
  /** Up to the last mark. */
  readonly workedMs: number;
}

export const initialHeld: HeldState = { segments: [], workedMs: 0 };

/** The minutes of a stretch between two counts: differences of whole minutes, so that they add up to the whole. */
export const minutesBetween = (beforeMs: number, afterMs: number): number =>
  Math.floor(afterMs / minuteMs) - Math.floor(beforeMs / minuteMs);

export const openSegment = ({ segments }: HeldState): SegmentState | undefined => {
  const last = segments.at(-1);
  return last?.to === null ? last : undefined;
};

export function evolveHeld(slice: HeldState, one: CaseEntry): HeldState {
  if (one.type !== "HOLDERS_CHANGED") return slice;
  const { stage, holders: now, pauseId, workedMs } = one.body;
  const at = one.occurredAt;
  const closed = slice.segments
    // What ended in the instant of its beginning was nobody's time.
    .filter(({ from, to }) => to !== null || from < at)
    .map((segment) => (segment.to === null ? { ...segment, to: at, workedMsAfter: workedMs } : segment));
  if (now === null) return { segments: closed, workedMs };
  const place = closed.length + 1;
  const opened = { place, stage, from: at, to: null, holders: now, pauseId, workedMsBefore: workedMs };
  return { segments: [...closed, { ...opened, workedMsAfter: null }], workedMs };
}

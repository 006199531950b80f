/** Each party's share of a case's working time, from its segments and its clocks; pure. */
import type { Clock, ClockSegment } from "./rows.js";
import { minutesBetween } from "./held.js";

export interface Share {
  /** An id, or APPLICANT. */
  readonly holder: string;
  /** In its hands, alone or with others. */
  readonly ownMinutes: number;
  readonly aloneMinutes: number;
  readonly sharedMinutes: number;
  /** While a pause stopped what was its move. */
  readonly pausedMinutes: number;
  /** By its own clocks, on its own office hours. */
  readonly clockMinutes: number;
}

/** Whole minutes of a segment; `workedMs` counts from its beginning to now where it still runs. */
export const segmentMinutes = (
  { workedMsBefore, workedMsAfter }: Pick<ClockSegment, "workedMsBefore" | "workedMsAfter">,
  workedMs: () => number,
): number => minutesBetween(workedMsBefore, workedMsAfter ?? workedMsBefore + workedMs());

export function sharesOf(
  segments: readonly (Pick<ClockSegment, "holders" | "pauseId"> & { readonly minutes: number })[],
  clocks: readonly (Pick<Clock, "kind" | "partyId"> & { readonly used: number })[],
): Share[] {
  const everybody = [...new Set(segments.flatMap(({ holders }) => holders))].sort();
  const sum = (list: readonly { readonly minutes: number }[]) =>
    list.reduce((total, { minutes }) => total + minutes, 0);
  return everybody.map((holder) => {
    const theirs = segments.filter(({ holders }) => holders.includes(holder));
    const running = theirs.filter(({ pauseId }) => pauseId === null);
    const alone = sum(running.filter(({ holders }) => holders.length === 1));
    const own = clocks.filter(({ kind, partyId }) => kind === "PARTY" && partyId === holder);
    return {
      holder,
      ownMinutes: sum(running),
      aloneMinutes: alone,
      sharedMinutes: sum(running) - alone,
      pausedMinutes: sum(theirs) - sum(running),
      clockMinutes: own.reduce((total, { used }) => total + used, 0),
    };
  });
}

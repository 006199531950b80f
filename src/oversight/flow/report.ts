/** A flow for the command line: what takes most of the time, in few lines. Pure. */
import type { ProcessFlow } from "./types.js";

/** So many of each kind; the API and `--json` tell all. */
const most = 10;

const hours = (minutes: number): string => `${(minutes / 60).toFixed(1)} h`;

export function flowText({ period, source, traces, edges, handOvers, rework, waitedFor }: ProcessFlow): string {
  const slowest = [...edges].sort((one, other) => other.wait.totalMinutes - one.wait.totalMinutes);
  const listed = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`${title}:`, ...lines.slice(0, most).map((line) => `  ${line}`)];
  return [
    `${traces} ${source.toLowerCase()} of ${period}`,
    ...listed(
      "Most time lies between",
      slowest.map(
        ({ from, to, wait }) =>
          `${from} → ${to}: ${wait.count} times, median ${hours(wait.medianMinutes)}, ` +
          `9 in 10 within ${hours(wait.p90Minutes)}, in all ${hours(wait.totalMinutes)}`,
      ),
    ),
    ...listed(
      "Waited for",
      waitedFor.map(
        ({ holders, paused, minutes }) =>
          `${holders.join(", ") || "nobody"}${paused ? " (paused)" : ""}: ${hours(minutes)}`,
      ),
    ),
    ...listed(
      "Slowest hand-overs",
      handOvers.map(
        ({ from, to, wait }) => `${from.code} → ${to.code}: ${wait.count} times, median ${hours(wait.medianMinutes)}`,
      ),
    ),
    ...listed(
      "Rework",
      rework.map(
        ({ kind, activity, count, open, addedMinutes }) =>
          `${kind} ${activity}: ${count} times, ${open} open, added ${hours(addedMinutes)}`,
      ),
    ),
  ].join("\n");
}

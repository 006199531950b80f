/** Traces of imported histories, from their entries; another room tells how an entry reads. */
import { msOf } from "../../kernel/index.js";
import type { FlowStep, FlowTrace } from "./graph.js";

/** One event of a history: activity, transition, instant, officer. */
export type HistoryEventTuple = readonly [activity: string, transition: string, at: string, officer: string | null];

/** Histories as this room sees them; the room that imports them gives it. */
export interface HistoryReader {
  /** Ids of the histories registered from one instant to before another, at most so many; of a partner, where one is named. */
  ids(
    range: { readonly from: string; readonly until: string },
    partnerId: string | null,
    atMost: number,
  ): Promise<string[]>;
  events(ids: readonly string[]): Promise<Map<string, readonly HistoryEventTuple[]>>;
  /** Whose officers they are, by source and officer; only where all that was measured of one counts for one partner. */
  partnersOfOfficers(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/**
 * A step is what was completed; its beginning is the last start of the same activity before it. Schedules and starts that
 * nothing completes are no steps.
 */
export function historyTrace(
  events: readonly HistoryEventTuple[],
  partnerOf: (officer: string) => string | null,
): FlowTrace {
  const begun = new Map<string, number>();
  const steps = events.flatMap(([activity, transition, at, officer]): FlowStep[] => {
    const said = transition.toLowerCase();
    if (said === "start") begun.set(activity, msOf(at));
    if (said !== "complete") return [];
    const startedAt = begun.get(activity) ?? null;
    begun.delete(activity);
    return [{ activity, at: msOf(at), startedAt, partyId: officer === null ? null : partnerOf(officer) }];
  });
  return { steps, spans: [] };
}

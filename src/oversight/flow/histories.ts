/** Imported histories as traces, from their entries; another room tells how an entry reads. */
import { msOf } from "../../kernel/index.js";
import { handOverOf, known, type Flow, type FlowStep, type FlowTrace } from "./graph.js";
import { rollFormat, rollOf, type Roll } from "./roll.js";
import { noCell, type FlowAsked, type Span, type TraceSource } from "./source.js";

/** One event of a history: activity, transition, instant, officer. */
export type HistoryEventTuple = readonly [activity: string, transition: string, at: string, officer: string | null];

/** Histories as this room sees them; the room that imports them gives it. */
export interface HistoryReader {
  /** How many were registered from one instant to before another. */
  count(span: Span): Promise<number>;
  /** Their ids in order; of a partner those on which something was measured for it. */
  ids(span: Span, partnerId: string | null): Promise<string[]>;
  events(ids: readonly string[]): Promise<Map<string, readonly HistoryEventTuple[]>>;
  /** Officers, by source and officer, and the codes of partners for which something was measured of them. */
  officers(ids: readonly string[]): Promise<readonly OfficerOfHistory[]>;
}

export interface OfficerOfHistory {
  readonly historyId: string;
  readonly officer: string;
  readonly partnerCode: string;
}

/** Histories never change once they are imported: each is at its first version for ever. */
const onlyVersion = 1;

export function historySource(histories: HistoryReader, { partnerId }: FlowAsked): TraceSource {
  return {
    source: "HISTORIES",
    countedBy: `${rollFormat}`,
    async overview(span) {
      const count = await histories.count(span);
      // Whose a history is stands in what was measured on it: of a partner they are looked up one by one.
      const seen = partnerId === null ? count : Math.min(count, (await histories.ids(span, partnerId)).length);
      return { count, versions: count * onlyVersion, cells: [{ cell: noCell, count, seen }] };
    },
    async list(span) {
      const ids = await histories.ids(span, partnerId);
      return ids.map((id) => ({ id, version: onlyVersion, cell: noCell }));
    },
    async count(ids) {
      const events = await histories.events(ids);
      const rolls = new Map<string, Roll>();
      for (const id of ids) rolls.set(id, rollOf(historyTrace(events.get(id) ?? []), "HISTORIES", null));
      for (const { historyId, officer, partnerCode } of await histories.officers(ids)) {
        const roll = rolls.get(historyId);
        if (roll) known(roll.officers, officer, () => new Set<string>()).add(partnerCode);
      }
      return [...rolls].map(([id, roll]) => ({ id, version: onlyVersion, cell: noCell, lasting: true, roll }));
    },
  };
}

/** Hand-overs between officers as those between partners: told where all that was measured of each is for one partner. */
export function byPartner({ flow, officers }: Roll, partnerIds: ReadonlyMap<string, string>): Flow["handOvers"] {
  const partnerOf = (officer: string): string | null => {
    const ids = [...(officers.get(officer) ?? [])].flatMap((code) => partnerIds.get(code) ?? []);
    return new Set(ids).size === 1 ? (ids[0] as string) : null;
  };
  const found: Flow["handOvers"] = new Map();
  for (const { fromPartyId, toPartyId, waitMs, workingMs } of flow.handOvers.values()) {
    const [from, to] = [partnerOf(fromPartyId), partnerOf(toPartyId)];
    if (from === null || to === null || from === to) continue;
    const handOver = handOverOf(found, from, to);
    for (const ms of waitMs) handOver.waitMs.push(ms);
    for (const ms of workingMs) handOver.workingMs.push(ms);
  }
  return found;
}

/**
 * A step is what was completed; its beginning is the last start of the same activity before it. Schedules and starts that
 * nothing completes are no steps.
 */
function historyTrace(events: readonly HistoryEventTuple[]): FlowTrace {
  const begun = new Map<string, number>();
  const steps = events.flatMap(([activity, transition, at, officer]): FlowStep[] => {
    const said = transition.toLowerCase();
    if (said === "start") begun.set(activity, msOf(at));
    if (said !== "complete") return [];
    const startedAt = begun.get(activity) ?? null;
    begun.delete(activity);
    return [{ activity, at: msOf(at), startedAt, partyId: officer }];
  });
  return { steps, spans: [] };
}

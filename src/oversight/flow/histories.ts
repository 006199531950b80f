/** Imported histories as traces, from their entries; another room tells how an entry reads. */
import { msOf, type Calendar } from "../../kernel/index.js";
import { handOverOf, known, spanOf, workingOn, type Flow, type FlowStep, type FlowTrace } from "./graph.js";
import { rollFormat, rollOf, type Roll } from "./roll.js";
import { noCell, type FlowAsked, type Span, type TraceSource } from "./source.js";

/** One event of a history: activity, transition, instant, officer; the code of the party whose step it was, where told. */
export type HistoryEventTuple = readonly [
  ...[activity: string, transition: string, at: string, officer: string | null],
  party?: string,
];

export interface HistoryTold {
  readonly events: readonly HistoryEventTuple[];
  /** Whether it was a case of a program like this one: it loops as a case does, and waits in office hours. */
  readonly asCase: boolean;
  /** Whose move it was: from, to (null while it runs), kinds of party, whether paused; null where it does not tell. */
  readonly held: readonly HeldTuple[] | null;
}

export type HeldTuple = readonly [from: string, to: string | null, holders: readonly string[], paused: boolean];

type Narrowed = Pick<FlowAsked, "partnerId" | "product">;

/** Histories as this room sees them; the room that imports them gives it. */
export interface HistoryReader {
  /** How many were registered from one instant to before another. */
  count(span: Span): Promise<number>;
  /** Their ids in order; of a partner and of a product those that tell it. */
  ids(span: Span, narrowed: Narrowed): Promise<string[]>;
  told(ids: readonly string[]): Promise<Map<string, HistoryTold>>;
  /** Officers, by source and officer, and the codes of partners for which something was measured of them. */
  officers(ids: readonly string[]): Promise<readonly OfficerOfHistory[]>;
}

export interface OfficerOfHistory {
  readonly historyId: string;
  readonly officer: string;
  readonly partnerCode: string;
}

const noEvents: HistoryTold = { events: [], asCase: false, held: null };

/** Histories never change once they are imported: each is at its first version for ever. */
const onlyVersion = 1;

export function historySource(histories: HistoryReader, calendar: Calendar, narrowed: Narrowed): TraceSource {
  const working = workingOn(calendar);
  return {
    source: "HISTORIES",
    countedBy: `${rollFormat}/${calendar.version}`,
    async overview(span) {
      const count = await histories.count(span);
      // Whose a history is may stand in what was measured on it: of a partner, or a product, they are looked up one by one.
      const all = narrowed.partnerId === null && narrowed.product === null;
      const seen = all ? count : Math.min(count, (await histories.ids(span, narrowed)).length);
      return { count, versions: count * onlyVersion, cells: [{ cell: noCell, count, seen }] };
    },
    async list(span) {
      const ids = await histories.ids(span, narrowed);
      return ids.map((id) => ({ id, version: onlyVersion, cell: noCell }));
    },
    async count(ids) {
      const all = await histories.told(ids);
      const rolls = new Map<string, Roll>();
      for (const id of ids) {
        const told = all.get(id) ?? noEvents;
        const { asCase } = told;
        rolls.set(id, rollOf(historyTrace(told), asCase ? "CASES" : "HISTORIES", asCase ? working : null));
      }
      for (const { historyId, officer, partnerCode } of await histories.officers(ids)) {
        const roll = rolls.get(historyId);
        if (roll) known(roll.officers, officer, () => new Set<string>()).add(partnerCode);
      }
      return [...rolls].map(([id, roll]) => ({ id, version: onlyVersion, cell: noCell, lasting: true, roll }));
    },
  };
}

/** Parties among officers: no officer's name begins with a space. */
const partyKey = (code: string): string => ` ${code}`;

/**
 * Hand-overs as those between partners, by their ids: of parties that the log names, by its code where no such party is
 * here; of officers where all that was measured of each is for one partner.
 */
export function byPartner({ flow, officers }: Roll, partnerIds: ReadonlyMap<string, string>): Flow["handOvers"] {
  const partnerOf = (officer: string): string | null => {
    if (officer.startsWith(partyKey(""))) return partnerIds.get(officer.trim()) ?? officer.trim();
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
 * nothing completes are no steps. Where a log says whose steps were whose, the others were nobody's.
 */
function historyTrace({ events, held }: HistoryTold): FlowTrace {
  const begun = new Map<string, number>();
  const byParty = events.some(([, , , , party]) => party !== undefined);
  const steps = events.flatMap(([activity, transition, at, officer, party]): FlowStep[] => {
    const said = transition.toLowerCase();
    if (said === "start") begun.set(activity, msOf(at));
    if (said !== "complete") return [];
    const startedAt = begun.get(activity) ?? null;
    begun.delete(activity);
    const whose = party === undefined ? null : partyKey(party);
    return [{ activity, at: msOf(at), startedAt, partyId: byParty ? whose : officer }];
  });
  const spans = held?.map(([from, to, holders, paused]) => spanOf({ from, to, holders, paused })) ?? null;
  return { steps, spans };
}

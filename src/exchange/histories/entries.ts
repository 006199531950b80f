/** The entries of a history's stream: one, and further ones where its events do not fit into it. */
import type { Entry, NewEntry } from "../../journal/index.js";
import type { HeldTuple, HistoryEvent, TraceHistory } from "./derive.js";
import type { HistoryFact } from "./measure.js";
import type { CaseTold } from "./stated.js";

/**
 * Indicator, partner's code, event (from 0), day; then amount in fen, elapsed milliseconds, whether it passed, else its
 * value; then product, kind of home, unit and officer, where the log tells any of them.
 */
export type FactTuple = readonly [
  indicator: string,
  partnerCode: string | null,
  eventIndex: number,
  day: string,
  amountFen: number | null,
  elapsedMs: number | null,
  passed: boolean | null,
  value?: number | null,
  of?: readonly [
    product: string | null,
    propertyKind: string | null,
    unitCode: string | null,
    memberCode: string | null,
  ],
];

/** Partner's code, its own code, names in Chinese and English. */
export type UnitTuple = readonly [partnerCode: string, code: string, name: string, nameEn: string];

interface Part {
  readonly events: readonly HistoryEvent[];
  readonly facts: readonly FactTuple[];
  /** Whose move it was; not there where the log was not read for it. */
  readonly held?: readonly HeldTuple[];
}

export interface HistoryHead {
  readonly source: string;
  readonly traceId: string;
  readonly digest: string;
  readonly mappingDigest: string;
  readonly registeredAt: string;
  readonly amountFen: number;
  /** What the log says of the case that it was, and of units; not there where it was not read for it. */
  readonly told?: CaseTold;
  readonly units?: readonly UnitTuple[];
  /** The id it had in the program that first exported it. */
  readonly originId?: string;
}

export type HistoryEntry = Entry<"HISTORY_IMPORTED", HistoryHead & Part> | Entry<"HISTORY_EVENTS", Part>;

/** An entry is at most 60,000 bytes with its envelope; this much is for the lists. */
const listBytes = 50_000;

/** Officer and time of a fact are its event's and are not said twice. */
function tupleOf({ of, value, ...fact }: HistoryFact): FactTuple {
  const { indicator, partnerCode, eventIndex, day, amountFen, elapsedMs, passed } = fact;
  const first = [indicator, partnerCode, eventIndex, day, amountFen, elapsedMs, passed] as const;
  const told = of && ([of.product, of.propertyKind, of.unitCode, of.memberCode] as const);
  if (told?.some((code) => code !== null)) return [...first, value, told];
  return value === null ? first : [...first, value];
}

/** Facts belong to the entry, because no mapping is asked again when it is read. */
export function entriesOf(history: TraceHistory, mappingDigest: string): NewEntry[] {
  const { source, traceId, digest, registeredAt, amountFen, told, units, originId } = history;
  const head: HistoryHead = {
    ...{ source, traceId, digest, mappingDigest, registeredAt, amountFen },
    ...(told && { told }),
    ...(originId !== null && { originId }),
    ...(units.length > 0 && {
      units: units.map(({ partnerCode, code, names }): UnitTuple => [partnerCode, code, names.zh, names.en]),
    }),
  };
  const [first = { events: [], facts: [] }, ...more] = partsOf(history);
  return [
    { type: "HISTORY_IMPORTED", body: { ...head, ...first } },
    ...more.map((part) => ({ type: "HISTORY_EVENTS", body: part })),
  ];
}

/** Events first, then facts, then whose move it was, cut where a part is full. */
function partsOf({ events, facts, held }: TraceHistory): Part[] {
  const parts: { events: HistoryEvent[]; facts: FactTuple[]; held?: HeldTuple[] }[] = [];
  let left = 0;
  const partFor = (item: HistoryEvent | FactTuple | HeldTuple) => {
    const bytes = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (bytes > left) {
      parts.push({ events: [], facts: [], ...(held && { held: [] }) });
      left = listBytes;
    }
    left -= bytes;
    return parts[parts.length - 1]!;
  };
  for (const event of events) partFor(event).events.push(event);
  for (const fact of facts.map(tupleOf)) partFor(fact).facts.push(fact);
  for (const one of held ?? []) partFor(one).held?.push(one);
  return parts;
}

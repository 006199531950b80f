/** Follows what a stream's state measures from entry to entry: what is new is recorded, what changed is reversed. Pure. */
import { actingMemberId } from "../../parties/index.js";
import { rowOut, sliceOf, tallied, type Aggregate, type Counted, type Entry } from "../../journal/index.js";
import { dayOf } from "../../kernel/index.js";
import { PartnerFact } from "./rows.js";

/** One thing as a state shows it now. */
export interface Measured {
  /** What it was read off, such as a clock's id: the same thing after a correction has the same key. */
  readonly key: string;
  readonly indicator: string;
  readonly partnerId: string;
  readonly occurredAt: string;
  readonly value: number;
  readonly caseId?: string | null;
  readonly product?: string | null;
  readonly propertyKind?: string | null;
  /** Where left out, whoever acted last for the partner, as the ledger knows. */
  readonly memberId?: string | null;
  readonly unitId?: string | null;
  /** Another instant than `occurredAt` that puts it in a period. */
  readonly countsAt?: string;
}

/** Who acted last for each party, and from which unit. */
export type Actors = Readonly<Record<string, { readonly memberId: string; readonly unitId: string | null }>>;

interface Ledger {
  readonly facts: readonly PartnerFact[];
  readonly actors: Actors;
}

const ledgerKey = Symbol("facts");
type WithLedger<State> = State & { readonly [ledgerKey]?: Ledger };

export interface Measuring<State> {
  /** Pure: everything that counts in the state as it is. */
  readonly factsOf: (state: State) => readonly Measured[];
  /** For which party an entry was given; null where that is not known. */
  readonly partyOf?: (entry: Entry, state: State) => string | null;
  readonly zone: string;
}

const empty: Ledger = { facts: [], actors: {} };

/** A stream with its facts as further rows, written, counted and verified with its own. */
export function withFacts<State extends object>(
  aggregate: Aggregate<State>,
  { factsOf, partyOf, zone }: Measuring<State>,
): Aggregate<State> {
  return {
    ...aggregate,
    evolve(state, entry) {
      const before = (state as WithLedger<State>)[ledgerKey] ?? empty;
      const next = aggregate.evolve(state, entry);
      const party = partyOf?.(entry, next) ?? null;
      const actor = { memberId: actingMemberId({ memberId: entry.actorId, onBehalfOfId: entry.onBehalfOfId }) };
      const actors = party ? { ...before.actors, [party]: { ...actor, unitId: entry.unitId } } : before.actors;
      return { ...next, [ledgerKey]: { actors, facts: follow(before.facts, factsOf(next), { entry, actors, zone }) } };
    },
    rowsOf: (state) => [
      ...aggregate.rowsOf(state),
      ...((state as WithLedger<State>)[ledgerKey] ?? empty).facts.map((row) => rowOut(PartnerFact, row)),
    ],
    tables: [...aggregate.tables, PartnerFact],
    tallies: [...(aggregate.tallies ?? []), factTally],
  };
}

export const factTally = tallied<PartnerFact>({
  table: PartnerFact,
  countedOf: (fact): Counted | null =>
    fact.reversedAt
      ? null
      : {
          subject: fact.partnerId,
          measure: fact.indicator,
          day: fact.day,
          value: fact.value,
          stratum: fact.product && fact.propertyKind ? sliceOf.stratum(fact.product, fact.propertyKind) : null,
          unitId: fact.unitId,
          memberId: fact.memberId,
        },
  columns: { subject: "partnerId", measure: "indicator", day: "day" },
});

interface Following {
  readonly entry: Pick<Entry, "streamId" | "recordedAt">;
  readonly actors: Actors;
  readonly zone: string;
}

/** The ledger after an entry; the same list where nothing changed, so that nothing is written. */
export function follow(
  facts: readonly PartnerFact[],
  measured: readonly Measured[],
  { entry, actors, zone }: Following,
): readonly PartnerFact[] {
  const standing = new Map(facts.flatMap((fact) => (fact.reversedAt ? [] : [[baseOf(fact.id), fact]])));
  const left = new Set(standing.keys());
  const fresh: PartnerFact[] = [];
  for (const one of measured) {
    const base = `${one.key}/${one.indicator}`;
    const known = standing.get(base);
    if (known && says(known, one)) {
      left.delete(base);
      continue;
    }
    const turn = facts.filter(({ id }) => baseOf(id) === base).length + 1;
    const actor = actors[one.partnerId];
    fresh.push({
      id: turn === 1 ? base : `${base}#${turn}`,
      streamId: entry.streamId,
      caseId: one.caseId ?? null,
      indicator: one.indicator,
      partnerId: one.partnerId,
      unitId: one.unitId ?? actor?.unitId ?? null,
      memberId: one.memberId ?? actor?.memberId ?? null,
      product: one.product ?? null,
      propertyKind: one.propertyKind ?? null,
      day: dayOf(one.countsAt ?? one.occurredAt, zone),
      occurredAt: one.occurredAt,
      value: one.value,
      recordedAt: entry.recordedAt,
      reversedAt: null,
    });
  }
  if (left.size === 0 && fresh.length === 0) return facts;
  const gone = (fact: PartnerFact) => fact.reversedAt === null && left.has(baseOf(fact.id));
  return [...facts.map((fact) => (gone(fact) ? { ...fact, reversedAt: entry.recordedAt } : fact)), ...fresh];
}

const baseOf = (id: string): string => id.replace(/#\d+$/, "");

/** Who acted is fixed when a thing is first recorded: that somebody acts later changes nothing of it. */
const says = (fact: PartnerFact, one: Measured): boolean =>
  fact.partnerId === one.partnerId &&
  fact.occurredAt === one.occurredAt &&
  fact.value === one.value &&
  fact.product === (one.product ?? null) &&
  fact.propertyKind === (one.propertyKind ?? null);

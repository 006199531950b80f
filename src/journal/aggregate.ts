/** What a room tells the journal about a kind of stream: how entries make state, and state makes rows. */
import type { RowClass } from "../platform/index.js";
import type { Entry } from "./entry.js";
import type { Tallied } from "./tallies/index.js";

/** A read row and the table it belongs to; every derived table has a text column `id`. */
export interface RowOut<T extends object = object> {
  readonly table: RowClass<T>;
  readonly row: T;
}

/** Ties a row to its table with the row's type checked. */
export const rowOut = <T extends object>(table: RowClass<T>, row: T): RowOut => ({ table, row });

export interface Aggregate<State = unknown> {
  /** The name of the kind, such as "loanCase". */
  readonly kind: string;
  initial(id: string): State;
  /** Pure; reads nothing but the state and the entry. */
  evolve(state: State, entry: Entry): State;
  /** Pure: every row that the state implies. */
  rowsOf(state: State): readonly RowOut[];
  /** Every table that `rowsOf` may name, so that verify can look for rows that nothing implies. */
  readonly tables: readonly RowClass[];
  /** Which of those rows are counted, and how; the counts move with them. */
  readonly tallies?: readonly Tallied[];
  /** Version that new entries of a type get (1 where not named), and how an older one is read as the newest. */
  readonly versions?: Readonly<Record<string, { version: number; lift: (entry: Entry) => Entry }>>;
}

/** An old entry as its type's newest version reads. */
export function lifted(aggregate: Pick<Aggregate, "versions">, entry: Entry): Entry {
  const known = aggregate.versions?.[entry.type];
  return known && entry.version < known.version ? known.lift(entry) : entry;
}

/** Further rows of a lower room's stream that a higher room derives, such as facts for a score; the journal is told of it. */
export interface Projection<State = unknown> {
  /** Of the streams it reads. */
  readonly kind: string;
  readonly tables: readonly RowClass[];
  readonly tallies?: readonly Tallied[];
  /** Pure. */
  rowsOf(state: State): readonly RowOut[];
}

/** The aggregates by kind, their projections' rows and tables among their own. @throws Error where a kind is not known. */
export function projected(
  aggregates: readonly Aggregate[],
  projections: readonly Projection[],
): ReadonlyMap<string, Aggregate> {
  const byKind = new Map(aggregates.map((one) => [one.kind, one]));
  for (const { kind, tables, rowsOf, tallies = [] } of projections) {
    const one = byKind.get(kind);
    if (!one) throw new Error(`A projection reads streams of the kind ${kind}, which the journal does not know`);
    byKind.set(kind, {
      ...one,
      rowsOf: (state) => [...one.rowsOf(state), ...rowsOf(state)],
      tables: [...one.tables, ...tables],
      tallies: [...(one.tallies ?? []), ...tallies],
    });
  }
  return byKind;
}

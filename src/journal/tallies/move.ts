/** Moves the tallies by what changed among the rows that they count: exact differences, in one order for everybody. */
import type { RawRow, RowClass, SqlValue, WriteSql } from "../../platform/index.js";
import { cellsOf, type Cell, type Counted } from "./cells.js";

/** Tells how the rows of a table are counted; null for a row that does not count (any more). */
export interface Tallied<Row extends object = object> {
  readonly table: RowClass<Row>;
  readonly countedOf: (row: Row) => Counted | null | undefined | "";
  /** For verify: what the row class calls subject, measure and day. */
  readonly columns: { readonly subject: string; readonly measure: string; readonly day: string };
}

/** Ties the counting to its table with the row's type checked. */
export const tallied = <Row extends object>(one: Tallied<Row>): Tallied => one as unknown as Tallied;

export interface RowChange {
  readonly table: RowClass;
  readonly before: RawRow | null;
  readonly after: RawRow | null;
}

/** The counted tables of every kind of stream. */
export const talliesOf = (
  aggregates: Iterable<{ readonly tallies?: readonly Tallied[] }>,
): ReadonlyMap<RowClass, Tallied> =>
  new Map([...aggregates].flatMap(({ tallies = [] }) => tallies.map((one) => [one.table, one] as const)));

const cellsAtOnce = 400;

/** How far a cell moves: by so many rows, whose values add up to so much. */
export type Move = Cell & { readonly n: number; readonly total: number };

const keyOf = ({ subject, measure, span, slice, value }: Cell): string =>
  `${subject}\n${measure}\n${span}\n${slice}\n${value}`;

/** Cells with how far each moves, sorted, so that two commands that move the same ones cannot wait for each other. */
export function movesOf(tallies: ReadonlyMap<RowClass, Tallied>, changes: readonly RowChange[]): Move[] {
  const moves = new Map<string, Cell & { n: number; total: number }>();
  const note = (one: Tallied, row: RawRow | null, by: 1 | -1) => {
    const counted = row && one.countedOf(row);
    if (!counted) return;
    const total = by * counted.value;
    for (const cell of cellsOf(counted)) {
      const key = keyOf(cell);
      const move = moves.get(key);
      if (!move) moves.set(key, { ...cell, n: by, total });
      else {
        move.n += by;
        move.total += total;
      }
    }
  };
  for (const { table, before, after } of changes) {
    const one = tallies.get(table);
    if (!one) continue;
    note(one, before, -1);
    note(one, after, 1);
  }
  return [...moves]
    .filter(([, { n, total }]) => n !== 0 || total !== 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, move]) => move);
}

/** Adds to the cells that are there, and makes the others. */
export async function addToCells(tx: Pick<WriteSql, "run" | "kind">, moves: readonly Move[]): Promise<void> {
  const add =
    tx.kind === "sqlite"
      ? "ON CONFLICT (subject, measure, span, slice, value) DO UPDATE SET n = n + excluded.n, total = total + excluded.total"
      : "ON DUPLICATE KEY UPDATE n = n + VALUES(n), total = total + VALUES(total)";
  for (let at = 0; at < moves.length; at += cellsAtOnce) {
    const batch = moves.slice(at, at + cellsAtOnce);
    const params = batch.flatMap(({ subject, measure, span, slice, value, n, total }): SqlValue[] => [
      ...[subject, measure, span, slice, value, n, total],
    ]);
    const slots = batch.map(() => "(?, ?, ?, ?, ?, ?, ?)").join(", ");
    await tx.run(`INSERT INTO tally (subject, measure, span, slice, value, n, total) VALUES ${slots} ${add}`, params);
  }
}

/** Writing read rows: the difference between what the state before and the state after imply, claims included. */
import {
  deleteRow,
  insertRows,
  isDuplicate,
  tableOf,
  updateRow,
  type RawRow,
  type RowClass,
  type Sql,
  type WriteSql,
} from "../platform/index.js";
import type { RowOut } from "./aggregate.js";
import { LostRace } from "./attempt.js";
import { addToCells, movesOf, type Tallied } from "./tallies/index.js";
import { ClaimHolding, ClaimTotal } from "./tables.js";

export interface Change {
  readonly table: RowClass;
  readonly id: string;
  readonly before: RawRow | null;
  readonly after: RawRow | null;
}

const idOf = (row: object): string => (row as { id: string }).id;

function byTableAndId(rows: readonly RowOut[]): Map<string, RowOut> {
  const found = new Map<string, RowOut>();
  for (const out of rows) {
    const key = `${tableOf(out.table).name}/${idOf(out.row)}`;
    if (found.has(key)) throw new Error(`rowsOf names ${key} twice`);
    found.set(key, out);
  }
  return found;
}

export function differences(before: readonly RowOut[], after: readonly RowOut[]): Change[] {
  const old = byTableAndId(before);
  const fresh = byTableAndId(after);
  const changes: Change[] = [];
  for (const [key, { table, row }] of fresh) {
    const was = old.get(key);
    if (!was) changes.push({ table, id: idOf(row), before: null, after: row as RawRow });
    else if (was.row !== row) changes.push({ table, id: idOf(row), before: was.row as RawRow, after: row as RawRow });
  }
  for (const [key, { table, row }] of old) {
    if (!fresh.has(key)) changes.push({ table, id: idOf(row), before: row as RawRow, after: null });
  }
  return changes;
}

/** Only the columns whose value changed. */
export function changedColumns(table: RowClass, before: RawRow, after: RawRow): RawRow {
  const { columns } = tableOf(table);
  return Object.fromEntries(
    [...columns]
      .filter(([name, { kind }]) => !sameValue(kind === "json", before[name], after[name]))
      .map(([name]) => [name, after[name]]),
  );
}

export const sameValue = (structured: boolean, one: unknown, other: unknown): boolean =>
  structured ? JSON.stringify(one ?? null) === JSON.stringify(other ?? null) : (one ?? null) === (other ?? null);

/**
 * Writes the difference, moves the claims' totals and the tallies; `bounded` says whether limits of claims hold.
 * @throws LostRace when a total would pass its limit.
 */
export async function writeDifferences(
  tx: WriteSql,
  before: readonly RowOut[],
  after: readonly RowOut[],
  tallies: ReadonlyMap<RowClass, Tallied> = new Map(),
  bounded = true,
): Promise<void> {
  const changes = differences(before, after);
  const inserts = new Map<RowClass, RawRow[]>();
  for (const change of changes) {
    if (change.before && change.after) {
      const columns = changedColumns(change.table, change.before, change.after);
      if (Object.keys(columns).length > 0) await updateRow(tx, change.table, change.id, columns);
    } else if (change.after) {
      inserts.set(change.table, [...(inserts.get(change.table) ?? []), change.after]);
    } else {
      await deleteRow(tx, change.table, change.id);
    }
  }
  for (const [table, rows] of inserts) await insertRows(tx, table, rows);
  await moveTotals(tx, changes, bounded);
  await addToCells(tx, movesOf(tallies, changes));
}

export const claimId = (kind: string, subject: string): string => `${kind}:${subject}`;

async function moveTotals(tx: Sql, changes: readonly Change[], bounded: boolean): Promise<void> {
  const moves = new Map<string, { kind: string; subject: string; by: number; limit: number }>();
  const note = (holding: ClaimHolding | null, sign: 1 | -1) => {
    if (!holding) return;
    const id = claimId(holding.kind, holding.subject);
    const move = moves.get(id) ?? { kind: holding.kind, subject: holding.subject, by: 0, limit: 0 };
    moves.set(id, {
      ...move,
      by: move.by + sign * holding.amount,
      limit: sign === 1 ? holding.limitAmount : move.limit,
    });
  };
  for (const { table, before, after } of changes) {
    if (table !== ClaimHolding) continue;
    note(before as ClaimHolding | null, -1);
    note(after as ClaimHolding | null, 1);
  }
  // In id order, so that two commands that move several totals cannot wait for each other.
  for (const [id, move] of [...moves].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const { kind, subject, by } = move;
    if (by === 0) continue;
    const limit = bounded ? move.limit : Number.MAX_SAFE_INTEGER;
    const moved = await tx.run("UPDATE claim_total SET total = total + ? WHERE id = ? AND (? <= 0 OR total + ? <= ?)", [
      by,
      id,
      by,
      by,
      limit,
    ]);
    if (moved === 1) continue;
    const known = await tx.all("SELECT id FROM claim_total WHERE id = ?", [id]);
    if (known.length > 0 || by > limit) throw new LostRace(`The claim ${id} has no room for ${by} more`);
    try {
      await insertRows(tx, ClaimTotal, [{ id, kind, subject, total: by }]);
    } catch (error) {
      // Two take the first holding at once; which of its keys says so differs by database.
      throw isDuplicate(error) ? new LostRace(`Another took the first holding of ${id}`) : error;
    }
  }
}

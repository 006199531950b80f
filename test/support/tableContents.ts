/** What tables hold of one stream, and what a state implies of them, in one comparable form. */
import type { RowOut } from "../../src/journal/index.js";
import { readRows, tableOf, type RawRow, type RowClass, type Sql } from "../../src/platform/index.js";

type Contents = Record<string, RawRow[]>;

const byId = (one: RawRow, other: RawRow) => (String(one["id"]) < String(other["id"]) ? -1 : 1);

/** The stored rows of a stream, by table. */
export async function storedRows(sql: Sql, tables: readonly RowClass[], streamId: string): Promise<Contents> {
  const found: Contents = {};
  for (const rowClass of tables) {
    const { name, streamColumn } = tableOf(rowClass);
    const rows = await sql.all<RawRow>(`SELECT * FROM ${name} WHERE ${streamColumn} = ?`, [streamId]);
    if (rows.length > 0) found[name] = (readRows(rowClass, rows) as RawRow[]).map((row) => ({ ...row })).sort(byId);
  }
  return found;
}

/** The rows that a state implies, by table, only the columns that are stored. */
export function impliedRows(rows: readonly RowOut[]): Contents {
  const found: Contents = {};
  for (const { table, row } of rows) {
    const { name, columns } = tableOf(table);
    const values = row as RawRow;
    (found[name] ??= []).push(
      Object.fromEntries([...columns.keys()].map((column) => [column, values[column] ?? null])),
    );
  }
  for (const list of Object.values(found)) list.sort(byId);
  return found;
}

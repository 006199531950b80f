/** Reads what verify compares: heads, entries and derived rows of a range of streams, a page at a time. */
import type { RawRow, Sql, SqlValue } from "../../platform/index.js";
import { readEntries, readHeads } from "../streams.js";
import type { EntryRow, StreamRow } from "../tables.js";
import type { DerivedTable } from "./rows.js";

const entriesAtOnce = 1_000;
/** A batch of streams ends where it holds so many entries, so that few long streams weigh as much as many short ones. */
const entriesOfBatch = 20_000;

/** Which streams: a condition on the column that names them. */
export type Scope = (column: string) => { readonly condition: string; readonly params: readonly SqlValue[] };

export const oneStream =
  (id: string): Scope =>
  (column) => ({ condition: `${column} = ?`, params: [id] });

/** What follows a key in its order; everything where that is null, even what stands under an empty key. */
export const following = (column: string, after: string | null): ReturnType<Scope> =>
  after === null ? { condition: "1 = 1", params: [] } : { condition: `${column} > ?`, params: [after] };

/** What stands after one key up to another one; without bounds where these are null. */
export const between =
  (after: string | null, upTo: string | null): Scope =>
  (column) => {
    const from = following(column, after);
    if (upTo === null) return from;
    return { condition: `${from.condition} AND ${column} <= ?`, params: [...from.params, upTo] };
  };

/** The next heads in id order; empty after the last one. */
export async function nextHeads(sql: Sql, after: string | null, atMost: number): Promise<StreamRow[]> {
  const { condition, params } = following("id", after);
  const heads = await sql.all<StreamRow>(
    `SELECT * FROM journal_stream WHERE ${condition} ORDER BY id LIMIT ${atMost}`,
    params,
  );
  let entries = 0;
  const full = heads.findIndex(({ seq }) => (entries += seq) > entriesOfBatch);
  return full === -1 ? heads : heads.slice(0, Math.max(full, 1));
}

export const headOf = async (sql: Sql, id: string): Promise<StreamRow | null> =>
  (await readHeads(sql, [id])).get(id) ?? null;

/** Pages of entries by stream and running number. */
export async function* entriesIn(sql: Sql, scope: Scope): AsyncGenerator<EntryRow[]> {
  const { condition, params } = scope("streamId");
  const order = `ORDER BY streamId, seq LIMIT ${entriesAtOnce}`;
  let page = await readEntries(sql, `${condition} ${order}`, params);
  for (;;) {
    yield page;
    const last = page.at(-1);
    if (!last || page.length < entriesAtOnce) return;
    // The page may have ended inside a stream.
    for (let seq = last.seq, rest = page; rest.length === entriesAtOnce; seq = rest.at(-1)?.seq ?? seq) {
      rest = await readEntries(sql, `streamId = ? AND seq > ? ${order}`, [last.streamId, seq]);
      yield rest;
    }
    page = await readEntries(sql, `${condition} AND streamId > ? ${order}`, [...params, last.streamId]);
  }
}

/** The derived rows of the streams, by stream and table. */
export async function derivedRowsIn(
  sql: Sql,
  scope: Scope,
  tables: readonly DerivedTable[],
): Promise<Map<string, Map<DerivedTable, RawRow[]>>> {
  const found = new Map<string, Map<DerivedTable, RawRow[]>>();
  for (const table of tables) {
    const { name, streamColumn } = table;
    const { condition, params } = scope(streamColumn);
    const rows = await sql.all(`SELECT * FROM ${name} WHERE ${condition} ORDER BY ${streamColumn}, id`, params);
    for (const row of rows) {
      const streamId = String(row[streamColumn]);
      const byTable = found.get(streamId) ?? new Map<DerivedTable, RawRow[]>();
      const known = byTable.get(table);
      if (known) known.push(row);
      else byTable.set(table, [row]);
      found.set(streamId, byTable);
    }
  }
  return found;
}

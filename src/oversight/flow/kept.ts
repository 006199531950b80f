/** What is kept of flows: traces by their version, months by number and versions of their traces. Whoever keeps may lose a race. */
import {
  conflictOf,
  insertRows,
  isDuplicate,
  placeholders,
  replaceRows,
  type Database,
  type Sql,
  type SqlValue,
  type WriteSql,
} from "../../platform/index.js";
import { packRoll, type Roll } from "./roll.js";
import { FlowMonthRow, FlowTraceRow } from "./rows.js";
import { cellKey, type CountedTrace, type TraceCell, type TraceOverview, type TraceSource } from "./source.js";

export type FlowDatabase = Pick<Database, "read" | "write">;

/** What a column of text holds on MariaDB, in letters of one byte. */
const longest = 65_000;

/** Versions of the traces that are kept, by id. */
export async function keptVersions(
  sql: Sql,
  { countedBy }: TraceSource,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const rows = await sql.all<{ id: string; version: number }>(
    `SELECT id, version FROM flow_trace WHERE id IN ${placeholders(ids)} AND countedBy = ?`,
    [...ids, countedBy],
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}

export interface KeptTrace {
  readonly version: number;
  readonly text: string;
}

export async function keptTraces(
  sql: Sql,
  { countedBy }: TraceSource,
  ids: readonly string[],
): Promise<Map<string, KeptTrace>> {
  const rows = await sql.all<FlowTraceRow>(
    `SELECT id, version, roll FROM flow_trace WHERE id IN ${placeholders(ids)} AND countedBy = ?`,
    [...ids, countedBy],
  );
  return new Map(rows.map(({ id, version, roll: text }) => [id, { version, text }]));
}

/** Those that stood still while they were counted; the longest of all are counted each time. */
export async function keepTraces(
  database: FlowDatabase,
  { countedBy }: TraceSource,
  traces: readonly CountedTrace[],
): Promise<void> {
  const rows = traces
    .filter(({ lasting }) => lasting)
    .map(({ id, version, roll }): FlowTraceRow => ({ id, version, countedBy, roll: packRoll(roll) }))
    .filter(({ roll }) => roll.length <= longest)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  if (rows.length > 0) await keep(database, (tx) => replaceRows(tx, FlowTraceRow, rows));
}

export const proofOf = ({ countedBy }: TraceSource, { count, versions }: Omit<TraceOverview, "cells">): string =>
  `${countedBy}/${count}/${versions}`;

/** Whether anything is kept of a month as it stands. */
export async function isMonthKept(sql: Sql, source: TraceSource, month: string, proof: string): Promise<boolean> {
  const rows = await sql.all("SELECT id FROM flow_month WHERE source = ? AND month = ? AND proof = ? LIMIT 1", [
    source.source,
    month,
    proof,
  ]);
  return rows.length > 0;
}

/** Texts of some cells of a month, or null where it is not kept as it stands. One statement: all of one keeping. */
export async function keptMonth(
  sql: Sql,
  source: TraceSource,
  { month, proof, cells }: { readonly month: string; readonly proof: string; readonly cells: readonly TraceCell[] },
): Promise<string[] | null> {
  const banks = [...new Set(cells.map(({ bankId }) => bankId))];
  const of: { sql: string; params: readonly SqlValue[] } = banks.includes(null)
    ? { sql: "", params: [] }
    : { sql: ` AND bankId IN ${placeholders(banks)}`, params: banks };
  const rows = await sql.all<FlowMonthRow>(
    `SELECT * FROM flow_month WHERE source = ? AND month = ? AND proof = ?${of.sql} ORDER BY place`,
    [source.source, month, proof, ...of.params],
  );
  const texts = new Map<string, string>();
  for (const row of rows) texts.set(cellKey(row), (texts.get(cellKey(row)) ?? "") + row.piece);
  const found = cells.map((cell) => texts.get(cellKey(cell)));
  return found.every((text) => text !== undefined) ? found : null;
}

/** In place of what was kept of the month before. */
export async function keepMonth(
  database: FlowDatabase,
  { source }: TraceSource,
  { month, proof, cells }: { month: string; proof: string; cells: readonly { cell: TraceCell; roll: Roll }[] },
): Promise<void> {
  const pieces = cells.flatMap(({ cell, roll }) => {
    const text = packRoll(roll);
    const starts = Array.from({ length: Math.ceil(text.length / longest) }, (_, at) => at * longest);
    return starts.map((start) => ({ cell, piece: text.slice(start, start + longest) }));
  });
  const rows = pieces.map(({ cell, piece }, place): FlowMonthRow => ({
    ...{ id: `${source}/${month}/${place}`, source, month, place, proof },
    ...cell,
    piece,
  }));
  await keep(database, async (tx) => {
    await tx.run("DELETE FROM flow_month WHERE source = ? AND month = ?", [source, month]);
    await insertRows(tx, FlowMonthRow, rows);
  });
}

/** Rows rebuilt from entries may say what they did not say before, at the same version. */
export async function forgetFlows({ write }: Pick<Database, "write">): Promise<void> {
  await write(async (tx) => {
    await tx.run("DELETE FROM flow_trace");
    await tx.run("DELETE FROM flow_month");
  });
}

const tries = 3;

/** No answer rests on it: what cannot be kept beside another writer is counted again the next time. */
async function keep({ write }: FlowDatabase, work: (tx: WriteSql) => Promise<void>): Promise<void> {
  for (let left = tries; left > 0; left -= 1) {
    try {
      return await write(work);
    } catch (error) {
      if (conflictOf(error) === null && !isDuplicate(error)) throw error;
    }
  }
}

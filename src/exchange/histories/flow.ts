/** Histories for the flow of work: which were registered when, their events, and whose officers they name. */
import { EntryRow, fromText } from "../../journal/index.js";
import { placeholders, selectRows, type Sql } from "../../platform/index.js";
import { measuredApart } from "../export/others.js";
import type { HistoryEvent } from "./derive.js";
import type { HistoryEntry } from "./entries.js";

/** Ids in the order of registration; of a partner those on which something was measured for it. None of what was measured apart. */
export async function historyIds(
  sql: Sql,
  { from, until }: { readonly from: string; readonly until: string },
  partnerId: string | null,
  atMost: number,
): Promise<string[]> {
  const counted =
    "AND EXISTS (SELECT 1 FROM history_fact f WHERE f.historyId = h.id " +
    "AND f.partnerCode = (SELECT code FROM partner WHERE id = ?)) ";
  const rows = await sql.all<{ id: string }>(
    `SELECT h.id AS id FROM history h WHERE h.registeredAt >= ? AND h.registeredAt < ? AND h.traceId NOT LIKE ? ` +
      `${partnerId ? counted : ""}` +
      `ORDER BY h.registeredAt, h.id LIMIT ${atMost}`,
    [from, until, `${measuredApart}%`, ...(partnerId ? [partnerId] : [])],
  );
  return rows.map(({ id }) => id);
}

export async function historyEvents(sql: Sql, ids: readonly string[]): Promise<Map<string, readonly HistoryEvent[]>> {
  const entries = await selectRows(sql, EntryRow, `streamId IN ${placeholders(ids)} ORDER BY streamId, seq`, ids);
  const found = new Map<string, readonly HistoryEvent[]>();
  for (const { streamId, text } of entries) {
    const { events } = (fromText(text) as HistoryEntry).body;
    const before = found.get(streamId);
    found.set(streamId, before ? [...before, ...events] : events);
  }
  return found;
}

const atATime = 5_000;

/** Partner by officer, where everything measured of one counts for one partner. */
export async function partnersOfOfficers(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string | null>();
  for (let at = 0; at < ids.length; at += atATime) {
    const portion = ids.slice(at, at + atATime);
    const rows = await sql.all<{ officer: string; partnerId: string }>(
      "SELECT DISTINCT f.officer AS officer, p.id AS partnerId FROM history_fact f " +
        "JOIN partner p ON p.code = f.partnerCode " +
        `WHERE f.historyId IN ${placeholders(portion)} AND f.officer IS NOT NULL`,
      portion,
    );
    for (const { officer, partnerId } of rows)
      found.set(
        officer,
        (found.get(officer) ?? partnerId) === partnerId && found.get(officer) !== null ? partnerId : null,
      );
  }
  return new Map([...found].flatMap(([officer, partnerId]) => (partnerId === null ? [] : [[officer, partnerId]])));
}

/** All three on one side of the database. */
export const historyReader = (sql: Sql) => ({
  ids: historyIds.bind(null, sql),
  events: historyEvents.bind(null, sql),
  partnersOfOfficers: partnersOfOfficers.bind(null, sql),
});

/** Histories for the flow of work: which were registered when, what they tell, and whose officers they name. */
import { EntryRow, fromText } from "../../journal/index.js";
import { placeholders, selectRows, type Sql } from "../../platform/index.js";
import { measuredApart } from "../export/others.js";
import type { HeldTuple, HistoryEvent } from "./derive.js";
import type { HistoryEntry } from "./entries.js";
import { isOwnCase } from "./own.js";

interface Span {
  readonly from: string;
  readonly until: string;
}

/** None of what was measured apart. */
const registered = "h.registeredAt >= ? AND h.registeredAt < ? AND h.traceId NOT LIKE ?";
const within = ({ from, until }: Span) => [from, until, `${measuredApart}%`];

export async function historyCount(sql: Sql, span: Span): Promise<number> {
  const [found] = await sql.all<{ n: number }>(`SELECT COUNT(*) AS n FROM history h WHERE ${registered}`, within(span));
  return Number(found?.n ?? 0);
}

/** Ids in the order of registration; of a partner those on which something was measured for it. */
export async function historyIds(sql: Sql, span: Span, partnerId: string | null): Promise<string[]> {
  const counted =
    "AND EXISTS (SELECT 1 FROM history_fact f WHERE f.historyId = h.id " +
    "AND f.partnerCode = (SELECT code FROM partner WHERE id = ?)) ";
  const rows = await sql.all<{ id: string }>(
    `SELECT h.id AS id FROM history h WHERE ${registered} ${partnerId ? counted : ""}ORDER BY h.registeredAt, h.id`,
    [...within(span), ...(partnerId ? [partnerId] : [])],
  );
  return rows.map(({ id }) => id);
}

/** What the stream of a history tells. */
interface Told {
  readonly events: readonly HistoryEvent[];
  /** Whether it was a case of a program like this one, told in its own words. */
  readonly asCase: boolean;
  /** Whose move it was; null where it does not tell. */
  readonly held: readonly HeldTuple[] | null;
}

export async function historiesTold(sql: Sql, ids: readonly string[]): Promise<Map<string, Told>> {
  const entries = await selectRows(sql, EntryRow, `streamId IN ${placeholders(ids)} ORDER BY streamId, seq`, ids);
  const found = new Map<string, Told>();
  for (const { streamId, text } of entries) {
    const { type, body } = fromText(text) as HistoryEntry;
    const { events, held = null } = body;
    const before = found.get(streamId);
    if (before) {
      const more = held && [...(before.held ?? []), ...held];
      found.set(streamId, { ...before, events: [...before.events, ...events], held: more ?? before.held });
    } else found.set(streamId, { events, held, asCase: type === "HISTORY_IMPORTED" && isOwnCase(body) });
  }
  return found;
}

/** Which officer counts for which partners in each history. */
export const historyOfficers = (sql: Sql, ids: readonly string[]) =>
  sql.all<{ historyId: string; officer: string; partnerCode: string }>(
    "SELECT DISTINCT historyId, officer, partnerCode FROM history_fact " +
      `WHERE historyId IN ${placeholders(ids)} AND officer IS NOT NULL AND partnerCode IS NOT NULL`,
    ids,
  );

/** All of them on one side of the database. */
export const historyReader = (sql: Sql) => ({
  count: historyCount.bind(null, sql),
  ids: historyIds.bind(null, sql),
  told: historiesTold.bind(null, sql),
  officers: historyOfficers.bind(null, sql),
});

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

interface Narrowed {
  readonly partnerId: string | null;
  readonly product: string | null;
}

/**
 * Ids in the order of registration; of a partner those of cases that were with it, or, where a history does not tell whom
 * it was with, those on which something was measured for it; of a product those that tell it.
 */
export async function historyIds(sql: Sql, span: Span, { partnerId, product }: Narrowed): Promise<string[]> {
  const code = "(SELECT code FROM partner WHERE id = ?)";
  const measured = `SELECT 1 FROM history_fact f WHERE f.historyId = h.id AND f.partnerCode = ${code}`;
  const ofPartner =
    `AND (h.bankCode = ${code} OR h.guaranteeCompanyCode = ${code} ` +
    `OR (h.bankCode IS NULL AND EXISTS (${measured}))) `;
  const rows = await sql.all<{ id: string }>(
    `SELECT h.id AS id FROM history h WHERE ${registered} ${partnerId ? ofPartner : ""}` +
      `${product ? "AND h.productCode = ? " : ""}ORDER BY h.registeredAt, h.id`,
    [...within(span), ...(partnerId ? [partnerId, partnerId, partnerId] : []), ...(product ? [product] : [])],
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
  /** The id it had in the program that first exported it; null where it does not tell. */
  readonly originId: string | null;
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
    } else {
      const head = type === "HISTORY_IMPORTED" ? body : null;
      const { originId = null } = head ?? {};
      found.set(streamId, { events, held, originId, asCase: head !== null && isOwnCase(head) });
    }
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

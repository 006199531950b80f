/** What was added to boards and counts now, for whoever tells of it and of no board: an event log. */
import { parsePeriod } from "../../kernel/index.js";
import { Partner } from "../../parties/index.js";
import { placeholders, selectRows, type Sql } from "../../platform/index.js";
import type { Days } from "../facts/bySubject.js";
import { countedOnce } from "./effects.js";
import { ScoreInput } from "./rows.js";

const atATime = 100;

/** No other one was confirmed later that takes its place. */
const last = `(i.kind NOT IN (${countedOnce.map((kind) => `'${kind}'`).join(", ")}) OR NOT EXISTS (
  SELECT 1 FROM score_input o WHERE o.partnerId = i.partnerId AND o.status = 'CONFIRMED' AND o.period = i.period
  AND o.kind = i.kind AND o.code = i.code AND (o.decidedAt > i.decidedAt OR (o.decidedAt = i.decidedAt AND o.id > i.id))))`;

/** Page by page, by id; of periods that lie wholly on these days. */
export async function* inputsThatCount(
  sql: Sql,
  { from, to }: Days,
): AsyncGenerator<readonly (ScoreInput & { readonly partnerCode: string })[]> {
  for (let after = ""; ;) {
    const standing = `SELECT i.id FROM score_input i WHERE i.status = 'CONFIRMED' AND i.id > ? AND ${last}
      ORDER BY i.id LIMIT ${atATime}`;
    const ids = (await sql.all<{ id: string }>(standing, [after])).map(({ id }) => id);
    if (ids.length === 0) return;
    const rows = await selectRows(sql, ScoreInput, `id IN ${placeholders(ids)} ORDER BY id`, ids);
    const partnerIds = [...new Set(rows.map(({ partnerId }) => partnerId))];
    const partners = await selectRows(sql, Partner, `id IN ${placeholders(partnerIds)}`, partnerIds);
    const codes = new Map(partners.map(({ id, code }) => [id, code]));
    yield rows.flatMap((row) => {
      const days = parsePeriod(row.period);
      const inside = days && (!from || days.from >= from) && (!to || days.to <= to);
      const partnerCode = codes.get(row.partnerId);
      return inside && partnerCode !== undefined ? [{ ...row, partnerCode }] : [];
    });
    after = ids.at(-1) ?? "";
  }
}

/** A partner's figures by unit and by officer, and which kinds of case it had: read from the tallies of its months. */
import { sliceOf, spansOf } from "../../journal/index.js";
import { placeholders, type Sql } from "../../platform/index.js";
import type { Cell } from "./facts.js";
import { cardsOf, type Card, type IndicatorRule } from "./figures.js";
import { isOpen } from "../facts/kinds.js";
import { allFactsBehind } from "./formulas.js";

interface PeriodDays {
  readonly from: string;
  readonly to: string;
}

interface PartsAsked {
  readonly partnerId: string;
  readonly period: PeriodDays;
  readonly over: boolean;
  readonly rules: readonly IndicatorRule[];
}

/** One card for each unit, or each officer, that something of the period counts for; without ranks. */
export async function cardsBy(
  sql: Sql,
  by: "unit" | "member",
  { partnerId, period, over, rules }: PartsAsked,
): Promise<{ readonly id: string; readonly card: Card }[]> {
  const indicators = [...new Set(rules.flatMap(({ code }) => allFactsBehind(code)))];
  const spans = spansOf(period, false);
  const prefix = sliceOf[by]("");
  const rows = await sql.all<{ slice: string; measure: string; value: number; n: number }>(
    `SELECT slice, measure, value, SUM(n) AS n FROM tally
     WHERE subject = ? AND measure IN ${placeholders(indicators)} AND span IN ${placeholders(spans)}
     AND slice LIKE ? AND n <> 0 GROUP BY slice, measure, value`,
    [partnerId, ...indicators, ...spans, `${prefix}%`],
  );
  // What is still open is late only once its period has passed, as on the partner's own card.
  const counting = rows.filter(({ measure, value }) => over || !isOpen(measure, Number(value)));
  const cells = counting.map(({ slice, measure, value, n }): Cell => ({
    partnerId: slice.slice(prefix.length),
    indicator: measure,
    value,
    n: Number(n),
  }));
  const ids = [...new Set(cells.map(({ partnerId: id }) => id))].sort();
  // What comes from outside, and tasks, are the partner's as a whole.
  const own = rules.filter(({ external, code }) => !external && code !== "TASK_COMPLETION");
  const cards = cardsOf(
    ids.map((id) => ({ id, code: id })),
    cells,
    own,
  );
  return cards.map((card) => ({ id: card.partner.id, card: { ...card, rank: null } }));
}

export interface MixShare {
  readonly product: string;
  readonly propertyKind: string;
  readonly cases: number;
}

/** Cases paid out by product and kind of home, by partner: like is to be compared with like. */
export async function caseMixOf(
  sql: Sql,
  partnerIds: readonly string[],
  period: PeriodDays,
): Promise<Map<string, MixShare[]>> {
  const spans = spansOf(period);
  const rows = await sql.all<{ subject: string; slice: string; n: number }>(
    `SELECT subject, slice, SUM(n) AS n FROM tally
     WHERE subject IN ${placeholders(partnerIds)} AND measure = 'VOLUME' AND span IN ${placeholders(spans)}
     AND slice LIKE '%/%' AND n <> 0 GROUP BY subject, slice ORDER BY subject, slice`,
    [...partnerIds, ...spans],
  );
  const mixes = new Map<string, MixShare[]>(partnerIds.map((id) => [id, []]));
  for (const { subject, slice, n } of rows) {
    const [product = "", propertyKind = ""] = slice.split("/");
    mixes.get(subject)?.push({ product, propertyKind, cases: Number(n) });
  }
  return mixes;
}

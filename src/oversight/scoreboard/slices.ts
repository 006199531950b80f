/** A partner's figures by unit and by officer, and which kinds of case it had: as its board stands, now or at its cut-off. */
import { sliceOf, spansOf } from "../../journal/index.js";
import { placeholders, type Sql } from "../../platform/index.js";
import { isOpen } from "../facts/kinds.js";
import { countCaseFacts, type FactWhere } from "../facts/sources.js";
import type { Board } from "./board.js";
import type { Cell } from "./facts.js";
import { cardsOf, type Card } from "./figures.js";
import { allFactsBehind } from "./formulas.js";

/** What says which facts of a period count. */
export type Standing = Pick<Board, "period" | "cutoff" | "later" | "stratum" | "over" | "rules">;

/** One card for each unit, or each officer, that something of the period counts for; without ranks. */
export async function cardsBy(
  sql: Sql,
  by: "unit" | "member",
  partnerId: string,
  board: Standing,
): Promise<{ readonly id: string; readonly card: Card }[]> {
  const { over, rules, cutoff, stratum } = board;
  const indicators = [...new Set(rules.flatMap(({ code }) => allFactsBehind(code)))];
  // The tallies tell of all kinds of case together, as they stand now.
  const read = cutoff || stratum ? cellsOfFacts : cellsOfTallies;
  const cells = (await read(sql, by, partnerId, board, indicators))
    // What is still open is late only once its period has passed, as on the partner's own card.
    .filter(({ indicator, value }) => over || !isOpen(indicator, value));
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

/** The part takes the partner's place in a cell. */
type ReadParts = (
  sql: Sql,
  by: "unit" | "member",
  partnerId: string,
  board: Standing,
  indicators: readonly string[],
) => Promise<Cell[]>;

const cellsOfTallies: ReadParts = async (sql, by, partnerId, { period }, indicators) => {
  const spans = spansOf(period, false);
  const prefix = sliceOf[by]("");
  const rows = await sql.all<{ slice: string; measure: string; value: number; n: number }>(
    `SELECT slice, measure, value, SUM(n) AS n FROM tally
     WHERE subject = ? AND measure IN ${placeholders(indicators)} AND span IN ${placeholders(spans)}
     AND slice LIKE ? AND n <> 0 GROUP BY slice, measure, value`,
    [partnerId, ...indicators, ...spans, `${prefix}%`],
  );
  return rows.map(({ slice, measure, value, n }) => ({
    ...{ partnerId: slice.slice(prefix.length), indicator: measure },
    ...{ value: Number(value), n: Number(n) },
  }));
};

const cellsOfFacts: ReadParts = async (sql, by, partnerId, board, indicators) => {
  const column = by === "unit" ? "unitId" : "memberId";
  const { period, cutoff, later, stratum } = board;
  const where = {
    ...{ from: period.from, to: period.to, cutoff, later, stratum },
    indicators,
    partnerIds: [partnerId],
  };
  const rows = await countCaseFacts(sql, where, [column]);
  return rows.map(({ indicator, value, n, ...row }) => ({ partnerId: row[column], indicator, value, n }));
};

export interface MixShare {
  readonly product: string;
  readonly propertyKind: string;
  readonly cases: number;
}

/** Cases paid out by product and kind of home, by partner: like is to be compared with like. Of all kinds, always. */
export async function caseMixOf(
  sql: Sql,
  partnerIds: readonly string[],
  { period, cutoff, later }: Pick<Board, "period" | "cutoff" | "later">,
): Promise<Map<string, MixShare[]>> {
  const mixes = new Map<string, MixShare[]>(partnerIds.map((id) => [id, []]));
  const rows = await (cutoff
    ? mixOfFacts(sql, { from: period.from, to: period.to, indicators: ["VOLUME"], partnerIds, cutoff, later })
    : mixOfTallies(sql, partnerIds, period));
  for (const { partnerId, ...share } of rows) mixes.get(partnerId)?.push(share);
  return mixes;
}

type Mixes = Promise<(MixShare & { readonly partnerId: string })[]>;

async function mixOfTallies(sql: Sql, partnerIds: readonly string[], period: Board["period"]): Mixes {
  const spans = spansOf(period);
  const rows = await sql.all<{ subject: string; slice: string; n: number }>(
    `SELECT subject, slice, SUM(n) AS n FROM tally
     WHERE subject IN ${placeholders(partnerIds)} AND measure = 'VOLUME' AND span IN ${placeholders(spans)}
     AND slice LIKE '%/%' AND n <> 0 GROUP BY subject, slice ORDER BY subject, slice`,
    [...partnerIds, ...spans],
  );
  return rows.map(({ subject: partnerId, slice, n }) => {
    const [product = "", propertyKind = ""] = slice.split("/");
    return { partnerId, product, propertyKind, cases: Number(n) };
  });
}

/** Amounts differ from case to case, so that a kind comes in as many rows as there are amounts. */
async function mixOfFacts(sql: Sql, where: FactWhere): Mixes {
  const rows = await countCaseFacts(sql, where, ["product", "propertyKind"]);
  const counts = new Map<string, Awaited<Mixes>[number]>();
  for (const { partnerId, product, propertyKind, n } of rows) {
    const key = `${partnerId} ${product}/${propertyKind}`;
    counts.set(key, { partnerId, product, propertyKind, cases: (counts.get(key)?.cases ?? 0) + n });
  }
  return [...counts.values()];
}

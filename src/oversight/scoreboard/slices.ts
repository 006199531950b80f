/** A partner's figures by unit and by officer, and which kinds of case it had: as its board stands, now or at its cut-off. */
import { inClasses, sliceOf, spansOf } from "../../journal/index.js";
import { placeholders, type Sql } from "../../platform/index.js";
import { isOpen } from "../facts/kinds.js";
import { countFactsBy, type FactSource } from "../facts/sources.js";
import type { Partner } from "../../parties/index.js";
import type { Board } from "./board.js";
import { readCounts, summed } from "./counted.js";
import type { Cell } from "./facts.js";
import { cardsOf, type Card } from "./figures.js";
import { allFactsBehind } from "./formulas.js";

/** What says which facts of a period count. */
export type Standing = Pick<Board, "period" | "cutoff" | "later" | "stratum" | "over" | "rules">;

export interface PartServices {
  readonly sql: Sql;
  readonly sources: readonly FactSource[];
}

/** A partner as tallies know it. */
type Known = Pick<Partner, "id" | "code">;

/** One card for each unit, or each officer, that something of the period counts for; without ranks. */
export async function cardsBy(
  services: PartServices,
  by: "unit" | "member",
  partner: Known,
  board: Standing,
): Promise<{ readonly id: string; readonly card: Card }[]> {
  const { over, rules, stratum } = board;
  const indicators = [...new Set(rules.flatMap(({ code }) => allFactsBehind(code)))];
  // The tallies of parts tell of all kinds of case together.
  const read = stratum ? cellsOfFacts : cellsOfTallies;
  const cells = (await read(services, by, partner, board, indicators))
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
  services: PartServices,
  by: "unit" | "member",
  partner: Known,
  board: Standing,
  indicators: readonly string[],
) => Promise<Cell[]>;

const columnOf = { unit: "unitId", member: "memberId" } as const;

const cellsOfTallies: ReadParts = async ({ sql, sources }, by, { id, code }, { period, cutoff, later }, indicators) => {
  const spans = spansOf(period, false);
  const [part, column] = [sliceOf[by], columnOf[by]];
  const counts = await readCounts(
    sql,
    sources,
    { partners: [{ id, code }], indicators, period, cutoff, later },
    {
      where: { sql: `span IN ${placeholders(spans)} AND slice LIKE ?`, params: [...spans, part("%")] },
      parts: [column],
      sliceOf: ({ [column]: of }) => (of ? part(of) : null),
    },
  );
  return summed(counts).map(({ slice, indicator, value, n }) => ({
    partnerId: slice.slice(part("").length),
    ...{ indicator, value, n },
  }));
};

const cellsOfFacts: ReadParts = async ({ sql, sources }, by, { id }, board, indicators) => {
  const { period, cutoff, later, stratum } = board;
  const { from, to } = period;
  const where = { from, to, cutoff, later, stratum, indicators, partnerIds: [id] };
  const rows = await countFactsBy(sql, sources, where, columnOf[by]);
  return rows.map(({ part, ...row }) => ({ partnerId: part, ...row }));
};

export interface MixShare {
  readonly product: string;
  readonly propertyKind: string;
  readonly cases: number;
}

/** Cases paid out by product and kind of home, by partner: like is to be compared with like. Of all kinds, always. */
export async function caseMixOf(
  { sql, sources }: PartServices,
  partners: readonly Known[],
  { period, cutoff, later }: Pick<Board, "period" | "cutoff" | "later">,
): Promise<Map<string, MixShare[]>> {
  const spans = spansOf(period).map(inClasses);
  const counts = await readCounts(
    sql,
    sources,
    { partners, indicators: ["VOLUME"], period, cutoff, later },
    {
      where: { sql: `span IN ${placeholders(spans)} AND slice LIKE '%/%'`, params: spans },
      parts: ["product", "propertyKind"],
      sliceOf: ({ product, propertyKind }) => (product && propertyKind ? sliceOf.stratum(product, propertyKind) : null),
    },
  );
  // Those of cases and of histories together.
  const kinds = summed(counts.map((count) => ({ ...count, value: 0, source: "CASE" }))).sort((one, other) =>
    one.slice < other.slice ? -1 : 1,
  );
  const mixes = new Map<string, MixShare[]>(partners.map(({ id }) => [id, []]));
  for (const { partnerId, slice, n: cases } of kinds) {
    const [product = "", propertyKind = ""] = slice.split("/");
    mixes.get(partnerId)?.push({ product, propertyKind, cases });
  }
  return mixes;
}

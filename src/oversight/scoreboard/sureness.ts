/** Scores and ranks with how sure they are: computed with the board, kept by the digest of what it was computed from. */
import { createHash } from "node:crypto";
import { insertRows, isDuplicate, selectRow, type Database, type Sql } from "../../platform/index.js";
import { intervalsOf, type Interval } from "./bootstrap.js";
import type { Cell } from "./facts.js";
import type { Card, IndicatorRule } from "./figures.js";
import { BoardInterval } from "./tables.js";

export interface Sureness {
  readonly bootstrapRounds: number;
  readonly confidencePpm: number;
}

/** SHA-256 of every cell by the partner's code, of the rules, and of what people added: the same on every database. */
export function inputDigestOf(
  cards: readonly Card[],
  cells: readonly Cell[],
  rules: readonly IndicatorRule[],
  { bootstrapRounds, confidencePpm }: Sureness,
): string {
  const codes = new Map(cards.map(({ partner: { id, code } }) => [id, code]));
  const byCode = [...cells].sort(
    (one, other) =>
      compareText(codes.get(one.partnerId) ?? "", codes.get(other.partnerId) ?? "") ||
      compareText(one.indicator, other.indicator) ||
      one.value - other.value ||
      one.n - other.n,
  );
  const added = [...cards]
    .sort((one, other) => compareText(one.partner.code, other.partner.code))
    .map(({ partner: { code, taskFen, external, adjustment, vetoes } }) => [
      code,
      taskFen,
      external,
      adjustment,
      vetoes,
    ]);
  const hash = createHash("sha256").update(JSON.stringify([rules, added, bootstrapRounds, confidencePpm]));
  const lines = byCode.map(
    ({ partnerId, indicator, value, n, total }) =>
      `\n${codes.get(partnerId)} ${indicator} ${value} ${n} ${total ?? value * n}`,
  );
  return hash.update(lines.join("")).digest("hex");
}

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The cards with their intervals; what was not kept before is kept where there is somewhere to write. */
export async function withIntervals(
  { sql, database }: { readonly sql: Sql; readonly database?: Pick<Database, "write"> },
  cards: readonly Card[],
  cells: readonly Cell[],
  rules: readonly IndicatorRule[],
  sureness: Sureness & { readonly seed: string },
): Promise<Card[]> {
  const { seed, bootstrapRounds: rounds, confidencePpm } = sureness;
  const known = await selectRow(sql, BoardInterval, "id = ?", [seed]);
  const intervals =
    known?.intervals ?? byCode(cards, intervalsOf(cards, cells, rules, { rounds, confidencePpm, seed }));
  if (!known && database) await keep(database, { id: seed, intervals });
  return cards.map((card) => ({ ...card, ...(intervals[card.partner.code] ?? {}) }));
}

const byCode = (cards: readonly Card[], intervals: ReadonlyMap<string, Interval>): Record<string, Interval> =>
  Object.fromEntries(
    cards.flatMap(({ partner: { id, code } }) => {
      const interval = intervals.get(id);
      return interval ? [[code, interval]] : [];
    }),
  );

async function keep(database: Pick<Database, "write">, row: BoardInterval): Promise<void> {
  try {
    await database.write((tx) => insertRows(tx, BoardInterval, [row]));
  } catch (error) {
    // Somebody else asked for the same board; what was computed is the same.
    if (!isDuplicate(error)) throw error;
  }
}

/** Those whose interval of ranks overlaps with the card's: chance may have put them the other way round. */
export const notDistinguishable = (card: Card, cards: readonly Card[]): readonly Card[] =>
  card.rankLow === null || card.rankHigh === null
    ? []
    : cards.filter(
        (other) =>
          other !== card &&
          other.rankLow !== null &&
          other.rankHigh !== null &&
          other.rankLow <= (card.rankHigh ?? 0) &&
          (card.rankLow ?? 0) <= other.rankHigh,
      );

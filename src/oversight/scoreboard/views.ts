/** A computed board turned into what the API and the command line show. Pure. */
import type { Partner } from "../../parties/index.js";
import type { Sql } from "../../platform/index.js";
import { inputsOnBoard } from "../inputs/onBoard.js";
import type { Board } from "./board.js";
import { unitScale, type Card, type IndicatorFigure, type IndicatorRule, type IndicatorUnit } from "./figures.js";
import { approximate, compare, over, rational, times, type Rational } from "./rational.js";
import { caseMixOf, type PartServices } from "./slices.js";
import { notDistinguishable } from "./sureness.js";
import { earlierBoards, type EarlierBoard } from "./trend.js";
import type { IndicatorScore, Scoreboard, Scorecard } from "./types.js";

/** Points, scores and percentages are kept in hundredths. */
export const fromHundredths = (value: number | null | undefined): number | null =>
  value === null || value === undefined ? null : value / 100;

/** From what a formula finds to what people read. */
export const shownScale: Record<IndicatorUnit, Rational> = {
  PPM: rational(1),
  WORKING_MINUTES: rational(1, 60_000),
  RATING_HUNDREDTHS: rational(1, 100),
  PER_MILLION_CASES: rational(1_000),
  COUNT: rational(1),
};

/** What people read of a value: no more than the rule's cap; numerator and denominator say what it was. */
export function shownValue(value: Rational, { unit, cap = null }: Pick<IndicatorRule, "unit" | "cap">): Rational {
  const most = cap === null ? value : over(rational(cap), unitScale[unit]);
  return times(compare(value, most) > 0 ? most : value, shownScale[unit]);
}

/** A floor, target or cap as people read it. */
export const shownBound = (bound: number, unit: IndicatorUnit): Rational =>
  times(over(rational(bound), unitScale[unit]), shownScale[unit]);

export const shownUnit: Record<IndicatorUnit, IndicatorScore["unit"]> = {
  PPM: "RATIO",
  WORKING_MINUTES: "MINUTES",
  RATING_HUNDREDTHS: "RATING",
  PER_MILLION_CASES: "PER_THOUSAND_CASES",
  COUNT: "COUNT",
};

export function scoreboardView(board: Board, sees: (partner: Partner) => boolean): Scoreboard {
  const { period, kind, status, digest, inputDigest, cards, partners } = board;
  const ids = [...partners.values()].filter(sees).map(({ id }) => id);
  const behind = {
    ...{ board, earlier: earlierOf(board) },
    mixes: once((services: PartServices) => caseMixOf(services, [...partners.values()], board)),
    entered: once((sql: Sql) => inputsOnBoard(sql, board, ids)),
  };
  const rows = cards.flatMap((card): Scorecard[] => {
    const partner = partners.get(card.partner.id);
    if (!partner || !sees(partner)) return [];
    const {
      rank,
      rankLow,
      rankHigh,
      partner: { adjustment = 0, vetoes = [] },
    } = card;
    return [
      {
        ...{ partner, rank, rankLow, rankHigh, vetoes, behind: { ...behind, card } },
        score: fromHundredths(card.score),
        baseScore: fromHundredths(card.baseScore),
        scoreLow: fromHundredths(card.scoreLow),
        scoreHigh: fromHundredths(card.scoreHigh),
        distinguishable: rankLow === null ? null : notDistinguishable(card, cards).length === 0,
        adjustment: adjustment / 100,
        coverage: card.coverage / 100,
        indicators: indicatorsView(card, board.rules, board, { partnerId: partner.id, entered: behind.entered }),
      },
    ];
  });
  return { period: period.text, kind, status, digest, inputDigest, rows, board: null, ranks: [] };
}

/** Read once for all cards of a board, when one of them is asked. */
function once<From, T>(read: (from: From) => Promise<T>): (from: From) => Promise<T> {
  let known: Promise<T> | null = null;
  return (from) => (known ??= read(from));
}

function earlierOf(board: Board): Scorecard["behind"]["earlier"] {
  const known = new Map<number, Promise<readonly EarlierBoard[]>>();
  return (services, count) => {
    const asked = known.get(count) ?? earlierBoards(services, board, count);
    known.set(count, asked);
    return asked;
  };
}

/** Of which part of a partner the rows behind a figure are. */
interface PartOf {
  readonly partnerId: string;
  readonly unitId?: string;
  readonly memberId?: string;
  readonly entered?: Scorecard["behind"]["entered"];
}

export const indicatorsView = (
  card: Card,
  rules: readonly IndicatorRule[],
  board: Pick<Board, "period" | "over" | "cutoff" | "later" | "stratum">,
  part: PartOf,
): IndicatorScore[] =>
  card.indicators.flatMap((figure) => {
    const rule = rules.find(({ code }) => code === figure.code);
    return rule ? [scoreView(figure, rule, board, part)] : [];
  });

function scoreView(
  figure: IndicatorFigure,
  rule: IndicatorRule,
  { period, over: withOpen, cutoff, later, stratum }: Pick<Board, "period" | "over" | "cutoff" | "later" | "stratum">,
  { partnerId, unitId, memberId, entered }: PartOf,
): IndicatorScore {
  const { code, value, sampleSize, numerator, denominator, amountFen, missing, weight } = figure;
  const { unit } = rule;
  // Times are shown in minutes, and amount ÷ task in yuan, as figures from outside are.
  const per = unit === "WORKING_MINUTES" ? 60_000 : code === "TASK_COMPLETION" ? 100 : 1;
  return {
    code,
    value: value && approximate(shownValue(value, rule)),
    unit: shownUnit[unit],
    points: fromHundredths(figure.points),
    weight,
    spreadWeight: figure.spreadWeight / 100,
    sampleSize,
    numerator: numerator === null ? null : numerator / per,
    denominator: denominator === null || unit === "WORKING_MINUTES" ? denominator : denominator / per,
    amount: amountFen,
    missing,
    ...{ partnerId, from: period.from, to: period.to, cutoff, later, stratum, withOpen },
    unitId: unitId ?? null,
    memberId: memberId ?? null,
    entered: entered ?? null,
  };
}

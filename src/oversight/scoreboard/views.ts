/** A computed board turned into what the API and the command line show. Pure. */
import { periodBefore } from "../../kernel/index.js";
import type { Partner } from "../../parties/index.js";
import { computeBoard, type Board, type BoardServices } from "./board.js";
import type { Card, IndicatorFigure, IndicatorRule, IndicatorUnit } from "./figures.js";
import { approximate, rational, times, type Rational } from "./rational.js";
import { caseMixOf } from "./slices.js";
import { notDistinguishable } from "./sureness.js";
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

export const shownUnit: Record<IndicatorUnit, IndicatorScore["unit"]> = {
  PPM: "RATIO",
  WORKING_MINUTES: "MINUTES",
  RATING_HUNDREDTHS: "RATING",
  PER_MILLION_CASES: "PER_THOUSAND_CASES",
  COUNT: "COUNT",
};

export function scoreboardView(board: Board, sees: (partner: Partner) => boolean): Scoreboard {
  const { period, kind, status, digest, inputDigest, cards, partners } = board;
  const behind = { board, mixes: once(board), earlier: earlierOf(board) };
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
        indicators: indicatorsView(card, board.rules, board, { partnerId: partner.id }),
      },
    ];
  });
  return { period: period.text, kind, status, digest, inputDigest, rows, board: null, ranks: [] };
}

/** Read once for all cards of a board, when one of them is asked. */
function once({ partners, period }: Board): Scorecard["behind"]["mixes"] {
  let mixes: ReturnType<typeof caseMixOf> | null = null;
  return (sql) => (mixes ??= caseMixOf(sql, [...partners.keys()], period));
}

function earlierOf({ period, kind, stratum }: Board): Scorecard["behind"]["earlier"] {
  const known = new Map<number, Promise<readonly Board[]>>();
  const compute = async (services: BoardServices, count: number): Promise<readonly Board[]> => {
    const boards: Board[] = [];
    for (let at = 0, one = period; at < count; at += 1) {
      one = periodBefore(one);
      const board = await computeBoard(services, { period: one.text, kind, stratum });
      if (!board) break;
      boards.push(board);
    }
    return boards;
  };
  return (services, count) => {
    const asked = known.get(count) ?? compute(services, count);
    known.set(count, asked);
    return asked;
  };
}

/** Of which part of a partner the rows behind a figure are. */
interface PartOf {
  readonly partnerId: string;
  readonly unitId?: string;
  readonly memberId?: string;
}

export const indicatorsView = (
  card: Card,
  rules: readonly IndicatorRule[],
  board: Pick<Board, "period" | "cutoff" | "later" | "stratum">,
  part: PartOf,
): IndicatorScore[] =>
  card.indicators.flatMap((figure) => {
    const rule = rules.find(({ code }) => code === figure.code);
    return rule ? [scoreView(figure, rule, board, part)] : [];
  });

function scoreView(
  figure: IndicatorFigure,
  { unit }: IndicatorRule,
  { period, cutoff, later, stratum }: Pick<Board, "period" | "cutoff" | "later" | "stratum">,
  { partnerId, unitId = undefined, memberId = undefined }: PartOf,
): IndicatorScore {
  const { code, value, sampleSize, numerator, denominator, amountFen, missing, weight } = figure;
  const minutes = unit === "WORKING_MINUTES";
  return {
    code,
    value: value && approximate(times(value, shownScale[unit])),
    unit: shownUnit[unit],
    points: fromHundredths(figure.points),
    weight,
    spreadWeight: figure.spreadWeight / 100,
    sampleSize,
    numerator: numerator !== null && minutes ? numerator / 60_000 : numerator,
    denominator,
    amount: amountFen,
    missing,
    ...{ partnerId, from: period.from, to: period.to, cutoff, later, stratum },
    unitId: unitId ?? null,
    memberId: memberId ?? null,
  };
}

/** A computed board turned into what the API and the command line show. Pure. */
import type { Partner } from "../../parties/index.js";
import type { Board } from "./board.js";
import type { IndicatorFigure, IndicatorRule, IndicatorUnit } from "./figures.js";
import { approximate, rational, times, type Rational } from "./rational.js";
import type { IndicatorScore, Scoreboard, Scorecard } from "./types.js";

/** Points, scores and percentages are kept in hundredths. */
const fromHundredths = (value: number | null): number | null => (value === null ? null : value / 100);

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
  const { period, kind, status, digest, cards, partners, rules } = board;
  const rows = cards.flatMap((card): Scorecard[] => {
    const partner = partners.get(card.partner.id);
    if (!partner || !sees(partner)) return [];
    const { rank, rankLow, rankHigh } = card;
    const indicators = card.indicators.map((figure, index) =>
      scoreView(figure, rules[index] as IndicatorRule, partner.id, board),
    );
    const coverage = card.coverage / 100;
    return [{ partner, score: fromHundredths(card.score), rank, rankLow, rankHigh, coverage, indicators }];
  });
  return { period: period.text, kind, status, digest, rows, board: null, ranks: [] };
}

function scoreView(
  figure: IndicatorFigure,
  { unit }: IndicatorRule,
  partnerId: string,
  { period, cutoff, later, stratum }: Pick<Board, "period" | "cutoff" | "later" | "stratum">,
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
    partnerId,
    from: period.from,
    to: period.to,
    cutoff,
    later,
    stratum,
  };
}

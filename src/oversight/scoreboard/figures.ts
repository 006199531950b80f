/** The arithmetic of a scoreboard: from facts and rules to figures, points, scores and shared ranks. Pure and exact. */
import type { Fact, PartnerOnBoard } from "./facts.js";
import { factsBehind, formulas, missing, type Finding } from "./formulas.js";
import { pointsOn, spreadWeights } from "./points.js";
import { compare, over, plus, rational, rounded, times, type Rational } from "./rational.js";

/** Parts per million of a share, minutes, or what is counted as it is. */
export type IndicatorUnit = "PPM" | "WORKING_MINUTES" | "RATING_HUNDREDTHS" | "PER_MILLION_CASES" | "COUNT";

/** How policy scores one indicator for one kind of partner. */
export interface IndicatorRule {
  readonly code: string;
  /** Share of the score, in whole points of weight; 0 shows a figure without scoring it. */
  readonly weight: number;
  readonly better: "UP" | "DOWN";
  /** Floor, target and cap are whole numbers of this unit. */
  readonly unit: IndicatorUnit;
  /** The value that gives no points, and the one that gives all 100; both null where the figure is not scored. */
  readonly floor: number | null;
  readonly target: number | null;
  /** No value counts beyond it. */
  readonly cap?: number | null;
  /** With fewer cases the value is shown and not scored. */
  readonly minVolume: number;
}

export interface IndicatorFigure extends Finding {
  readonly code: string;
  /** In the rule's unit, capped; null where it is missing. */
  readonly valueInUnit: Rational | null;
  /** Hundredths of a point, 0 to 10000; null where nothing is scored. */
  readonly points: number | null;
  readonly weight: number;
  /** The weight after the missing ones' was spread, in hundredths of a percent: all of a card make 10000, or 0. */
  readonly spreadWeight: number;
}

export interface Card {
  readonly partner: PartnerOnBoard;
  /** Hundredths, 0 to 10000; null where no indicator could be scored. */
  readonly score: number | null;
  /** Equal scores share a rank: 1, 2, 2, 4. */
  readonly rank: number | null;
  /** How sure the rank is; null until it is measured. */
  readonly rankLow: number | null;
  readonly rankHigh: number | null;
  /** Share of the weight that could be scored, in hundredths of a percent. */
  readonly coverage: number;
  readonly indicators: readonly IndicatorFigure[];
}

const unitScale: Record<IndicatorUnit, Rational> = {
  PPM: rational(1_000_000),
  WORKING_MINUTES: rational(1, 60_000),
  RATING_HUNDREDTHS: rational(1),
  PER_MILLION_CASES: rational(1),
  COUNT: rational(1),
};

/**
 * One card for each partner, best first (those without a rank last, then by code). `facts` are those of the period;
 * facts of partners that are not on the board are not looked at.
 */
export function scoreboard(
  partners: readonly PartnerOnBoard[],
  facts: readonly Fact[],
  rules: readonly IndicatorRule[],
): Card[] {
  const byPartner = groupBy(facts, (fact) => fact.partnerId);
  const cards = partners.map((partner) => card(partner, byPartner.get(partner.id) ?? [], rules));
  const scores = cards.flatMap(({ score }) => (score === null ? [] : [score]));
  return cards
    .map((one) => ({ ...one, rank: one.score === null ? null : rankAmong(scores, one.score) }))
    .sort(
      (one, other) =>
        (one.rank ?? cards.length + 1) - (other.rank ?? cards.length + 1) ||
        (one.partner.code < other.partner.code ? -1 : 1),
    );
}

/** One more than the number of better scores, so that equal ones share a rank. */
const rankAmong = (scores: readonly number[], score: number): number =>
  1 + scores.filter((other) => other > score).length;

function card(partner: PartnerOnBoard, facts: readonly Fact[], rules: readonly IndicatorRule[]): Omit<Card, "rank"> {
  const byKind = groupBy(facts, (fact) => fact.indicator);
  const figures = rules.map((rule) => {
    const finding = findingOf(rule, partner, byKind.get(factsBehind(rule.code)) ?? [], facts.length > 0);
    return { rule, ...scored(rule, finding) };
  });
  const weights = figures.map(({ rule, exact }) => (exact ? rule.weight : 0));
  const present = sum(weights);
  const whole = sum(rules.map((rule) => rule.weight));
  const total = figures.reduce(
    (all, { exact, rule }) => (exact ? plus(all, times(exact, rational(rule.weight))) : all),
    rational(0),
  );
  const spread = spreadWeights(weights);
  return {
    partner,
    score: present === 0 ? null : rounded(over(total, rational(present))),
    rankLow: null,
    rankHigh: null,
    coverage: whole === 0 ? 0 : rounded(rational(present * 10_000, whole)),
    indicators: figures.map(({ figure }, index) => ({ ...figure, spreadWeight: spread[index] ?? 0 })),
  };
}

/** A count of zero is said only of a partner that is known to have worked in the period. */
function findingOf(rule: IndicatorRule, partner: PartnerOnBoard, facts: readonly Fact[], active: boolean): Finding {
  const formula = formulas[rule.code];
  if (!formula) return missing("NOT_MEASURED_HERE");
  if (facts.length === 0 && partner.unknown?.includes(rule.code)) return missing("UNKNOWN_TO_SOURCE");
  if (!active) return missing("NOTHING_MEASURED");
  return formula.compute(facts, partner);
}

function scored(rule: IndicatorRule, finding: Finding) {
  const valueInUnit = finding.value && capped(times(finding.value, unitScale[rule.unit]), rule.cap ?? null);
  const tooFew = valueInUnit !== null && finding.sampleSize < rule.minVolume;
  const { floor, target, better } = rule;
  const curve = floor === null || target === null || rule.weight === 0 ? null : { floor, target, better };
  const exact = curve && valueInUnit && !tooFew ? pointsOn(curve, valueInUnit) : null;
  const figure: Omit<IndicatorFigure, "spreadWeight"> = {
    ...finding,
    code: rule.code,
    valueInUnit,
    missing: tooFew ? "BELOW_MINIMUM_VOLUME" : finding.missing,
    points: exact && rounded(exact),
    weight: rule.weight,
  };
  return { exact, figure };
}

const capped = (value: Rational, cap: number | null): Rational =>
  cap !== null && compare(value, rational(cap)) > 0 ? rational(cap) : value;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** The arithmetic of a scoreboard: from facts and rules to figures, points, scores and shared ranks. Pure and exact. */
import { cellOf, type Cell, type Fact, type PartnerOnBoard } from "./facts.js";
import { externalFinding, formulas, missing, type Finding } from "./formulas.js";
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
  /** It comes from outside: entered by one person, confirmed by another. */
  readonly external?: boolean;
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
  /** The score before additions and deductions. */
  readonly baseScore: number | null;
  /** Equal scores share a rank: 1, 2, 2, 4; null without a score, or under a veto. */
  readonly rank: number | null;
  /** How sure the rank is; null until it is measured. */
  readonly rankLow: number | null;
  readonly rankHigh: number | null;
  /** Hundredths; null until it is measured. */
  readonly scoreLow?: number | null;
  readonly scoreHigh?: number | null;
  /** Share of the weight that could be scored, in hundredths of a percent. */
  readonly coverage: number;
  readonly indicators: readonly IndicatorFigure[];
}

export const unitScale: Record<IndicatorUnit, Rational> = {
  PPM: rational(1_000_000),
  WORKING_MINUTES: rational(1, 60_000),
  RATING_HUNDREDTHS: rational(1),
  PER_MILLION_CASES: rational(1_000_000),
  COUNT: rational(1),
};

/** A board of single facts: what tests and small boards are computed from. */
export const scoreboard = (
  partners: readonly PartnerOnBoard[],
  facts: readonly Fact[],
  rules: readonly IndicatorRule[],
): Card[] => cardsOf(partners, facts.map(cellOf), rules);

/**
 * One card for each partner, best first (those without a rank last, then by code). `cells` are those of the period;
 * those of partners that are not on the board are not looked at.
 */
export function cardsOf(
  partners: readonly PartnerOnBoard[],
  cells: readonly Cell[],
  rules: readonly IndicatorRule[],
): Card[] {
  const byPartner = groupBy(cells, (cell) => cell.partnerId);
  const cards = partners.map((partner) => card(partner, byPartner.get(partner.id) ?? [], rules));
  const ranked = ({ score, partner: { vetoes = [] } }: (typeof cards)[number]) => score !== null && vetoes.length === 0;
  const scores = cards.filter(ranked).map(({ score }) => score as number);
  return cards
    .map((one) => ({ ...one, rank: ranked(one) ? rankAmong(scores, one.score as number) : null }))
    .sort(
      (one, other) =>
        (one.rank ?? cards.length + 1) - (other.rank ?? cards.length + 1) ||
        (one.partner.code < other.partner.code ? -1 : 1),
    );
}

/** One more than the number of better scores, so that equal ones share a rank. */
export const rankAmong = (scores: readonly number[], score: number): number =>
  1 + scores.filter((other) => other > score).length;

function card(partner: PartnerOnBoard, cells: readonly Cell[], rules: readonly IndicatorRule[]): Omit<Card, "rank"> {
  const byKind = groupBy(cells, (cell) => cell.indicator);
  const figures = rules.map((rule) => {
    const finding = findingOf(rule, partner, byKind, cells.length > 0);
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
  const base = present === 0 ? null : rounded(over(total, rational(present)));
  return {
    partner,
    baseScore: base,
    score: base === null ? null : adjusted(base, partner),
    rankLow: null,
    rankHigh: null,
    coverage: whole === 0 ? 0 : rounded(rational(present * 10_000, whole)),
    indicators: figures.map(({ figure }, index) => ({ ...figure, spreadWeight: spread[index] ?? 0 })),
  };
}

/** With what was added and deducted; a score stays between 0 and 100. */
export const adjusted = (base: number, { adjustment = 0 }: PartnerOnBoard): number =>
  Math.max(0, Math.min(10_000, base + adjustment));

/** A count of zero is said only of a partner that is known to have worked in the period. */
function findingOf(
  rule: IndicatorRule,
  partner: PartnerOnBoard,
  byKind: ReadonlyMap<string, readonly Cell[]>,
  active: boolean,
): Finding {
  const formula = formulas[rule.code];
  if (rule.external) return externalFinding(rule.code, partner);
  if (!formula) return missing("NOT_MEASURED_HERE");
  const cells = formula.facts.map((kind) => byKind.get(kind) ?? []);
  // Cases to divide by are no sign that what is counted among them was looked for.
  if (cells[0]?.length === 0 && partner.unknown?.includes(rule.code)) return missing("UNKNOWN_TO_SOURCE");
  // Who was set a task and did nothing has done nothing of it.
  const asked = rule.code === "TASK_COMPLETION" && partner.taskFen;
  if (!active && !asked) return missing("NOTHING_MEASURED");
  return formula.compute(cells, partner);
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

/** Hundredths of a point before rounding, as the score is computed from them; null where nothing is scored. */
export const exactPoints = (
  { points, valueInUnit }: Pick<IndicatorFigure, "points" | "valueInUnit">,
  { floor, target, better }: IndicatorRule,
): Rational | null =>
  points === null || !valueInUnit || floor === null || target === null
    ? null
    : pointsOn({ floor, target, better }, valueInUnit);

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

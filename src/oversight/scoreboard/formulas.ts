/** How each indicator is computed from what a partner's facts come to, exactly. */
import type { Cell, Missing, PartnerOnBoard } from "./facts.js";
import { rational, type Rational } from "./rational.js";

/** What a formula finds; `value` is numerator ÷ denominator, null where there is nothing to divide by. */
export interface Finding {
  /** Cases, steps or runs that the figure rests on. */
  readonly sampleSize: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: Rational | null;
  /** Sum of the amounts in fen, where the facts have amounts. */
  readonly amountFen: number | null;
  readonly missing: Missing | null;
}

/** Cells of one kind of fact of one partner. */
export type Cells = readonly Pick<Cell, "value" | "n" | "total">[];

export interface Formula {
  /** The kind of fact that it is computed from, and what its figure opens to; the others follow. */
  readonly facts: readonly [string, ...string[]];
  /** What chance does to it, for a bootstrap over cases. */
  readonly noise: "SHARE" | "MEAN" | "SUM" | "MEDIAN" | "PER";
  readonly compute: (cells: readonly Cells[], partner: PartnerOnBoard) => Finding;
}

export const missing = (why: Missing, sampleSize = 0, amountFen: number | null = null): Finding => ({
  sampleSize,
  numerator: null,
  denominator: null,
  value: null,
  amountFen,
  missing: why,
});

const found = (
  sampleSize: number,
  numerator: number,
  denominator: number,
  amountFen: number | null = null,
): Finding => ({
  sampleSize,
  numerator,
  denominator,
  value: rational(numerator, denominator),
  amountFen,
  missing: null,
});

export const countOf = (cells: Cells = []): number => cells.reduce((sum, { n }) => sum + n, 0);

/** @throws RangeError where it is past what a number can tell exactly. */
export function sumOf(cells: Cells = []): number {
  const sum = cells.reduce((all, { value, n, total }) => all + (total ?? value * n), 0);
  if (!Number.isSafeInteger(sum)) throw new RangeError("A sum is too large to be exact");
  return sum;
}

/** How many, with the sum of their amounts. None is a count of zero. */
const count: Formula["compute"] = ([cells]) => found(countOf(cells), countOf(cells), 1, sumOf(cells));

/** Amount ÷ task. */
const completion: Formula["compute"] = ([cells], { taskFen }) =>
  taskFen
    ? found(countOf(cells), sumOf(cells), taskFen, sumOf(cells))
    : missing("NO_TASK", countOf(cells), sumOf(cells));

/** Those that say yes ÷ all. */
const share: Formula["compute"] = ([cells = []]) => {
  const all = countOf(cells);
  return all === 0 ? missing("NOTHING_MEASURED") : found(all, counting(cells), all);
};

const mean: Formula["compute"] = ([cells]) => {
  const all = countOf(cells);
  return all === 0 ? missing("NOTHING_MEASURED") : found(all, sumOf(cells), all);
};

/** The middle duration in milliseconds; of an even number the mean of the two middle ones, as their sum ÷ 2. */
const median: Formula["compute"] = ([cells = []]) => {
  const all = countOf(cells);
  if (all === 0) return missing("NOTHING_MEASURED");
  const sorted = [...cells].sort((one, other) => one.value - other.value);
  const upper = valueAt(sorted, all >> 1);
  return all % 2 === 1 ? found(all, upper, 1) : found(all, valueAt(sorted, (all >> 1) - 1) + upper, 2);
};

/** The value at a place from 0 in sorted cells. */
export function valueAt(sorted: Cells, place: number): number {
  let left = place;
  for (const { value, n } of sorted) {
    if (left < n) return value;
    left -= n;
  }
  throw new RangeError("There is no such place");
}

/** Those that count: of what is said yes or no to, and of counts, which are 1. */
export const counting = (cells: Cells = []): number => countOf(cells.filter(({ value }) => value === 1));

/** How many of the first for each of the second. */
const per: Formula["compute"] = ([some, cases]) => {
  const all = countOf(cases);
  return all === 0 ? missing("NOTHING_MEASURED") : found(all, counting(some), all);
};

/** The indicators that this program measures. */
export const formulas: Readonly<Record<string, Formula>> = {
  VOLUME: { facts: ["VOLUME"], noise: "SUM", compute: count },
  TASK_COMPLETION: { facts: ["VOLUME"], noise: "SUM", compute: completion },
  FIRST_PASS: { facts: ["FIRST_PASS"], noise: "SHARE", compute: share },
  HANDLING_TIME: { facts: ["HANDLING_TIME"], noise: "MEDIAN", compute: median },
  ON_TIME: { facts: ["ON_TIME"], noise: "SHARE", compute: share },
  ZERO_TRIP: { facts: ["ZERO_TRIP"], noise: "SHARE", compute: share },
  DOCUMENT_ERRORS: { facts: ["DOCUMENT_ERRORS"], noise: "SHARE", compute: share },
  REGISTRATION_ON_TIME: { facts: ["REGISTRATION_ON_TIME"], noise: "SHARE", compute: share },
  SATISFACTION: { facts: ["SATISFACTION"], noise: "MEAN", compute: mean },
  /** Upheld complaints for each case paid out. */
  COMPLAINTS: { facts: ["COMPLAINTS", "VOLUME"], noise: "PER", compute: per },
  /** For policy that shows them; the shipped packs count returns and trips in first-pass and zero-trip alone. */
  RETURNS: { facts: ["RETURNS", "VOLUME"], noise: "PER", compute: per },
  TRIPS: { facts: ["TRIPS", "VOLUME"], noise: "PER", compute: per },
  MISSED_DEFECT: { facts: ["MISSED_DEFECT", "VOLUME"], noise: "PER", compute: per },
};

/** A figure that comes from outside. */
export function externalFinding(code: string, { external }: PartnerOnBoard): Finding {
  const figure = external?.[code];
  if (!figure) return missing("NOT_ENTERED");
  const { numerator, denominator, cases } = figure;
  return { ...found(cases, numerator, denominator), numerator: numerator / 100, denominator: denominator / 100 };
}

/** The kind of fact behind an indicator: what its figure opens to. */
export const factsBehind = (indicator: string): string => formulas[indicator]?.facts[0] ?? indicator;

/** Whether a figure of that kind of fact asks which value stands at a place. */
export const isOrdered = (kind: string): boolean =>
  Object.values(formulas).some(({ facts, noise }) => noise === "MEDIAN" && facts[0] === kind);

/** Every kind of fact that an indicator is computed from. */
export const allFactsBehind = (indicator: string): readonly string[] => formulas[indicator]?.facts ?? [];

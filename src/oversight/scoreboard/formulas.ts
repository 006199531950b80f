/** How each indicator is computed from a partner's facts, exactly. */
import { sumFen } from "../../kernel/index.js";
import type { Fact, Missing, PartnerOnBoard } from "./facts.js";
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

interface Formula {
  /** The kind of fact that it is computed from. */
  readonly facts: string;
  readonly compute: (facts: readonly Fact[], partner: PartnerOnBoard) => Finding;
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

const amountOf = (facts: readonly Fact[]): number => sumFen(facts.map((fact) => fact.amountFen ?? 0));

/** How many, with the sum of their amounts. None is a count of zero. */
const count: Formula["compute"] = (facts) => found(facts.length, facts.length, 1, amountOf(facts));

/** Amount ÷ task. */
const completion: Formula["compute"] = (facts, { taskFen }) =>
  taskFen
    ? found(facts.length, amountOf(facts), taskFen, amountOf(facts))
    : missing("NO_TASK", facts.length, amountOf(facts));

/** Passed ÷ all. */
const share: Formula["compute"] = (facts) => {
  const passed = facts.filter((fact) => fact.passed).length;
  return facts.length === 0 ? missing("NOTHING_MEASURED") : found(facts.length, passed, facts.length);
};

/** The middle duration in milliseconds; of an even number the mean of the two middle ones, as their sum ÷ 2. */
const median: Formula["compute"] = (facts) => {
  const sorted = facts.map((fact) => fact.durationMs ?? 0).sort((one, other) => one - other);
  if (sorted.length === 0) return missing("NOTHING_MEASURED");
  const upper = sorted[sorted.length >> 1] as number;
  if (sorted.length % 2 === 1) return found(sorted.length, upper, 1);
  return found(sorted.length, (sorted[(sorted.length >> 1) - 1] as number) + upper, 2);
};

/** The indicators that this program measures. */
export const formulas: Readonly<Record<string, Formula>> = {
  VOLUME: { facts: "VOLUME", compute: count },
  TASK_COMPLETION: { facts: "VOLUME", compute: completion },
  FIRST_PASS: { facts: "FIRST_PASS", compute: share },
  HANDLING_TIME: { facts: "HANDLING_TIME", compute: median },
  ON_TIME: { facts: "ON_TIME", compute: share },
  ZERO_TRIP: { facts: "ZERO_TRIP", compute: share },
};

/** The kind of fact behind an indicator: what its figure opens to. */
export const factsBehind = (indicator: string): string => formulas[indicator]?.facts ?? indicator;

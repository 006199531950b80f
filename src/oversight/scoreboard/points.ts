/** From a value to points on the published curve, and how the weights of missing indicators spread. Exact. */
import { compare, minus, over, rational, times, type Rational } from "./rational.js";

/** This value gives no points, that one all 100; between the two they run straight. */
export interface Curve {
  readonly floor: number;
  readonly target: number;
  readonly better: "UP" | "DOWN";
}

const [none, all] = [rational(0), rational(10_000)];

/** Hundredths of a point, from 0 to 10000, before any rounding. A curve without a slope is a threshold. */
export function pointsOn({ floor, target, better }: Curve, value: Rational): Rational {
  if (floor === target) {
    const side = compare(value, rational(target));
    return side === 0 || side === (better === "UP" ? 1 : -1) ? all : none;
  }
  const points = times(over(minus(value, rational(floor)), rational(target - floor)), all);
  if (compare(points, none) < 0) return none;
  return compare(points, all) > 0 ? all : points;
}

/** Shares of 10000 in proportion to the weights, made whole by largest remainder; all zero where nothing has weight. */
export function spreadWeights(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  const parts = weights.map((weight, index) => ({
    index,
    whole: Math.floor((weight * 10_000) / total),
    remainder: (weight * 10_000) % total,
  }));
  const left = 10_000 - parts.reduce((sum, part) => sum + part.whole, 0);
  const favoured = new Set(
    [...parts]
      .sort((one, other) => other.remainder - one.remainder || one.index - other.index)
      .slice(0, left)
      .map((part) => part.index),
  );
  return parts.map(({ index, whole }) => whole + (favoured.has(index) ? 1 : 0));
}

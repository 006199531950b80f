/** Exact fractions, so that no comparison and no rounding of a score depends on floating point. */

/** In lowest terms, the denominator above zero: equal fractions have equal fields. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

/** The fraction of two whole numbers. @throws RangeError where the denominator is zero or a number is not whole. */
export function rational(numerator: number | bigint, denominator: number | bigint = 1): Rational {
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  if (d === 0n) throw new RangeError("A fraction needs a denominator");
  const shared = gcd(n < 0n ? -n : n, d < 0n ? -d : d) * (d < 0n ? -1n : 1n);
  return { n: n / shared, d: d / shared };
}

const gcd = (one: bigint, other: bigint): bigint => (other === 0n ? one : gcd(other, one % other));

export const plus = (one: Rational, other: Rational): Rational =>
  rational(one.n * other.d + other.n * one.d, one.d * other.d);

export const minus = (one: Rational, other: Rational): Rational => plus(one, { n: -other.n, d: other.d });

export const times = (one: Rational, other: Rational): Rational => rational(one.n * other.n, one.d * other.d);

export const over = (one: Rational, other: Rational): Rational => rational(one.n * other.d, one.d * other.n);

export const compare = (one: Rational, other: Rational): -1 | 0 | 1 => {
  const difference = one.n * other.d - other.n * one.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** The nearest whole number; a half goes up. */
export function rounded({ n, d }: Rational): number {
  const doubled = 2n * n + d;
  const whole = doubled / (2n * d);
  const below = doubled < 0n && doubled % (2n * d) !== 0n ? whole - 1n : whole;
  return Number(below);
}

/** As a decimal text with so many places, a half rounded up: 5/4 with 1 place is "1.3". */
export function decimalText(value: Rational, places: number): string {
  const units = rounded(times(value, rational(10n ** BigInt(places))));
  const digits = String(Math.abs(units)).padStart(places + 1, "0");
  const point = digits.length - places;
  return `${units < 0 ? "-" : ""}${digits.slice(0, point)}${places > 0 ? `.${digits.slice(point)}` : ""}`;
}

/** For the eye and the API's Float; nothing may be decided on it. */
export const approximate = ({ n, d }: Rational): number => Number(n) / Number(d);

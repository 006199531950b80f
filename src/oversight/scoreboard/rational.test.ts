/** Fractions: exact in every operation, and rounded once, a half upwards. */
import fc from "fast-check";
import { compare, decimalText, minus, over, plus, rational, rounded, times, type Rational } from "./rational.js";

const whole = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const fraction = fc
  .tuple(
    whole,
    whole.filter((n) => n !== 0),
  )
  .map(([n, d]) => rational(n, d));
const not0 = fraction.filter(({ n }) => n !== 0n);

test("equal fractions are equal field by field", () => {
  expect(rational(2, 4)).toEqual(rational(-1, -2));
  expect(rational(0, -7)).toEqual({ n: 0n, d: 1n });
  expect(() => rational(1, 0)).toThrow(RangeError);
  expect(() => rational(0.5)).toThrow(RangeError);
});

test("a tenth, ten times over, is one", () => {
  const sum = Array.from({ length: 10 }, () => rational(1, 10)).reduce(plus);
  expect(sum).toEqual(rational(1));
});

test("what is added can be taken away, and what is multiplied divided", () => {
  fc.assert(
    fc.property(fraction, fraction, not0, (one, other, third) => {
      expect(minus(plus(one, other), other)).toEqual(one);
      expect(over(times(one, third), third)).toEqual(one);
      expect(compare(one, other)).toBe(-compare(other, one) as never);
      expect(compare(plus(one, rational(1)), one)).toBe(1);
    }),
  );
});

test.each<[Rational, number]>([
  [rational(1, 2), 1],
  [rational(-1, 2), 0],
  [rational(3, 2), 2],
  [rational(-3, 2), -1],
  [rational(-2, 3), -1],
  [rational(7, 3), 2],
  [rational(-5), -5],
])("%p is rounded to %d", (value, expected) => expect(rounded(value)).toBe(expected));

test("a rounded number is never further than a half", () => {
  fc.assert(
    fc.property(fraction, (value) => {
      const error = minus(rational(rounded(value)), value);
      expect(compare(error, rational(1, 2)) <= 0 && compare(error, rational(-1, 2)) > 0).toBe(true);
    }),
  );
});

test.each<[Rational, number, string]>([
  [rational(5, 4), 1, "1.3"],
  [rational(1, 3), 2, "0.33"],
  [rational(-1, 8), 2, "-0.12"],
  [rational(0), 2, "0.00"],
  [rational(12345, 100), 0, "123"],
])("%p with %d places is %s", (value, places, text) => expect(decimalText(value, places)).toBe(text));

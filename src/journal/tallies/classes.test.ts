/** Every value lies in one class, which is narrow; classes lie side by side. */
import fc from "fast-check";
import { classOf } from "./classes.js";

test("a value lies in a class at most an eighth wide, and whatever lies in it has the same one", () => {
  const value = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(value, fc.double({ min: 0, max: 1, noNaN: true }), (one, share) => {
      const { from, until } = classOf(one);
      expect([from <= one, one < until]).toEqual([true, true]);
      expect(until - from).toBeLessThanOrEqual(Math.max(1, from / 8));
      const within = Math.min(until - 1, from + Math.floor(share * (until - from)));
      expect(classOf(within)).toEqual({ from, until });
    }),
  );
});

test("small values, which are answers and not sizes, have a class each", () => {
  for (let value = 0; value < 16; value += 1) expect(classOf(value)).toEqual({ from: value, until: value + 1 });
});

test("minutes of a working week in milliseconds, and amounts of loans in fen, fall into a few dozen classes", () => {
  const classes = (values: readonly number[]) => new Set(values.map((value) => classOf(value).from)).size;
  expect(classes(Array.from({ length: 2_400 }, (_, at) => (at + 1) * 60_000))).toBeLessThan(100);
  expect(classes(Array.from({ length: 100_000 }, (_, at) => 10_000_000 + at * 1_234))).toBeLessThan(40);
});

/** Percentages of targets: exact, rounded at the end, and within the rounding of what is published. */
import * as fc from "fast-check";
import { rational } from "../scoreboard/rational.js";
import { calendarShare, comparableDay, figuresOf, type Measured } from "./figures.js";

/** Hundreds of millions of yuan, as the papers say them, in fen. */
const yi = (text: string): number => Math.round(Number(text) * 100) * 100_000_000;
const threeQuarters = rational(3, 4);

const measured = (more: Partial<Measured>): Measured => ({
  ...{ done: null, lastYear: null, task: null, whole: null, covered: true, coveredLastYear: true },
  ...more,
});

test.each([
  ["2016-09-30", rational(3, 4)],
  ["2016-12-31", rational(1)],
  ["2016-01-31", rational(1, 12)],
  ["2016-02-29", rational(1, 6)],
  ["2015-02-14", rational(1, 8)],
  ["2016-06-15", rational(11, 24)],
])("by the end of %s so much of the year has passed", (day, share) => {
  expect(calendarShare(day)).toEqual(share);
});

test.each([
  ["2016-09-30", "2015-09-30"],
  ["2016-02-29", "2015-02-28"],
  ["2017-02-28", "2016-02-29"],
  ["2017-02-27", "2016-02-27"],
])("%s is compared with %s", (day, before) => {
  expect(comparableDay(day)).toBe(before);
});

test.each([
  // What Xianning published of January to September 2016.
  ["collected", { done: yi("10.58"), task: yi("12") }, { progress: 8817, lead: 1317 }],
  ["lent", { done: yi("10.02"), task: yi("9") }, { progress: 11133, lead: 3633 }],
  [
    "collected by the city",
    { done: yi("3.49"), task: yi("4.3"), lastYear: yi("2.5") },
    { progress: 8116, growth: 3960 },
  ],
  ["lent by the city", { done: yi("4.02"), task: yi("4.5"), lastYear: yi("1.92") }, { progress: 8933, growth: 10938 }],
  ["withdrawn in the city", { done: yi("2.3"), lastYear: yi("2.18") }, { growth: 550 }],
  ["start-up housing loans, rounded", { done: yi("1.72"), whole: yi("4.02") }, { share: 4279 }],
  ["start-up housing loans, counted", { done: 749, whole: 1720 }, { share: 4355 }],
])("%s", (_, given, expected) => {
  expect(figuresOf(measured(given), threeQuarters)).toMatchObject(expected);
});

test.each([
  ["collected", "10.58", 3367],
  ["lent", "10.02", 4319],
  ["withdrawn", "5.13", 1700],
])("%s: the published growth is that of a base that was rounded to its hundredth", (_, done, published) => {
  // Unknown to the paper's reader: the base, and what was rounded away of either.
  const base = Number(done) / (1 + published / 10_000);
  const rounded = Math.round(base * 100) / 100;
  const growthOf = (one: number, other: number) =>
    figuresOf(measured({ done: Math.round(one * 1e10), lastYear: Math.round(other * 1e10) }), threeQuarters).growth ??
    0;
  expect(growthOf(Number(done) - 0.005, rounded + 0.005)).toBeLessThanOrEqual(published);
  expect(growthOf(Number(done) + 0.005, rounded - 0.005)).toBeGreaterThanOrEqual(published);
  expect(growthOf(Number(done), base)).toBe(published);
});

test("the published share of the amount, 42.68 %, lies within the rounding of 1.72 and 4.02", () => {
  const shareOf = (part: number, whole: number) =>
    figuresOf(measured({ done: Math.round(part * 1e10), whole: Math.round(whole * 1e10) }), threeQuarters).share ?? 0;
  expect(shareOf(1.715, 4.025)).toBeLessThanOrEqual(4268);
  expect(shareOf(1.725, 4.015)).toBeGreaterThanOrEqual(4268);
});

test("a half is rounded up, behind the calendar too", () => {
  // 100.005 % and 74.995 %: 0.005 points behind.
  expect(figuresOf(measured({ done: 200_010, task: 200_000 }), threeQuarters).progress).toBe(10_001);
  expect(figuresOf(measured({ done: 149_990, task: 200_000 }), threeQuarters).lead).toBe(0);
  expect(figuresOf(measured({ done: 149_970, task: 200_000 }), threeQuarters).lead).toBe(-1);
});

test("what is missing is null with its reason, and never zero", () => {
  const nothing = figuresOf(measured({ covered: false, coveredLastYear: false }), threeQuarters);
  expect(nothing).toEqual({
    ...{ done: null, lastYear: null, task: null, progress: null, growth: null, lead: null, share: null },
    missing: ["FIGURES_INCOMPLETE", "NO_TASK", "COMPARISON_INCOMPLETE"],
  });
  const fromZero = figuresOf(measured({ done: 5, task: 10, lastYear: 0 }), threeQuarters);
  expect(fromZero).toMatchObject({ progress: 5000, lead: -2500, growth: null, missing: ["COMPARISON_ZERO"] });
  expect(figuresOf(measured({ task: 1 }), threeQuarters).missing).toEqual(["NOT_COUNTED"]);
});

test("no figure differs from the exact one by more than half a hundredth", () => {
  const done = fc.integer({ min: 1, max: 2 ** 50 });
  const task = fc.integer({ min: 2 ** 20, max: 2 ** 50 });
  fc.assert(
    fc.property(done, task, (done, task) => {
      const { progress } = figuresOf(measured({ done, task }), threeQuarters);
      const twice = 2n * BigInt(progress ?? 0) * BigInt(task) - 20_000n * BigInt(done);
      expect(twice <= BigInt(task) && -twice < BigInt(task)).toBe(true);
    }),
  );
});

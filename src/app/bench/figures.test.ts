/** Percentiles, medians and ratios. */
import fc from "fast-check";
import { figuresOf, median, medianFigures, percentile, ratiosOf, type Figures } from "./figures.js";

const figures = (requestsPerSecond: number, cpuMsPerRequest: number): Figures => ({
  requestsPerSecond,
  p50Ms: 1,
  p99Ms: 2,
  cpuMsPerRequest,
  statementsPerRequest: 6,
});

test.each([
  [[7], 0.99, 7],
  [[4, 1, 3, 2], 0.5, 2],
  [[4, 1, 3, 2], 0.51, 3],
  [Array.from({ length: 200 }, (_, at) => at + 1), 0.99, 198],
  [[1, 2, 3], 0, 1],
])("of %j the percentile %d is %d", (values, share, wanted) => {
  expect(percentile(values, share)).toBe(wanted);
});

test.each([
  [[3], 3],
  [[9, 1, 2], 2],
  [[10, 1, 2, 4], 3],
])("the median of %j is %d", (values, wanted) => {
  expect(median(values)).toBe(wanted);
});

test("as many values lie below the median as above it", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const middle = median(values);
      const below = values.filter((value) => value < middle).length;
      const above = values.filter((value) => value > middle).length;
      expect(below).toBeLessThanOrEqual(values.length / 2);
      expect(above).toBeLessThanOrEqual(values.length / 2);
    }),
  );
});

test("nothing measured has no figures", () => {
  expect(() => median([])).toThrow("Nothing was measured");
  expect(() => percentile([], 0.5)).toThrow("Nothing was measured");
});

test("a round's figures are per second and per request", () => {
  const round = { requests: 4, seconds: 2, latenciesMs: [1, 2, 3, 40], cpuSeconds: 0.02, statements: 24 };
  expect(figuresOf(round)).toEqual({
    requestsPerSecond: 2,
    p50Ms: 2,
    p99Ms: 40,
    cpuMsPerRequest: 5,
    statementsPerRequest: 6,
  });
});

test("each figure has its own median", () => {
  const middle = medianFigures([figures(10, 3), figures(30, 1), figures(20, 9)]);
  expect(middle).toMatchObject({ requestsPerSecond: 20, cpuMsPerRequest: 3 });
});

test("ratios compare rounds that ran one after the other", () => {
  // A machine that is slowed for one pair of rounds changes no ratio.
  const system = [figures(50, 4), figures(5, 40), figures(60, 4)];
  const floor = [figures(100, 2), figures(10, 20), figures(100, 2)];
  expect(ratiosOf(system, floor)).toEqual({ throughput: 0.5, cpu: 0.5 });
  expect(() => ratiosOf(system, floor.slice(1))).toThrow("Every round");
});

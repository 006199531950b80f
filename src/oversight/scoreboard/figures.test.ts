/** The scoreboard's arithmetic: figures, points, spread weights, scores and shared ranks. */
import fc from "fast-check";
import type { Fact, PartnerOnBoard } from "./facts.js";
import { scoreboard, type IndicatorRule } from "./figures.js";
import { pointsOn, spreadWeights } from "./points.js";
import { decimalText, rational, rounded } from "./rational.js";

const fact = (partnerId: string, indicator: string, more: Partial<Fact> = {}): Fact => ({
  ...{ partnerId, indicator, subjectId: "s", day: "2017-03-01", occurredAt: "2017-03-01T01:00:00.000Z" },
  ...{ amountFen: null, durationMs: null, passed: null },
  ...more,
});
const shares = (partnerId: string, indicator: string, passed: number, all: number): Fact[] =>
  Array.from({ length: all }, (_, n) => fact(partnerId, indicator, { passed: n < passed }));
const times = (partnerId: string, minutes: number[]): Fact[] =>
  minutes.map((one) => fact(partnerId, "HANDLING_TIME", { durationMs: Math.round(one * 60_000) }));

const passRule: IndicatorRule = {
  code: "FIRST_PASS",
  weight: 10,
  better: "UP",
  unit: "PPM",
  floor: 600_000,
  target: 950_000,
  minVolume: 1,
};
const timeRule: IndicatorRule = {
  code: "HANDLING_TIME",
  weight: 10,
  better: "DOWN",
  unit: "WORKING_MINUTES",
  floor: 2100,
  target: 420,
  minVolume: 1,
};
const volumeRule: IndicatorRule = {
  code: "VOLUME",
  weight: 0,
  better: "UP",
  unit: "COUNT",
  floor: null,
  target: null,
  minVolume: 0,
};
const onTimeRule: IndicatorRule = { ...passRule, code: "ON_TIME", weight: 20, floor: 800_000, target: 980_000 };

const [a, b, c, d] = ["A", "B", "C", "D"].map((code): PartnerOnBoard => ({ id: code, code })) as [
  PartnerOnBoard,
  PartnerOnBoard,
  PartnerOnBoard,
  PartnerOnBoard,
];
const only = (facts: Fact[], rule: IndicatorRule, partner: PartnerOnBoard = a) =>
  scoreboard([partner], facts, [rule])[0]!.indicators[0]!;

describe("a figure", () => {
  test("volume is the count and the exact sum of the amounts", () => {
    const facts = [
      fact("A", "VOLUME", { amountFen: 10 }),
      fact("A", "VOLUME", { amountFen: 20 }),
      fact("B", "VOLUME", { amountFen: 7 }),
    ];
    expect(only(facts, volumeRule)).toMatchObject({
      sampleSize: 2,
      numerator: 2,
      denominator: 1,
      amountFen: 30,
      missing: null,
      points: null,
    });
  });

  test("a partner who worked and paid nothing out has a volume of zero; one without any fact has none", () => {
    expect(only(shares("A", "FIRST_PASS", 1, 1), volumeRule)).toMatchObject({
      numerator: 0,
      missing: null,
      amountFen: 0,
    });
    expect(only([], volumeRule)).toMatchObject({ numerator: null, valueInUnit: null, missing: "NOTHING_MEASURED" });
  });

  test("a rate is passed ÷ all, in parts per million", () => {
    const figure = only(shares("A", "FIRST_PASS", 2, 3), passRule);
    expect(figure).toMatchObject({ sampleSize: 3, numerator: 2, denominator: 3 });
    expect(figure.valueInUnit).toEqual(rational(2_000_000, 3));
    expect(decimalText(figure.value!, 4)).toBe("0.6667");
  });

  test.each<[string, number[], string]>([
    ["one", [7], "7.000"],
    ["an odd number", [9, 1, 4], "4.000"],
    ["an even number", [1, 2, 10, 4], "3.000"],
    ["an even number with a half between", [1, 2], "1.500"],
    ["parts of a minute", [0.5, 0.001], "0.251"],
    ["all the same", [5, 5, 5, 5], "5.000"],
  ])("the median of %s is the middle, or the mean of the two middle ones", (_, minutes, expected) => {
    expect(decimalText(only(times("A", minutes), timeRule).valueInUnit!, 3)).toBe(expected);
  });

  test("half of the runs are no longer than the median, and half no shorter", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 ** 10 }), { minLength: 1, maxLength: 60 }), (runs) => {
        const facts = runs.map((durationMs) => fact("A", "HANDLING_TIME", { durationMs }));
        const { numerator, denominator, sampleSize } = only(facts, timeRule);
        const [twice, per] = [numerator!, denominator!];
        expect(sampleSize).toBe(runs.length);
        expect(runs.filter((run) => run * per <= twice).length * 2).toBeGreaterThanOrEqual(runs.length);
        expect(runs.filter((run) => run * per >= twice).length * 2).toBeGreaterThanOrEqual(runs.length);
      }),
    );
  });

  test.each<[string, IndicatorRule, PartnerOnBoard, Fact[], string]>([
    ["no source can tell it", passRule, { ...a, unknown: ["FIRST_PASS"] }, times("A", [1]), "UNKNOWN_TO_SOURCE"],
    ["nothing of the kind happened", passRule, a, times("A", [1]), "NOTHING_MEASURED"],
    [
      "nobody set a task",
      { ...passRule, code: "TASK_COMPLETION" },
      a,
      [fact("A", "VOLUME", { amountFen: 1 })],
      "NO_TASK",
    ],
    ["no formula gives it", { ...passRule, code: "OVERDUE" }, a, times("A", [1]), "NOT_MEASURED_HERE"],
  ])("is missing with its reason, and never zero, where %s", (_, rule, partner, facts, why) => {
    expect(only(facts, rule, partner)).toMatchObject({
      missing: why,
      value: null,
      valueInUnit: null,
      points: null,
      spreadWeight: 0,
    });
  });

  test("what another source of the partner does tell counts", () => {
    expect(only(shares("A", "FIRST_PASS", 1, 1), passRule, { ...a, unknown: ["FIRST_PASS"] })).toMatchObject({
      missing: null,
      numerator: 1,
    });
  });

  test("below the minimum volume the value is shown and not scored", () => {
    const [card] = scoreboard([a], shares("A", "FIRST_PASS", 4, 4), [{ ...passRule, minVolume: 5 }]);
    expect(card).toMatchObject({ score: null, rank: null, coverage: 0 });
    expect(card!.indicators[0]).toMatchObject({ missing: "BELOW_MINIMUM_VOLUME", numerator: 4, points: null });
    expect(only(shares("A", "FIRST_PASS", 4, 5), { ...passRule, minVolume: 5 }).points).not.toBeNull();
  });

  test("task completion is amount ÷ task, and no more than its cap", () => {
    const rule: IndicatorRule = {
      ...passRule,
      code: "TASK_COMPLETION",
      floor: 600_000,
      target: 1_000_000,
      cap: 1_200_000,
    };
    const facts = [fact("A", "VOLUME", { amountFen: 130 })];
    expect(only(facts, rule, { ...a, taskFen: 100 })).toMatchObject({
      numerator: 130,
      denominator: 100,
      valueInUnit: rational(1_200_000),
      points: 10_000,
    });
    expect(only(facts, rule, { ...a, taskFen: 200 })).toMatchObject({ valueInUnit: rational(650_000), points: 1_250 });
  });
});

describe("points", () => {
  const up = { floor: 600_000, target: 950_000, better: "UP" } as const;
  const down = { floor: 2100, target: 420, better: "DOWN" } as const;
  test.each([
    [up, 600_000, 0],
    [up, 950_000, 10_000],
    [up, 775_000, 5_000],
    [up, 0, 0],
    [up, 1_000_000, 10_000],
    [down, 2100, 0],
    [down, 420, 10_000],
    [down, 1260, 5_000],
    [down, 9999, 0],
    [down, 0, 10_000],
    [{ floor: 5, target: 5, better: "UP" } as const, 5, 10_000],
    [{ floor: 5, target: 5, better: "UP" } as const, 4, 0],
    [{ floor: 5, target: 5, better: "DOWN" } as const, 4, 10_000],
    [{ floor: 5, target: 5, better: "DOWN" } as const, 6, 0],
  ])("on %p the value %d has %d hundredths", (curve, value, points) => {
    expect(rounded(pointsOn(curve, rational(value)))).toBe(points);
  });

  test("a better value never has fewer points", () => {
    const value = fc.integer({ min: 0, max: 2_000_000 });
    fc.assert(
      fc.property(value, value, value, value, (floor, target, one, other) => {
        const better = target >= floor ? "UP" : "DOWN";
        const [worse, best] = one < other === (better === "UP") ? [one, other] : [other, one];
        const [low, high] = [worse, best].map((at) => rounded(pointsOn({ floor, target, better }, rational(at))));
        expect(low).toBeLessThanOrEqual(high!);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(10_000);
      }),
    );
  });
});

describe("weights", () => {
  test("what is missing spreads over the others in proportion", () => {
    const [card] = scoreboard(
      [a],
      [...shares("A", "FIRST_PASS", 775, 1000), ...times("A", [420])],
      [passRule, timeRule, onTimeRule],
    );
    expect(card!.indicators.map(({ weight, spreadWeight }) => [weight, spreadWeight])).toEqual([
      [10, 5_000],
      [10, 5_000],
      [20, 0],
    ]);
    expect(card).toMatchObject({ score: 7_500, coverage: 5_000 });
  });

  test("spread weights are whole, keep their proportions and make 100 percent", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 12 }), (weights) => {
        const spread = spreadWeights(weights);
        const total = weights.reduce((sum, one) => sum + one, 0);
        expect(spread.reduce((sum, one) => sum + one, 0)).toBe(total === 0 ? 0 : 10_000);
        spread.forEach((one, index) =>
          expect(Math.abs(one * total - weights[index]! * 10_000)).toBeLessThan(Math.max(total, 1)),
        );
      }),
    );
  });
});

describe("ranks", () => {
  const pass = (partner: PartnerOnBoard, passed: number) => shares(partner.id, "FIRST_PASS", passed, 100);

  test("equal scores share a rank, and the next one counts them: 1, 2, 2, 4", () => {
    const facts = [...pass(d, 90), ...pass(c, 80), ...pass(a, 80), ...pass(b, 70)];
    const board = scoreboard([a, b, c, d], facts, [passRule]);
    expect(board.map(({ partner, rank }) => [partner.code, rank])).toEqual([
      ["D", 1],
      ["A", 2],
      ["C", 2],
      ["B", 4],
    ]);
  });

  test("a partner of whom nothing can be said has no rank and stands last", () => {
    const board = scoreboard([a, b, c], [...pass(b, 70), ...pass(c, 60)], [passRule]);
    expect(board.map(({ partner, rank, score }) => [partner.code, rank, score])).toEqual([
      ["B", 1, 2_857],
      ["C", 2, 0],
      ["A", null, null],
    ]);
  });

  test("scores that differ only beyond the hundredth are equal", () => {
    const flat: IndicatorRule = { ...passRule, floor: 0, target: 1_000_000 };
    const facts = [...shares("A", "FIRST_PASS", 1, 3), ...shares("B", "FIRST_PASS", 3_333, 10_000)];
    expect(scoreboard([a, b], facts, [flat]).map(({ score, rank }) => [score, rank])).toEqual([
      [3_333, 1],
      [3_333, 1],
    ]);
  });

  test("the order of facts, partners and rules changes no score and no rank", () => {
    const some = fc.array(
      fc.record({
        partner: fc.constantFrom("A", "B", "C", "elsewhere"),
        passed: fc.boolean(),
        minutes: fc.integer({ min: 0, max: 3000 }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(some, fc.integer(), (rows, turn) => {
        const facts = rows.flatMap(({ partner, passed, minutes }) => [
          ...shares(partner, "FIRST_PASS", Number(passed), 1),
          ...times(partner, [minutes]),
        ]);
        const result = (all: Fact[], partners: PartnerOnBoard[], rules: IndicatorRule[]) =>
          scoreboard(partners, all, rules).map(({ partner, score, rank }) => [partner.code, score, rank]);
        const turned = <Item>(items: Item[]) =>
          items.map((_, index) => items[(index + Math.abs(turn)) % items.length]!);
        expect(result(turned(facts), turned([a, b, c]), [timeRule, passRule])).toEqual(
          result(facts, [a, b, c], [passRule, timeRule]),
        );
      }),
    );
  });

  test("thirds are added exactly and rounded once", () => {
    const codes = ["FIRST_PASS", "ON_TIME", "ZERO_TRIP"];
    const rules = codes.map((code): IndicatorRule => ({ ...passRule, code, weight: 1, floor: 0, target: 1_000_000 }));
    const facts = codes.flatMap((code) => shares("A", code, 1, 3));
    expect(scoreboard([a], facts, rules)[0]!.score).toBe(3_333);
    const up = codes.flatMap((code) => shares("A", code, 2, 3));
    expect(scoreboard([a], up, rules)[0]!.score).toBe(6_667);
  });
});

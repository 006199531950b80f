/** What confirmed inputs come to on a board: tasks of parts, the later figure, capped points, vetoes of any part. */
import { parsePeriod } from "../../kernel/index.js";
import { decimalOf, hundredthsOf } from "./amounts.js";
import { effectsOf } from "./effects.js";
import type { ScoreInput } from "./rows.js";

const rules = {
  scoring: { adjustments: { maxAdditionHundredths: 500, maxDeductionHundredths: 1000, reasons: [] } },
} as never;
const input = (kind: ScoreInput["kind"], period: string, more: Partial<ScoreInput> = {}) =>
  ({ kind, period, code: "X", numerator: null, denominator: null, cases: null, ...more }) as ScoreInput;
const task = (period: string, numerator: number) => input("TASK", period, { numerator });
const effects = (period: string, ...inputs: ScoreInput[]) => effectsOf(inputs, parsePeriod(period)!, rules);

test.each<[string, number | null, ScoreInput[]]>([
  ["its own task before that of its parts", 9, [task("2026H1", 9), task("2026Q1", 1), task("2026Q2", 2)]],
  ["of two tasks the later one", 7, [task("2026H1", 9), task("2026H1", 7)]],
  ["the sum of its parts where each has one", 3, [task("2026Q1", 1), task("2026Q2", 2)]],
  ["no task where a part has none", null, [task("2026Q1", 1)]],
  ["no share of a longer one's", null, [task("2026", 1)]],
  ["parts of one kind only", null, [task("2026Q1", 1), task("2026-04", 2), task("2026-05", 2)]],
])("a half-year has %s", (_, expected, inputs) => {
  expect(effects("2026H1", ...inputs).taskFen).toBe(expected);
});

test("additions and deductions are capped each by itself", () => {
  const points = (...values: number[]) =>
    effects("2026H1", ...values.map((numerator) => input("ADJUSTMENT", "2026H1", { numerator }))).adjustment;
  expect(points(300, 300, -200)).toBe(300);
  expect(points(-600, -600, 100)).toBe(-900);
  expect(points()).toBe(0);
});

test("a veto of any part of the period counts, one of a longer period does not", () => {
  const veto = (period: string, code: string) => input("VETO", period, { code });
  const found = effects("2026H1", veto("2026-03", "B"), veto("2026H1", "A"), veto("2026", "C"), veto("2026H2", "D"));
  expect(found.vetoes).toEqual(["A", "B"]);
});

test("a figure from outside rests on the cases said, else on its denominator", () => {
  const figure = (more: Partial<ScoreInput>) =>
    effects("2026H1", input("EXTERNAL_FIGURE", "2026H1", { numerator: 150, denominator: 10_050, ...more })).external;
  expect(figure({})).toEqual({ X: { numerator: 150, denominator: 10_050, cases: 100 } });
  expect(figure({ cases: 7 })["X"]).toMatchObject({ cases: 7 });
});

test.each([
  ["12", 1200],
  ["0.5", 50],
  ["3.07", 307],
  ["1.234", null],
  ["-1", null],
  ["1e3", null],
  ["", null],
])("%p in hundredths is %p", (text, hundredths) => {
  expect(hundredthsOf(text)).toBe(hundredths);
  if (hundredths !== null) expect(hundredthsOf(decimalOf(hundredths))).toBe(hundredths);
});

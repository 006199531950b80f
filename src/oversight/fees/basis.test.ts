/** Classes begin where policy says, and fees are exact to the fen. */
import type { Card } from "../scoreboard/figures.js";
import { classOf, feeOf } from "./basis.js";

const names = { en: "x", zh: "x" };
const classes = [
  { code: "LOW", names, scoreFrom: 0, rate: 200 },
  { code: "MIDDLE", names, scoreFrom: 60, rate: 500 },
  { code: "HIGH", names, scoreFrom: 90, rate: 700 },
];

const card = (score: number | null, amountFen: number) =>
  ({
    partner: { id: "p", code: "P" },
    score,
    indicators: [{ code: "VOLUME", sampleSize: 3, amountFen }],
  }) as unknown as Card;

test.each([
  [0, "LOW"],
  [5_999, "LOW"],
  [6_000, "MIDDLE"],
  [8_999, "MIDDLE"],
  [9_000, "HIGH"],
  [10_000, "HIGH"],
])("a score of %i hundredths is %s", (score, code) => {
  expect(classOf(classes, score)?.code).toBe(code);
});

test.each<[number | null, number, number | null]>([
  [9_500, 135_000_000, 94_500],
  [9_500, 1_428, 0],
  [9_500, 1_429, 1],
  [6_000, 9_007_199_254_740_991, 4_503_599_627_370],
  [null, 135_000_000, null],
])("a score of %p on %i fen comes to %p fen", (score, amountFen, feeFen) => {
  expect(feeOf(card(score, amountFen), classes)).toMatchObject({ loanCount: 3, amountFen, feeFen });
});

test("under a veto it is the lowest class, whatever the score", () => {
  const forged = card(9_500, 135_000_000);
  const vetoed = { ...forged, partner: { ...forged.partner, vetoes: ["FILE_FORGED"] } };
  expect(feeOf(vetoed, classes)).toMatchObject({ feeClass: { code: "LOW" }, feeFen: 27_000 });
});

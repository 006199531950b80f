/** What a repayment carries, against values worked out apart from the program and against the loan's own account. */
import fc from "fast-check";
import { presentValueFen, repaymentForFen, type Repayment } from "./presentValue.js";

const terms = (annualRatePpm: number, termMonths: number, more: Partial<Repayment> = {}): Repayment => ({
  ...{ annualRatePpm, termMonths, repaymentMethod: "EQUAL_INSTALMENTS" },
  ...more,
});

/** Worked out to sixty decimal digits by A × (1 − (1 + r)^−n) ÷ r, then cut off at the fen. */
const worked: readonly [number, Repayment, number][] = [
  // 1 873 408.95341… yuan
  [750_000, terms(26_000, 360), 187_340_895],
  // 934 949.83312…
  [500_000, terms(26_000, 240), 93_494_983],
  // 653 275.49461…
  [312_345, terms(30_750, 300), 65_327_549],
  // 56 910.20153…
  [100_000, terms(21_000, 60), 5_691_020],
];
test.each(worked)("%d fen a month over %j carry %d fen", (repaymentFen, of, loanFen) => {
  expect(presentValueFen(repaymentFen, of)).toBe(loanFen);
});

test("what a loan costs a month is rounded up: 2 406.54623… and 1 347.13406… yuan", () => {
  expect(repaymentForFen(45_000_000, terms(26_000, 240))).toBe(240_655);
  expect(repaymentForFen(30_000_000, terms(35_000, 360))).toBe(134_714);
  // 450 000 ÷ 240 = 1 875, and a month's interest of 450 000 × 2.6 % ÷ 12 = 975.
  expect(repaymentForFen(45_000_000, terms(26_000, 240, { repaymentMethod: "EQUAL_PRINCIPAL" }))).toBe(285_000);
});

test("at once: twelve times 1 000 yuan repay 12 000 ÷ 1.021 = 11 753.18315… yuan and a year's interest", () => {
  expect(presentValueFen(100_000, terms(21_000, 12, { repaymentMethod: "AT_ONCE" }))).toBe(1_175_318);
});

test("nothing carries nothing", () => {
  expect([presentValueFen(0, terms(26_000, 12)), presentValueFen(-1, terms(26_000, 12))]).toEqual([0, 0]);
  expect(presentValueFen(100, terms(26_000, 0))).toBe(0);
  expect(repaymentForFen(0, terms(26_000, 12))).toBe(0);
});

/** The account of a loan month by month, in exact fractions over a growing denominator: what is left at the end. */
function leftAtEnd(loanFen: number, repaymentFen: number, { annualRatePpm, termMonths }: Repayment): bigint {
  const unit = 12_000_000n;
  let left = BigInt(loanFen);
  let scale = 1n;
  for (let month = 0; month < termMonths; month += 1) {
    scale *= unit;
    left = left * (unit + BigInt(annualRatePpm)) - BigInt(repaymentFen) * scale;
  }
  return left;
}

const repayments = fc.record({
  repaymentFen: fc.integer({ min: 1, max: 3_000_000 }),
  annualRatePpm: fc.integer({ min: 1, max: 80_000 }),
  termMonths: fc.integer({ min: 1, max: 360 }),
});

test("the loan is the largest that the repayments bring to nothing: with one fen more something is left", () => {
  fc.assert(
    fc.property(repayments, ({ repaymentFen, annualRatePpm, termMonths }) => {
      const of = terms(annualRatePpm, termMonths);
      const loanFen = presentValueFen(repaymentFen, of);
      expect(leftAtEnd(loanFen, repaymentFen, of) <= 0n).toBe(true);
      expect(leftAtEnd(loanFen + 1, repaymentFen, of) > 0n).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("the repayment for a loan is the least that carries it, by every method", () => {
  const methods = fc.constantFrom("EQUAL_INSTALMENTS", "EQUAL_PRINCIPAL", "AT_ONCE", "FREE");
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200_000_000 }), repayments, methods, (loanFen, given, repaymentMethod) => {
      const of = terms(given.annualRatePpm, given.termMonths, { repaymentMethod: repaymentMethod as never });
      const repaymentFen = repaymentForFen(loanFen, of);
      expect(presentValueFen(repaymentFen, of)).toBeGreaterThanOrEqual(loanFen);
      expect(presentValueFen(repaymentFen - 1, of)).toBeLessThan(loanFen);
    }),
    { numRuns: 100 },
  );
});

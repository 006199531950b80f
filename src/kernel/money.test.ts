/** Money: what is written is read again, and multiplying loses nothing but the one rounding. */
import fc from "fast-check";
import {
  assertFen,
  formatYuan,
  parseYuan,
  roundDownTo,
  sumFen,
  timesBasisPoints,
  timesPpm,
  timesRatio,
  type Rounding,
} from "./money.js";

const fen = fc.maxSafeNat();
const anyFen = fc.maxSafeInteger();

describe("yuan as text", () => {
  it.each([
    ["350000.00", 35_000_000],
    ["350000.5", 35_000_050],
    ["350000", 35_000_000],
    ["0.01", 1],
    ["0", 0],
    ["00012.30", 1_230],
    ["90071992547409.91", Number.MAX_SAFE_INTEGER],
  ])("reads %s as %d fen", (text, expected) => {
    expect(parseYuan(text)).toBe(expected);
  });

  it.each([
    "",
    ".",
    "1.",
    ".5",
    "1.234",
    "-1",
    "+1",
    " 1",
    "1 ",
    "1,000",
    "1e3",
    "0x10",
    "１２",
    "NaN",
    "90071992547409.92",
    "1\n",
  ])("does not read %j", (text) => {
    expect(parseYuan(text)).toBeNull();
  });

  it.each([
    [0, "0.00"],
    [1, "0.01"],
    [-1, "-0.01"],
    [99, "0.99"],
    [100, "1.00"],
    [-12_345, "-123.45"],
  ])("writes %d fen as %s", (amount, text) => {
    expect(formatYuan(amount)).toBe(text);
  });

  it("reads back whatever it wrote", () => {
    fc.assert(fc.property(fen, (amount) => parseYuan(formatYuan(amount)) === amount));
  });

  it("always writes two places and no exponent", () => {
    fc.assert(fc.property(anyFen, (amount) => /^-?\d+\.\d{2}$/.test(formatYuan(amount))));
  });
});

describe("ratios", () => {
  it.each<[number, number, number, Rounding, number]>([
    [10, 1, 4, "FLOOR", 2],
    [10, 1, 4, "CEIL", 3],
    [10, 1, 4, "HALF_UP", 3],
    [10, 1, 4, "HALF_EVEN", 2],
    [14, 1, 4, "HALF_EVEN", 4],
    [11, 1, 4, "HALF_UP", 3],
    [9, 1, 4, "HALF_UP", 2],
    [-10, 1, 4, "FLOOR", -3],
    [-10, 1, 4, "CEIL", -2],
    [-10, 1, 4, "HALF_UP", -3],
    [-10, 1, 4, "HALF_EVEN", -2],
    [12, 1, 4, "CEIL", 3],
  ])("%d × %d ÷ %d, %s, is %d", (amount, numerator, denominator, rounding, expected) => {
    expect(timesRatio(amount, numerator, denominator, rounding)).toBe(expected);
  });

  it("is exact where floats are not", () => {
    expect(timesPpm(9_007_199_254_740_991, 999_999, "FLOOR")).toBe(9_007_190_247_541_736);
    expect(timesBasisPoints(35_000_001, 8_000, "FLOOR")).toBe(28_000_000);
  });

  it("never strays from the exact quotient by a whole fen, and keeps the order of the roundings", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer({ min: 1 }), (amount, numerator, denominator) => {
        const product = BigInt(amount) * BigInt(numerator);
        fc.pre(product < 2n ** 53n && product > -(2n ** 53n));
        const by = (rounding: Rounding) => BigInt(timesRatio(amount, numerator, denominator, rounding));
        const [floor, ceil] = [by("FLOOR"), by("CEIL")];
        expect(floor * BigInt(denominator) <= product && product <= ceil * BigInt(denominator)).toBe(true);
        expect(ceil - floor).toBe(product % BigInt(denominator) === 0n ? 0n : 1n);
        for (const nearest of [by("HALF_UP"), by("HALF_EVEN")]) {
          const off = 2n * (nearest * BigInt(denominator) - product);
          expect(off <= BigInt(denominator) && -off <= BigInt(denominator)).toBe(true);
        }
      }),
    );
  });

  it("refuses what would not be exact", () => {
    expect(() => timesRatio(0.5, 1, 2, "FLOOR")).toThrow("no whole number of fen");
    expect(() => timesRatio(1, 0.5, 2, "FLOOR")).toThrow("numerator");
    expect(() => timesRatio(1, 1, 0, "FLOOR")).toThrow("denominator");
    expect(() => timesRatio(Number.MAX_SAFE_INTEGER, 2, 1, "FLOOR")).toThrow("no whole number of fen");
  });
});

describe("sums and units", () => {
  it("adds up, and refuses to leave the safe integers", () => {
    expect(sumFen([])).toBe(0);
    expect(sumFen([1, 2, -3, 10])).toBe(10);
    expect(() => sumFen([Number.MAX_SAFE_INTEGER, 1])).toThrow("sum");
    expect(() => assertFen(1.5, "deposit")).toThrow("deposit is no whole number of fen: 1.5");
  });

  it("rounds down to a multiple of the unit that is less than a unit away", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1_000_000 }), (amount, unit) => {
        const down = roundDownTo(amount, unit);
        expect(Math.abs(down % unit)).toBe(0);
        expect(amount - down).toBeGreaterThanOrEqual(0);
        expect(amount - down).toBeLessThan(unit);
      }),
    );
  });
});

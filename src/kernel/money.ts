/** Money as whole fen: reading, writing and multiplying without a float in between. */
import { assert } from "./errors.js";

/** A whole number of fen, a hundredth of a yuan. */
export type Fen = number;

/** What to do with less than a fen: towards minus infinity, plus infinity, or to the nearest. */
export type Rounding = "FLOOR" | "CEIL" | "HALF_UP" | "HALF_EVEN";

/** The longest amount that people write: beyond it a fen would not be told from the next one. */
const yuanPattern = /^(\d{1,14})(?:\.(\d{1,2}))?$/;

/** @throws Error when it is no whole number of fen below 2^53. */
export function assertFen(fen: number, what = "amount"): Fen {
  assert(Number.isSafeInteger(fen), `${what} is no whole number of fen: ${fen}`);
  return fen;
}

/** "350000", "350000.5" or "350000.00" as fen; null for any other text, signs and spaces included. */
export function parseYuan(text: string): Fen | null {
  const [, yuan, places = ""] = yuanPattern.exec(text) ?? [];
  if (yuan === undefined) return null;
  const fen = Number(yuan + places.padEnd(2, "0"));
  return Number.isSafeInteger(fen) ? fen : null;
}

/** 35000000 as "350000.00". */
export function formatYuan(fen: Fen): string {
  const digits = String(Math.abs(assertFen(fen))).padStart(3, "0");
  return `${fen < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** @throws Error when the sum leaves the safe integers. */
export const sumFen = (amounts: readonly Fen[]): Fen =>
  amounts.reduce((sum, fen) => assertFen(sum + assertFen(fen), "sum"), 0);

/**
 * amount × numerator ÷ denominator, exact until the one rounding at the end.
 * @throws Error when a part is no safe integer, the denominator not above 0, or the result too large.
 */
export function timesRatio(fen: Fen, numerator: number, denominator: number, rounding: Rounding): Fen {
  assert(Number.isSafeInteger(numerator), `${numerator} is no whole numerator`);
  assert(Number.isSafeInteger(denominator) && denominator > 0, `${denominator} is no denominator above 0`);
  const product = BigInt(assertFen(fen)) * BigInt(numerator);
  return assertFen(Number(divide(product, BigInt(denominator), rounding)), "product");
}

export const timesBasisPoints = (fen: Fen, basisPoints: number, rounding: Rounding): Fen =>
  timesRatio(fen, basisPoints, 10_000, rounding);

/** Parts per million: rates and ratios of policy. */
export const timesPpm = (fen: Fen, ppm: number, rounding: Rounding): Fen => timesRatio(fen, ppm, 1_000_000, rounding);

/** The largest multiple of the unit that is not above the amount. */
export function roundDownTo(fen: Fen, unitFen: Fen): Fen {
  assert(Number.isSafeInteger(unitFen) && unitFen > 0, `${unitFen} is no unit`);
  return assertFen(fen) - (((fen % unitFen) + unitFen) % unitFen);
}

function divide(product: bigint, denominator: bigint, rounding: Rounding): bigint {
  let floor = product / denominator;
  let rest = product % denominator;
  if (rest < 0n) {
    floor -= 1n;
    rest += denominator;
  }
  if (rest === 0n || rounding === "FLOOR") return floor;
  if (rounding === "CEIL") return floor + 1n;
  const twice = rest * 2n;
  if (twice !== denominator) return twice > denominator ? floor + 1n : floor;
  // Exactly between two fen: away from zero (四舍五入), or to the even one.
  if (rounding === "HALF_UP") return product < 0n ? floor : floor + 1n;
  return floor % 2n === 0n ? floor : floor + 1n;
}

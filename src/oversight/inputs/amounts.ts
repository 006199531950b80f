/** Decimals of at most two places as whole hundredths, without floating point. */

/** Null where the text is no such number, or is past what can be counted exactly. */
export function hundredthsOf(text: string): number | null {
  const found = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!found) return null;
  const hundredths = Number(`${found[1]}${(found[2] ?? "").padEnd(2, "0")}`);
  return Number.isSafeInteger(hundredths) ? hundredths : null;
}

/** 150 is "1.50". */
export const decimalOf = (hundredths: number): string => {
  const digits = String(Math.abs(hundredths)).padStart(3, "0");
  return `${hundredths < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

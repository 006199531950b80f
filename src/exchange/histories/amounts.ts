/** Reads an amount of an event log, a decimal number of currency units, into whole fen. */

const decimal = /^(\d{1,16})(?:\.(\d{1,18}))?$/;

/** "20000", "20000.0" or "20000.50" → fen; null for anything else, for parts of a fen and beyond what is safe. */
export function readFen(text: string, fenPerUnit: 1 | 100): number | null {
  const [, whole, fraction = ""] = decimal.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const places = fenPerUnit === 100 ? 2 : 0;
  if (/[^0]/.test(fraction.slice(places))) return null;
  const fen = Number(whole) * fenPerUnit + Number(fraction.slice(0, places).padEnd(places, "0"));
  return Number.isSafeInteger(fen) ? fen : null;
}

/** Periods as people write them: "2017", "2017H1", "2017Q3", "2017-08". */
import { addDays, startOfDay, type Day, type Instant } from "./days.js";

export type PeriodKind = "YEAR" | "HALF" | "QUARTER" | "MONTH";

export interface Period {
  /** As people write it. */
  readonly text: string;
  readonly kind: PeriodKind;
  /** First and last day, both inside. */
  readonly from: Day;
  readonly to: Day;
}

const monthsIn: Readonly<Record<PeriodKind, number>> = { YEAR: 12, HALF: 6, QUARTER: 3, MONTH: 1 };

/** The period that the text names, or null where it names none. */
export function parsePeriod(text: string): Period | null {
  const match = /^([1-9]\d{3})(?:H([12])|Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(text);
  const year = match?.[1];
  if (!match || !year) return null;
  if (match[2]) return period(text, "HALF", year, Number(match[2]));
  if (match[3]) return period(text, "QUARTER", year, Number(match[3]));
  if (match[4]) return period(text, "MONTH", year, Number(match[4]));
  return period(text, "YEAR", year, 1);
}

/** The period of that kind in which the day lies, as text. */
export function periodOf(day: Day, kind: PeriodKind): string {
  const year = day.slice(0, 4);
  const number = Math.ceil(Number(day.slice(5, 7)) / monthsIn[kind]);
  if (kind === "YEAR") return year;
  if (kind === "HALF") return `${year}H${number}`;
  return kind === "QUARTER" ? `${year}Q${number}` : `${year}-${day.slice(5, 7)}`;
}

/** The period of the same kind before it. */
export function periodBefore(period: Period): Period {
  const before = parsePeriod(periodOf(addDays(period.from, -1), period.kind));
  if (!before) throw new Error(`No period comes before ${period.text}`);
  return before;
}

/** From the first instant inside to the first instant after it, in the zone. */
export const periodBounds = (period: Period, zone: string): { readonly from: Instant; readonly until: Instant } => ({
  from: startOfDay(period.from, zone),
  // No day comes after the last one that can be written.
  until: period.to === "9999-12-31" ? "9999-12-31T23:59:59.999Z" : startOfDay(addDays(period.to, 1), zone),
});

function period(text: string, kind: PeriodKind, year: string, number: number): Period {
  const last = number * monthsIn[kind];
  const first = last - monthsIn[kind] + 1;
  const after = last === 12 ? `${Number(year) + 1}-01-01` : `${year}-${String(last + 1).padStart(2, "0")}-01`;
  const to = text.startsWith("9999") && last === 12 ? "9999-12-31" : addDays(after, -1);
  return { text, kind, from: `${year}-${String(first).padStart(2, "0")}-01`, to };
}

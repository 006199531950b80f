/** Which day a question about targets means: a day of the year, the end of a period in it, or as far as it has come. */
import { dayOf, isDay, parsePeriod, type Day } from "../../kernel/index.js";

export interface TargetsAsked {
  readonly year: number;
  readonly asOf?: string | null;
  readonly period?: string | null;
}

/** The day, or what is wrong with the question: the argument and why. */
export function dayAsked(
  { year, asOf, period }: TargetsAsked,
  now: string,
  zone: string,
): { readonly day: Day } | { readonly argument: string; readonly why: string } {
  const today = dayOf(now, zone);
  if (!Number.isInteger(year) || year < 1991 || year > 9998) return { argument: "year", why: `no year: ${year}` };
  if (String(year) > today.slice(0, 4)) return { argument: "year", why: `${year} has not begun` };
  if (asOf && period) return { argument: "asOf", why: "give a day or a period, not both" };
  const argument = period ? "period" : "asOf";
  const said = period ? parsePeriod(period) : null;
  if (period && !said) return { argument, why: `no period: ${period}` };
  if (asOf && !isDay(asOf)) return { argument, why: `no day: ${asOf}` };
  const lastOfYear = `${year}-12-31`;
  const wanted = said?.to ?? asOf;
  if (wanted && wanted.slice(0, 4) !== String(year)) return { argument, why: `not in ${year}: ${wanted}` };
  if (asOf && asOf > today) return { argument, why: `${asOf} is ahead` };
  if (said && said.from > today) return { argument, why: `${said.text} is ahead` };
  const day = wanted ?? lastOfYear;
  return { day: day > today ? today : day };
}

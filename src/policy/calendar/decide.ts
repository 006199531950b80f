/** What closures and hours must be like; pure. */
import { daysBetween, type HourSpan, type OfficeHours, type Refusal } from "../../kernel/index.js";
import { refuse } from "../refusals.js";

export interface ClosureGiven {
  readonly unitId?: string | null;
  readonly day?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly reason: string;
}

const closedDaysAtMost = 60;
const reasonCharsAtMost = 500;

export function closureFaults({ day, from, to, reason }: ClosureGiven): Refusal[] {
  const whole = Boolean(day) && !from && !to;
  const stretch =
    !day && Boolean(from && to && from < to && daysBetween(from.slice(0, 10), to.slice(0, 10)) <= closedDaysAtMost);
  const said = reason.trim().length > 0 && reason.length <= reasonCharsAtMost;
  return [
    ...(whole || stretch
      ? []
      : [refuse("CLOSURE_PERIOD_WRONG", { field: day ? "day" : "from", params: { days: closedDaysAtMost } })]),
    ...(said ? [] : [refuse("CLOSURE_REASON_REQUIRED", { field: "reason", params: { most: reasonCharsAtMost } })]),
  ];
}

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type WeekGiven = Readonly<Record<(typeof weekdays)[number], readonly string[]>>;

const spanPattern = /^(([01]\d|2[0-3]):[0-5]\d)-(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

function spanOf(text: string): HourSpan | null {
  const [, from = "", , to = ""] = spanPattern.exec(text) ?? [];
  return from && from < to ? { from, to } : null;
}

/** The hours of a week, or what is wrong with them, day by day. */
export function hoursOf(week: WeekGiven): { readonly hours: OfficeHours } | { readonly refusals: readonly Refusal[] } {
  const days = weekdays.map((name) => week[name].map(spanOf));
  const refusals = days.flatMap((spans, at) =>
    spans.flatMap((span, index) => {
      const before = spans[index - 1];
      const right = span !== null && (!before || before.to <= span.from);
      return right ? [] : [refuse("HOURS_WRONG", { field: `hours.${weekdays[at]}.${index}` })];
    }),
  );
  const open = days.slice(0, 5).some((spans) => spans.length > 0);
  const all = [...refusals, ...(open ? [] : [refuse("HOURS_NEVER_OPEN", { field: "hours" })])];
  return all.length > 0 ? { refusals: all } : { hours: days as HourSpan[][] };
}

/** A year that follows the last one known, or takes the place of one that is known. */
export function yearFaults(year: number, known: { readonly firstYear: number; readonly lastYear: number }): Refusal[] {
  const [from, to] = [known.firstYear, known.lastYear + 1];
  return from <= year && year <= to ? [] : [refuse("YEAR_NOT_NEXT", { field: "year", params: { from, to } })];
}

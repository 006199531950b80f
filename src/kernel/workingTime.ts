/** Counting working time: how much lies between two instants, and when so much of it will have passed. */
import { isProvisional, isWorkingDay, nextWorkingDay, type Calendar } from "./calendar.js";
import { addDays, dayOf, endOfDay, instantOf, msOf, type Day, type Instant } from "./days.js";
import { assert } from "./errors.js";
import { instantAfter, workedBefore, workYear, workYearAt } from "./workTable.js";

const minuteMs = 60_000;
const mostYears = 60;

export interface Due {
  readonly at: Instant;
  /** The day of it in the calendar's zone. */
  readonly day: Day;
  /** Computed past the last published year: to be set anew when that year's holidays are known. */
  readonly provisional: boolean;
}

/** Exact working milliseconds from one instant to the other; negative when `to` comes first. Adds up: ac = ab + bc. */
export function workingMsBetween(calendar: Calendar, from: Instant, to: Instant, unit?: string): number {
  return workingMsFrom(calendar, msOf(from), msOf(to), unit);
}

/** The same between milliseconds since 1970, for whoever counts many. */
export function workingMsFrom(calendar: Calendar, start: number, end: number, unit?: string): number {
  if (end < start) return 0 - workingMsFrom(calendar, end, start, unit);
  const first = workYearAt(calendar, start, unit);
  const last = workYearAt(calendar, end, unit);
  let between = workedBefore(last, end) - workedBefore(first, start);
  for (let year = first.year; year < last.year; year += 1) between += workYear(calendar, year, unit).total;
  return between;
}

/** Whole working minutes, what is left of a minute dropped. Between instants on full minutes they add up exactly. */
export const workingMinutesBetween = (calendar: Calendar, from: Instant, to: Instant, unit?: string): number =>
  Math.trunc(workingMsBetween(calendar, from, to, unit) / minuteMs) || 0;

/** The first instant by which so many working minutes have passed since `from`; `from` itself for none. */
export function addWorkingMinutes(calendar: Calendar, from: Instant, minutes: number, unit?: string): Due {
  assert(Number.isSafeInteger(minutes) && minutes >= 0, `${minutes} is no count of minutes`);
  const start = msOf(from);
  if (minutes === 0) return dueAt(calendar, start);
  let table = workYearAt(calendar, start, unit);
  let left = workedBefore(table, start) + minutes * minuteMs;
  for (let years = 0; left > table.total; years += 1) {
    assert(years < mostYears, "so much working time lies out of reach: has the unit any office hours?");
    left -= table.total;
    table = workYear(calendar, table.year + 1, unit);
  }
  return dueAt(calendar, instantAfter(table, left));
}

/**
 * Close of business of the n-th working day after the day of `from`; with 0, of that day itself or of the first open
 * day after it. A day on which the unit does not open at all (closed, no hours) is not counted.
 */
export function addWorkingDays(calendar: Calendar, from: Instant, days: number, unit?: string): Due {
  assert(Number.isSafeInteger(days) && days >= 0, `${days} is no count of days`);
  const today = dayOf(from, calendar.zone);
  let table = workYearAt(calendar, msOf(from), unit);
  let left = Math.max(days, 1);
  let index = table.spans.findIndex((span) => (days === 0 ? span.day >= today : span.day > today));
  for (let years = 0; ; years += 1) {
    assert(years < mostYears, "so many working days lie out of reach: has the unit any office hours?");
    for (; index >= 0 && index < table.spans.length; index += 1) {
      const span = table.spans[index];
      const isLastOfDay = span && table.spans[index + 1]?.day !== span.day;
      if (isLastOfDay) left -= 1;
      if (isLastOfDay && left === 0) return { ...dueAt(calendar, span.to), day: span.day };
    }
    table = workYear(calendar, table.year + 1, unit);
    index = 0;
  }
}

/**
 * The statutory due time: so many calendar days after the day of acceptance, which itself does not count (民法典 201),
 * to the end of the last day; a last day that is not worked moves to the next working day (民法典 203).
 */
export function statutoryDue(calendar: Calendar, acceptedAt: Instant, days: number, movesOffHolidays = true): Due {
  assert(Number.isSafeInteger(days) && days >= 0, `${days} is no count of days`);
  const last = addDays(dayOf(acceptedAt, calendar.zone), days);
  const day = movesOffHolidays && !isWorkingDay(calendar, last) ? nextWorkingDay(calendar, last) : last;
  return {
    at: endOfDay(day, calendar.zone),
    day,
    provisional: isProvisional(calendar, last) || isProvisional(calendar, day),
  };
}

function dueAt(calendar: Calendar, ms: number): Due {
  const at = instantOf(ms);
  const day = dayOf(at, calendar.zone);
  return { at, day, provisional: isProvisional(calendar, day) };
}

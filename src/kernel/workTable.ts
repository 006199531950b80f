/** For each calendar, year and unit one sorted table of working spans with running totals, made once and kept. */
import { hoursOn, isWorkingDay, type Calendar, type HourSpan } from "./calendar.js";
import { addDays, dayMs, localInstant, msOf, offsetMs, startOfDay, weekdayOf, type Day } from "./days.js";

/** A stretch of working time, with the working milliseconds of its year before it. */
export interface WorkSpan {
  readonly day: Day;
  readonly from: number;
  readonly to: number;
  readonly before: number;
}

export interface WorkYear {
  readonly year: number;
  /** The local year's bounds in milliseconds since 1970; `until` is the next year's first. */
  readonly from: number;
  readonly until: number;
  readonly spans: readonly WorkSpan[];
  /** Working milliseconds of the whole year. */
  readonly total: number;
}

const tables = new WeakMap<Calendar, Map<string, WorkYear>>();

/** The table of one local year for a unit; units without hours or closures of their own share one. */
export function workYear(calendar: Calendar, year: number, unit?: string): WorkYear {
  const known = tables.get(calendar) ?? new Map<string, WorkYear>();
  tables.set(calendar, known);
  const key = `${year} ${unit !== undefined && isSpecial(calendar, unit) ? `of ${unit}` : ""}`;
  const found = known.get(key);
  if (found) return found;
  const made = buildYear(calendar, year, unit);
  known.set(key, made);
  return made;
}

/** The table of the local year in which the instant lies. */
export function workYearAt(calendar: Calendar, ms: number, unit?: string): WorkYear {
  const guess = new Date(ms).getUTCFullYear();
  const table = workYear(calendar, guess, unit);
  if (ms < table.from) return workYear(calendar, guess - 1, unit);
  return ms >= table.until ? workYear(calendar, guess + 1, unit) : table;
}

/** Working milliseconds of the year before the instant. */
export function workedBefore(table: WorkYear, ms: number): number {
  const span = table.spans[lastAtOrBefore(table.spans, ms)];
  return span ? span.before + Math.min(ms, span.to) - span.from : 0;
}

/** The first instant of the year by which so many working milliseconds of it have passed. */
export function instantAfter(table: WorkYear, worked: number): number {
  let low = 0;
  let high = table.spans.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = table.spans[middle];
    if (span && span.before + span.to - span.from < worked) low = middle + 1;
    else high = middle;
  }
  const span = table.spans[low];
  return span ? span.from + worked - span.before : table.from;
}

function lastAtOrBefore(spans: readonly WorkSpan[], ms: number): number {
  let low = -1;
  let high = spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((spans[middle]?.from ?? Infinity) <= ms) low = middle;
    else high = middle - 1;
  }
  return low;
}

const isSpecial = (calendar: Calendar, unit: string): boolean =>
  unit in calendar.unitHours ||
  unit in (calendar.unitHoursFrom ?? {}) ||
  calendar.closures.some((closure) => closure.unit === unit);

function buildYear(calendar: Calendar, year: number, unit: string | undefined): WorkYear {
  const first = `${String(year).padStart(4, "0")}-01-01`;
  const next = `${String(year + 1).padStart(4, "0")}-01-01`;
  const from = msOf(startOfDay(first, calendar.zone));
  const until = msOf(startOfDay(next, calendar.zone));
  const closed = closuresOf(calendar, unit).filter((closure) => closure.from < until && closure.to > from);
  const spans: WorkSpan[] = [];
  let total = 0;
  for (const { day, start, end } of daysOf(first, next, calendar.zone)) {
    if (!isWorkingDay(calendar, day)) continue;
    const hours = hoursOn(calendar, day, unit)[weekdayOf(day) - 1] ?? [];
    for (const open of without(openOn(calendar.zone, day, start, end, hours), closed)) {
      spans.push({ day, ...open, before: total });
      total += open.to - open.from;
    }
  }
  return { year, from, until, spans, total };
}

/** Each day with its bounds. The zone is asked once a week, and for each day only where its clocks changed since. */
function* daysOf(first: Day, next: Day, zone: string): Generator<{ day: Day; start: number; end: number }> {
  for (let week = first; week < next; week = addDays(week, 7)) {
    const start = msOf(startOfDay(week, zone));
    const before = offsetMs(start - 1, zone);
    const steady = before === offsetMs(start, zone) && before === offsetMs(start + 7 * dayMs, zone);
    const boundary = (index: number) => (steady ? start + index * dayMs : msOf(startOfDay(addDays(week, index), zone)));
    for (let index = 0; index < 7; index += 1) {
      const day = addDays(week, index);
      if (day < next) yield { day, start: boundary(index), end: boundary(index + 1) };
    }
  }
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The day's hours as instants; a day on which the clocks change is asked hour by hour. */
function openOn(zone: string, day: Day, start: number, end: number, hours: readonly HourSpan[]): Stretch[] {
  const at = (time: string) =>
    end - start === dayMs
      ? start + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000
      : msOf(localInstant(day, time, zone));
  const open: Stretch[] = [];
  for (const span of hours) {
    const from = Math.max(at(span.from), open.at(-1)?.to ?? start);
    const to = at(span.to);
    if (from < to) open.push({ from, to });
  }
  return open;
}

function closuresOf(calendar: Calendar, unit: string | undefined): Stretch[] {
  return calendar.closures
    .filter((closure) => closure.unit === undefined || closure.unit === unit)
    .map((closure) =>
      "day" in closure
        ? {
            from: msOf(startOfDay(closure.day, calendar.zone)),
            to: msOf(startOfDay(addDays(closure.day, 1), calendar.zone)),
          }
        : { from: msOf(closure.from), to: msOf(closure.to) },
    );
}

const without = (open: readonly Stretch[], closed: readonly Stretch[]): readonly Stretch[] =>
  closed.reduce<readonly Stretch[]>(
    (left, stop) =>
      left.flatMap((stretch) =>
        [
          { from: stretch.from, to: Math.min(stretch.to, stop.from) },
          { from: Math.max(stretch.from, stop.to), to: stretch.to },
        ].filter((piece) => piece.from < piece.to),
      ),
    open,
  );

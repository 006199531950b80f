/** The working calendar: holidays, shifted working days (调休), office hours of units, closures. Plain data. */
import { digestOf } from "./canonical.js";
import { addDays, isDay, msOf, weekdayOf, type Day, type Instant } from "./days.js";
import { assert } from "./errors.js";

/** Local times `HH:MM`; `to` may be `24:00`. */
export interface HourSpan {
  readonly from: string;
  readonly to: string;
}

/** The hours of each weekday, Monday first. Weekend hours hold on shifted working days only. */
export type OfficeHours = readonly (readonly HourSpan[])[];

/** A stop out of turn (a typhoon): a whole day, or from one instant to another; of one unit, or of all. */
export type Closure = ({ readonly day: Day } | { readonly from: Instant; readonly to: Instant }) & {
  readonly unit?: string;
};

/** Hours that a unit has from a day on; null: the center's again. */
export interface HoursFrom {
  readonly from: Day;
  readonly hours: OfficeHours | null;
}

export interface CalendarData {
  readonly zone: string;
  /** Years whose holidays were published; past the last one, due dates are provisional. */
  readonly firstYear: number;
  readonly lastYear: number;
  readonly holidays: readonly Day[];
  readonly workingWeekends: readonly Day[];
  readonly officeHours: OfficeHours;
  /** Units with hours of their own, by unit id. */
  readonly unitHours: Readonly<Record<string, OfficeHours>>;
  /** What changes from a day on, by unit id, in order of days; before that, what stands above. */
  readonly unitHoursFrom?: Readonly<Record<string, readonly HoursFrom[]>>;
  readonly closures: readonly Closure[];
}

export interface Calendar extends CalendarData {
  /** Digest of all the rest: entries name the calendar that their due dates were computed on. */
  readonly version: string;
}

const usual: readonly HourSpan[] = [
  { from: "09:00", to: "12:00" },
  { from: "13:30", to: "17:30" },
];

/** Every day 09:00 to 12:00 and 13:30 to 17:30: seven working hours. */
export const usualHours: OfficeHours = [usual, usual, usual, usual, usual, usual, usual];

/** Whole days, seven days a week where the calendar works: for parties that never close. */
export const aroundTheClock: OfficeHours = Array.from({ length: 7 }, () => [{ from: "00:00", to: "24:00" }]);

/** @throws Error when the data contradicts itself; files of a center are checked with better words where they are read. */
export function makeCalendar(data: CalendarData): Calendar {
  assert(data.firstYear <= data.lastYear, "the calendar's first year comes after its last");
  for (const day of [...data.holidays, ...data.workingWeekends]) assert(isDay(day), `${day} is no day`);
  const dated = Object.values(data.unitHoursFrom ?? {}).flat();
  for (const { from } of dated) assert(isDay(from), `${from} is no day`);
  for (const hours of [data.officeHours, ...Object.values(data.unitHours), ...dated.map((one) => one.hours)])
    if (hours) assertHours(hours);
  for (const closure of data.closures) {
    if ("day" in closure) assert(isDay(closure.day), `${closure.day} is no day`);
    else assert(msOf(closure.from) < msOf(closure.to), "a closure ends before it begins");
  }
  const { zone, firstYear, lastYear, holidays, workingWeekends, officeHours, unitHours, closures } = data;
  const own = {
    ...{ zone, firstYear, lastYear, holidays, workingWeekends, officeHours, unitHours, closures },
    ...(dated.length > 0 && { unitHoursFrom: data.unitHoursFrom }),
  };
  return Object.freeze({ ...own, version: digestOf(own) });
}

/** The calendar with further closures, under a version of its own. */
export const withClosures = (calendar: Calendar, closures: readonly Closure[]): Calendar =>
  closures.length === 0 ? calendar : makeCalendar({ ...calendar, closures: [...calendar.closures, ...closures] });

/** The calendar with hours of their own for units, under a version of its own. */
export const withUnitHours = (calendar: Calendar, unitHours: Readonly<Record<string, OfficeHours>>): Calendar =>
  makeCalendar({ ...calendar, unitHours: { ...calendar.unitHours, ...unitHours } });

/** The hours that hold on a day, for a unit or for everybody; what is dated is in order of days. */
export function hoursOn(calendar: Calendar, day: Day, unit: string | undefined): OfficeHours {
  if (unit === undefined) return calendar.officeHours;
  const dated = calendar.unitHoursFrom?.[unit]?.findLast(({ from }) => from <= day);
  return (dated ? dated.hours : calendar.unitHours[unit]) ?? calendar.officeHours;
}

/** Whether the country works on that day: neither a holiday nor a weekend that was not shifted. Closures do not count. */
export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  const { holidays, workingWeekends } = daySets(calendar);
  return !holidays.has(day) && (weekdayOf(day) <= 5 || workingWeekends.has(day));
}

/** The first working day after `day`, never `day` itself. */
export function nextWorkingDay(calendar: Calendar, day: Day): Day {
  let next = addDays(day, 1);
  while (!isWorkingDay(calendar, next)) next = addDays(next, 1);
  return next;
}

/** Whether the holidays of the day's year are not published. */
export const isProvisional = (calendar: Calendar, day: Day): boolean =>
  Number(day.slice(0, 4)) > calendar.lastYear || Number(day.slice(0, 4)) < calendar.firstYear;

function assertHours(hours: OfficeHours): void {
  assert(hours.length === 7, "office hours have seven weekdays");
  for (const spans of hours) {
    spans.forEach((span, index) => {
      const before = spans[index - 1];
      assert(
        span.from < span.to && (!before || before.to <= span.from),
        `hours ${span.from}-${span.to} are out of order`,
      );
    });
  }
}

interface DaySets {
  readonly holidays: ReadonlySet<Day>;
  readonly workingWeekends: ReadonlySet<Day>;
}

const sets = new WeakMap<Calendar, DaySets>();

function daySets(calendar: Calendar): DaySets {
  const known = sets.get(calendar);
  if (known) return known;
  const made = { holidays: new Set(calendar.holidays), workingWeekends: new Set(calendar.workingWeekends) };
  sets.set(calendar, made);
  return made;
}

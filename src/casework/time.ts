/** Time as a case command needs it: due instants and working minutes on the calendar in force. */
import {
  addWorkingDays,
  addWorkingMinutes,
  dayOf,
  statutoryDue,
  workingMinutesBetween,
  workingMsBetween,
  type Calendar,
} from "../kernel/index.js";

export interface Due {
  readonly at: string;
  /** The calendar for that day is not published yet. */
  readonly provisional: boolean;
}

export interface Time {
  readonly now: string;
  /** Today in the center's zone. */
  readonly today: string;
  /** Names the calendar that these answers come from. */
  readonly calendarId: string;
  readonly dayOf: (instant: string) => string;
  /** The close of business of the n-th working day after an instant. */
  readonly afterWorkingDays: (from: string, workingDays: number) => Due;
  readonly afterWorkingMinutes: (from: string, minutes: number) => Due;
  /** Calendar days; a last day on a holiday moves to the next working day where the rule says so. */
  readonly afterStatutoryDays: (from: string, days: number, movesOffHolidays: boolean) => Due;
  readonly workingMinutes: (from: string, to: string) => number;
  /** Exact, so that stretches add up. */
  readonly workingMs: (from: string, to: string) => number;
  /** The same on the hours of a unit; the center's where it has none of its own, or where there is no unit. */
  readonly ofUnit: (unitId: string | null) => Time;
}

export function timeOn(calendar: Calendar, now: string, unit?: string): Time {
  const due = ({ at, provisional }: Due): Due => ({ at, provisional });
  return {
    now,
    today: dayOf(now, calendar.zone),
    calendarId: calendar.version,
    dayOf: (instant) => dayOf(instant, calendar.zone),
    afterWorkingDays: (from, days) => due(addWorkingDays(calendar, from, days, unit)),
    afterWorkingMinutes: (from, minutes) => due(addWorkingMinutes(calendar, from, minutes, unit)),
    afterStatutoryDays: (from, days, moves) => due(statutoryDue(calendar, from, days, moves)),
    workingMinutes: (from, to) => workingMinutesBetween(calendar, from, to, unit),
    workingMs: (from, to) => workingMsBetween(calendar, from, to, unit),
    ofUnit: (unitId) => timeOn(calendar, now, unitId ?? undefined),
  };
}

/** The demonstration's own time: it stands until it is moved, over office hours only, and never past today. */
import { addDays, addWorkingMinutes, dayOf, isWorkingDay, localInstant, type Calendar } from "../../kernel/index.js";

/** What comes next would lie in the future: the case stays where it stands. */
export class TimeIsUp extends Error {
  override readonly name = "TimeIsUp";
}

export interface DemoClock {
  readonly now: string;
  readonly today: string;
  /** Shortly after nine on the n-th working day before today. */
  startWorkingDaysAgo(count: number, minutes: number): void;
  /** @throws TimeIsUp */
  forwardMinutes(workingMinutes: number): void;
}

const openingTime = "09:00";

/** @param until the present; nothing of the demonstration happens after it. */
export function createDemoClock(calendar: Calendar, until: string): DemoClock {
  const { zone } = calendar;
  const state = { now: until };
  return {
    get now() {
      return state.now;
    },
    get today() {
      return dayOf(state.now, zone);
    },
    startWorkingDaysAgo(count, minutes) {
      const opening = localInstant(workingDayBefore(calendar, dayOf(until, zone), count), openingTime, zone);
      state.now = addWorkingMinutes(calendar, opening, minutes).at;
    },
    forwardMinutes(workingMinutes) {
      const { at } = addWorkingMinutes(calendar, state.now, Math.round(workingMinutes));
      if (at >= until) throw new TimeIsUp(`The present is ${until}`);
      state.now = at;
    },
  };
}

/** The n-th working day before a day, never the day itself. */
export function workingDayBefore(calendar: Calendar, day: string, count: number): string {
  let before = day;
  for (let left = count; left > 0;) {
    before = addDays(before, -1);
    if (isWorkingDay(calendar, before)) left -= 1;
  }
  return before;
}

/** How many working days lie between two days, the first one counted. */
export function workingDaysSince(calendar: Calendar, from: string, to: string): number {
  let count = 0;
  for (let day = from; day < to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count += 1;
  return count;
}

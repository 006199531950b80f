/** When a clock is due by its limit, and again when the calendar has become another one. */
import type { NewEntry } from "../../journal/index.js";
import { statutoryLimit } from "../../policy/index.js";
import type { CaseContext } from "../context.js";
import { entry, type StartedClock } from "../entries.js";
import type { CaseState } from "../state.js";
import type { Due } from "../time.js";
import type { ClockState } from "./state.js";
import { movesOffHolidays } from "./steps.js";

type Limited = Pick<
  StartedClock,
  "kind" | "step" | "startedAt" | "unitId" | "limitWorkingDays" | "limitWorkingHours" | "limitDays"
>;

/** Counted from its start; null where it has no limit but a day named beforehand. */
export function dueByLimit(clock: Limited, { policy, time }: Pick<CaseContext, "policy" | "time">): Due | null {
  const { startedAt, limitDays, limitWorkingDays, limitWorkingHours } = clock;
  const own = time.ofUnit(clock.unitId ?? null);
  if (limitWorkingDays !== null) return own.afterWorkingDays(startedAt, limitWorkingDays);
  if (limitWorkingHours) return own.afterWorkingMinutes(startedAt, limitWorkingHours * 60);
  if (limitDays === null) return null;
  const moves =
    clock.kind === "STATUTORY"
      ? (statutoryLimit(policy, time.dayOf(startedAt))?.movesOffHolidays ?? true)
      : movesOffHolidays(clock.step ?? null);
  return time.afterStatutoryDays(startedAt, limitDays, moves);
}

/** When it is due on the calendar in force now: what it had left when it went on, or its whole limit, counted anew. */
export function dueNow(clock: ClockState, context: CaseContext): Due {
  const known = { at: clock.dueAt, provisional: clock.provisional };
  if (clock.calendar === context.time.calendarId) return known;
  if (clock.resumed === null) return dueByLimit(clock, context) ?? known;
  const { at, leftMinutes } = clock.resumed;
  // Nothing was left, or an older entry does not say how much.
  return leftMinutes ? context.time.ofUnit(clock.unitId).afterWorkingMinutes(at, leftMinutes) : known;
}

/** The due times that the calendar in force moves, of clocks that are not over; one entry for all of a case. */
export function settleDueDates(state: CaseState, context: CaseContext): readonly NewEntry[] {
  const moved = state.clocks.clocks
    .filter(({ endedAt, calendar }) => endedAt === null && calendar !== context.time.calendarId)
    .map((clock) => ({ clock, due: dueNow(clock, context) }))
    .filter(({ clock, due }) => due.at !== clock.dueAt || due.provisional !== clock.provisional)
    .map(({ clock: { id: clockId, kind, step, subjectId, dueAt: oldDueAt }, due }) => ({
      ...{ clockId, kind, step, subjectId, oldDueAt },
      ...{ dueAt: due.at, provisional: due.provisional },
    }));
  return moved.length > 0 ? [entry("DUE_DATES_RESET", { calendar: context.time.calendarId, clocks: moved })] : [];
}

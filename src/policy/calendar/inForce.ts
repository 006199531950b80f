/** The calendar in force: the published files with what the center imported, set and closed; the same in every process. */
import { LRUCache } from "lru-cache";
import { fromText, readEntries } from "../../journal/index.js";
import {
  canonicalText,
  makeCalendar,
  type Calendar,
  type CalendarData,
  type Closure,
  type HoursFrom,
} from "../../kernel/index.js";
import type { Sql } from "../../platform/index.js";
import { calendarAggregate, calendarStreamId, type CalendarState } from "./calendar.js";
import type { LocalClosure, UnitHours } from "./rows.js";

/** Kept under the hash of its stream's last entry, which the database is asked for each time. */
const known = new LRUCache<string, Calendar>({ max: 20 });

export async function calendarInForce(sql: Sql, base: Calendar): Promise<Calendar> {
  const [head] = await sql.all<{ hash: string }>("SELECT hash FROM journal_stream WHERE id = ?", [calendarStreamId]);
  if (!head) return base;
  const kept = known.get(`${base.version}/${head.hash}`);
  if (kept) return kept;
  const rows = await readEntries(sql, "streamId = ? ORDER BY seq", [calendarStreamId]);
  const state = rows.reduce(
    (before, { text }) => calendarAggregate.evolve(before, fromText(text)),
    calendarAggregate.initial(calendarStreamId),
  );
  const calendar = calendarWith(base, state);
  // What was read may go further than the head that was asked for.
  known.set(`${base.version}/${rows.at(-1)?.hash}`, calendar);
  return calendar;
}

/** The published calendar with what the center said since. */
export function calendarWith(base: Calendar, said: Omit<CalendarState, "id">): Calendar {
  const { years, unitHours, closures } = said;
  const confirmed = closures.filter(({ status }) => status === "CONFIRMED").map(closureOf);
  if (years.length + unitHours.length + confirmed.length === 0) return base;
  const replaced = years.map(({ year }) => String(year));
  const elsewhere = (days: readonly string[]) => days.filter((day) => !replaced.includes(day.slice(0, 4)));
  const data: CalendarData = {
    ...{ zone: base.zone, officeHours: base.officeHours, firstYear: base.firstYear },
    lastYear: Math.max(base.lastYear, ...years.map(({ year }) => year)),
    holidays: [...elsewhere(base.holidays), ...years.flatMap(({ holidays }) => holidays)].sort(),
    workingWeekends: [...elsewhere(base.workingWeekends), ...years.flatMap((one) => one.workingWeekends)].sort(),
    unitHours: { ...base.unitHours, ...Object.fromEntries(unitHours.flatMap(always)) },
    unitHoursFrom: Object.fromEntries(
      unitHours
        .map(({ unitId }) => [unitId, datedOf(unitHours, unitId)] as const)
        .filter(([, dated]) => dated.length > 0),
    ),
    closures: [...base.closures, ...confirmed],
  };
  return makeCalendar(data);
}

const always = ({ unitId, fromDay, hours }: UnitHours) => (fromDay === null && hours ? [[unitId, hours] as const] : []);

/** In order of days, without what changes nothing. */
function datedOf(unitHours: readonly UnitHours[], unitId: string): HoursFrom[] {
  const own = unitHours.filter((one) => one.unitId === unitId);
  const dated = own.flatMap(({ fromDay, hours }) => (fromDay === null ? [] : [{ from: fromDay, hours }]));
  const first = own.find(({ fromDay }) => fromDay === null)?.hours ?? null;
  return dated.filter(
    ({ hours }, at) => canonicalText(hours) !== canonicalText(at === 0 ? first : (dated[at - 1]?.hours ?? null)),
  );
}

const closureOf = ({ unitId, day, fromAt, toAt }: LocalClosure): Closure => ({
  ...(day !== null ? { day } : { from: fromAt ?? "", to: toAt ?? "" }),
  ...(unitId !== null && { unit: unitId }),
});

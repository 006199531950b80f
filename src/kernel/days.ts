/** Days, periods and instants as strings; the zone is always given, the machine's own never asked. */
import { DateTime, IANAZone } from "luxon";
import { assert } from "./errors.js";

/** `YYYY-MM-DD`. */
export type Day = string;
/** ISO 8601 in UTC with milliseconds, 24 characters: `2026-11-22T04:00:00.000Z`. */
export type Instant = string;

export const dayMs = 86_400_000;

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists, from year 1000 to 9999. */
export function isDay(text: string): boolean {
  if (!dayPattern.test(text) || text < "1000") return false;
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

export function isInstant(text: string): boolean {
  const ms = Date.parse(text);
  return text.length === 24 && text >= "1000" && !Number.isNaN(ms) && new Date(ms).toISOString() === text;
}

/** Milliseconds since 1970 in UTC. @throws Error when the text is no instant. */
export function msOf(instant: Instant): number {
  assert(isInstant(instant), `${instant} is no instant`);
  return Date.parse(instant);
}

export function instantOf(ms: number): Instant {
  const text = new Date(ms).toISOString();
  assert(isInstant(text), `${text} lies outside the years 1000 to 9999`);
  return text;
}

/** The day on the calendar of the zone at that instant. */
export function dayOf(instant: Instant, zone: string): Day {
  const ms = msOf(instant);
  return instantOf(ms + offsetMs(ms, zone)).slice(0, 10);
}

/** Clocks are changed on whole minutes since 1973; before, some changed between them. */
const wholeMinutesSinceMs = Date.UTC(1973, 0, 1);
let asked = { zone: "", minute: 0, offsetMs: 0 };

/** How far the zone's clocks are ahead of UTC at that moment; the last answer is kept, because "now" is asked again and again. */
export function offsetMs(ms: number, zone: string): number {
  const minute = Math.floor(ms / 60_000);
  if (asked.minute === minute && asked.zone === zone && ms >= wholeMinutesSinceMs) return asked.offsetMs;
  const offset = known(zone).offset(ms) * 60_000;
  asked = { zone, minute, offsetMs: offset };
  return offset;
}

/** The first instant of a day in the zone; an hour after midnight where the clocks skip midnight. */
export const startOfDay = (day: Day, zone: string): Instant => localInstant(day, "00:00", zone);

/** The last millisecond of a day in the zone. */
export const endOfDay = (day: Day, zone: string): Instant => instantOf(msOf(startOfDay(addDays(day, 1), zone)) - 1);

/** The instant at which the zone's clocks show `time` (`HH:MM`, to `24:00`) on that day. */
export function localInstant(day: Day, time: string, zone: string): Instant {
  if (time === "24:00") return startOfDay(addDays(day, 1), zone);
  assertDay(day);
  assert(/^([01]\d|2[0-3]):[0-5]\d$/.test(time), `${time} is no time of day`);
  const local = DateTime.fromISO(`${day}T${time}:00.000`, { zone: known(zone) });
  return instantOf(local.toMillis());
}

export function addDays(day: Day, count: number): Day {
  assert(Number.isSafeInteger(count), `${count} is no whole number of days`);
  return instantOf(utcMs(day) + count * dayMs).slice(0, 10);
}

/** Days from one to the other; negative when `to` comes first. */
export const daysBetween = (from: Day, to: Day): number => (utcMs(to) - utcMs(from)) / dayMs;

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export const weekdayOf = (day: Day): number => new Date(utcMs(day)).getUTCDay() || 7;

/** The same day so many months later; the month's last day where it has no such day. */
export function addMonths(day: Day, count: number): Day {
  assert(Number.isSafeInteger(count), `${count} is no whole number of months`);
  assertDay(day);
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const first = `${pad(Math.floor(months / 12), 4)}-${pad((months % 12) + 1, 2)}-01`;
  const next = `${pad(Math.floor((months + 1) / 12), 4)}-${pad(((months + 1) % 12) + 1, 2)}-01`;
  const last = Number(addDays(next, -1).slice(8));
  return `${first.slice(0, 8)}${pad(Math.min(last, Number(day.slice(8))), 2)}`;
}

/** Whole months from one day to the other, as one counts an age; negative when `to` comes first. */
export function monthsBetween(from: Day, to: Day): number {
  if (to < from) return -monthsBetween(to, from);
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return addMonths(from, months) <= to ? months : months - 1;
}

function utcMs(day: Day): number {
  assertDay(day);
  return Date.parse(`${day}T00:00:00.000Z`);
}

function assertDay(day: Day): void {
  assert(isDay(day), `${day} is no day`);
}

function known(zone: string): IANAZone {
  const found = IANAZone.create(zone);
  assert(found.isValid, `${zone} is no time zone`);
  return found;
}

const pad = (value: number, length: number): string => String(value).padStart(length, "0");

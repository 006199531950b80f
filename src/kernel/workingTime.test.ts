/** Working time against a count minute by minute, and the laws that it must keep. */
import fc from "fast-check";
import { amsterdam, local, shanghai } from "../../test/support/calendars.js";
import { makeCalendar, withUnitHours, type Calendar } from "./calendar.js";
import { addDays, instantOf, localInstant, msOf, weekdayOf, type Instant } from "./days.js";
import { addWorkingDays, addWorkingMinutes, workingMinutesBetween, workingMsBetween } from "./workingTime.js";

/** The slow way, written apart: looks at every minute of the stretch. */
function countMinutes(calendar: Calendar, from: Instant, to: Instant, unit?: string): number {
  const formatter = new Intl.DateTimeFormat("sv-SE", {
    timeZone: calendar.zone,
    dateStyle: "short",
    timeStyle: "short",
  });
  let minutes = 0;
  for (let at = msOf(from); at < msOf(to); at += 60_000) {
    const [day = "", time = ""] = formatter.format(at).split(" ");
    const weekend = weekdayOf(day) > 5 && !calendar.workingWeekends.includes(day);
    if (weekend || calendar.holidays.includes(day)) continue;
    const closed = calendar.closures.some(
      (closure) =>
        (closure.unit === undefined || closure.unit === unit) &&
        ("day" in closure ? closure.day === day : msOf(closure.from) <= at && at < msOf(closure.to)),
    );
    const hours = (unit === undefined ? undefined : calendar.unitHours[unit]) ?? calendar.officeHours;
    if (!closed && hours[weekdayOf(day) - 1]?.some((span) => span.from <= time && time < span.to)) minutes += 1;
  }
  return minutes;
}

/** Instants around the changes of the clocks and the holidays, where mistakes would show. */
const minuteIn = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / 60_000, max: Date.parse(to) / 60_000 })
    .map((minute) => instantOf(minute * 60_000));
const instant = fc.integer({ min: Date.parse("2025-11-01"), max: Date.parse("2027-02-01") }).map(instantOf);
const unit = fc.constantFrom(undefined, "night", "always", "nobody's");
const calendars = fc.constantFrom(shanghai, amsterdam);

test("a unit's hours from a day on change nothing of the days before it; taken back, they end with a day as well", () => {
  const morning = Array.from({ length: 7 }, () => [{ from: "10:00", to: "12:00" }]);
  const dated = makeCalendar({
    ...shanghai,
    unitHoursFrom: {
      branch: [
        { from: "2026-03-04", hours: morning },
        { from: "2026-03-06", hours: null },
      ],
    },
  });
  const minutes = (day: string) =>
    workingMinutesBetween(dated, `${day}T00:00:00.000Z`, `${day}T12:00:00.000Z`, "branch");
  const days = ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"];
  expect(days.map(minutes)).toEqual([420, 120, 120, 420]);
  expect(workingMinutesBetween(dated, "2026-03-04T00:00:00.000Z", "2026-03-04T12:00:00.000Z")).toBe(420);
  expect(addWorkingDays(dated, "2026-03-02T02:00:00.000Z", 2, "branch").at).toBe("2026-03-04T04:00:00.000Z");
});

describe("working time between two instants", () => {
  it.each([
    ["2026-11-23 09:00", "2026-11-23 17:30", 420],
    ["2026-11-23 08:00", "2026-11-23 20:00", 420],
    ["2026-11-23 11:50", "2026-11-23 13:40", 20],
    ["2026-11-20 17:00", "2026-11-23 09:30", 60],
    ["2026-09-30 17:00", "2026-10-08 09:10", 40],
    ["2026-10-09 17:30", "2026-10-11 12:00", 420],
    ["2026-11-21 09:00", "2026-11-22 17:00", 0],
    ["2026-11-23 12:30", "2026-11-23 12:30", 0],
    ["2026-11-23 10:00", "2026-11-23 09:00", -60],
  ])("from %s to %s are %d minutes", (from, to, minutes) => {
    expect(workingMinutesBetween(shanghai, local(from), local(to))).toBe(minutes);
  });

  it("agrees with a count minute by minute, also where the clocks change", () => {
    const stretches = fc.oneof(
      fc.tuple(minuteIn("2026-03-26", "2026-03-31"), minuteIn("2026-03-26", "2026-04-08")),
      fc.tuple(minuteIn("2026-10-20", "2026-10-27"), minuteIn("2026-10-20", "2026-10-27")),
      fc.tuple(minuteIn("2026-09-29", "2026-10-12"), minuteIn("2026-09-29", "2026-10-12")),
      fc.tuple(minuteIn("2025-12-30", "2026-01-03"), minuteIn("2025-12-30", "2026-01-03")),
    );
    fc.assert(
      fc.property(calendars, unit, stretches, (calendar, of, [one, other]) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        expect(workingMinutesBetween(calendar, from, to, of)).toBe(countMinutes(calendar, from, to, of));
      }),
      { numRuns: 25 },
    );
  });

  it("knows a day that begins at one o'clock", () => {
    const workingWeekends = ["2017-10-15", "2017-10-21"];
    const saoPaulo = makeCalendar({ ...amsterdam, zone: "America/Sao_Paulo", workingWeekends, closures: [] });
    const whole = (day: string) =>
      workingMinutesBetween(saoPaulo, `${day}T00:00:00.000Z`, `${addDays(day, 2)}T12:00:00.000Z`, "always") -
      workingMinutesBetween(saoPaulo, `${day}T00:00:00.000Z`, localInstant(day, "24:00", saoPaulo.zone), "always") -
      workingMinutesBetween(
        saoPaulo,
        localInstant(addDays(day, 2), "00:00", saoPaulo.zone),
        `${addDays(day, 2)}T12:00:00.000Z`,
        "always",
      );
    expect(whole("2017-10-14")).toBe(23 * 60);
    expect(whole("2017-10-15")).toBe(24 * 60);
  });

  it("adds up exactly, to the millisecond and over years", () => {
    fc.assert(
      fc.property(calendars, unit, instant, instant, instant, (calendar, of, a, b, c) => {
        const [ab, bc, ac] = [[a, b] as const, [b, c] as const, [a, c] as const].map(([from, to]) =>
          workingMsBetween(calendar, from, to, of),
        );
        expect((ab ?? NaN) + (bc ?? NaN)).toBe(ac);
      }),
    );
  });

  it("adds up in minutes between instants on full minutes", () => {
    const minute = minuteIn("2025-11-01", "2027-02-01");
    fc.assert(
      fc.property(calendars, unit, minute, minute, minute, (calendar, of, a, b, c) => {
        const minutes = (from: Instant, to: Instant) => workingMinutesBetween(calendar, from, to, of);
        expect(minutes(a, b) + minutes(b, c)).toBe(minutes(a, c));
      }),
    );
  });

  it("never exceeds the time on the wall", () => {
    fc.assert(
      fc.property(calendars, unit, instant, instant, (calendar, of, a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const worked = workingMsBetween(calendar, from, to, of);
        expect(worked).toBeGreaterThanOrEqual(0);
        expect(worked).toBeLessThanOrEqual(msOf(to) - msOf(from));
      }),
    );
  });

  it("drops what is left of a minute, never rounds it up", () => {
    expect(workingMinutesBetween(shanghai, "2026-11-23T01:00:00.000Z", "2026-11-23T01:01:59.999Z")).toBe(1);
    expect(workingMinutesBetween(shanghai, "2026-11-23T01:00:00.000Z", "2026-11-23T01:00:59.999Z")).toBe(0);
  });
});

describe("due after so many working minutes", () => {
  it.each([
    ["2026-11-23 09:00", 240, "2026-11-23 14:30"],
    ["2026-11-23 17:00", 60, "2026-11-24 09:30"],
    ["2026-11-23 09:00", 420, "2026-11-23 17:30"],
    ["2026-09-30 16:30", 61, "2026-10-08 09:01"],
    ["2026-11-21 10:00", 1, "2026-11-23 09:01"],
    ["2026-11-21 10:00", 0, "2026-11-21 10:00"],
  ])("%s and %d minutes is %s", (from, minutes, at) => {
    expect(addWorkingMinutes(shanghai, local(from), minutes)).toEqual({
      at: local(at),
      day: at.slice(0, 10),
      provisional: false,
    });
  });

  it("is the first instant by which exactly so many have passed", () => {
    fc.assert(
      fc.property(calendars, unit, instant, fc.integer({ min: 1, max: 60_000 }), (calendar, of, from, minutes) => {
        const { at } = addWorkingMinutes(calendar, from, minutes, of);
        expect(workingMsBetween(calendar, from, at, of)).toBe(minutes * 60_000);
        expect(workingMsBetween(calendar, from, instantOf(msOf(at) - 1), of)).toBe(minutes * 60_000 - 1);
      }),
    );
  });

  it("goes on where it stopped: a then b is a + b", () => {
    fc.assert(
      fc.property(calendars, instant, fc.nat(5_000), fc.integer({ min: 1, max: 5_000 }), (calendar, from, a, b) => {
        const middle = addWorkingMinutes(calendar, from, a).at;
        expect(addWorkingMinutes(calendar, middle, b).at).toBe(addWorkingMinutes(calendar, from, a + b).at);
      }),
    );
  });

  it("refuses a count that is none, and a unit that never opens", () => {
    expect(() => addWorkingMinutes(shanghai, local("2026-11-23 09:00"), -1)).toThrow("no count of minutes");
    expect(() => addWorkingMinutes(shanghai, local("2026-11-23 09:00"), 1.5)).toThrow("no count of minutes");
    const shut = withUnitHours(shanghai, { shut: Array.from({ length: 7 }, () => []) });
    expect(() => addWorkingMinutes(shut, local("2026-11-23 09:00"), 1, "shut")).toThrow("office hours");
    expect(() => addWorkingDays(shut, local("2026-11-23 09:00"), 1, "shut")).toThrow("office hours");
  });
});

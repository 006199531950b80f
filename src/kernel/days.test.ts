/** Days, instants and periods: the zone given decides, never the machine's own. */
import fc from "fast-check";
import { DateTime } from "luxon";
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  endOfDay,
  instantOf,
  isDay,
  isInstant,
  localInstant,
  monthsBetween,
  msOf,
  offsetMs,
  startOfDay,
  weekdayOf,
} from "./days.js";
import { parsePeriod, periodBefore, periodBounds, periodOf, type PeriodKind } from "./periods.js";

const zones = ["Asia/Shanghai", "Europe/Amsterdam", "America/New_York", "America/Sao_Paulo", "Pacific/Apia", "UTC"];
const ms = fc.integer({ min: Date.parse("1970-01-01T00:00:00Z"), max: Date.parse("2099-12-31T23:59:59.999Z") });
const day = ms.map((at) => new Date(at).toISOString().slice(0, 10));

describe("days", () => {
  it.each(["2024-02-29", "2000-02-29", "2026-12-31"])("knows %s as a day", (text) => expect(isDay(text)).toBe(true));
  it.each([
    "2023-02-29",
    "1900-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-1-1",
    "0999-01-01",
    "2026-04-31",
    "2026-04-30 ",
  ])("knows %j as none", (text) => expect(isDay(text)).toBe(false));
  it.each([
    "2026-11-22T04:00:00Z",
    "2026-11-22T04:00:00.000",
    "2026-11-22T24:00:00.000Z",
    "2026-02-30T04:00:00.000Z",
    "2026-11-22T04:60:00.000Z",
  ])("takes %s for no instant", (text) => {
    expect(isInstant(text)).toBe(false);
    expect(() => msOf(text)).toThrow("is no instant");
  });

  it.each([
    ["2026-11-21T16:00:00.000Z", "Asia/Shanghai", "2026-11-22"],
    ["2026-11-21T15:59:59.999Z", "Asia/Shanghai", "2026-11-21"],
    ["2026-03-29T00:30:00.000Z", "Europe/Amsterdam", "2026-03-29"],
    ["2026-03-29T22:00:00.000Z", "Europe/Amsterdam", "2026-03-30"],
    ["2026-10-25T22:59:59.999Z", "Europe/Amsterdam", "2026-10-25"],
  ])("puts %s in %s on %s", (instant, zone, expected) => expect(dayOf(instant, zone)).toBe(expected));

  it("refuses an unknown zone", () => {
    expect(() => dayOf("2026-11-22T04:00:00.000Z", "Asia/Nowhere")).toThrow("Asia/Nowhere is no time zone");
  });

  it("gives every instant exactly one day: from its start to its end", () => {
    fc.assert(
      fc.property(ms, fc.constantFrom(...zones), (at, zone) => {
        const instant = instantOf(at);
        const found = dayOf(instant, zone);
        expect(startOfDay(found, zone) <= instant && instant <= endOfDay(found, zone)).toBe(true);
        expect(dayOf(endOfDay(found, zone), zone)).toBe(found);
      }),
    );
  });

  it("tells a zone's clocks as they are, whatever was asked before", () => {
    const near = fc.constantFrom(
      Date.parse("2026-03-29T01:00:00Z"), // Amsterdam
      Date.parse("2026-11-01T06:00:00Z"), // New York
      Date.parse("1972-01-07T00:44:30Z"), // Monrovia, between two whole minutes
      Date.parse("2011-12-30T10:00:00Z"), // Apia, a whole day
    );
    const questions = fc.array(
      fc.tuple(near, fc.integer({ min: -90_000, max: 90_000 }), fc.constantFrom(...zones, "Africa/Monrovia")),
      { minLength: 2, maxLength: 12 },
    );
    fc.assert(
      fc.property(questions, (asked) => {
        for (const [around, by, zone] of asked) {
          const luxon = DateTime.fromMillis(around + by, { zone }).offset * 60_000;
          expect(offsetMs(around + by, zone)).toBe(luxon);
        }
      }),
    );
  });

  it("adds and counts days as each other's inverse", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -20_000, max: 20_000 }), (from, count) => {
        expect(daysBetween(from, addDays(from, count))).toBe(count);
        expect(weekdayOf(addDays(from, 7))).toBe(weekdayOf(from));
      }),
    );
  });

  it.each([
    ["2026-11-22", 7],
    ["2026-11-23", 1],
    ["2026-11-28", 6],
  ])("%s is weekday %d", (text, expected) => expect(weekdayOf(text)).toBe(expected));

  it.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2026-12-15", 1, "2027-01-15"],
    ["2026-01-15", -1, "2025-12-15"],
    ["2024-02-29", 12, "2025-02-28"],
  ])("%s and %d months is %s", (from, count, expected) => expect(addMonths(from, count)).toBe(expected));

  it.each([
    ["2026-01-31", "2026-02-27", 0],
    ["2026-01-31", "2026-02-28", 1],
    ["1990-06-15", "2026-06-14", 431],
    ["1990-06-15", "2026-06-15", 432],
    ["2026-06-15", "2026-01-15", -5],
  ])("from %s to %s are %d whole months", (from, to, months) => expect(monthsBetween(from, to)).toBe(months));

  it("finds the hour on the zone's clocks, also when they change", () => {
    expect(localInstant("2026-11-22", "09:00", "Asia/Shanghai")).toBe("2026-11-22T01:00:00.000Z");
    expect(localInstant("2026-03-29", "09:00", "Europe/Amsterdam")).toBe("2026-03-29T07:00:00.000Z");
    expect(localInstant("2026-03-28", "09:00", "Europe/Amsterdam")).toBe("2026-03-28T08:00:00.000Z");
    expect(localInstant("2026-03-29", "24:00", "Europe/Amsterdam")).toBe("2026-03-29T22:00:00.000Z");
    expect(() => localInstant("2026-03-29", "9:00", "Europe/Amsterdam")).toThrow("no time of day");
  });
});

describe("periods", () => {
  it.each([
    ["2017", "2017-01-01", "2017-12-31"],
    ["2017H1", "2017-01-01", "2017-06-30"],
    ["2017H2", "2017-07-01", "2017-12-31"],
    ["2017Q3", "2017-07-01", "2017-09-30"],
    ["2017-08", "2017-08-01", "2017-08-31"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["9999", "9999-01-01", "9999-12-31"],
  ])("%s runs from %s to %s", (text, from, to) => expect(parsePeriod(text)).toMatchObject({ text, from, to }));

  it.each([
    "",
    "17",
    "2017H3",
    "2017H0",
    "2017Q5",
    "2017-13",
    "2017-8",
    "2017h1",
    "2017-08-01",
    "0017",
    " 2017",
    "2017\n",
  ])("%j is no period", (text) => expect(parsePeriod(text)).toBeNull());

  it("has its bounds in the zone, half open", () => {
    const quarter = parsePeriod("2026Q1");
    expect(quarter && periodBounds(quarter, "Asia/Shanghai")).toEqual({
      from: "2025-12-31T16:00:00.000Z",
      until: "2026-03-31T16:00:00.000Z",
    });
    expect(quarter && periodBounds(quarter, "Europe/Amsterdam")).toEqual({
      from: "2025-12-31T23:00:00.000Z",
      until: "2026-03-31T22:00:00.000Z",
    });
  });

  it("follows the one before it without gap or overlap", () => {
    for (const text of ["2017", "2017H1", "2017H2", "2017Q1", "2017-01", "2017-03"]) {
      const period = parsePeriod(text);
      if (!period) throw new Error(text);
      expect(addDays(periodBefore(period).to, 1)).toBe(period.from);
      expect(periodBefore(period).kind).toBe(period.kind);
    }
  });

  it("contains each of its days and no other", () => {
    fc.assert(
      fc.property(day, fc.constantFrom<PeriodKind>("YEAR", "HALF", "QUARTER", "MONTH"), (text, kind) => {
        const period = parsePeriod(periodOf(text, kind));
        expect(period && period.kind === kind && period.from <= text && text <= period.to).toBe(true);
        expect(period && periodOf(addDays(period.to, 1), kind)).not.toBe(period?.text);
      }),
    );
  });
});

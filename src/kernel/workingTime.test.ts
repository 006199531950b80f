/** Working time against a count minute by minute, and the laws that it must keep. */
import fc from "fast-check";
import {
  aroundTheClock,
  isWorkingDay,
  makeCalendar,
  nextWorkingDay,
  usualHours,
  withClosures,
  withUnitHours,
  type Calendar,
  type OfficeHours,
} from "./calendar.js";
import { addDays, dayOf, instantOf, localInstant, msOf, weekdayOf, type Instant } from "./days.js";
import {
  addWorkingDays,
  addWorkingMinutes,
  statutoryDue,
  workingMinutesBetween,
  workingMsBetween,
} from "./workingTime.js";

/** National Day 2026 with its shifted working days, and the holiday that follows in January. */
const shanghai = makeCalendar({
  zone: "Asia/Shanghai",
  firstYear: 2026,
  lastYear: 2026,
  holidays: ["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04", "2026-10-05", "2026-10-06", "2026-10-07"],
  workingWeekends: ["2026-09-20", "2026-10-10"],
  officeHours: usualHours,
  unitHours: {},
  closures: [],
});

const night: OfficeHours = Array.from({ length: 7 }, () => [
  { from: "00:00", to: "02:30" },
  { from: "02:30", to: "04:00" },
  { from: "22:15", to: "24:00" },
]);
const amsterdam = makeCalendar({
  ...shanghai,
  zone: "Europe/Amsterdam",
  holidays: ["2026-04-06", "2026-04-27"],
  workingWeekends: ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"],
  unitHours: { night, always: aroundTheClock },
  closures: [
    { day: "2026-04-02" },
    { from: "2026-03-27T09:07:00.000Z", to: "2026-03-27T10:00:00.000Z" },
    { from: "2026-10-22T00:00:00.000Z", to: "2026-10-26T09:30:00.000Z", unit: "always" },
  ],
});

const local = (text: string, zone = "Asia/Shanghai"): Instant => localInstant(text.slice(0, 10), text.slice(11), zone);

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

describe("due after so many working days", () => {
  it.each([
    ["2026-11-23 09:00", 1, "2026-11-24 17:30"],
    ["2026-11-23 23:59", 1, "2026-11-24 17:30"],
    ["2026-11-20 10:00", 1, "2026-11-23 17:30"],
    ["2026-11-21 10:00", 1, "2026-11-23 17:30"],
    ["2026-09-30 10:00", 1, "2026-10-08 17:30"],
    ["2026-10-08 10:00", 2, "2026-10-10 17:30"],
    ["2026-10-09 10:00", 5, "2026-10-15 17:30"],
    ["2026-11-23 20:00", 0, "2026-11-23 17:30"],
    ["2026-11-21 10:00", 0, "2026-11-23 17:30"],
  ])("%s and %d days is %s", (from, days, at) => {
    expect(addWorkingDays(shanghai, local(from), days)).toEqual({
      at: local(at),
      day: at.slice(0, 10),
      provisional: false,
    });
  });

  it("counts the open days between, no more and no less", () => {
    fc.assert(
      fc.property(calendars, instant, fc.integer({ min: 1, max: 300 }), (calendar, from, days) => {
        const due = addWorkingDays(calendar, from, days);
        let open = 0;
        for (let day = addDays(dayOf(from, calendar.zone), 1); day <= due.day; day = addDays(day, 1)) {
          if (
            isWorkingDay(calendar, day) &&
            !calendar.closures.some((closure) => "day" in closure && closure.day === day)
          )
            open += 1;
        }
        expect(open).toBe(days);
      }),
    );
  });

  it("passes over a day that a typhoon closed, for the unit that it closed", () => {
    const stormy = withClosures(shanghai, [{ day: "2026-11-24", unit: "coast" }]);
    expect(addWorkingDays(stormy, local("2026-11-23 09:00"), 1, "coast").at).toBe(local("2026-11-25 17:30"));
    expect(addWorkingDays(stormy, local("2026-11-23 09:00"), 1, "hills").at).toBe(local("2026-11-24 17:30"));
    expect(isWorkingDay(stormy, "2026-11-24")).toBe(true);
    expect(stormy.version).not.toBe(shanghai.version);
  });

  it("closes when the unit closes", () => {
    expect(addWorkingDays(amsterdam, local("2026-05-04 10:00", "Europe/Amsterdam"), 1, "night")).toMatchObject({
      at: local("2026-05-05 24:00", "Europe/Amsterdam"),
      day: "2026-05-05",
    });
  });
});

describe("the statutory due time", () => {
  it.each([
    ["2026-11-02 09:00", 15, "2026-11-17"],
    ["2026-11-02 23:59", 15, "2026-11-17"],
    ["2026-11-06 09:00", 15, "2026-11-23"],
    ["2026-09-17 09:00", 15, "2026-10-08"],
    ["2026-09-25 09:00", 15, "2026-10-10"],
  ])("accepted %s, %d days: by the end of %s", (accepted, days, day) => {
    const due = statutoryDue(shanghai, local(accepted), days);
    expect(due).toEqual({ at: instantOf(msOf(local(`${day} 24:00`)) - 1), day, provisional: false });
  });

  it("stays on a holiday where policy does not move it", () => {
    expect(statutoryDue(shanghai, local("2026-09-17 09:00"), 15, false).day).toBe("2026-10-02");
  });

  it("is not moved by a closure of one's own", () => {
    const stormy = withClosures(shanghai, [{ day: "2026-11-17" }]);
    expect(statutoryDue(stormy, local("2026-11-02 09:00"), 15).day).toBe("2026-11-17");
  });
});

describe("past the last published year", () => {
  it("says that a due time is provisional", () => {
    expect(addWorkingMinutes(shanghai, local("2026-12-31 17:00"), 31)).toMatchObject({
      day: "2027-01-01",
      provisional: true,
    });
    expect(addWorkingMinutes(shanghai, local("2026-12-31 17:00"), 30)).toMatchObject({
      day: "2026-12-31",
      provisional: false,
    });
    expect(addWorkingDays(shanghai, local("2026-12-31 10:00"), 1).provisional).toBe(true);
    expect(statutoryDue(shanghai, local("2026-12-16 09:00"), 15).provisional).toBe(false);
    expect(statutoryDue(shanghai, local("2026-12-20 09:00"), 15).provisional).toBe(true);
  });

  it("keeps to weekends there", () => {
    expect(nextWorkingDay(shanghai, "2027-10-01")).toBe("2027-10-04");
    expect(nextWorkingDay(shanghai, "2026-09-30")).toBe("2026-10-08");
  });
});

describe("calendar data", () => {
  it("is refused when it contradicts itself", () => {
    expect(() => makeCalendar({ ...shanghai, firstYear: 2027 })).toThrow("first year");
    expect(() => makeCalendar({ ...shanghai, holidays: ["2026-02-30"] })).toThrow("2026-02-30 is no day");
    expect(() => makeCalendar({ ...shanghai, officeHours: usualHours.slice(1) })).toThrow("seven weekdays");
    const overlapping: OfficeHours = usualHours.map(() => [
      { from: "09:00", to: "12:00" },
      { from: "11:00", to: "13:00" },
    ]);
    expect(() => makeCalendar({ ...shanghai, officeHours: overlapping })).toThrow("11:00-13:00");
    expect(() =>
      withClosures(shanghai, [{ from: "2026-11-23T02:00:00.000Z", to: "2026-11-23T01:00:00.000Z" }]),
    ).toThrow("closure");
  });

  it("has the same version for the same data, whatever the order of its keys", () => {
    const { closures, unitHours, ...rest } = shanghai;
    expect(makeCalendar({ unitHours, closures, ...rest }).version).toBe(shanghai.version);
  });
});

/** Due times in working days and calendar days, past the published years too, and what a calendar refuses. */
import fc from "fast-check";
import { amsterdam, local, shanghai } from "../../test/support/calendars.js";
import { isWorkingDay, makeCalendar, nextWorkingDay, usualHours, withClosures, type OfficeHours } from "./calendar.js";
import { addDays, dayOf, instantOf, msOf } from "./days.js";
import { addWorkingDays, addWorkingMinutes, statutoryDue } from "./workingTime.js";

const instant = fc.integer({ min: Date.parse("2025-11-01"), max: Date.parse("2027-02-01") }).map(instantOf);
const calendars = fc.constantFrom(shanghai, amsterdam);

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

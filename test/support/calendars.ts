/** Two calendars for the tests of working time: National Day in Shanghai, clocks that change in Amsterdam. */
import {
  aroundTheClock,
  localInstant,
  makeCalendar,
  usualHours,
  type Instant,
  type OfficeHours,
} from "../../src/kernel/index.js";

/** National Day 2026 with its shifted working days, and the holiday that follows in January. */
export const shanghai = makeCalendar({
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
export const amsterdam = makeCalendar({
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

/** "2026-11-23 09:00" on the clocks of the zone, as an instant. */
export const local = (text: string, zone = "Asia/Shanghai"): Instant =>
  localInstant(text.slice(0, 10), text.slice(11), zone);

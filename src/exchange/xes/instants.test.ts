/** Moments as XML writes them: every spelling of an instant is the same instant, and nothing else is one. */
import fc from "fast-check";
import { readInstant } from "./instants.js";

test.each([
  ["2011-10-01T00:38:44.546+02:00", "2011-09-30T22:38:44.546Z"],
  ["2011-10-01T00:38:44.5469+02:00", "2011-09-30T22:38:44.546Z"],
  ["2011-10-01T00:38:44+02:00", "2011-09-30T22:38:44.000Z"],
  ["2011-12-31T18:30:00.1-05:30", "2012-01-01T00:00:00.100Z"],
  [" 2012-02-29T00:00:00Z ", "2012-02-29T00:00:00.000Z"],
  ["2011-12-31T24:00:00.000+01:00", "2011-12-31T23:00:00.000Z"],
  ["1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"],
])("%s is %s", (text, instant) => expect(readInstant(text)).toEqual({ instant }));

test.each([
  ["", "INSTANT_UNREADABLE"],
  ["UNKNOWN", "INSTANT_UNREADABLE"],
  ["2011-10-01", "INSTANT_UNREADABLE"],
  ["2011-02-29T00:00:00Z", "INSTANT_UNREADABLE"],
  ["2011-10-32T00:00:00Z", "INSTANT_UNREADABLE"],
  ["2011-10-01T24:00:00.001Z", "INSTANT_UNREADABLE"],
  ["2011-10-01T10:60:00Z", "INSTANT_UNREADABLE"],
  ["2011-10-01T10:00:60Z", "INSTANT_UNREADABLE"],
  ["2011-10-01T10:00Z", "INSTANT_UNREADABLE"],
  ["2011-10-01 10:00:00Z", "INSTANT_UNREADABLE"],
  ["2011-10-01T10:00:00.Z", "INSTANT_UNREADABLE"],
  ["2011-10-01T10:00:00+15:00", "INSTANT_UNREADABLE"],
  ["2011-10-01T10:00:00+01:75", "INSTANT_UNREADABLE"],
  ["2011-10-01T10:00:00+0100", "INSTANT_UNREADABLE"],
  ["12011-10-01T10:00:00Z", "INSTANT_UNREADABLE"],
  ["0001-01-01T00:00:00Z", "INSTANT_UNREADABLE"],
  ["9999-12-31T23:00:00-05:00", "INSTANT_UNREADABLE"],
  ["2011-10-01T10:00:00.000", "INSTANT_WITHOUT_OFFSET"],
])("%p is refused as %s", (text, fault) => expect(readInstant(text)).toEqual({ fault }));

test("every instant comes back from any offset, to the millisecond", () => {
  const instants = fc.date({
    min: new Date("1900-01-02T00:00:00Z"),
    max: new Date("2199-12-30T00:00:00Z"),
    noInvalidDate: true,
  });
  const minutesEast = fc.integer({ min: -14 * 60, max: 14 * 60 });
  fc.assert(
    fc.property(instants, minutesEast, (date, minutes) => {
      const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
      const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((n) =>
        String(n).padStart(2, "0"),
      );
      expect(readInstant(`${local}${minutes < 0 ? "-" : "+"}${hours}:${rest}`)).toEqual({
        instant: date.toISOString(),
      });
    }),
  );
});

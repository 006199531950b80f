/** The book of policies by day and by digest, with the rates and the calendar that are shipped. */
import { join } from "node:path";
import { addWorkingDays, nextWorkingDay, statutoryDue, workingMinutesBetween } from "../kernel/index.js";
import { loadPolicies } from "./load.js";
import { rateFor, stageLimit, statutoryLimitDays } from "./lookups.js";
import type { PolicyVersion } from "./types.js";

const book = loadPolicies(join(__dirname, "../../policy"), { production: true });
const policy = book.on("2026-11-22");

describe("rates", () => {
  it.each([
    ["2025-05-07", "FIRST", 60, 23_500],
    ["2025-05-07", "FIRST", 61, 28_500],
    ["2025-05-08", "FIRST", 60, 21_000],
    ["2025-05-08", "FIRST", 61, 26_000],
    ["2025-05-08", "SECOND", 12, 25_250],
    ["2026-11-22", "SECOND", 360, 30_750],
    ["2017-06-30", "FIRST", 360, 32_500],
    ["2012-07-05", "SECOND", 360, 51_700],
  ] as const)("on %s, %s home, %d months: %d ppm", (referenceDay, houseOrder, termMonths, ppm) => {
    expect(book.rateFor({ referenceDay, houseOrder, termMonths })?.annualRatePpm).toBe(ppm);
  });

  it("do not reach past the longest band, nor before the first table", () => {
    expect(book.rateFor({ referenceDay: "2026-01-01", houseOrder: "FIRST", termMonths: 361 })).toBeUndefined();
    expect(rateFor(policy, { referenceDay: "2020-01-01", houseOrder: "FIRST", termMonths: 360 })).toBeUndefined();
  });
});

describe("the book", () => {
  it("opens at the pack in force on a day, and finds it again by digest", () => {
    expect(book.on("2025-05-07").id).toBe("base-2011");
    expect(book.on("2025-05-07").effectiveTo).toBe("2025-05-07");
    expect(book.on("2025-05-08").id).toBe("rates-2025-05");
    expect(book.find("2010-12-31")).toBeNull();
    expect(() => book.on("2010-12-31")).toThrow("No policy is in force on 2010-12-31");
    for (const version of book.versions) expect(book.byDigest(version.digest)).toBe(version);
    expect(() => book.byDigest("00")).toThrow("No policy has the digest 00");
  });

  it("keeps in a later pack what that pack does not state", () => {
    const [before, after] = book.versions as [PolicyVersion, PolicyVersion];
    expect(after.checklist).toEqual(before.checklist);
    expect(after.rates).not.toEqual(before.rates);
    expect(after.digest).not.toBe(before.digest);
  });

  it("cannot be written in", () => {
    expect(() => {
      (policy.stageLimits[1] as { workingDays: number }).workingDays = 99;
    }).toThrow(TypeError);
  });
});

describe("the calendar", () => {
  it("knows the holidays and shifted working days from 2011 to 2026", () => {
    expect([book.calendar.firstYear, book.calendar.lastYear]).toEqual([2011, 2026]);
    expect(nextWorkingDay(book.calendar, "2026-09-30")).toBe("2026-10-08");
    expect(nextWorkingDay(book.calendar, "2026-10-09")).toBe("2026-10-10");
    expect(nextWorkingDay(book.calendar, "2017-01-26")).toBe("2017-02-03");
  });

  it("has seven working hours a day", () => {
    expect(workingMinutesBetween(book.calendar, "2026-11-22T16:00:00.000Z", "2026-11-23T16:00:00.000Z")).toBe(420);
  });

  it("gives due times on policy's limits", () => {
    const accepted = "2026-09-17T02:00:00.000Z";
    expect(statutoryDue(book.calendar, accepted, statutoryLimitDays(policy, "2026-09-17"))).toMatchObject({
      day: "2026-10-08",
      provisional: false,
    });
    expect(addWorkingDays(book.calendar, accepted, stageLimit(policy, "REVIEW") ?? 0).day).toBe("2026-09-23");
  });
});

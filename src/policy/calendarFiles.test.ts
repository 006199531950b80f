/** Calendar files with faults: each is named with its file and place, and no calendar is made of them. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCalendar } from "./calendarFiles.js";
import type { PolicyFault } from "./faults.js";

const shipped = join(__dirname, "../../policy");
const year = (number: number) => `calendars/cn-${number}.yaml`;
const hours = "calendars/office-hours.yaml";
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lianban-calendar-"));
  mkdirSync(join(folder, "calendars"));
  for (const file of [hours, year(2019), year(2020), year(2021)]) cpSync(join(shipped, file), join(folder, file));
});
afterEach(() => rmSync(folder, { recursive: true }));

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(join(folder, file), text.replace(from, to));
}

function faultsOf(): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  const files = readCalendar(folder, faults);
  expect(files === undefined).toBe(faults.length > 0);
  return faults;
}

it("makes one calendar of the years and the office hours", () => {
  const faults: PolicyFault[] = [];
  const { calendar, publishable } = readCalendar(folder, faults) ?? {};
  expect(faults).toEqual([]);
  expect(calendar).toMatchObject({ zone: "Asia/Shanghai", firstYear: 2019, lastYear: 2021, closures: [] });
  expect(calendar?.holidays).toContain("2020-01-24");
  expect(calendar?.workingWeekends).toContain("2020-01-19");
  expect(calendar?.officeHours[6]).toEqual(calendar?.officeHours[0]);
  expect(publishable?.map((file) => file.id)).toEqual([
    "calendar-office-hours",
    "calendar-cn-2019",
    "calendar-cn-2020",
    "calendar-cn-2021",
  ]);
});

it("takes hours of their own for units", () => {
  const week = ["monday", "tuesday", "wednesday", "thursday", "friday"].map((day) => `    ${day}: [08:00-24:00]`);
  edit(
    hours,
    "unitHours: {}",
    ["unitHours:", "  night-desk:", ...week, "    saturday: []", "    sunday: []"].join("\n"),
  );
  const unit = readCalendar(folder, [])?.calendar.unitHours["night-desk"];
  expect(unit?.[0]).toEqual([{ from: "08:00", to: "24:00" }]);
  expect(unit?.[5]).toEqual([]);
});

// File, what stands there, what stands there instead, the path blamed, what the message says.
it.each<[string, string, string, string, string]>([
  [year(2020), "2020-01-19", "2021-01-17", "workingWeekends[0]", "2021-01-17 lies outside 2020"],
  [year(2020), "2020-01-19", "2020-01-20", "workingWeekends[0]", "2020-01-20 is not a Saturday or Sunday"],
  [year(2020), "[2020-01-01]", "[2020-01-32]", "holidays[0].days[0]", "a day that exists"],
  [year(2020), "[2020-01-01]", "[2020-01-01, 2020-01-01]", "holidays[0].days[1]", "a second time"],
  [year(2020), "[2020-01-01]", "[2020-01-19]", "workingWeekends[0]", "a second time"],
  [year(2020), "year: 2020", "year: 2019", "year", "belongs into calendars/cn-2019.yaml"],
  [hours, "zone: Asia/Shanghai", "zone: Asia/Xianning", "zone", "a time zone"],
  [hours, "[09:00-12:00, 13:30-17:30]", "[09:00-12:00, 11:30-17:30]", "officeHours.monday[1]", "begins before"],
  [hours, "[09:00-12:00, 13:30-17:30]", "[12:00-09:00]", "officeHours.monday[0]", "must end after it begins"],
  [hours, "[09:00-12:00, 13:30-17:30]", "[9-12]", "officeHours.monday[0]", "09:00-12:00"],
  [hours, "  friday: *usual\n", "", "officeHours.friday", "expected array"],
])("%s: %s → %s", (file, from, to, path, message) => {
  edit(file, from, to);
  expect(faultsOf()).toContainEqual({
    file,
    line: expect.any(Number),
    path,
    message: expect.stringContaining(message),
  });
});

it("names a year that is missing between two, and files that are missing at all", () => {
  rmSync(join(folder, year(2020)));
  expect(faultsOf()).toEqual([{ file: year(2021), path: "year", message: "the year before 2021 is missing" }]);
  rmSync(join(folder, year(2019)));
  rmSync(join(folder, year(2021)));
  expect(faultsOf()).toEqual([{ file: "calendars", path: "", message: "holds no year" }]);
  rmSync(join(folder, hours));
  expect(faultsOf()).toEqual([{ file: hours, path: "", message: "is missing" }]);
});

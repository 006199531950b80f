/** Reads the calendar files: one per published year, and the office hours. */
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { canonicalText, digestOf, isDay, makeCalendar, type Calendar, type OfficeHours } from "../kernel/index.js";
import { PolicyFaults, type PolicyFault } from "./faults.js";
import type { Publishable } from "./published.js";
import { day, names, source } from "./schema/basics.js";
import { readYaml, schemaFaults, type YamlFile } from "./yamlFile.js";

const clock = "([01]\\d|2[0-3]):[0-5]\\d";
const span = z
  .string()
  .regex(new RegExp(`^${clock}-(${clock}|24:00)$`), "must be hours written like 09:00-12:00")
  .refine((text) => text.slice(0, 5) < text.slice(6), "must end after it begins")
  .transform((text) => ({ from: text.slice(0, 5), to: text.slice(6) }));

const spans = z.array(span).superRefine((list, context) => {
  list.forEach((item, index) => {
    const before = list[index - 1];
    if (before && before.to > item.from) {
      context.addIssue({ code: "custom", path: [index], message: "begins before the span in front of it ends" });
    }
  });
});

const week = z.strictObject({
  monday: spans,
  tuesday: spans,
  wednesday: spans,
  thursday: spans,
  friday: spans,
  saturday: spans,
  sunday: spans,
});

const hoursSchema = z.strictObject({
  zone: z.string().refine(isZone, "must be a time zone such as Asia/Shanghai"),
  source,
  officeHours: week,
  unitHours: z.record(z.string().min(1), week),
});

const yearSchema = z.strictObject({
  year: z.int().min(1990).max(2200),
  source,
  holidays: z.array(z.strictObject({ names, days: z.array(day).min(1) })),
  workingWeekends: z.array(day),
});

type Year = z.infer<typeof yearSchema>;
export interface CalendarFiles {
  readonly calendar: Calendar;
  readonly publishable: readonly Publishable[];
}

/** The calendar of all published years; faults are added to the list, and then there is no calendar. */
export function readCalendar(folder: string, faults: PolicyFault[]): CalendarFiles | undefined {
  const before = faults.length;
  const hoursFile = "calendars/office-hours.yaml";
  if (!existsSync(join(folder, hoursFile))) {
    faults.push({ file: hoursFile, path: "", message: "is missing" });
    return undefined;
  }
  const hoursYaml = readYaml(folder, hoursFile);
  const hours = parse(hoursSchema, hoursYaml, faults);
  const years = readdirSync(join(folder, "calendars"))
    .filter((name) => name.endsWith(".yaml") && name !== "office-hours.yaml")
    .sort()
    .map((name) => readYaml(folder, `calendars/${name}`))
    .map((file) => ({ file, year: parse(yearSchema, file, faults) }));
  for (const { file, year } of years) if (year) faults.push(...yearFaults(year, file));
  const known = years.flatMap(({ year }) => (year ? [year] : [])).sort((a, b) => a.year - b.year);
  faults.push(...gapFaults(known));
  if (!hours || faults.length > before) return undefined;
  return {
    calendar: toCalendar(hours, known),
    publishable: [hoursYaml, ...years.map(({ file }) => file)].map(publishableOf),
  };
}

/**
 * A published year from a file of any name, as its content.
 * @throws PolicyFaults with every fault found.
 */
export function readYearFile(path: string): { readonly year: Year; readonly digest: string; readonly file: string } {
  const file = readYaml(dirname(path), basename(path));
  const faults: PolicyFault[] = [];
  const year = parse(yearSchema, file, faults);
  const days = year ?? daysOf(file.content);
  if (days) faults.push(...dayFaults(days, file));
  if (!year || faults.length > 0) throw new PolicyFaults(faults);
  return { year, digest: digestOf(file.content), file: canonicalText(file.content) };
}

function toCalendar(hours: z.infer<typeof hoursSchema>, years: readonly Year[]): Calendar {
  return makeCalendar({
    zone: hours.zone,
    firstYear: years[0]?.year ?? 0,
    lastYear: years.at(-1)?.year ?? 0,
    holidays: years.flatMap((year) => year.holidays.flatMap((holiday) => holiday.days)).sort(),
    workingWeekends: years.flatMap((year) => year.workingWeekends).sort(),
    officeHours: inWeekOrder(hours.officeHours),
    unitHours: Object.fromEntries(Object.entries(hours.unitHours).map(([unit, days]) => [unit, inWeekOrder(days)])),
    closures: [],
  });
}

const inWeekOrder = (days: z.infer<typeof week>): OfficeHours => [
  days.monday,
  days.tuesday,
  days.wednesday,
  days.thursday,
  days.friday,
  days.saturday,
  days.sunday,
];

const publishableOf = (file: YamlFile): Publishable => ({
  id: file.file.replace(/^calendars\//, "calendar-").replace(/\.yaml$/, ""),
  file: file.file,
  digest: digestOf(file.content),
});

function yearFaults(year: Year, file: YamlFile): PolicyFault[] {
  const expected = `calendars/cn-${year.year}.yaml`;
  return [
    ...(file.file === expected ? [] : [file.faultAt(["year"], `belongs into ${expected}`)]),
    ...dayFaults(year, file),
  ];
}

type Days = Pick<Year, "year" | "workingWeekends"> & {
  readonly holidays: readonly Pick<Year["holidays"][number], "days">[];
};

/** The days of a file that has faults elsewhere, as far as they can be read, so that theirs are told with the others. */
function daysOf(content: unknown): Days | undefined {
  const { year, holidays, workingWeekends } = (content ?? {}) as Record<string, unknown>;
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  if (typeof year !== "number") return undefined;
  const daysIn = (one: unknown) => ({ days: list((one as { days?: unknown } | null)?.days).map(String) });
  return { year, holidays: list(holidays).map(daysIn), workingWeekends: list(workingWeekends).map(String) };
}

/** Days outside the year or named twice, and shifted working days that are none. */
function dayFaults(year: Days, file: YamlFile): PolicyFault[] {
  const faults: PolicyFault[] = [];
  const seen = new Set<string>();
  const look = (text: string, path: (string | number)[]) => {
    // What is no day at all is told as that.
    if (!isDay(text)) return;
    if (!text.startsWith(`${year.year}-`)) faults.push(file.faultAt(path, `${text} lies outside ${year.year}`));
    if (seen.has(text)) faults.push(file.faultAt(path, `${text} stands here a second time`));
    seen.add(text);
  };
  year.holidays.forEach((holiday, h) => holiday.days.forEach((text, d) => look(text, ["holidays", h, "days", d])));
  year.workingWeekends.forEach((text, index) => {
    look(text, ["workingWeekends", index]);
    if (isDay(text) && !isWeekend(text))
      faults.push(file.faultAt(["workingWeekends", index], `${text} is not a Saturday or Sunday`));
  });
  return faults;
}

function gapFaults(years: readonly Year[]): PolicyFault[] {
  if (years.length === 0) return [{ file: "calendars", path: "", message: "holds no year" }];
  return years.flatMap((year, index) => {
    const before = years[index - 1];
    if (!before || before.year === year.year - 1) return [];
    return [
      { file: `calendars/cn-${year.year}.yaml`, path: "year", message: `the year before ${year.year} is missing` },
    ];
  });
}

const isWeekend = (text: string): boolean => [0, 6].includes(new Date(`${text}T00:00:00.000Z`).getUTCDay());

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

function parse<T>(schema: z.ZodType<T>, file: YamlFile, faults: PolicyFault[]): T | undefined {
  if (file.faults.length > 0) {
    faults.push(...file.faults);
    return undefined;
  }
  const result = schema.safeParse(file.content);
  if (!result.success) faults.push(...schemaFaults(result.error, file.faultAt));
  return result.data;
}

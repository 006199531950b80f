/** `lianban calendar import` and `calendar show`: a published year's holidays, and the calendar in force. */
import { existsSync } from "node:fs";
import { SingleBar } from "cli-progress";
import { resetDueDates, type Reset } from "../../casework/index.js";
import { Refused, type Calendar, type OfficeHours } from "../../kernel/index.js";
import { Unit } from "../../parties/index.js";
import { selectRows } from "../../platform/index.js";
import { calendarInForce, describeFault, importYear, PolicyFaults, readYearFile } from "../../policy/index.js";
import { Faults, readConfiguration } from "../configuration.js";
import { openServices, type Services } from "../services.js";
import { tell } from "./terminal.js";

export interface CalendarImportOptions {
  readonly json?: boolean;
}

/** Every process counts on it from the next command on. @throws Faults naming all that is wrong with the file */
export async function calendarImportCommand(file: string, { json }: CalendarImportOptions): Promise<void> {
  const read = yearOf(file);
  const services = await openServices(readConfiguration());
  try {
    const { journal, policies } = services;
    const before = await calendarInForce(journal.database.read, policies.calendar);
    const { year, holidays, workingWeekends } = read.year;
    const outcome = await importYear(journal, policies.calendar, {
      ...{ year, workingWeekends, digest: read.digest, file: read.file },
      holidays: holidays.flatMap(({ days }) => days),
    });
    if (!outcome.ok) throw new Refused(outcome.refusals);
    const after = await calendarInForce(journal.database.read, policies.calendar);
    const reset = await withProgress(services);
    const known = before.version === after.version;
    tell(json, { year, calendar: after.version, known, lastYear: after.lastYear, ...reset }, [
      known ? `The holidays of ${year} were known so already.` : `The holidays of ${year} are in force.`,
      `Open cases looked at: ${reset.seen}; due dates set anew in ${reset.moved}` +
        (reset.failed > 0 ? `; ${reset.failed} could not be seen to, and will be by the next act on them.` : "."),
    ]);
  } finally {
    await services.close();
  }
}

function yearOf(file: string) {
  const doing = `${file} is not imported`;
  if (!existsSync(file)) throw new Faults(doing, ["there is no such file"]);
  try {
    return readYearFile(file);
  } catch (error) {
    if (error instanceof PolicyFaults) throw new Faults(doing, error.faults.map(describeFault));
    throw error;
  }
}

/** A bar where somebody looks on. */
async function withProgress(services: Services): Promise<Reset> {
  const stream = process.stderr;
  const bar = stream.isTTY
    ? new SingleBar({ format: "{bar} {value} of {total} cases · {duration_formatted}", stream, hideCursor: true })
    : null;
  let begun = false;
  try {
    return await resetDueDates(services, {
      anew: true,
      onProgress(seen, total) {
        if (!begun) bar?.start(total, 0);
        begun = true;
        bar?.update(seen);
      },
    });
  } finally {
    if (begun) bar?.stop();
  }
}

export interface CalendarShowOptions extends CalendarImportOptions {
  readonly year?: string;
}

/** The calendar in force, with the days of one year. @throws Faults where that is none */
export async function calendarShowCommand({ year, json }: CalendarShowOptions): Promise<void> {
  if (year !== undefined && !/^\d{4}$/.test(year)) throw new Faults("Cannot show the calendar", [`${year} is no year`]);
  const { policies, database, close } = await openServices(readConfiguration());
  try {
    const calendar = await calendarInForce(database.read, policies.calendar);
    const units = new Map((await selectRows(database.read, Unit, "1 = 1")).map((unit) => [unit.id, unit]));
    const shown = year ?? String(calendar.lastYear);
    const of = (days: readonly string[]) => days.filter((day) => day.startsWith(`${shown}-`));
    const [holidays, workingWeekends] = [of(calendar.holidays), of(calendar.workingWeekends)];
    const { version, zone, firstYear, lastYear, officeHours, unitHours, closures } = calendar;
    const { unitHoursFrom = {} } = calendar;
    tell(
      json,
      {
        version,
        zone,
        firstYear,
        lastYear,
        year: Number(shown),
        holidays,
        workingWeekends,
        unitHours,
        unitHoursFrom,
        closures,
      },
      [
        `Calendar ${version.slice(0, 12)} in ${zone}: holidays are published from ${firstYear} to ${lastYear}.`,
        `Office hours: ${weekText(officeHours)}`,
        ...Object.entries(unitHours).map(([id, hours]) => `  ${nameOf(units.get(id), id)}: ${weekText(hours)}`),
        ...Object.entries(unitHoursFrom).flatMap(([id, dated]) =>
          dated.map((one) => `  ${nameOf(units.get(id), id)} from ${one.from}: ${weekText(one.hours ?? officeHours)}`),
        ),
        ...closures.map(
          (one) => `Closed: ${closureText(one)}${one.unit ? ` (${nameOf(units.get(one.unit), one.unit)})` : ""}`,
        ),
        `Holidays of ${shown}: ${holidays.join(" ") || "none published"}`,
        `Worked weekends: ${workingWeekends.join(" ") || "none"}`,
      ],
    );
  } finally {
    await close();
  }
}

const nameOf = (unit: Unit | undefined, id: string): string => (unit ? `${unit.code} ${unit.name}` : id);
const closureText = (one: Calendar["closures"][number]) => ("day" in one ? one.day : `${one.from} to ${one.to}`);

const dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Days with the same hours together. */
function weekText(hours: OfficeHours): string {
  const texts = hours.map((spans) => spans.map(({ from, to }) => `${from}-${to}`).join(" ") || "closed");
  return [...new Set(texts)]
    .map((text) => `${dayNames.filter((_day, at) => texts[at] === text).join(" ")} ${text}`)
    .join("; ");
}

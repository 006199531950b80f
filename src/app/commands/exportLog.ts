/** `lianban export-log`: the book of record as an event log, also beside a running server. */
import { runExport, type ExportServices } from "../../exchange/index.js";
import { isDay } from "../../kernel/index.js";
import { factsOfCases, factsOnNoCase, inputsThatCount } from "../../oversight/index.js";
import { Faults, readConfiguration } from "../configuration.js";
import { openServices, type Services } from "../services.js";
import { tell } from "./terminal.js";

export interface ExportLogOptions {
  readonly from?: string;
  readonly to?: string;
  readonly gz?: boolean;
  readonly json?: boolean;
}

/** What an export reads; facts of cases, and what was entered for boards, are oversight's. */
export const exportServices = ({
  database,
  keys,
  policies,
}: Pick<Services, "database" | "keys" | "policies">): ExportServices => ({
  sql: database.read,
  keys,
  zone: policies.calendar.zone,
  caseFacts: (caseIds) => factsOfCases(database.read, caseIds),
  otherFacts: (range, page) => factsOnNoCase(database.read, range, page),
  inputs: (range) => inputsThatCount(database.read, range),
});

/** @throws Faults where a day is none. */
export async function exportLogCommand(file: string, { from, to, gz, json }: ExportLogOptions): Promise<void> {
  const wrong = Object.entries({ from, to }).filter(([, day]) => day !== undefined && !isDay(day));
  if (wrong.length > 0)
    throw new Faults(
      "Cannot export the event log",
      wrong.map(([name, day]) => `--${name} is a day such as 2016-09-30, not ${day}`),
    );
  const services = await openServices(readConfiguration());
  try {
    const counts = await runExport({ services: exportServices(services), file, range: { from, to }, gzip: gz });
    tell(json, counts, [
      `${counts.cases} cases, ${counts.histories} histories, ${counts.others} things measured apart and ${counts.inputs} that were entered for boards are in ${file}.`,
    ]);
  } finally {
    await services.close();
  }
}

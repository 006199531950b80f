/** `lianban rebuild`: derived rows as their entries say, after an upgrade or a hand in the database. */
import { rebuildJournal, type RebuildReport } from "../../journal/index.js";
import { forgetFlows } from "../../oversight/index.js";
import { readConfiguration, type Configuration } from "../configuration.js";
import { openServices, type Services } from "../services.js";
import { tables } from "../tables.js";
import { barOn, type Terminal } from "./bar.js";
import { err, tell } from "./terminal.js";
import { openedAsItIs, placeOf } from "./verify.js";

export interface RebuildCommandOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** The exit code: 1 when a stream had to be left alone. @throws Faults where there is no database of this version. */
export async function rebuildCommand({ dryRun = false, json }: RebuildCommandOptions): Promise<0 | 1> {
  const services = await openedAsItIs("Cannot rebuild", readConfiguration());
  try {
    const report = await rebuildAll(services, dryRun, process.stderr);
    tell(json, report, rebuildLines(report));
    return report.ok ? 0 : 1;
  } finally {
    await services.close();
  }
}

/** After an upgrade: rows that the version before did not derive; nothing where the journal is empty. */
export async function rebuildAfterUpgrade(configuration: Configuration): Promise<void> {
  const services = await openServices(configuration);
  try {
    if ((await services.database.read.all("SELECT id FROM journal_stream LIMIT 1")).length === 0) return;
    err("Bringing the rows of an earlier version to this one …");
    rebuildLines(await rebuildAll(services, false, process.stderr)).forEach(err);
  } finally {
    await services.close();
  }
}

/** Every stream of the program; the bar is drawn where `err` is a terminal. */
async function rebuildAll({ journal }: Pick<Services, "journal">, dryRun: boolean, err: Terminal) {
  const bar = barOn(err);
  try {
    const report = await rebuildJournal({ journal, tables, dryRun, onProgress: bar?.move });
    // Flows are counted of derived rows, which may say more now at the same versions.
    if (!dryRun && report.figures.rebuilt > 0) await forgetFlows(journal.database);
    return report;
  } finally {
    bar?.stop();
  }
}

export function rebuildLines({ ok, dryRun, figures, tables: counts, firstLeftAlone }: RebuildReport): string[] {
  const { streams, rebuilt, leftAlone, claims, tallies } = figures;
  const clean = rebuilt + claims + tallies === 0;
  return [
    `${streams} streams; the rows of ${rebuilt} ${dryRun ? "are not what their entries say" : "were rebuilt"}.`,
    ...Object.entries(counts).map(
      ([table, { added, changed, removed }]) => `  ${table}: ${added} added, ${changed} changed, ${removed} removed`,
    ),
    ...(claims + tallies > 0 ? [`Added up anew: ${claims} totals of claims, ${tallies} cells of tallies.`] : []),
    ...(firstLeftAlone
      ? [
          `Left alone, because their entries are not whole: ${leftAlone} streams.`,
          `  first: ${firstLeftAlone.kind}, ${placeOf(firstLeftAlone)}`,
        ]
      : []),
    ...(ok && clean ? ["All rows are what the entries say."] : []),
    ...(dryRun ? ["Nothing was written."] : []),
    ...(dryRun || clean ? [] : ["Run `lianban verify` to see that all of it holds together."]),
  ];
}

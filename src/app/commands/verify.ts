/** `lianban verify`: whether the book of record holds; a bar while it runs, what differs at its end, an exit code. */
import { existsSync } from "node:fs";
import { DocumentVersion } from "../../documents/index.js";
import { differenceKinds, verifyJournal } from "../../journal/index.js";
import type { Difference, VerifyReport } from "../../journal/index.js";
import { partyPrivateChecks } from "../../parties/index.js";
import { embeddedFile } from "../../platform/index.js";
import { Faults, readConfiguration, type Configuration } from "../configuration.js";
import { missingMigrations } from "../readiness.js";
import { openServices, type Services } from "../services.js";
import { tables } from "../tables.js";
import { barOn, type Terminal } from "./bar.js";
import { tell } from "./terminal.js";

export interface VerifyCommandOptions {
  readonly json?: boolean;
  /** Reads and decrypts every document, too; else it is only seen to be there. */
  readonly blobs?: boolean;
}

/** The exit code: 1 when anything differs. @throws Faults where there is no database of this version. */
export async function verifyCommand({ json, blobs = false }: VerifyCommandOptions): Promise<0 | 1> {
  const configuration = readConfiguration();
  const services = await openedAsItIs("Cannot verify", configuration);
  try {
    const report = await verifyAll(services, blobs, process.stderr);
    tell(json, report, reportLines(report));
    return report.ok ? 0 : 1;
  } finally {
    await services.close();
  }
}

/** A database that is there, of this version; opening another would make an empty one. @throws Faults saying what is not. */
export async function openedAsItIs(doing: string, configuration: Configuration): Promise<Services> {
  const { url, dataFolder } = configuration.database;
  if (!url && !existsSync(embeddedFile(dataFolder))) throw new Faults(doing, [`there is no database in ${dataFolder}`]);
  const services = await openServices(configuration);
  const missing = await missingMigrations(services.database);
  if (missing.length === 0) return services;
  await services.close();
  throw new Faults(doing, [`migrations are missing: ${missing.join(", ")}: run \`lianban migrate\``]);
}

/** Every stream, claim and document of the program; the bar is drawn where `err` is a terminal. */
export async function verifyAll(
  { journal, blobs: store }: Pick<Services, "journal" | "blobs">,
  thorough: boolean,
  err: Terminal,
): Promise<VerifyReport> {
  const blobs = { store, columns: [{ rowClass: DocumentVersion, column: "sha256" }], thorough };
  const bar = barOn(err);
  try {
    return await verifyJournal({ journal, tables, privateChecks: partyPrivateChecks, blobs, onProgress: bar?.move });
  } finally {
    bar?.stop();
  }
}

export function reportLines({ ok, figures, differences }: VerifyReport): string[] {
  const { streams, entries, rows, notReplayed, reread, claims, tallies, privateReferences, erased, blobs } = figures;
  return [
    `${streams} streams with ${entries} entries, ${rows} derived rows, ${claims} claims, ${tallies} cells of tallies, ` +
      `${privateReferences} references to private rows (${erased} erased), ${blobs} documents.`,
    ...(reread > 0 ? [`Streams that went on meanwhile and were read again: ${reread}.`] : []),
    ...(notReplayed > 0 ? [`Streams that cannot be replayed, whose rows were not compared: ${notReplayed}.`] : []),
    ...differences.flatMap(({ kind, count, first }) => [
      `${kind} × ${count}: ${differenceKinds[kind]}`,
      `  ${count > 1 ? "first" : "here"}: ${placeOf(first)}`,
    ]),
    ok ? "All of it holds together." : "It does not hold together.",
  ];
}

const shownAtMost = 120;

export const placeOf = ({ kind: _kind, ...place }: Difference): string =>
  Object.entries(place)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${shown(value)}`)
    .join(", ");

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > shownAtMost ? `${text.slice(0, shownAtMost)}…` : text;
}

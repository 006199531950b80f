/** `lianban verify` and `lianban scoreboard`: whether the book of record holds, and who did how well by it. */
import { DocumentVersion } from "../../documents/index.js";
import { differenceKinds, verifyJournal, type Difference, type VerifyReport } from "../../journal/index.js";
import { boardJson, boardText, computeBoard } from "../../oversight/index.js";
import type { PartnerKind } from "../../parties/index.js";
import { Faults, readConfiguration } from "../configuration.js";
import { factSources } from "../context.js";
import { openServices } from "../services.js";
import { tables } from "../tables.js";
import { out, tell } from "./terminal.js";

export interface VerifyCommandOptions {
  readonly json?: boolean;
  /** Reads every document, too; else it is only seen to be there. */
  readonly documents?: boolean;
}

/** The exit code: 1 when anything differs. */
export async function verifyCommand({ json, documents = false }: VerifyCommandOptions): Promise<0 | 1> {
  const services = await openServices(readConfiguration());
  try {
    const columns = [{ rowClass: DocumentVersion, column: "sha256" }];
    const blobs = { store: services.blobs, columns, thorough: documents };
    const report = await verifyJournal({ journal: services.journal, tables, blobs });
    tell(json, report, reportLines(report));
    return report.ok ? 0 : 1;
  } finally {
    await services.close();
  }
}

function reportLines({ ok, figures, differences }: VerifyReport): string[] {
  const { streams, entries, rows, claims, privateReferences, erased, blobs } = figures;
  return [
    `${streams} streams with ${entries} entries, ${rows} derived rows, ${claims} claims, ` +
      `${privateReferences} references to private rows (${erased} erased), ${blobs} documents.`,
    ...differences.flatMap(({ kind, count, first }) => [
      `${kind}: ${differenceKinds[kind]} (${count} times)`,
      `  first: ${placeOf(first)}`,
    ]),
    ok ? "All of it holds together." : "It does not hold together.",
  ];
}

const placeOf = ({ kind: _kind, ...place }: Difference): string =>
  Object.entries(place)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");

export interface ScoreboardCommandOptions {
  readonly kind: string;
  readonly json?: boolean;
}

const kinds: Readonly<Record<string, PartnerKind>> = { banks: "BANK", "guarantee-companies": "GUARANTEE_COMPANY" };

/** @throws Faults where there is no such period or kind, or no policy for it. */
export async function scoreboardCommand(period: string, { kind, json }: ScoreboardCommandOptions): Promise<void> {
  const wanted = kinds[kind];
  const doing = "Cannot compute the scoreboard";
  if (!wanted) throw new Faults(doing, [`--kind is one of ${Object.keys(kinds).join(", ")}, not ${kind}`]);
  const { policies, database, close } = await openServices(readConfiguration());
  try {
    const board = await computeBoard({ sql: database.read, policies, sources: factSources }, { period, kind: wanted });
    if (!board)
      throw new Faults(doing, [`${period} is no period (2017H1, 2017Q3, 2017-08, 2017) with a policy at its end`]);
    if (json) out(JSON.stringify(boardJson(board)));
    else out(boardText(board));
  } finally {
    await close();
  }
}

/** Proves the book of record: chains, copies, replay against the derived rows, claims, private rows, documents. */
import { tableOf, type Keys, type RowClass, type Sql } from "../../platform/index.js";
import type { Journal } from "../journal.js";
import { verifyBlobs, type BlobCheck } from "./blobs.js";
import { verifyClaims } from "./claims.js";
import { openPrivateCheck } from "./privateRows.js";
import { newFindings, type Difference, type VerifyReport } from "./report.js";
import { talliesOf } from "../tallies/index.js";
import { verifyTallies } from "./tallies.js";
import { verifyStreams, type WalkPoint } from "./streams.js";

export type VerifyPhase = "streams" | "claims" | "tallies" | "documents";

export interface VerifyOptions {
  readonly journal: Pick<Journal, "database" | "keys" | "aggregates">;
  /** Every table of the program. */
  readonly tables: readonly RowClass[];
  /** What rooms say of private tables of their own; values are never told. */
  readonly privateChecks?: readonly PrivateTableCheck[];
  /** Where documents are looked for, too. */
  readonly blobs?: BlobCheck;
  /** `of` as counted when the phase began; a center at work may have more by its end. */
  readonly onProgress?: (phase: VerifyPhase, done: number, of: number) => void;
  /** For tests: where a stream may move between two reads. */
  readonly probe?: (point: WalkPoint) => Promise<void> | void;
}

/** Holds a room's private tables against the journal; for every stream at once, after they were read. */
export type PrivateTableCheck = (sql: Sql, keys: Keys) => AsyncIterable<Difference>;

/**
 * Changes nothing and may run beside those who write: a stream that moves while it is read is read again before it is
 * called different.
 */
export async function verifyJournal(options: VerifyOptions): Promise<VerifyReport> {
  const { journal, tables, privateChecks = [], blobs, onProgress, probe } = options;
  const { database, keys, aggregates } = journal;
  const findings = newFindings();
  const during = async (phase: VerifyPhase, ...from: readonly string[]) => {
    if (!onProgress) return undefined;
    let of = 0;
    for (const table of from) {
      const [row] = await database.read.all<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`);
      of += Number(row?.n);
    }
    onProgress(phase, 0, of);
    return (done: number) => onProgress(phase, done, Math.max(of, done));
  };
  const privateRows = await openPrivateCheck(database, keys, findings);
  try {
    const onRefs = privateRows.check;
    const onStream = await during("streams", "journal_stream");
    await verifyStreams({ database, aggregates, tables, findings, onRefs, onProgress: onStream, probe });
    await privateRows.orphans();
  } finally {
    await privateRows.close();
  }
  for (const check of privateChecks) {
    for await (const difference of check(database.read, keys)) findings.note([difference]);
  }
  await verifyClaims(database.read, findings, await during("claims", "claim_total"));
  await verifyTallies(database, talliesOf(aggregates.values()), findings, await during("tallies"));
  if (blobs) {
    const from = blobs.columns.map(({ rowClass }) => tableOf(rowClass).name);
    await verifyBlobs(database.read, blobs, findings, await during("documents", ...from));
  }
  return findings.report();
}

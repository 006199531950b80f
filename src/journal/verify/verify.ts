/** Proves the book of record: chains, copies, replay against the derived rows, claims, private rows, documents. */
import type { RowClass } from "../../platform/index.js";
import type { Journal } from "../journal.js";
import { verifyBlobs, type BlobCheck } from "./blobs.js";
import { verifyClaims } from "./claims.js";
import { openPrivateCheck } from "./privateRows.js";
import { newFindings, type VerifyReport } from "./report.js";
import { verifyStreams, type WalkPoint } from "./streams.js";

export type VerifyPhase = "streams" | "claims" | "documents";

export interface VerifyOptions {
  readonly journal: Pick<Journal, "database" | "keys" | "aggregates">;
  /** Every table of the program. */
  readonly tables: readonly RowClass[];
  /** Where documents are looked for, too. */
  readonly blobs?: BlobCheck;
  readonly onProgress?: (phase: VerifyPhase, done: number) => void;
  /** For tests: where a stream may move between two reads. */
  readonly probe?: (point: WalkPoint) => Promise<void> | void;
}

/**
 * Changes nothing and may run beside those who write: a stream that moves while it is read is read again before it is
 * called different.
 */
export async function verifyJournal(options: VerifyOptions): Promise<VerifyReport> {
  const { journal, tables, blobs, onProgress, probe } = options;
  const { database, keys, aggregates } = journal;
  const findings = newFindings();
  const at = (phase: VerifyPhase) => (done: number) => onProgress?.(phase, done);
  const privateRows = await openPrivateCheck(database, keys, findings);
  try {
    const onRefs = privateRows.check;
    await verifyStreams({ database, aggregates, tables, findings, onRefs, onProgress: at("streams"), probe });
    await privateRows.orphans();
  } finally {
    await privateRows.close();
  }
  await verifyClaims(database.read, findings, at("claims"));
  if (blobs) await verifyBlobs(database.read, blobs, findings, at("documents"));
  return findings.report();
}

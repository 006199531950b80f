/** Brings the derived rows of every stream to what its entries say, with their tallies and the totals of claims. */
import type { RowClass } from "../../platform/index.js";
import type { Journal } from "../journal.js";
import { talliesOf } from "../tallies/index.js";
import { newCounts, type RebuildReport } from "./report.js";
import { rebuildStreams } from "./streams.js";
import { rebuildClaims, rebuildTallies } from "./totals.js";

export type RebuildPhase = "streams" | "claims" | "tallies";

export interface RebuildOptions {
  readonly journal: Pick<Journal, "database" | "aggregates">;
  /** Every table of the program. */
  readonly tables: readonly RowClass[];
  /** Counts what would be done, and writes nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (phase: RebuildPhase, done: number, of: number) => void;
}

/**
 * Writes no entry and moves no head; may run beside those who write, and be interrupted and run again. Totals move with
 * every row; they are added up anew at the end, because a command that came before its stream's turn moved them by rows
 * that were not there.
 */
export async function rebuildJournal(options: RebuildOptions): Promise<RebuildReport> {
  const { journal, tables, dryRun = false, onProgress } = options;
  const { database, aggregates } = journal;
  const tallies = talliesOf(aggregates.values());
  const counts = newCounts();
  const during = async (phase: RebuildPhase, from?: string) => {
    if (!onProgress) return undefined;
    const [row] = from ? await database.read.all<{ n: number }>(`SELECT COUNT(*) AS n FROM ${from}`) : [];
    const of = Number(row?.n ?? 0);
    onProgress(phase, 0, of);
    return (done: number) => onProgress(phase, done, Math.max(of, done));
  };
  const onStream = await during("streams", "journal_stream");
  await rebuildStreams({ database, aggregates, tables, tallies, dryRun, counts, onProgress: onStream });
  await rebuildClaims({ database, dryRun, counts }, await during("claims", "claim_total"));
  await rebuildTallies({ database, dryRun, counts }, tallies, await during("tallies"));
  return counts.report(dryRun);
}

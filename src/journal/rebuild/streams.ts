/** Walks every stream in id order and writes, one transaction for each, what its entries say and its rows do not. */
import { placeholders, tableOf, type Database, type RawRow, type RowClass, type Sql } from "../../platform/index.js";
import { LostRace } from "../attempt.js";
import { writeDifferences } from "../readRows.js";
import type { AnyAggregate } from "../streams.js";
import type { StreamRow } from "../tables.js";
import type { Tallied } from "../tallies/index.js";
import { between, headOf, nextHeads } from "../verify/reading.js";
import { newFindings, type Difference } from "../verify/report.js";
import type { DerivedTable } from "../verify/rows.js";
import { streamReader, streamsAtOnce, walkedTables, type Look } from "../verify/streams.js";
import { changesOf, missingIds, planOf, type Plan } from "./plan.js";
import type { Counts } from "./report.js";
import { retried } from "./retried.js";

const idsAtOnce = 500;

export interface RebuildWalk {
  readonly database: Database;
  readonly aggregates: ReadonlyMap<string, AnyAggregate>;
  readonly tables: readonly RowClass[];
  readonly tallies: ReadonlyMap<RowClass, Tallied>;
  readonly dryRun: boolean;
  readonly counts: Counts;
  readonly onProgress?: (streams: number) => void;
}

export async function rebuildStreams(walk: RebuildWalk): Promise<void> {
  const { database, dryRun, counts, onProgress } = walk;
  const tables = walkedTables(walk.tables, walk.aggregates);
  const read = streamReader({ ...walk, findings: newFindings() }, tables);

  /** Under its head, looked at once more, since what was read before may have moved. */
  const writeOne = (id: string) =>
    retried(database, `The rows of ${id}`, async (tx) => {
      const look = await read.lookAt(tx, id);
      if (!look.trace.head && (await headOf(tx, id))) throw new LostRace(`The stream ${id} began just now`);
      if (obstacleOf(look) || !differs(look)) return [];
      const plan = await planFor(tx, look, tables);
      // What the entries say stands, be it beyond a limit: verify names that.
      await writeDifferences(tx, plan.before, plan.after, walk.tallies, false);
      return changesOf(plan);
    });

  async function rebuildOne(look: Look): Promise<void> {
    const obstacle = obstacleOf(look);
    if (obstacle) return counts.leave(obstacle);
    if (!differs(look)) return;
    const changes = dryRun
      ? changesOf(await planFor(database.read, look, tables))
      : await writeOne(look.trace.streamId);
    counts.note(changes);
    if (changes.length > 0) counts.count("rebuilt");
  }

  let done = 0;
  const deferred: Look[] = [];
  for (let after: string | null = null, last = false; !last;) {
    const heads: StreamRow[] = await nextHeads(database.read, after, streamsAtOnce);
    last = heads.length === 0;
    const upTo: string | null = heads.at(-1)?.id ?? null;
    for (const look of await read.settled(between(after, upTo), heads)) {
      await rebuildOne(look).catch((error: unknown) => {
        if (!isOfAnother(error)) throw error;
        deferred.push(look);
      });
      if (!look.trace.head) continue;
      counts.count("streams");
      onProgress?.((done += 1));
    }
    after = upTo ?? after;
  }
  for (const look of deferred) await rebuildOne(look);
}

/** A row that another stream's row must be there for, or be gone before: that stream comes first. */
const isOfAnother = (error: unknown): boolean => {
  const { code, errno } = error as { code?: string; errno?: number };
  return code === "SQLITE_CONSTRAINT_FOREIGNKEY" || errno === 1451 || errno === 1452;
};

/** Entries that were changed, are missing or cannot be replayed are no ground to write on; their copies do not matter. */
const obstacleOf = ({ found }: Look): Difference | undefined =>
  found.find(({ kind }) => kind !== "ENTRY_COPY" && !kind.startsWith("ROW_"));

const differs = ({ found }: Look): boolean => found.some(({ kind }) => kind.startsWith("ROW_"));

/** Of a stream that is not in the journal, no row is implied. */
async function planFor(sql: Sql, { trace, rows }: Look, tables: readonly DerivedTable[]): Promise<Plan> {
  const implied = trace.head && trace.aggregate ? trace.aggregate.rowsOf(trace.state) : [];
  const stored = new Map<DerivedTable, readonly RawRow[]>(rows);
  for (const [table, ids] of missingIds(implied, stored, tables)) {
    for (let at = 0; at < ids.length; at += idsAtOnce) {
      const some = ids.slice(at, at + idsAtOnce);
      const { name } = tableOf(table.rowClass);
      const strays = await sql.all(`SELECT * FROM ${name} WHERE id IN ${placeholders(some)}`, some);
      if (strays.length > 0) stored.set(table, [...(stored.get(table) ?? []), ...strays]);
    }
  }
  return planOf(implied, stored);
}

/** Walks every stream in id order and compares its chain, its texts and its rows; what moves meanwhile is read again. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Database, RawRow, RowClass, Sql } from "../../platform/index.js";
import type { AnyAggregate } from "../streams.js";
import type { StreamRow } from "../tables.js";
import { derivedRowsIn, entriesIn, headOf, nextHeads, oneStream, between, type Scope } from "./reading.js";
import type { Difference, Findings } from "./report.js";
import { derivedTables, rowDifferences, type DerivedTable } from "./rows.js";
import { beginTrace, endTrace, followEntry, replayFailed, type PlacedRef, type Trace } from "./trace.js";

export const streamsAtOnce = 300;
const lookAgainAtMost = 6;

export interface StreamWalk {
  readonly database: Database;
  readonly aggregates: ReadonlyMap<string, AnyAggregate>;
  /** Every table of the program, so that rows of tables that no aggregate names are found too. */
  readonly tables: readonly RowClass[];
  readonly findings: Findings;
  /** Told of the private references of a batch. */
  readonly onRefs: (refs: readonly PlacedRef[]) => Promise<void>;
  readonly onProgress?: (streams: number) => void;
  /** For tests: where a stream may move between two reads. */
  readonly probe?: (point: WalkPoint) => Promise<void> | void;
}

export type WalkPoint = "headsRead" | "entriesRead" | "rowsRead";

/** One stream as it was read. */
export interface Look {
  readonly trace: Trace;
  readonly rows: ReadonlyMap<DerivedTable, readonly RawRow[]>;
  readonly found: readonly Difference[];
}

const noRows: Look["rows"] = new Map();

/** The derived tables of the program and of every kind of stream. */
export const walkedTables = (
  tables: readonly RowClass[],
  aggregates: StreamWalk["aggregates"],
): ReturnType<typeof derivedTables> =>
  derivedTables([...tables, ...[...aggregates.values()].flatMap((one) => one.tables)]);

export async function verifyStreams(walk: StreamWalk): Promise<void> {
  const { database, aggregates, findings, onRefs, onProgress } = walk;
  const tables = walkedTables(walk.tables, aggregates);
  const read = streamReader(walk, tables);
  let done = 0;
  for (let after: string | null = null, last = false; !last;) {
    const heads: StreamRow[] = await nextHeads(database.read, after, streamsAtOnce);
    last = heads.length === 0;
    const upTo: string | null = heads.at(-1)?.id ?? null;
    const looks = await read.settled(between(after, upTo), heads);
    for (const { trace, rows, found } of looks) {
      findings.note(await Promise.all(found.map((one) => elsewhere(database.read, one, tables))));
      findings.count("streams", trace.head ? 1 : 0);
      findings.count("entries", trace.entries);
      findings.count("notReplayed", trace.head && !trace.replayable ? 1 : 0);
      if (trace.replayable) for (const stored of rows.values()) findings.count("rows", stored.length);
    }
    await onRefs(looks.flatMap(({ trace }) => trace.refs));
    done += heads.length;
    onProgress?.(done);
    after = upTo ?? after;
  }
}

/** Reads streams with what is stored of them, and names what differs. */
export function streamReader(
  { database, aggregates, findings, probe }: Pick<StreamWalk, "database" | "aggregates" | "findings" | "probe">,
  tables: readonly DerivedTable[],
) {
  const byClass = new Map(tables.map((table) => [table.rowClass, table]));

  /** What is stored of the streams in scope, each followed to its end. */
  async function look(sql: Sql, scope: Scope, heads: readonly StreamRow[]): Promise<Look[]> {
    await probe?.("headsRead");
    const traces = new Map<string, Trace>();
    const begin = (id: string, head: StreamRow | null) => {
      const trace = beginTrace(id, head, aggregates.get(head?.kind ?? "") ?? null);
      traces.set(id, trace);
      return trace;
    };
    for (const head of heads) begin(head.id, head);
    for await (const page of entriesIn(sql, scope)) {
      for (const row of page) followEntry(traces.get(row.streamId) ?? begin(row.streamId, null), row);
    }
    await probe?.("entriesRead");
    const rows = await derivedRowsIn(sql, scope, tables);
    await probe?.("rowsRead");
    for (const id of rows.keys()) if (!traces.has(id)) begin(id, null);
    return [...traces.values()].map((trace) => {
      const stored = rows.get(trace.streamId) ?? noRows;
      endTrace(trace);
      return { trace, rows: stored, found: [...trace.found, ...compare(trace, stored)] };
    });
  }

  function compare(trace: Trace, stored: Look["rows"]): Difference[] {
    const { streamId, head, aggregate, entries, replayable, state } = trace;
    if (!head && entries === 0) {
      return [...stored].flatMap(([{ name }, rows]) =>
        rows.map(({ id }) => ({ kind: "ROW_WITHOUT_STREAM", streamId, table: name, id: String(id) })),
      );
    }
    if (!aggregate || !replayable) return [];
    try {
      return rowDifferences(streamId, aggregate.kind, aggregate.rowsOf(state), stored, byClass);
    } catch (error) {
      trace.replayable = false;
      return [replayFailed(trace, (error as Error).message)];
    }
  }

  /** Differences count only where the stream did not move between the first and the last read. */
  async function settled(scope: Scope, heads: readonly StreamRow[]): Promise<Look[]> {
    const looks = await look(database.read, scope, heads);
    return Promise.all(looks.map(async (one) => ((await isFinal(one)) ? one : again(one.trace.streamId))));
  }

  async function isFinal({ trace: { streamId, head }, found }: Look): Promise<boolean> {
    return found.length === 0 || isSameHead(head, await headOf(database.read, streamId));
  }

  /** One stream by itself; at last with its head held, so that it stands still. */
  async function again(id: string): Promise<Look> {
    findings.count("reread");
    for (let tries = 1; tries <= lookAgainAtMost; tries += 1) {
      const one = await lookAt(database.read, id);
      if (await isFinal(one)) return one;
      await sleep(Math.random() * 10 * tries);
    }
    return database.write((tx) => lookAt(tx, id));
  }

  /** Holds the head where the caller writes. */
  async function lookAt(sql: Sql, id: string): Promise<Look> {
    const head = await headOf(sql, id);
    const [one] = await look(sql, oneStream(id), head ? [head] : []);
    return one ?? { trace: beginTrace(id, null, null), rows: noRows, found: [] };
  }

  return { settled, lookAt };
}

/** A row that is missing in its stream may stand in another one: then it is its stream column that differs. */
async function elsewhere(sql: Sql, found: Difference, tables: readonly DerivedTable[]): Promise<Difference> {
  const { kind, table: name, id, streamId } = found;
  const table = tables.find((one) => one.name === name);
  if (kind !== "ROW_MISSING" || !table || id === undefined) return found;
  const column = table.streamColumn;
  const [row] = await sql.all(`SELECT ${column} FROM ${table.name} WHERE id = ?`, [id]);
  return row ? { ...found, kind: "ROW_DIFFERS", column, stored: row[column], computed: streamId } : found;
}

const isSameHead = (one: StreamRow | null, other: StreamRow | null): boolean =>
  one?.seq === other?.seq && one?.hash === other?.hash;

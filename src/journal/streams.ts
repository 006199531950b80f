/** Reading streams: heads, entries and the states they fold into, checked against the hash chain. */
import { LRUCache } from "lru-cache";
import { placeholders, type Sql, type SqlValue, type WriteSql } from "../platform/index.js";
import { lifted, type Aggregate } from "./aggregate.js";
import { Tampered } from "./attempt.js";
import { fromText, genesisHash, hashAfter, type Entry } from "./entry.js";
import type { EntryRow, StreamRow } from "./tables.js";

/** A state together with the entry it stands after; immutable, so it may be kept. */
export interface Folded {
  readonly state: unknown;
  readonly seq: number;
  readonly hash: string;
  readonly recordedAt: string;
}

export type AnyAggregate = Aggregate<unknown>;

const keptStates = 2_000;

/** Kept states are only ever used when their hash is the stored head's, so a process keeps nothing of its own. */
export type StateCache = LRUCache<string, Folded>;
export const newStateCache = (): StateCache => new LRUCache<string, Folded>({ max: keptStates });

export const beginning = (aggregate: AnyAggregate, id: string): Folded => ({
  state: aggregate.initial(id),
  seq: 0,
  hash: genesisHash(id),
  recordedAt: "",
});

/** The heads of streams, locked in id order where the caller writes. */
export async function readHeads(sql: Sql | WriteSql, ids: readonly string[]): Promise<Map<string, StreamRow>> {
  if (ids.length === 0) return new Map();
  const lock = "forUpdate" in sql ? sql.forUpdate : "";
  const sorted = [...ids].sort();
  const rows = await sql.all<StreamRow>(
    `SELECT * FROM journal_stream WHERE id IN ${placeholders(sorted)} ORDER BY id${lock}`,
    sorted,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The state at a stream's head. @throws Tampered naming the stream and the entry whose text was changed. */
export async function foldStream(
  sql: Sql,
  aggregate: AnyAggregate,
  head: StreamRow,
  cache: StateCache,
): Promise<Folded> {
  const kept = cache.get(head.id);
  if (kept?.hash === head.hash) return kept;
  const from = kept && kept.seq < head.seq ? kept : beginning(aggregate, head.id);
  const rows = await readEntries(sql, "streamId = ? AND seq > ? ORDER BY seq", [head.id, from.seq]);
  const folded = rows.reduce((before, row) => foldRow(aggregate, before, row), from);
  cache.set(head.id, folded);
  return folded;
}

export const readEntries = (sql: Sql, condition: string, params: readonly SqlValue[]): Promise<EntryRow[]> =>
  sql.all<EntryRow>(`SELECT * FROM journal_entry WHERE ${condition}`, params);

export function foldRow(aggregate: AnyAggregate, before: Folded, row: EntryRow): Folded {
  if (row.seq !== before.seq + 1 || hashAfter(before.hash, row.text) !== row.hash) {
    throw new Tampered(`Stream ${row.streamId}: entry ${row.seq} does not follow entry ${before.seq} by its hash`);
  }
  return foldEntry(aggregate, before, fromText(row.text), row.hash);
}

export function foldEntry(aggregate: AnyAggregate, before: Folded, entry: Entry, hash: string): Folded {
  const state = aggregate.evolve(before.state, lifted(aggregate, entry));
  return { state, seq: entry.seq, hash, recordedAt: entry.recordedAt };
}

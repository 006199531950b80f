/** Follows one stream entry by entry: its chain, the copies beside its texts, its private references, its state. Pure. */
import { canonicalText } from "../../kernel/index.js";
import { tableOf } from "../../platform/index.js";
import { lifted } from "../aggregate.js";
import { genesisHash, hashAfter, type Entry } from "../entry.js";
import type { PrivateRef } from "../private.js";
import type { AnyAggregate } from "../streams.js";
import { EntryRow, type StreamRow } from "../tables.js";
import { privateRefsIn } from "./privateRefs.js";
import type { Difference } from "./report.js";

/** A reference and the entry that holds it. */
export interface PlacedRef extends PrivateRef {
  readonly streamId: string;
  readonly seq: number;
}

/** What is known of a stream after the entries read so far. */
export interface Trace {
  readonly streamId: string;
  /** Null where only entries or rows name the stream. */
  readonly head: StreamRow | null;
  readonly aggregate: AnyAggregate | null;
  state: unknown;
  /** False once an entry is missing, unreadable or refused by the aggregate: the state is then worth nothing. */
  replayable: boolean;
  entries: number;
  seq: number;
  storedHash: string;
  /** What the last hash would be by the texts; differs from the stored one only after a difference was found. */
  computedHash: string;
  readonly refs: PlacedRef[];
  readonly found: Difference[];
}

export function beginTrace(streamId: string, head: StreamRow | null, aggregate: AnyAggregate | null): Trace {
  const hash = genesisHash(streamId);
  return {
    streamId,
    head,
    aggregate,
    state: aggregate?.initial(streamId),
    replayable: aggregate !== null,
    entries: 0,
    seq: 0,
    storedHash: hash,
    computedHash: hash,
    refs: [],
    found: [],
  };
}

export function followEntry(trace: Trace, row: EntryRow): void {
  const { streamId, seq, id } = row;
  trace.entries += 1;
  const entry = readText(trace, row);
  if (entry) for (const ref of privateRefsIn(entry.body)) trace.refs.push({ ...ref, streamId, seq });
  if (!trace.head) {
    trace.found.push({ kind: "ENTRY_WITHOUT_STREAM", streamId, seq, id });
    return;
  }
  checkChain(trace, row);
  if (entry) {
    trace.found.push(...copyDifferences(row, entry));
    replay(trace, entry);
  } else trace.replayable = false;
}

/** A single change is one difference: the next entry may follow from the stored hash or from the right one. */
function checkChain(trace: Trace, { streamId, seq, text, hash }: EntryRow): void {
  const expected = trace.seq + 1;
  const computed = hashAfter(trace.computedHash, text);
  if (seq !== expected) {
    trace.found.push({ kind: "ENTRY_SEQ", streamId, seq, stored: seq, computed: expected });
    trace.replayable = false;
    // What it followed is not there to compare with.
    Object.assign(trace, { seq, storedHash: hash, computedHash: hash });
    return;
  }
  if (hash !== computed && hash !== hashAfter(trace.storedHash, text)) {
    trace.found.push({ kind: "ENTRY_HASH", streamId, seq, stored: hash, computed });
    Object.assign(trace, { seq, storedHash: hash, computedHash: computed });
    return;
  }
  Object.assign(trace, { seq, storedHash: hash, computedHash: hash });
}

/** The entry that the text says, or null where it says none. */
function readText({ found }: Trace, { streamId, seq, text }: EntryRow): Entry | null {
  const wrong = (detail: string) => found.push({ kind: "ENTRY_TEXT", streamId, seq, detail });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    wrong("it is no JSON");
    return null;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    wrong("it is no envelope");
    return null;
  }
  try {
    if (canonicalText(value) !== text) wrong("it is not written in the canonical way (RFC 8785)");
  } catch (error) {
    wrong((error as Error).message);
  }
  return value as Entry;
}

const copiedColumns = [...tableOf(EntryRow).columns.keys()].filter((name) => name !== "text" && name !== "hash");

function copyDifferences(row: EntryRow, entry: Entry): Difference[] {
  const { streamId, seq } = row;
  const values = row as unknown as Record<string, unknown>;
  const said = entry as unknown as Record<string, unknown>;
  return copiedColumns
    .filter((column) => values[column] !== said[column])
    .map((column) => {
      const [stored, computed] = [values[column], said[column] ?? null];
      return { kind: "ENTRY_COPY", streamId, seq, column, stored, computed };
    });
}

function replay(trace: Trace, entry: Entry): void {
  const { aggregate } = trace;
  if (!aggregate || !trace.replayable) return;
  try {
    const known = aggregate.versions?.[entry.type]?.version ?? 1;
    if (entry.version > known)
      throw new Error(`version ${entry.version} is newer than this program, which knows ${known}`);
    trace.state = aggregate.evolve(trace.state, lifted(aggregate, entry));
    if (trace.state === undefined) throw new Error("it has no place in such a stream");
  } catch (error) {
    trace.replayable = false;
    trace.found.push(replayFailed(trace, `${entry.type}: ${(error as Error).message}`));
  }
}

export const replayFailed = ({ streamId, head, seq }: Trace, detail: string): Difference => ({
  kind: "REPLAY_FAILED",
  streamId,
  streamKind: head?.kind,
  seq,
  detail,
});

/** What can be said once the last entry was read. */
export function endTrace(trace: Trace): void {
  const { streamId, head, found } = trace;
  if (!head) return;
  const streamKind = head.kind;
  if (!trace.aggregate) found.push({ kind: "STREAM_KIND", streamId, streamKind });
  if (trace.entries === 0) {
    trace.replayable = false;
    found.push({ kind: "STREAM_EMPTY", streamId, streamKind });
  } else if (head.seq !== trace.seq) {
    found.push({ kind: "STREAM_HEAD", streamId, streamKind, column: "seq", stored: head.seq, computed: trace.seq });
  } else if (head.hash !== trace.storedHash && head.hash !== trace.computedHash) {
    const [stored, computed] = [head.hash, trace.storedHash];
    found.push({ kind: "STREAM_HEAD", streamId, streamKind, column: "hash", stored, computed });
  }
}

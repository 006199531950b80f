/** The book of record: `execute` decides a command and writes its entries and rows in one transaction. */
import { setTimeout as sleep } from "node:timers/promises";
import { canonicalText, newId, Refused, refuse, withoutUndefined } from "../kernel/index.js";
import { conflictOf, insertRows, type Database, type Keys, type Sql, type WriteSql } from "../platform/index.js";
import { projected, type Aggregate, type Projection, type RowOut } from "./aggregate.js";
import { Busy, LostRace, type Attempt, type ExecutePoint, type Loaded, type Outcome } from "./attempt.js";
import { toRow, type Entry, type NewEntry } from "./entry.js";
import { keyRefusals, textRefusals } from "./inputTexts.js";
import { insertPrivate, sealPrivate } from "./private.js";
import { claimTotals } from "./claims.js";
import { claimId, writeDifferences } from "./readRows.js";
import { beginning, foldEntry, foldStream, newStateCache, readHeads } from "./streams.js";
import type { AnyAggregate, Folded } from "./streams.js";
import { talliesOf } from "./tallies/index.js";
import { EntryRow, RequestRow, StreamRow, type PrivateRow } from "./tables.js";

const triesAtMost = 8;
const entryTextBytesAtMost = 60_000;
const settleRoundsAtMost = 6;

export interface JournalOptions {
  readonly database: Database;
  readonly keys: Keys;
  readonly aggregates: readonly Aggregate<never>[];
  /** Rows that higher rooms derive from these streams; written in the same transaction as the aggregate's own. */
  readonly projections?: readonly Projection<never>[];
  readonly clock?: () => Date;
  /** For tests: waits or throws at a named point of every attempt. */
  readonly probe?: (point: ExecutePoint, command: string) => Promise<void> | void;
  /** For tests: false shows that unique (stream, seq) alone is enough. */
  readonly lockHeads?: boolean;
}

export interface Journal {
  readonly database: Database;
  readonly keys: Keys;
  readonly aggregates: ReadonlyMap<string, AnyAggregate>;
  readonly clock: () => Date;
  execute<Facts>(attempt: Attempt<Facts>): Promise<Outcome>;
  /** The state of a stream as last committed; null when there is none of that kind. */
  read<State>(aggregate: Aggregate<State>, id: string): Promise<State | null>;
  /** Attempts that lost a race and were tried again. */
  readonly retries: { count: number };
}

export function createJournal(options: JournalOptions): Journal {
  const { database, keys, clock = () => new Date(), probe, lockHeads = true } = options;
  const cache = newStateCache();
  const aggregates = projected(options.aggregates, options.projections ?? []);
  const tallies = talliesOf(aggregates.values());
  const retries = { count: 0 };

  async function attemptOnce<Facts>(tx: WriteSql, attempt: Attempt<Facts>) {
    const reach = async (point: ExecutePoint) => probe?.(point, attempt.command);
    await reach("begun");
    const existing = attempt.streams.filter((ref) => !ref.create).map((ref) => ref.id);
    const heads = await readHeads(lockHeads ? tx : { all: tx.all, run: tx.run }, existing);
    const inputMac = keys.mac("request", canonicalText(withoutUndefined(attempt.input ?? null)));
    const before = await findRequest(tx, attempt, inputMac);
    if (before) return { outcome: before, states: [] };

    const folded = new Map<string, Folded>();
    for (const ref of attempt.streams) {
      const aggregate = aggregates.get(ref.aggregate.kind);
      if (!aggregate) throw new Error(`The journal does not know ${ref.aggregate.kind}`);
      const head = heads.get(ref.id);
      if (ref.create) folded.set(ref.id, beginning(aggregate, ref.id));
      else if (head?.kind === ref.aggregate.kind) folded.set(ref.id, await foldStream(tx, aggregate, head, cache));
    }
    const loaded: Loaded = { state: (ref) => (folded.get(ref.id)?.state as never) ?? null };
    const facts = (await attempt.prepare?.(tx, loaded)) as Facts;
    const claims = await claimTotals(tx, attempt.claims?.(loaded, facts) ?? []);
    await reach("loaded");

    const privateRows: PrivateRow[] = [];
    const context = {
      now: laterOf(clock().toISOString(), [...folded.values()]),
      actor: attempt.actor,
      newId,
      keep(kind: string, streamId: string, value: string) {
        const { row, ref } = sealPrivate(keys, kind, streamId, value);
        privateRows.push(row);
        return ref;
      },
      claimed({ kind, subject }: { kind: string; subject: string }) {
        const total = claims.get(claimId(kind, subject));
        if (total === undefined) throw new Error(`${attempt.command} did not declare the claim ${kind}`);
        return total;
      },
    };
    const decision = attempt.decide(loaded, context, facts);
    if ("refusals" in decision) {
      // What stands in the way may be its own first sending, committed since the look above: only a locked head waits for that.
      const meanwhile = await findRequest(tx, attempt, inputMac);
      if (meanwhile) return { outcome: meanwhile, states: [] };
      throw new Refused(decision.refusals);
    }
    await reach("decided");

    const states: [string, Folded][] = [];
    const appends = [...decision.appends].sort((one, other) => (one.streamId < other.streamId ? -1 : 1));
    const rowChanges: { before: readonly RowOut[]; after: readonly RowOut[] }[] = [];
    for (const { streamId, entries } of appends) {
      const ref = attempt.streams.find((candidate) => candidate.id === streamId);
      const start = folded.get(streamId);
      if (!ref || !start) throw new Error(`${attempt.command} writes to a stream that it did not name`);
      const aggregate = aggregates.get(ref.aggregate.kind) as AnyAggregate;
      const rows: EntryRow[] = [];
      let end = start;
      let next: readonly NewEntry[] = entries;
      for (let round = 0; next.length > 0; round += 1) {
        if (round > settleRoundsAtMost) throw new Error(`${attempt.command} does not settle`);
        for (const fresh of next) {
          const row = toRow(stamp(fresh, streamId, end.seq + 1, context, aggregate), end.hash);
          if (Buffer.byteLength(row.text) > entryTextBytesAtMost) {
            throw new Error(`Entry ${fresh.type} is longer than ${entryTextBytesAtMost} bytes`);
          }
          rows.push(row);
          end = foldEntry(aggregate, end, JSON.parse(row.text) as Entry, row.hash);
        }
        next = attempt.settle?.(streamId, end.state, context, facts) ?? [];
      }
      if (rows.length === 0) continue;
      await append(tx, ref.aggregate.kind, start, end, rows);
      rowChanges.push({
        before: start.seq === 0 ? [] : aggregate.rowsOf(start.state),
        after: aggregate.rowsOf(end.state),
      });
      states.push([streamId, end]);
    }
    await reach("appended");
    await writeDifferences(
      tx,
      rowChanges.flatMap((change) => change.before),
      rowChanges.flatMap((change) => change.after),
      tallies,
    );
    await reach("rowsWritten");
    await insertPrivate(tx, privateRows);
    if (attempt.idempotencyKey) {
      await insertRows(tx, RequestRow, [
        {
          id: newId(),
          actorId: attempt.actor.memberId,
          idempotencyKey: attempt.idempotencyKey,
          command: attempt.command,
          inputDigest: inputMac,
          resultId: decision.resultId,
          recordedAt: context.now,
        },
      ]);
    }
    await decision.technical?.(tx);
    await reach("beforeCommit");
    return { outcome: { ok: true, resultId: decision.resultId, replayed: false } as Outcome, states };
  }

  async function execute<Facts>(attempt: Attempt<Facts>): Promise<Outcome> {
    const wrong = [...textRefusals(attempt.input), ...keyRefusals(attempt.idempotencyKey)];
    if (wrong.length > 0) return { ok: false, refusals: wrong };
    for (let tries = 1; ; tries += 1) {
      try {
        const { outcome, states } = await database.write((tx) => attemptOnce(tx, attempt));
        for (const [id, folded] of states) cache.set(id, folded);
        return outcome;
      } catch (error) {
        if (error instanceof Refused) return { ok: false, refusals: error.refusals };
        if (!(error instanceof LostRace) && conflictOf(error) === null) throw error;
        retries.count += 1;
        database.stats.conflicts += 1;
        if (tries >= triesAtMost) throw new Busy(`${attempt.command} lost ${tries} races`, { cause: error });
        await sleep(Math.random() * 8 * tries);
      }
    }
  }

  async function read<State>(aggregate: Aggregate<State>, id: string): Promise<State | null> {
    const known = aggregates.get(aggregate.kind);
    const head = (await readHeads({ all: database.read.all, run: database.read.run }, [id])).get(id);
    if (!known || head?.kind !== aggregate.kind) return null;
    return (await foldStream(database.read, known, head, cache)).state as State;
  }

  return { database, keys, aggregates, clock, execute, read, retries };
}

function stamp(
  fresh: NewEntry,
  streamId: string,
  seq: number,
  { now, actor }: { now: string; actor: Attempt["actor"] },
  aggregate: AnyAggregate,
): Entry {
  return {
    id: newId(),
    streamId,
    seq,
    type: fresh.type,
    version: aggregate.versions?.[fresh.type]?.version ?? 1,
    actorId: actor.memberId,
    onBehalfOfId: actor.onBehalfOfId,
    unitId: actor.unitId,
    channel: actor.channel,
    occurredAt: fresh.occurredAt ?? now,
    recordedAt: now,
    body: withoutUndefined(fresh.body),
  };
}

async function append(tx: Sql, kind: string, start: Folded, end: Folded, rows: EntryRow[]): Promise<void> {
  const streamId = (rows[0] as EntryRow).streamId;
  if (start.seq === 0) await insertRows(tx, StreamRow, [{ id: streamId, kind, seq: end.seq, hash: end.hash }]);
  await insertRows(tx, EntryRow, rows);
  if (start.seq === 0) return;
  const moved = await tx.run("UPDATE journal_stream SET seq = ?, hash = ? WHERE id = ? AND seq = ?", [
    end.seq,
    end.hash,
    streamId,
    start.seq,
  ]);
  if (moved !== 1) throw new LostRace(`Another entry went onto stream ${streamId} first`);
}

async function findRequest(
  tx: Sql,
  attempt: Pick<Attempt, "command" | "actor" | "idempotencyKey">,
  inputMac: string,
): Promise<Outcome | null> {
  if (!attempt.idempotencyKey) return null;
  const [known] = await tx.all<RequestRow>("SELECT * FROM journal_request WHERE actorId = ? AND idempotencyKey = ?", [
    attempt.actor.memberId,
    attempt.idempotencyKey,
  ]);
  if (!known) return null;
  if (known.command !== attempt.command || known.inputDigest !== inputMac) {
    return { ok: false, refusals: [refuse("IDEMPOTENCY_KEY_REUSED", { field: "idempotencyKey" })] };
  }
  return { ok: true, resultId: known.resultId, replayed: true };
}

const laterOf = (now: string, folded: readonly Folded[]): string =>
  folded.reduce((latest, { recordedAt }) => (recordedAt > latest ? recordedAt : latest), now);

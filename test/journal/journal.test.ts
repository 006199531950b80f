/** The journal's promises: all or nothing, one winner, idempotent, chained. */
import { onEachDatabase, testKeys, type TestDatabase } from "../support/harness.js";
import { schemaDrift } from "../../src/app/migrate.js";
import { refuse } from "../../src/kernel/index.js";
import {
  rowOut,
  type Aggregate,
  createJournal,
  type ExecutePoint,
  type Journal,
  systemActor,
} from "../../src/journal/index.js";
import { ClaimHolding } from "../../src/journal/tables.js";

/** A counter that may not pass ten, and holds as many of the claim "SEATS". */
interface Counter {
  readonly id: string;
  readonly value: number;
}

const counter: Aggregate<Counter> = {
  kind: "counter",
  initial: (id) => ({ id, value: 0 }),
  evolve: (state, entry) => ({ ...state, value: state.value + (entry.body as { by: number }).by }),
  rowsOf: ({ id, value }) => [
    rowOut(ClaimHolding, {
      id: `SEATS:all:${id}`,
      streamId: id,
      kind: "SEATS",
      subject: "all",
      amount: value,
      limitAmount: 12,
    }),
  ],
  tables: [ClaimHolding],
};

const journalOn = (fresh: TestDatabase, more: Partial<Parameters<typeof createJournal>[0]> = {}) =>
  createJournal({ database: fresh.database, keys: testKeys, aggregates: [counter as never], ...more });

const add = (journal: Journal, id: string, by: number, more: { create?: boolean; key?: string; note?: string } = {}) =>
  journal.execute({
    command: "COUNTER_ADD",
    actor: systemActor,
    input: { id, by },
    idempotencyKey: more.key ?? null,
    streams: [{ aggregate: counter, id, create: more.create ?? false }],
    claims: () => [{ kind: "SEATS", subject: "all" }],
    decide(loaded, context) {
      const state = loaded.state({ aggregate: counter, id });
      if (!state) return { refusals: [refuse("NOT_FOUND")] };
      const refusals = [
        ...(state.value + by > 10 ? [refuse("TOO_MANY")] : []),
        ...(context.claimed({ kind: "SEATS", subject: "all" }) + by > 12 ? [refuse("NO_SEATS")] : []),
      ];
      if (refusals.length > 0) return { refusals };
      const note = more.note ? context.keep("NOTE", id, more.note) : null;
      return { appends: [{ streamId: id, entries: [{ type: "ADDED", body: { by, note } }] }], resultId: id };
    },
  });

async function contents(fresh: TestDatabase): Promise<string> {
  const read = fresh.database.read;
  return JSON.stringify([
    await read.all("SELECT * FROM journal_stream ORDER BY id"),
    await read.all("SELECT * FROM journal_entry ORDER BY id"),
    await read.all("SELECT * FROM claim_holding ORDER BY id"),
    await read.all("SELECT * FROM claim_total ORDER BY id"),
    await read.all("SELECT * FROM private_row ORDER BY id"),
    await read.all("SELECT * FROM journal_request ORDER BY id"),
  ]);
}

const firstId = "01900000-0000-7000-8000-000000000001";
const secondId = "01900000-0000-7000-8000-000000000002";

onEachDatabase((open) => {
  test("the migrated schema is what the row classes say", async () => {
    const fresh = await open();
    expect(await schemaDrift(fresh.settings)).toEqual([]);
  });

  test("an accepted command writes its entry, its rows and its claim together", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    expect(await add(journal, firstId, 3, { create: true })).toMatchObject({ ok: true, replayed: false });
    expect(await add(journal, firstId, 4)).toMatchObject({ ok: true });
    expect(await fresh.database.read.all("SELECT total FROM claim_total")).toEqual([{ total: 7 }]);
    expect(await journal.read(counter, firstId)).toEqual({ id: firstId, value: 7 });
    expect(await journalOn(fresh).read(counter, firstId)).toEqual({ id: firstId, value: 7 });
  });

  test("a refusal names every reason and writes nothing", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    await add(journal, firstId, 9, { create: true });
    const before = await contents(fresh);
    const outcome = await add(journal, firstId, 4, { key: "refused", note: "secret" });
    expect(outcome).toEqual({ ok: false, refusals: [{ code: "TOO_MANY" }, { code: "NO_SEATS" }] });
    expect(await contents(fresh)).toBe(before);
  });

  test("a repeated key answers with the same thing and changes nothing; with other input it is refused", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    await add(journal, firstId, 3, { create: true });
    await add(journal, firstId, 2, { key: "once" });
    const before = await contents(fresh);
    expect(await add(journal, firstId, 2, { key: "once" })).toEqual({
      ok: true,
      resultId: firstId,
      replayed: true,
    });
    expect(await add(journal, firstId, 1, { key: "once" })).toEqual({
      ok: false,
      refusals: [refuse("IDEMPOTENCY_KEY_REUSED", { field: "idempotencyKey" })],
    });
    expect(await contents(fresh)).toBe(before);
  });

  const points: ExecutePoint[] = ["begun", "loaded", "decided", "appended", "rowsWritten", "beforeCommit"];
  test.each(points)("a fault at %s leaves nothing behind", async (point) => {
    const fresh = await open();
    await add(journalOn(fresh), firstId, 1, { create: true });
    const before = await contents(fresh);
    const faulty = journalOn(fresh, {
      probe: (reached) => {
        if (reached === point) throw new Error("pulled the plug");
      },
    });
    await expect(add(faulty, firstId, 1, { key: "k", note: "secret" })).rejects.toThrow("pulled the plug");
    expect(await contents(fresh)).toBe(before);
    expect(await add(journalOn(fresh), firstId, 1)).toMatchObject({ ok: true });
  });

  test("of many commands racing for one stream every one counts once", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    await add(journal, firstId, 1, { create: true });
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => add(journal, firstId, 1)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(9);
    expect(await journal.read(counter, firstId)).toMatchObject({ value: 10 });
  });

  test("two streams racing for the last of a claim never both win", async () => {
    const fresh = await open();
    const other = await fresh.reopen();
    const journals = [journalOn(fresh), journalOn({ ...fresh, database: other })];
    await add(journals[0]!, firstId, 1, { create: true });
    await add(journals[0]!, secondId, 1, { create: true });
    const outcomes = await Promise.all([add(journals[0]!, firstId, 8), add(journals[1]!, secondId, 8)]);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await fresh.database.read.all("SELECT total FROM claim_total")).toEqual([{ total: 10 }]);
  });

  test("a projection's rows are written with the aggregate's own, and leave nothing behind when they fail", async () => {
    const fresh = await open();
    const holding = (state: Counter, kind: string, amount: number) =>
      rowOut(ClaimHolding, {
        id: `${kind}:all:${state.id}`,
        streamId: state.id,
        kind,
        subject: "all",
        amount,
        limitAmount: 100,
      });
    const doubled = {
      kind: "counter",
      tables: [ClaimHolding],
      rowsOf: (state: Counter) => [holding(state, "DOUBLED", state.value * 2)],
    };
    const journal = journalOn(fresh, { projections: [doubled] });
    await add(journal, firstId, 3, { create: true });
    await add(journal, firstId, 1);
    expect(await fresh.database.read.all("SELECT kind, amount FROM claim_holding ORDER BY kind")).toEqual([
      { kind: "DOUBLED", amount: 8 },
      { kind: "SEATS", amount: 4 },
    ]);
    const before = await contents(fresh);
    const broken = { ...doubled, rowsOf: (state: Counter) => [holding(state, "SEATS", 1)] };
    await expect(add(journalOn(fresh, { projections: [broken as never] }), firstId, 1)).rejects.toThrow(/twice/);
    expect(await contents(fresh)).toBe(before);
    const lost = { ...doubled, kind: "nobody" };
    expect(() => journalOn(fresh, { projections: [lost as never] })).toThrow(/does not know/);
  });

  test("a changed entry is noticed when its stream is read", async () => {
    const fresh = await open();
    await add(journalOn(fresh), firstId, 3, { create: true });
    await fresh.database.write((tx) => tx.run("UPDATE journal_entry SET text = REPLACE(text, '\"by\":3', '\"by\":9')"));
    await expect(journalOn(fresh).read(counter, firstId)).rejects.toThrow(/does not follow/);
  });

  test("a value kept private is in no entry", async () => {
    const fresh = await open();
    await add(journalOn(fresh), firstId, 1, { create: true, note: "张三 110101199003070000" });
    expect(await contents(fresh)).not.toContain("1101011990");
  });
});

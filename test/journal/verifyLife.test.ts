/** Verify beside those who write, on long and many streams, and after whatever the program itself may have done. */
import fc from "fast-check";
import { onEachDatabase, type TestDatabase } from "../support/harness.js";
import { chained, type RawEntry } from "../support/rawStreams.js";
import { journalOfThings, putPart, thing, thingJournal, ThingPart, writeThing } from "../support/things.js";
import {
  EntryRow,
  StreamRow,
  verifyJournal,
  type Entry,
  type Journal,
  type NewEntry,
  type VerifyPhase,
} from "../../src/journal/index.js";
import { insertRows, type Database } from "../../src/platform/index.js";

const idAt = (at: number): string => `01900000-0000-7000-8000-${String(at).padStart(12, "0")}`;
const tables = [ThingPart];
const looks = 7;

/** Things as long as asked, with the rows that follow, written past the journal because that is quicker. */
async function bulk(database: Database, lengths: readonly number[]): Promise<void> {
  for (const [at, length] of lengths.entries()) {
    const given = Array.from({ length }, (_one, index): RawEntry => putPart(`k${index % 3}`, { amountFen: index }));
    const { head, rows } = chained(idAt(at), "thing", given);
    const state = given.reduce((before, entry) => thing.evolve(before, entry as Entry), thing.initial(head.id));
    await database.write(async (tx) => {
      await insertRows(tx, StreamRow, [head]);
      await insertRows(tx, EntryRow, rows);
      await insertRows(
        tx,
        ThingPart,
        thing.rowsOf(state).map(({ row }) => row as ThingPart),
      );
    });
  }
}

onEachDatabase((open) => {
  const both = async (): Promise<{ fresh: TestDatabase; journal: Journal; other: Journal }> => {
    const fresh = await open();
    const journal = await thingJournal(fresh);
    return { fresh, journal, other: journalOfThings({ database: await fresh.reopen() }) };
  };

  test("streams that move and begin between two reads are read again and found clean", async () => {
    const { journal, other } = await both();
    for (const at of [10, 20, 30]) await writeThing(journal, idAt(at), [putPart("a")]);
    let moves = 0;
    const { ok, figures, differences } = await verifyJournal({
      journal,
      tables,
      async probe() {
        if (moves >= 6) return;
        const move = (moves += 1);
        await writeThing(other, idAt(20), [putPart("a", { amountFen: move })]);
        await writeThing(other, idAt(20 + move), (keep) => [putPart("b", { secret: keep("new") })]);
      },
    });
    expect(differences).toEqual([]);
    expect({ ok, collided: figures.reread > 0, moves }).toEqual({ ok: true, collided: true, moves: 6 });
  });

  test("a stream that never stands still is held at last, and a changed row in it is found", async () => {
    const { fresh, journal, other } = await both();
    await writeThing(journal, idAt(1), [putPart("a"), putPart("b")]);
    const restless = () => {
      let reads = 0;
      return verifyJournal({
        journal,
        tables,
        async probe(point) {
          if (point !== "headsRead" || (reads += 1) > looks) return;
          await writeThing(other, idAt(1), [putPart("a", { amountFen: reads })]);
        },
      });
    };
    const clean = await restless();
    expect(clean).toMatchObject({ ok: true, figures: { entries: 2 + looks, reread: 1 } });
    await fresh.database.write((tx) => tx.run("UPDATE thing_part SET open = 0 WHERE id LIKE '%/b'"));
    const { differences } = await restless();
    expect(differences).toMatchObject([{ kind: "ROW_DIFFERS", count: 1, first: { column: "open" } }]);
  });

  test("long streams and many streams are read whole, page by page", async () => {
    const { fresh, journal } = await both();
    const lengths = [...Array.from({ length: 320 }, (_one, at) => (at % 5) + 1), 2_345, 1_000, 3];
    await bulk(fresh.database, lengths);
    const entries = lengths.reduce((sum, length) => sum + length, 0);
    const rows = lengths.reduce((sum, length) => sum + Math.min(length, 3), 0);
    const told: number[] = [];
    const onProgress = (phase: VerifyPhase, done: number, of: number) => {
      if (phase === "streams") told.push(done);
      expect(done).toBeLessThanOrEqual(of);
    };
    const report = await verifyJournal({ journal, tables, onProgress });
    expect(report).toMatchObject({ ok: true, figures: { streams: lengths.length, entries, rows } });
    expect([...told].sort((one, other) => one - other)).toEqual(told);
    expect(told.at(-1)).toBe(lengths.length);
    for (const seq of [1_000, 1_001, 2_345]) {
      const at = idAt(320);
      await fresh.database.write((tx) =>
        tx.run("UPDATE journal_entry SET hash = UPPER(hash) WHERE streamId = ? AND seq = ?", [at, seq]),
      );
      const { differences } = await verifyJournal({ journal, tables });
      expect(differences).toMatchObject([{ kind: "ENTRY_HASH", count: 1, first: { streamId: at, seq } }]);
      await fresh.database.write((tx) =>
        tx.run("UPDATE journal_entry SET hash = LOWER(hash) WHERE streamId = ? AND seq = ?", [at, seq]),
      );
    }
  });

  test("whatever commands were given, in whatever order and by whichever process, it is clean", async () => {
    const { fresh, journal, other } = await both();
    const key = fc.constantFrom("a", "b", "c");
    const tags = fc.oneof(fc.array(fc.string(), { maxLength: 3 }), fc.constant({ b: "1", a: "2" }));
    const act = fc.oneof(
      fc.record({
        key,
        label: fc.option(fc.string()),
        tags,
        open: fc.boolean(),
        amountFen: fc.maxSafeNat(),
        secret: fc.option(fc.string()),
      }),
      fc.record({ taken: key }),
      fc.record({ held: fc.integer({ min: 0, max: 600 }) }),
      fc.record({ noted: fc.array(fc.string({ unit: "grapheme" }), { maxLength: 2 }) }),
    );
    const command = fc.record({ at: fc.nat(4), by: fc.boolean(), acts: fc.array(act, { minLength: 1, maxLength: 3 }) });
    const erasing = fc.option(fc.nat(4), { freq: 4 });
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 8 }), erasing, async (commands, erased) => {
        for (const { at, by, acts } of commands) {
          const written = await writeThing(by ? journal : other, idAt(at), (keep) =>
            acts.map((one): NewEntry => {
              if ("taken" in one) return { type: "TAKEN", body: { key: one.taken } };
              if ("held" in one) return { type: "HELD", body: { amount: one.held } };
              if ("noted" in one) return { type: "NOTED", body: { secrets: one.noted.map(keep), words: "" } };
              const { key: name, label, secret, ...rest } = one;
              const text = label === null ? null : label.slice(0, 60);
              return putPart(name, { ...rest, label: text, secret: secret === null ? null : keep(secret) });
            }),
          );
          accepted += written ? 1 : 0;
        }
        if (erased !== null) {
          await fresh.database.write((tx) =>
            tx.run("UPDATE private_row SET salt = NULL, sealed = NULL, erasedAt = ? WHERE streamId = ?", [
              "2026-11-22T04:00:00.000Z",
              idAt(erased),
            ]),
          );
        }
        expect((await verifyJournal({ journal, tables })).differences).toEqual([]);
      }),
      { numRuns: 20 },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});

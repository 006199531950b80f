/** Rows that are gone, changed, too many or never derived come back from the entries, with tallies and totals. */
import { mappingFile, sampleFile } from "../logs/logs.js";
import { caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import { onEachDatabase, type TestDatabase } from "../support/harness.js";
import { journalOfThings, putPart, thingJournal, ThingPart, writeThing } from "../support/things.js";
import { tables } from "../../src/app/tables.js";
import { importLog, loadMapping } from "../../src/exchange/index.js";
import { rebuildJournal, verifyJournal, type RebuildReport } from "../../src/journal/index.js";
import { tableOf, type RawRow } from "../../src/platform/index.js";

jest.setTimeout(120_000);

const derived = [...new Set(tables)].map(tableOf).filter(({ kind }) => kind === "derived");
const nothing = { rebuilt: 0, leftAlone: 0, claims: 0, tallies: 0 };

onEachDatabase((open) => {
  let fresh: TestDatabase;
  let made: CaseWorld;
  beforeAll(async () => {
    fresh = await open();
    made = await caseWorld(fresh);
    await made.desk.advanceTo(await made.desk.open(fundCase()), "SERVICING");
    await made.desk.advanceTo(await made.desk.open(fundCase()), "APPROVAL");
    await importLog(sampleFile, loadMapping(mappingFile), made.services.journal);
  }, 120_000);

  const rebuild = (more: object = {}): Promise<RebuildReport> =>
    rebuildJournal({ journal: made.services.journal, tables, ...more });
  const differences = async () => (await verifyJournal({ journal: made.services.journal, tables })).differences;
  const run = (sql: string) => fresh.database.write((tx) => tx.run(sql));
  const all = (sql: string) => fresh.database.read.all(sql);

  /** Everything that a rebuild may write, and the heads and entries that it may not. */
  async function contents(): Promise<Map<string, RawRow[]>> {
    const found = new Map<string, RawRow[]>();
    for (const { name } of [...derived, { name: "journal_stream" }, { name: "journal_entry" }, { name: "claim_total" }])
      found.set(name, await all(`SELECT * FROM ${name} ORDER BY id`));
    found.set("tally", await all("SELECT * FROM tally WHERE n <> 0 ORDER BY subject, measure, span, slice, value"));
    return found;
  }

  async function damage(): Promise<void> {
    // As a database is that an earlier version made.
    for (const table of ["partner_fact", "paid_out_loan", "review_outcome", "clock_segment", "history_fact", "tally"])
      await run(`DELETE FROM ${table}`);
    // As a hand in the database leaves it: total and holdings do not agree either.
    await run("DELETE FROM claim_holding WHERE kind IN (SELECT kind FROM claim_total WHERE id LIKE '%:%')");
    await run("UPDATE loan_case SET stage = 'REFUSED', openedAt = '1999-01-01T00:00:00.000Z'");
    await run("UPDATE document SET kind = 'OTHER'");
    const columns = [...tableOf(tables.find((one) => tableOf(one).name === "signature")!).columns.keys()];
    const copy = columns.map((name) => (name === "id" ? "REPLACE(id, '-', '+')" : name)).join(", ");
    await run(`INSERT INTO signature (${columns.join(", ")}) SELECT ${copy} FROM signature`);
    await run("UPDATE checklist_item SET caseId = (SELECT MIN(id) FROM loan_case)");
    await run("UPDATE security_step SET caseId = '01900000-0000-7000-8000-0000000000ff'");
  }

  test("whatever is damaged comes back as it was, and once more changes nothing", async () => {
    const before = await contents();
    await damage();
    const found = await differences();
    expect(found.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["ROW_MISSING", "ROW_EXTRA", "ROW_DIFFERS", "ROW_WITHOUT_STREAM", "CLAIM_TOTAL"]),
    );

    const damaged = await contents();
    const told = await rebuild({ dryRun: true });
    expect(await contents()).toEqual(damaged);
    expect(told).toMatchObject({ ok: true, dryRun: true });

    const report = await rebuild();
    expect(await differences()).toEqual([]);
    expect(await contents()).toEqual(before);
    for (const [table, counts] of Object.entries({
      partner_fact: { added: before.get("partner_fact")!.length, changed: 0, removed: 0 },
      history_fact: { added: before.get("history_fact")!.length, changed: 0, removed: 0 },
      loan_case: { added: 0, changed: 2, removed: 0 },
      signature: { added: 0, changed: 0, removed: before.get("signature")!.length },
    })) {
      expect([table, report.tables[table], told.tables[table]]).toEqual([table, counts, counts]);
    }
    expect(report.figures.claims).toBeGreaterThan(0);

    const again = await rebuild();
    expect(again).toMatchObject({ ok: true, figures: nothing, tables: {} });
  });

  test("interrupted after some streams it has done those, and goes on from there", async () => {
    await damage();
    let calls = 0;
    const stop = (phase: string, done: number) => {
      if (phase === "streams" && (calls = done) === 8) throw new Error("Interrupted");
    };
    await expect(rebuild({ onProgress: stop })).rejects.toThrow("Interrupted");
    expect(calls).toBe(8);
    expect(await differences()).not.toEqual([]);
    expect((await rebuild()).figures.rebuilt).toBeGreaterThan(0);
    expect(await differences()).toEqual([]);
  });

  test("tampered values that tallies did not follow, and cells that lie, are set right", async () => {
    await run("UPDATE partner_fact SET value = value + 7, day = '2026-01-05'");
    await run("UPDATE tally SET n = n + 3 WHERE span LIKE 'M%'");
    await run("UPDATE claim_total SET total = total + 1");
    const report = await rebuild();
    expect(report.figures.tallies).toBeGreaterThan(0);
    expect(await differences()).toEqual([]);
  });
});

onEachDatabase((open) => {
  const idAt = (at: number): string => `01900000-0000-7000-8000-00000000000${at}`;

  test("beside another process that writes, nothing is lost and nothing is written twice", async () => {
    const fresh = await open();
    const journal = await thingJournal(fresh);
    const other = journalOfThings({ database: await fresh.reopen() });
    const ids = [1, 2, 3, 4, 5, 6, 7, 8].map(idAt);
    for (const id of ids) await writeThing(journal, id, [putPart("a"), { type: "HELD", body: { amount: 10 } }]);
    await fresh.database.write((tx) => tx.run("DELETE FROM thing_part"));
    await fresh.database.write((tx) => tx.run("DELETE FROM claim_holding WHERE streamId > ?", [idAt(4)]));
    const writes = ids.flatMap((id, at) => [
      writeThing(other, id, [putPart("a", { amountFen: at }), { type: "HELD", body: { amount: 20 + at } }]),
      writeThing(other, id.replace("8000", "9000"), [putPart("b")]),
    ]);
    const rebuilt = () => rebuildJournal({ journal, tables: [ThingPart] });
    await Promise.all([rebuilt(), rebuilt(), ...writes]);
    expect(await rebuilt()).toMatchObject({ figures: nothing, tables: {} });
    expect((await verifyJournal({ journal, tables: [ThingPart] })).differences).toEqual([]);
  });

  test("a stream whose entries were changed is left alone, and that is told; a claim goes beyond its limit if it must", async () => {
    const fresh = await open();
    const journal = await thingJournal(fresh);
    for (const at of [1, 2, 3]) await writeThing(journal, idAt(at), [putPart("a", { tags: ["x"] }), putPart("b")]);
    await writeThing(journal, idAt(1), [{ type: "HELD", body: { amount: 900 } }]);
    const run = (sql: string) => fresh.database.write((tx) => tx.run(sql));
    await run("UPDATE thing_part SET open = 2, tags = '[1,' WHERE id LIKE '%/a'");
    await run("DELETE FROM thing_part WHERE id LIKE '%/b'");
    await run("UPDATE journal_entry SET hash = UPPER(hash) WHERE seq = 2 AND streamId LIKE '%3'");
    // What another took meanwhile leaves no room within the limit; the entries stand all the same.
    await run("DELETE FROM claim_holding");
    await run("UPDATE claim_total SET total = 0");
    await writeThing(journal, idAt(4), [{ type: "HELD", body: { amount: 200 } }]);
    const report = await rebuildJournal({ journal, tables: [ThingPart] });
    expect(report).toMatchObject({
      ok: false,
      figures: { rebuilt: 2, leftAlone: 1 },
      tables: { thing_part: { added: 2, changed: 2, removed: 0 }, claim_holding: { added: 1, changed: 0, removed: 0 } },
      firstLeftAlone: { kind: "ENTRY_HASH", streamId: idAt(3), seq: 2 },
    });
    const { differences } = await verifyJournal({ journal, tables: [ThingPart] });
    expect(differences.map(({ kind, count }) => [kind, count])).toEqual([
      ["ENTRY_HASH", 1],
      ["ROW_MISSING", 1],
      ["ROW_DIFFERS", 2],
      ["CLAIM_LIMIT", 1],
    ]);
  });
});

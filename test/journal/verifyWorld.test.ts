/** A whole center, its cases, documents, handoffs and histories, is clean; no table of it can be changed unseen. */
import { caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import { onEachDatabase, type TestDatabase } from "../support/harness.js";
import { mappingFile, sampleFile } from "../logs/logs.js";
import { chained } from "../support/rawStreams.js";
import { whileTampered, type Run } from "../support/tampering.js";
import { everyKindOfTampering, filled } from "../support/tamperedRows.js";
import { tables } from "../../src/app/tables.js";
import { DocumentVersion } from "../../src/documents/index.js";
import { importLog, loadMapping } from "../../src/exchange/index.js";
import { fromText, systemActor, verifyJournal, type EntryRow, type VerifyReport } from "../../src/journal/index.js";
import { enterFigure, setTarget } from "../../src/oversight/index.js";
import { erasePerson, partyPrivateChecks, resultOf } from "../../src/parties/index.js";

jest.setTimeout(120_000);

const columns = [{ rowClass: DocumentVersion, column: "sha256" }];

/** Two cases, one paid out; the people of the other erased; and the sample log. */
async function center(fresh: TestDatabase): Promise<CaseWorld> {
  const made = await caseWorld(fresh);
  const { desk, services } = made;
  const paid = await desk.open(fundCase());
  await desk.advanceTo(paid, "SERVICING");
  const other = await desk.open(fundCase());
  await desk.advanceTo(other, "APPROVAL");
  await importLog(sampleFile, loadMapping(mappingFile), services.journal);
  const { supervisor } = made.world.viewers;
  const said = { business: "LENDING", unitId: null, productCode: null, amountFen: 100, count: 1, source: "年度计划" };
  resultOf(await setTarget(services, supervisor, { ...said, year: 2026 }, null));
  resultOf(await enterFigure(services, supervisor, { ...said, fromDay: "2016-01-01", toDay: "2016-09-30" }, null));
  for (const { personId } of (await desk.state(other)).lifecycle.content.people) {
    const erased = await erasePerson(services.journal, systemActor, personId, "RETENTION_ENDED");
    if (!erased.ok) throw new Error("The person was not erased");
  }
  return made;
}

const counted = ({ differences }: VerifyReport) =>
  Object.fromEntries(differences.map(({ kind, count }) => [kind, count]));

onEachDatabase((open, database) => {
  let fresh: TestDatabase;
  let made: CaseWorld;
  beforeAll(async () => {
    fresh = await open();
    made = await center(fresh);
  }, 120_000);
  const verified = (thorough = false) => {
    const { journal, blobs: store } = made.services;
    return verifyJournal({ journal, tables, privateChecks: partyPrivateChecks, blobs: { store, columns, thorough } });
  };

  test("what the commands of every room wrote is clean, documents and all", async () => {
    const { differences, figures } = await verified(true);
    expect(differences).toEqual([]);
    for (const [figure, count] of Object.entries(figures)) {
      expect([figure, count > 0]).toEqual([figure, !["notReplayed", "reread"].includes(figure)]);
    }
  });

  test("of every derived table every changed column, a removed row and an added row is found", async () => {
    const all = await filled(fresh);
    expect(all.length).toBeGreaterThan(25);
    // Table by table where that is quick, else all at once.
    await everyKindOfTampering(fresh, all, verified, database === "embedded");
  });

  test("a case whose whole chain was rewritten is told by its rows", async () => {
    const rewrite = async (run: Run) => {
      const [head] = await run("SELECT id FROM journal_stream WHERE kind = 'loanCase' ORDER BY id LIMIT 1");
      const stored = await run("SELECT * FROM journal_entry WHERE streamId = ? ORDER BY seq", [head?.["id"] as string]);
      const later = (stored as unknown as EntryRow[]).map(({ text }) => {
        const entry = fromText(text);
        return { ...entry, occurredAt: entry.occurredAt.replace("2026", "2027") };
      });
      const fresh = chained(String(head?.["id"]), "loanCase", later);
      for (const { id, text, hash, occurredAt } of fresh.rows) {
        const values = [text, hash, occurredAt, id];
        await run("UPDATE journal_entry SET text = ?, hash = ?, occurredAt = ? WHERE id = ?", values);
      }
      await run("UPDATE journal_stream SET hash = ? WHERE id = ?", [fresh.head.hash, fresh.head.id]);
    };
    const { ok, differences } = await whileTampered(fresh, rewrite, () => verified());
    expect([ok, differences.map(({ kind }) => kind)]).toEqual([false, ["ROW_DIFFERS"]]);
  });

  test("a person's data put into another person's row is found, and nothing of either is told", async () => {
    const { journal } = made.services;
    const person = "kind = 'PERSON' AND sealed IS NOT NULL";
    const [one, another] = await fresh.database.read.all(`SELECT * FROM private_row WHERE ${person} ORDER BY id`);
    const change = (run: Run) =>
      run("UPDATE private_row SET sealed = ?, salt = ? WHERE id = ?", [
        journal.keys.seal("张三", `private_row/${String(one?.["id"])}`),
        another?.["salt"] as string,
        one?.["id"] as string,
      ]);
    const report = await whileTampered(fresh, change, () => verified());
    expect(Object.keys(counted(report))).toEqual(["PRIVATE_CHANGED", "PRIVATE_FACE"]);
    expect(report.differences[0]?.first).toMatchObject({ table: "private_row", id: one?.["id"] });
    expect(JSON.stringify(report)).not.toContain("张");
  });

  test("what private tables say of people and officers is held against the journal, and nothing of it is told", async () => {
    const living = "SELECT id FROM (SELECT id FROM person WHERE erasedAt IS NULL ORDER BY id LIMIT 1) AS one";
    const erased = "SELECT id FROM (SELECT id FROM person WHERE erasedAt IS NOT NULL ORDER BY id LIMIT 1) AS one";
    const officer = "SELECT id FROM (SELECT id FROM member_name ORDER BY id LIMIT 1) AS one";
    const hands: [string, object][] = [
      [`UPDATE person SET lookup = 'ab' WHERE id = (${living})`, { PRIVATE_FACE: 1 }],
      [`UPDATE person SET correctedId = id WHERE id = (${living})`, { PRIVATE_FACE: 1 }],
      [`UPDATE person SET lookup = 'ab' WHERE id = (${erased})`, { PRIVATE_FACE: 1 }],
      [`UPDATE person SET erasedAt = '2026-01-01T00:00:00.000Z' WHERE id = (${living})`, { PRIVATE_ERASED: 1 }],
      [`UPDATE member_name SET name = '王五' WHERE id = (${officer})`, { PRIVATE_FACE: 1 }],
      [`DELETE FROM member_name WHERE id = (${officer})`, { PRIVATE_FACE: 1 }],
    ];
    for (const [sql, differences] of hands) {
      const report = await whileTampered(
        fresh,
        (run) => run(sql),
        () => verified(),
      );
      expect([sql, counted(report)]).toEqual([sql, differences]);
      expect(JSON.stringify(report)).not.toContain("王");
    }
  });

  test("a private row that somebody erased by hand is told from one that was erased in good order", async () => {
    const erasing = (kind: string) =>
      `UPDATE private_row SET salt = NULL, sealed = NULL, erasedAt = '2026-01-01T00:00:00.000Z'
       WHERE id = (SELECT id FROM (SELECT id FROM private_row WHERE kind ${kind} 'PERSON' AND erasedAt IS NULL ORDER BY id LIMIT 1) AS one)`;
    for (const kind of ["=", "<>"]) {
      const { differences } = await whileTampered(
        fresh,
        (run) => run(erasing(kind)),
        () => verified(),
      );
      expect(differences.find((one) => one.kind === "PRIVATE_ERASED")).toMatchObject({ count: 1 });
    }
  });

  test("bytes that are gone are missed always, bytes that changed where they are read", async () => {
    const { journal, blobs } = made.services;
    const [row] = await fresh.database.read.all<DocumentVersion>("SELECT * FROM document_version ORDER BY id DESC");
    const { id, sha256 } = row as DocumentVersion;
    const damaged = {
      has: blobs.has,
      verify: async (digest: string) => (digest === sha256 ? "DAMAGED" : blobs.verify(digest)),
    } as const;
    const read = (thorough: boolean) =>
      verifyJournal({ journal, tables, blobs: { store: damaged, columns, thorough } });
    expect((await read(false)).ok).toBe(true);
    const first = { table: "document_version", id, column: "sha256", stored: sha256 };
    expect((await read(true)).differences).toMatchObject([{ kind: "BLOB_DAMAGED", count: 1, first }]);
    await blobs.remove(sha256);
    expect((await verified()).differences).toMatchObject([{ kind: "BLOB_MISSING", count: 1, first }]);
  });
});

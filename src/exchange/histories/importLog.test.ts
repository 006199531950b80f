/** Importing logs: each trace whole or not at all, again without effect, conflicts stored nowhere. */
import { join } from "node:path";
import { onEachDatabase, testKeys, type TestDatabase } from "../../../test/support/harness.js";
import { createJournal, type ExecutePoint, type Journal } from "../../journal/index.js";
import { Refused } from "../../kernel/index.js";
import { partyAggregates, registerParty } from "../../parties/index.js";
import { loadMapping } from "../mapping/load.js";
import { history, type HistoryState } from "./history.js";
import { importLog, type ImportResult } from "./importLog.js";

const logs = join(__dirname, "../../../test/logs");
const sample = join(logs, "sample.xes");
const mapping = loadMapping(join(__dirname, "../../../policy/mappings/loan-event-log.yaml"));

const journalOn = (
  fresh: Pick<TestDatabase, "database">,
  probe?: (point: ExecutePoint, command: string) => void,
): Journal =>
  createJournal({
    database: fresh.database,
    keys: testKeys,
    aggregates: [history as never, ...partyAggregates],
    probe,
  });

const tables = ["journal_stream", "journal_entry", "journal_request", "history", "history_fact", "partner"];

async function contents({ database }: Pick<TestDatabase, "database">): Promise<string> {
  const all = await Promise.all(tables.map((table) => database.read.all(`SELECT * FROM ${table} ORDER BY id`)));
  return JSON.stringify(all);
}

const count = async ({ database }: Pick<TestDatabase, "database">, table: string, where = "1 = 1"): Promise<number> =>
  Number((await database.read.all<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`))[0]?.n);

/** A log of the given traces, each a list of events "activity transition officer minute". */
async function* logOf(traces: Record<string, string[]>): AsyncGenerator<Buffer> {
  const at = (minute: number) => new Date(Date.UTC(2011, 9, 3, 8) + minute * 60_000).toISOString();
  const attribute = (type: string, key: string, value: string) => `<${type} key="${key}" value="${value}"/>`;
  yield Buffer.from('<log xmlns="http://www.xes-standard.org/">');
  for (const [id, events] of Object.entries(traces)) {
    const inside = events.map((event, minute) => {
      const [activity = "", transition = "", officer = ""] = event.split(" ");
      const parts = [
        attribute("string", "concept:name", activity),
        attribute("string", "lifecycle:transition", transition),
      ];
      const who = attribute("string", "org:resource", officer);
      return `<event>${parts.join("")}${who}${attribute("date", "time:timestamp", at(minute))}</event>`;
    });
    const head = [
      attribute("string", "concept:name", id),
      attribute("string", "AMOUNT_REQ", "1000"),
      attribute("date", "REG_DATE", at(0)),
    ];
    yield Buffer.from(`<trace>${head.join("")}${inside.join("\n")}</trace>\n`);
  }
  yield Buffer.from("</log>");
}

onEachDatabase((open) => {
  let first: { fresh: TestDatabase; result: ImportResult };
  beforeAll(async () => {
    const fresh = await open();
    first = { fresh, result: await importLog(sample, mapping, journalOn(fresh)) };
  });

  test("every trace of the sample is imported, skipped, in conflict or bad", async () => {
    const { fresh, result } = first;
    expect(result).toMatchObject({ read: 31, imported: 21, skipped: 1, broken: null });
    expect(result.conflicts).toEqual([{ traceIndex: 22, traceId: "S1001", line: expect.any(Number) }]);
    expect(result.bad.map((fault) => fault.traceIndex)).toEqual([23, 24, 25, 26, 27, 28, 29, 30]);
    expect(await count(fresh, "history")).toBe(21);
    expect(await count(fresh, "history_fact")).toBe(47);
    expect(await count(fresh, "partner")).toBe(10);
  });

  test("what is stored is the first content under an identity, and nothing of the one in conflict", async () => {
    const rows = await first.fresh.database.read.all(
      "SELECT amountFen, eventCount, firstAt, lastAt FROM history WHERE traceId = 'S1001'",
    );
    expect(rows).toEqual([
      { amountFen: 2_000_000, eventCount: 10, firstAt: "2011-10-01T07:00:00.000Z", lastAt: "2011-10-05T06:21:00.000Z" },
    ]);
    const [last] = await first.fresh.database.read.all("SELECT firstAt, lastAt FROM history WHERE traceId = 'S1016'");
    expect(last).toEqual({ firstAt: "2011-11-02T09:00:00.000Z", lastAt: "2011-11-05T09:00:00.000Z" });
  });

  test("importing again changes nothing, whatever the file's packing", async () => {
    const { fresh } = first;
    const before = await contents(fresh);
    for (const file of [sample, `${sample}.gz`]) {
      const again = await importLog(file, mapping, journalOn(fresh));
      expect(again).toMatchObject({ read: 31, imported: 0, skipped: 22 });
      expect(again.conflicts).toHaveLength(1);
      expect(await contents(fresh)).toBe(before);
    }
  });

  test("a stream read back is the whole trace, and its rows follow from it", async () => {
    const { fresh } = first;
    const [row] = await fresh.database.read.all<{ id: string }>("SELECT id FROM history WHERE traceId = 'S1002'");
    const state = (await journalOn(fresh).read(history, row!.id)) as HistoryState;
    expect(state.events).toHaveLength(8);
    expect(state.events[0]).toEqual(["A_SUBMITTED", "COMPLETE", "2011-10-02T07:00:00.000Z", "112"]);
    const facts = await fresh.database.read.all("SELECT * FROM history_fact WHERE historyId = ? ORDER BY id", [
      row!.id,
    ]);
    const implied = history
      .rowsOf(state)
      .slice(1)
      .map((out) => out.row);
    expect(
      facts.map((fact) => ({ ...fact, passed: fact["passed"] === null ? null : Boolean(fact["passed"]) })),
    ).toEqual(implied);
  });

  test("a trace longer than an entry may be goes on in further entries of the same transaction", async () => {
    const fresh = await open();
    const events = Array.from(
      { length: 2_000 },
      (_, n) => `W_${"长".repeat(40)} ${n % 2 === 0 ? "START" : "COMPLETE"} 10861`,
    );
    expect(await importLog(logOf({ LONG: events }), mapping, journalOn(fresh))).toMatchObject({ imported: 1 });
    const [row] = await fresh.database.read.all<{ id: string; eventCount: number }>(
      "SELECT id, eventCount FROM history",
    );
    const entries = await fresh.database.read.all<{ type: string; text: string }>(
      "SELECT type, text FROM journal_entry WHERE streamId = ? ORDER BY seq",
      [row!.id],
    );
    expect(row!.eventCount).toBe(2_000);
    expect(entries.length).toBeGreaterThan(3);
    expect(entries.map(({ type }) => type)).toEqual([
      "HISTORY_IMPORTED",
      ...entries.slice(1).map(() => "HISTORY_EVENTS"),
    ]);
    for (const { text } of entries) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
    expect((await journalOn(fresh).read(history, row!.id))?.events).toHaveLength(2_000);
    expect(await count(fresh, "history_fact")).toBe(1_000);
  });

  test.each<ExecutePoint>(["begun", "loaded", "decided", "appended", "rowsWritten", "beforeCommit"])(
    "a fault at %s leaves nothing of that trace, and the next import goes on from there",
    async (point) => {
      const fresh = await open();
      let imports = 0;
      const faulty = journalOn(fresh, (reached, command) => {
        if (command !== "HISTORY_IMPORT" || reached !== point) return;
        imports += 1;
        if (imports === 3) throw new Error("pulled the plug");
      });
      await expect(importLog(sample, mapping, faulty, { inFlight: 1 })).rejects.toThrow("pulled the plug");
      expect(await count(fresh, "history")).toBe(2);
      expect(await count(fresh, "journal_stream", "kind = 'history'")).toBe(2);
      expect(await importLog(sample, mapping, journalOn(fresh))).toMatchObject({ imported: 19, skipped: 3 });
      expect(await count(fresh, "history")).toBe(21);
    },
  );

  test("a broken file gives the traces before the break, and tells where it broke", async () => {
    const fresh = await open();
    const result = await importLog(join(logs, "broken-mismatch.xes"), mapping, journalOn(fresh));
    expect(result).toMatchObject({
      read: 1,
      imported: 1,
      bad: [],
      broken: { line: 21, traceName: "B2", reasons: [{ code: "BROKEN_XML" }] },
    });
    expect(await fresh.database.read.all("SELECT traceId FROM history")).toEqual([{ traceId: "B1" }]);
  });

  test.each(["broken-empty.xes", "broken-entities.xes", "broken-not-a-log.xes", "no-such-file.xes"])(
    "%s leaves nothing at all",
    async (name) => {
      const fresh = await open();
      const before = await contents(fresh);
      expect(await importLog(join(logs, name), mapping, journalOn(fresh))).toMatchObject({
        read: 0,
        imported: 0,
        broken: { ends: true },
      });
      expect(await contents(fresh)).toBe(before);
    },
  );

  test("two imports of one file at the same time store each trace once", async () => {
    const fresh = await open();
    const other = await fresh.reopen();
    const results = await Promise.all([
      importLog(sample, mapping, journalOn(fresh), { inFlight: 4 }),
      importLog(`${sample}.gz`, mapping, journalOn({ database: other }), { inFlight: 4 }),
    ]);
    expect(results.map(({ imported }) => imported).reduce((sum, one) => sum + one)).toBe(21);
    expect(results.map(({ conflicts }) => conflicts.length)).toEqual([1, 1]);
    expect(await count(fresh, "history")).toBe(21);
    expect(await count(fresh, "journal_stream", "kind = 'history'")).toBe(21);
    expect(await count(fresh, "partner")).toBe(10);
  });

  test("with many in flight the first content of an identity in the file is the one that counts", async () => {
    const fresh = await open();
    async function* twice(): AsyncGenerator<Buffer> {
      const parts: string[] = [];
      for await (const piece of logOf({ A: ["A_ACTIVATED COMPLETE 10861"] })) parts.push(piece.toString());
      const [head = "", one = "", tail = ""] = parts;
      yield Buffer.from([head, one, one.replace("10861", "10862"), one, tail].join(""));
    }
    const result = await importLog(twice(), mapping, journalOn(fresh), { inFlight: 8 });
    expect(result).toMatchObject({ imported: 1, skipped: 1, conflicts: [{ traceIndex: 2 }] });
    expect(await fresh.database.read.all("SELECT officer FROM history_fact")).toEqual([{ officer: "10861" }]);
  });

  test("a partner's code that is another kind's is refused by name before anything is stored", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    await registerParty(journal, { kind: "DEVELOPER", code: "P3", name: "开发", nameEn: "Developer" });
    const before = await contents(fresh);
    const failure: unknown = await importLog(sample, mapping, journal).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Refused);
    expect((failure as Refused).refusals).toMatchObject([
      { code: "HISTORY_PARTNER_TAKEN", params: { code: "P3", kind: "DEVELOPER" } },
    ]);
    expect(await contents(fresh)).toBe(before);
  });
});

/** What people entered for boards goes out with the event log and comes in with it: the boards say the same; a second value is a conflict. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportServices } from "../../src/app/commands/exportLog.js";
import { inputStore } from "../../src/app/commands/importLog.js";
import { done } from "../../src/app/demo/desk.js";
import { aggregatesIn } from "../../src/app/services.js";
import { tables } from "../../src/app/tables.js";
import { importLog, loadMapping, runExport, type ImportResult } from "../../src/exchange/index.js";
import { createJournal, verifyJournal, type Journal } from "../../src/journal/index.js";
import { decideInput, proposeInput, revokeInput, ScoreInput, type ScoreInputKind } from "../../src/oversight/index.js";
import type { Viewer } from "../../src/parties/index.js";
import { selectRows } from "../../src/platform/index.js";
import { caseWorld, fundCase, testPolicies, type CaseWorld } from "../support/cases.js";
import { onEachDatabase, testKeys } from "../support/harness.js";
import { uploadAt } from "../support/raceScene.js";
import { boardsOf } from "./boardsOf.js";
import { faultsOf, parsed, valueOf } from "./xesStandard.js";

jest.setTimeout(180_000);

const mapping = loadMapping(join(__dirname, "../../policy/mappings/lianban-export.yaml"));
const periods = ["2026Q1", "2026Q2", "2026H1", "2026"];
const words = "客户王芳反映";

onEachDatabase((open) => {
  const folder = mkdtempSync(join(tmpdir(), "lianban-inputs-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "log.xes");
  let base: CaseWorld;
  let papers = 0;

  /** Entered by one and confirmed by another. */
  async function enter(kind: ScoreInputKind, code: string, partnerId: string, more: object = {}): Promise<string> {
    const { supervisor, seniorApprover } = base.world.viewers;
    const inputId = await propose(supervisor, kind, code, partnerId, more);
    const confirming = { kind, inputId, confirms: true, expectedVersion: null };
    return done(await decideInput(base.services, seniorApprover, confirming, null), "CONFIRM");
  }
  async function propose(viewer: Viewer, kind: ScoreInputKind, code: string, partnerId: string, more: object) {
    const given = {
      ...{ kind, code, partnerId, period: "2026H1", note: words, numerator: null, denominator: null, cases: null },
      ticketId: await uploadAt(base, `paper ${(papers += 1)}`, viewer),
      ...more,
    };
    return done(await proposeInput(base.services, viewer, given, null), "PROPOSE");
  }
  const revoke = async (inputId: string) => {
    for (const viewer of [base.world.viewers.supervisor, base.world.viewers.seniorApprover])
      done(await revokeInput(base.services, viewer, { inputId, note: words, expectedVersion: null }, null), "REVOKE");
  };
  const servicesOf = ({ database, keys }: Journal) => exportServices({ database, keys, policies: testPolicies() });
  const written = () => runExport({ services: servicesOf(base.services.journal), file, range: {} });
  const emptyJournal = async () =>
    createJournal({
      database: (await open()).database,
      keys: testKeys,
      aggregates: aggregatesIn("Asia/Shanghai"),
    });
  const taken = (journal: Journal, from = file): Promise<ImportResult> =>
    importLog(from, mapping, journal, { inputs: inputStore({ journal, policies: testPolicies() }) });
  const inputsOf = ({ database }: Journal) => selectRows(database.read, ScoreInput, "1 = 1 ORDER BY id");

  beforeAll(async () => {
    base = await caseWorld(await open());
    const { bank, otherBank, guarantor } = base.world.partyIds;
    await base.desk.advanceTo(await base.desk.open(fundCase()), "SERVICING");
    const figure = { numerator: 900, denominator: 100_000 };
    await enter("EXTERNAL_FIGURE", "OVERDUE", bank, { ...figure, numerator: 1_400, cases: 7 });
    // Takes the place of the one before.
    await enter("EXTERNAL_FIGURE", "OVERDUE", bank, figure);
    await enter("EXTERNAL_FIGURE", "RECONCILIATION_DIFFERENCE", bank, { ...figure, cases: 40 });
    await enter("EXTERNAL_FIGURE", "COMPENSATION_ON_TIME", guarantor, { ...figure, numerator: 99_000 });
    for (const [period, numerator] of [
      ["2026Q1", 60_000_000],
      ["2026Q2", 30_000_000],
    ] as const)
      await enter("TASK", "TASK_COMPLETION", bank, { period, numerator });
    // Nothing else is known of it.
    await enter("TASK", "TASK_COMPLETION", otherBank, { numerator: 50_000_000 });
    await enter("ADJUSTMENT", "INSPECTION_FINDING", bank, { numerator: 125 });
    await enter("ADJUSTMENT", "GOOD_PRACTICE", bank, { numerator: 200 });
    await enter("VETO", "FILE_FORGED", guarantor, { period: "2026Q1" });
    await revoke(await enter("ADJUSTMENT", "RULE_BROKEN", bank, { numerator: 400 }));
    await propose(base.world.viewers.supervisor, "ADJUSTMENT", "LATE_REPORT", bank, { numerator: 100 });
  });

  test("those that count are in it as the standard asks: codes and figures, no words, no papers, nobody's id", async () => {
    expect(await written()).toMatchObject({ cases: 1, inputs: 9 });
    const text = readFileSync(file, "utf8");
    const log = parsed(text);
    expect(faultsOf(log)).toEqual([]);
    const entered = log.children.filter((trace) => valueOf(trace, "source") === "ENTERED");
    expect(entered).toHaveLength(9);
    const said = JSON.stringify(entered);
    const { supervisor, seniorApprover } = base.world.viewers;
    const documents = (await inputsOf(base.services.journal)).map(({ documentId }) => documentId ?? "-");
    for (const secret of [words, "王芳", supervisor.memberId, seniorApprover.memberId, ...documents])
      expect(said).not.toContain(secret);
    const [first] = entered;
    const persons = first?.children.filter(({ name }) => name === "event").map((one) => valueOf(one, "org:resource"));
    expect(persons).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/), expect.stringMatching(/^[0-9a-f]{16}$/)]);
    expect(new Set(persons).size).toBe(2);
  });

  test("imported into an empty database, every card is the same: points, score, rank, spread weights, what was added", async () => {
    await written();
    const journal = await emptyJournal();
    expect(await taken(journal)).toMatchObject({ imported: 10, skipped: 0, conflicts: [], bad: [], broken: null });
    const [before, after] = [await boardsOf(base.services.journal, periods), await boardsOf(journal, periods)];
    for (const card of ["2026H1 CCB", "2026Q1 ANJU", "2026Q2 CCB"]) expect([...before.keys()]).toContain(card);
    expect(before.get("2026H1 CCB")).toMatchObject({ added: { adjustment: 75, taskFen: 90_000_000 } });
    expect(before.get("2026H1 ANJU")).toMatchObject({ added: { vetoes: ["FILE_FORGED"] }, rank: null });
    expect(Object.fromEntries(after)).toEqual(Object.fromEntries(before));
    // The entry says from which log, and the book holds together.
    const rows = await inputsOf(journal);
    expect(rows.map(({ importedFrom, documentId, noteId }) => [importedFrom, documentId, noteId])).toEqual(
      rows.map(() => ["LIANBAN/XN", null, null]),
    );
    const [entry] = await journal.database.read.all<{ text: string; channel: string }>(
      "SELECT text, channel FROM journal_entry WHERE type = 'SCORE_INPUT_IMPORTED'",
    );
    expect(entry?.channel).toBe("IMPORT");
    expect(JSON.parse(entry?.text ?? "{}").body.from).toMatchObject({ source: "LIANBAN", center: "XN" });
    expect((await verifyJournal({ journal, tables })).differences).toEqual([]);
    // Twice changes nothing; what comes home is known; and sent on from there it says the same.
    expect(await taken(journal)).toMatchObject({ imported: 0, skipped: 10, conflicts: [], bad: [] });
    expect(await taken(base.services.journal)).toMatchObject({ imported: 0, skipped: 10, conflicts: [], bad: [] });
    const onwards = join(folder, "onwards.xes");
    expect(await runExport({ services: servicesOf(journal), file: onwards, range: {} })).toMatchObject({ inputs: 9 });
    const third = await emptyJournal();
    expect(await taken(third, onwards)).toMatchObject({ imported: 10, bad: [] });
    expect(Object.fromEntries(await boardsOf(third, periods))).toEqual(Object.fromEntries(before));
    const again = await taken(third);
    expect(again).toMatchObject({ imported: 0, skipped: 9, bad: [] });
    expect(again.conflicts.filter(({ traceId }) => traceId.startsWith("ENTERED"))).toEqual([]);
  });

  test("a second value is a conflict by name, whether under the same id or in its place, and changes nothing", async () => {
    await written();
    const journal = await emptyJournal();
    await taken(journal);
    const before = await boardsOf(journal, periods);
    const text = readFileSync(file, "utf8");
    const other = join(folder, "other.xes");
    const overdue = /<trace>(?:(?!<\/trace>)[\s\S])*value="OVERDUE"[\s\S]*?<\/trace>/.exec(text)?.[0] ?? "";
    const changed = overdue.replace('key="numerator" value="900"', 'key="numerator" value="901"');
    const renamed = changed.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "01999999-0000-7000-8000-000000000001");
    expect(new Set([overdue, changed, renamed]).size).toBe(3);
    const same = overdue.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "01999999-0000-7000-8000-000000000002");
    writeFileSync(other, `<?xml version="1.0"?><log xes.version="1849.2016">\n${changed}\n${renamed}\n${same}</log>`);
    const result = await taken(journal, other);
    expect(result).toMatchObject({ imported: 0, skipped: 1, bad: [] });
    expect(result.conflicts).toEqual([
      { traceIndex: 1, traceId: expect.stringMatching(/^ENTERED-/), line: 2 },
      { traceIndex: 2, traceId: "ENTERED-01999999-0000-7000-8000-000000000001", line: expect.any(Number) },
    ]);
    expect(Object.fromEntries(await boardsOf(journal, periods))).toEqual(Object.fromEntries(before));
  });

  test("what a log states wrongly or against policy is named with its line, and nothing of it is stored", async () => {
    await written();
    const text = readFileSync(file, "utf8");
    const traceOf = (word: string) =>
      new RegExp(`<trace>(?:(?!</trace>)[\\s\\S])*value="${word}"[\\s\\S]*?</trace>`).exec(text)?.[0] ?? "";
    const wrong = join(folder, "wrong.xes");
    const reasonsOf = async (word: string, from: RegExp | string, to: string) => {
      const journal = await emptyJournal();
      const trace = traceOf(word).replace(from, to);
      expect(trace).not.toBe(traceOf(word));
      writeFileSync(wrong, `<?xml version="1.0"?><log xes.version="1849.2016">\n${trace}</log>`);
      const { bad, imported } = await taken(journal, wrong);
      expect(imported).toBe(0);
      expect(await inputsOf(journal)).toEqual([]);
      return bad.flatMap(({ line, reasons }) =>
        reasons.map(({ code, params }) => [line, code, params?.["attribute"] ?? params?.["key"], params?.["value"]]),
      );
    };
    const [unreadable, refused] = ["INPUT_UNREADABLE", "INPUT_REFUSED"];
    expect(await reasonsOf("OVERDUE", 'value="900"', 'value="9OO"')).toEqual([
      [2, "VALUE_NOT_OF_TYPE", "numerator", "9OO"],
    ]);
    expect(await reasonsOf("OVERDUE", 'value="900"', 'value="900000"')).toEqual([[2, refused, "numerator", "900000"]]);
    expect(await reasonsOf("OVERDUE", 'value="OVERDUE"', 'value="ON_TIME"')).toEqual([[2, refused, "code", "ON_TIME"]]);
    expect(await reasonsOf("OVERDUE", 'value="2026H1"', 'value="2026H3"')).toEqual([
      [2, unreadable, "period", "2026H3"],
    ]);
    expect(await reasonsOf("OVERDUE", 'value="2026H1"', 'value="2001H1"')).toEqual([[2, refused, "period", "2001H1"]]);
    expect(await reasonsOf("OVERDUE", 'key="partner" value="CCB"', 'key="partner" value="ICBC"')).toEqual([
      [2, unreadable, "partner", "ICBC"],
    ]);
    expect(await reasonsOf("INSPECTION_FINDING", 'value="-125"', 'value="125"')).toEqual([
      [2, refused, "numerator", "125"],
    ]);
    expect(await reasonsOf("INSPECTION_FINDING", 'value="-125"', 'value="-9000"')).toEqual([
      [2, refused, "numerator", "-9000"],
    ]);
    expect(await reasonsOf("FILE_FORGED", 'value="FILE_FORGED"', 'value="LATE"')).toEqual([
      [2, refused, "code", "LATE"],
    ]);
    expect(await reasonsOf("FILE_FORGED", /key="input.1" value="VETO"/, 'key="input.1" value="PRAISE"')).toEqual([
      [2, unreadable, "input.1", "PRAISE"],
    ]);
    expect(await reasonsOf("FILE_FORGED", /(key="identity:id" value=")[^"]*/, "$1mine")).toEqual([
      [2, unreadable, "identity:id", "mine"],
    ]);
  });

  test("an import that keeps no inputs says so of each", async () => {
    await written();
    const { bad, imported } = await importLog(file, mapping, await emptyJournal());
    expect(imported).toBe(1);
    expect(bad.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual(bad.map(() => ["INPUTS_NOT_TAKEN"]));
    expect(bad).toHaveLength(9);
  });
});

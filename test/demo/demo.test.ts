/** The demonstration center: every stage and figure is there, nothing of it when it breaks off, nobody's data harmed. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onEachDatabase, testKeys, type TestDatabase } from "../support/harness.js";
import { testPasswords } from "../support/world.js";
import { records, sheetsOf, tablesOf } from "../oversight/support/files.js";
import { readConfiguration } from "../../src/app/configuration.js";
import { factSources } from "../../src/app/context.js";
import { fillDemo, type Filled, type FillOptions } from "../../src/app/demo/fill.js";
import { resetDemoPasswords } from "../../src/app/demo/passwords.js";
import { openServices, type Services } from "../../src/app/services.js";
import { tables } from "../../src/app/tables.js";
import { verifyJournal } from "../../src/journal/index.js";
import { boardFile, minutesFile } from "../../src/app/office/files.js";
import { boardInForce, computeBoard, computedOf, ReviewMeeting } from "../../src/oversight/index.js";
import { RowLoader, selectRow } from "../../src/platform/index.js";
import { initCenter, partnerKinds, roles, signIn } from "../../src/parties/index.js";

jest.setTimeout(180_000);

/** A Sunday night: nobody has worked today. */
const present = "2026-11-22T15:00:00.000Z";

async function openAt(fresh: TestDatabase): Promise<Services> {
  const dataFolder = mkdtempSync(join(tmpdir(), "lianban-demo-"));
  process.on("exit", () => rmSync(dataFolder, { recursive: true, force: true }));
  const configuration = { ...readConfiguration({ LIANBAN_DATA: dataFolder }), database: fresh.settings };
  return openServices(configuration, { keys: testKeys, clock: () => new Date(present) });
}

const fill = (services: Services, options: FillOptions = {}): Promise<Filled> =>
  fillDemo(services, { passwords: testPasswords, ...options });

const rowsOf = (services: Services, sql: string) => services.database.read.all<Record<string, unknown>>(sql);

const countOf = async (services: Services, condition: string) =>
  Number((await rowsOf(services, `SELECT COUNT(*) AS n FROM ${condition}`))[0]?.["n"]);

/** What a case is, without ids. */
const caseRows = (services: Services) =>
  rowsOf(
    services,
    "SELECT number, stage, openedAt, lastActAt, paidAt, amountRequestedFen, version FROM loan_case ORDER BY number",
  );

let firstTime: Record<string, unknown>[] | null = null;

onEachDatabase((open) => {
  let fresh: TestDatabase;
  let services: Services;
  let filled: Filled;
  beforeAll(async () => {
    fresh = await open();
    services = await openAt(fresh);
    filled = await fill(services);
  });
  afterAll(() => services.close());

  test("has cases at every stage that can be reached, and with every early end", async () => {
    const found = await rowsOf(services, "SELECT DISTINCT stage FROM loan_case ORDER BY stage");
    expect(found.map(({ stage }) => stage)).toEqual(
      [
        ...["APPLICATION", "ACCEPTANCE", "REVIEW", "APPROVAL", "SIGNING", "SECURITY", "DISBURSEMENT", "SERVICING"],
        ...["REFUSED", "WITHDRAWN", "LAPSED"],
      ].sort(),
    );
    expect(await countOf(services, "loan_case")).toBe(filled.cases);
    expect(filled.cases).toBeGreaterThanOrEqual(45);
  });

  test.each([
    ["a return", "loan_case WHERE returnCount > 0"],
    ["a notice that waits for its answer", "notice WHERE answeredAt IS NULL"],
    ["a notice that was answered", "notice WHERE answeredAt IS NOT NULL"],
    ["a visit that counts", "visit WHERE counted = 1"],
    ["a visit that does not count", "visit WHERE counted = 0"],
    ["a handoff that nobody has received", "handoff WHERE status = 'SENT'"],
    ["a handoff received with an item rejected", "handoff WHERE rejectedCount > 0"],
    ["an inquiry that waits for its answer", "inquiry WHERE answeredAt IS NULL"],
    ["an inquiry that was answered", "inquiry WHERE answeredAt IS NOT NULL"],
    ["a payment that failed", "payment WHERE status = 'FAILED'"],
    ["a pause that lasts", "clock_pause WHERE resumedAt IS NULL"],
    ["an approver who is away", "delegation WHERE endedAt IS NULL"],
    ["a step that was not in time", "clock WHERE onTime = 0"],
    ["a frozen board of banks", "score_board WHERE status = 'FROZEN' AND kind = 'BANK' AND period = '2026H1'"],
    ["an objection that was upheld", "board_objection WHERE result = 'UPHELD'"],
    ["a figure from outside that two people entered", "score_input WHERE status = 'CONFIRMED' AND kind <> 'TASK'"],
    ["points added and deducted, and a veto", "score_input WHERE status = 'CONFIRMED' AND kind = 'VETO'"],
    ["a closed review meeting", "review_meeting WHERE status = 'CLOSED'"],
    ["a measure against a problem that a bank raised", "meeting_measure WHERE problemId IS NOT NULL"],
  ])("has %s", async (_what, condition) => {
    expect(await countOf(services, condition)).toBeGreaterThan(0);
  });

  test("happened in the past half-year on working days, nothing of it in the future", async () => {
    const [span] = await rowsOf(
      services,
      "SELECT MIN(recordedAt) AS first, MAX(recordedAt) AS last FROM journal_entry",
    );
    expect(String(span?.["last"]) < present).toBe(true);
    expect(String(span?.["first"]) < "2026-06-01").toBe(true);
    expect(String(span?.["first"]) > "2026-03-01").toBe(true);
    const days = await rowsOf(services, "SELECT DISTINCT SUBSTR(recordedAt, 1, 10) AS day FROM journal_entry");
    // Office hours in Shanghai lie on one day of UTC; the National Day holidays are among the days in question.
    expect(days.map(({ day }) => String(day)).filter((day) => /^2026-10-0[1-7]$/.test(day))).toEqual([]);
  });

  test("the files of the review say why a score is not what its points come to, and what took a rank", async () => {
    const { policies, journal, database } = services;
    const kept = await boardInForce(database.read, "2026H1", "BANK");
    if (!kept) throw new Error("There is no board");
    const rows = new RowLoader(
      () => database.read,
      () => null,
    );
    const context = { rows, policies, journal };
    const center = { partyId: "", partyKind: "CENTER" };
    const board = await computedOf(context, kept);
    const book = await sheetsOf(await boardFile(context, board, kept, center));
    const scores = records(book.get("评分 Scores"));
    expect(scores.map((one) => one["Adjustment"]).filter((points) => points !== 0)).toEqual([2, -1.5]);
    for (const one of scores)
      expect(one["Score"]).toBeCloseTo(Number(one["Base score"]) + Number(one["Adjustment"]), 6);
    const vetoed = scores.filter((one) => one["Rank"] === null);
    expect(vetoed.map((one) => one["Vetoes, or why no rank"])).toEqual(["伪造档案材料 A file forged"]);
    const steps = records(book.get("计算 Calculation")).map((one) => one["Reason"]);
    expect(steps).toContain("报送迟延或有误 A report that came late or wrong (LATE_REPORT)");
    const [{ id } = { id: "" }] = await rowsOf(services, "SELECT id FROM review_meeting");
    const meeting = await selectRow(database.read, ReviewMeeting, "id = ?", [String(id)]);
    if (!meeting) throw new Error("There is no meeting");
    const tables = await tablesOf(await minutesFile(context, meeting, center, policies.calendar.zone));
    expect(tables.flat().filter((row) => row.includes("伪造档案材料 A file forged"))).toHaveLength(1);
  });

  test.each([..."12"])("ranks partners of both kinds in half-year %s", async (half) => {
    for (const kind of partnerKinds) {
      const { policies, database } = services;
      const query = { period: `2026H${half}`, kind };
      const board = await computeBoard({ sql: database.read, policies, sources: factSources }, query);
      expect(board?.cards.filter(({ score }) => score !== null).length).toBeGreaterThan(0);
    }
  });

  test("counts what was done for officers of the party that did it, and for nobody else's", async () => {
    const foreign = "partner_fact f JOIN member m ON m.id = f.memberId WHERE m.partyId <> f.partnerId";
    expect(await countOf(services, foreign)).toBe(0);
    expect(await countOf(services, "partner_fact WHERE memberId IS NOT NULL")).toBeGreaterThan(100);
    for (const kind of ["RETURNS", "TRIPS", "DOCUMENT_ERRORS", "SATISFACTION", "COMPLAINTS"])
      expect([kind, (await countOf(services, `partner_fact WHERE indicator = '${kind}'`)) > 0]).toEqual([kind, true]);
  });

  test("holds together", async () => {
    expect(await verifyJournal({ journal: services.journal, tables })).toMatchObject({ ok: true, differences: [] });
  });

  test("tells a sign-in of every role; new passwords replace the old ones", async () => {
    const place = { address: "203.0.113.9", channel: "API", language: "en" } as const;
    const enter = ({ username, password }: { username: string; password: string }) =>
      signIn(services.journal, { username, password, newPassword: null, device: null }, place, testPasswords);
    expect(new Set(filled.signIns.flatMap((one) => one.roles))).toEqual(new Set(roles));
    const [before] = filled.signIns;
    if (!before) throw new Error("The cast is empty");
    expect(await enter(before)).toMatchObject({ ok: true });
    const signIns = await resetDemoPasswords(services, testPasswords);
    expect(signIns.map(({ username }) => username)).toEqual(filled.signIns.map(({ username }) => username));
    expect(await enter(before)).toMatchObject({ ok: false });
    for (const one of signIns) expect(await enter(one)).toMatchObject({ ok: true });
  });

  test("is filled once", async () => {
    await expect(fill(services)).rejects.toThrow("the demonstration is there already");
  });

  test("is the same again from the same seed and day", async () => {
    // On the second database the first one's cases are compared with: a fill takes its time.
    firstTime ??= await secondFill();
    expect(await caseRows(services)).toEqual(firstTime);
  });

  async function secondFill(): Promise<Record<string, unknown>[]> {
    const again = await openAt(await open());
    await fill(again);
    const rows = await caseRows(again);
    await again.close();
    return rows;
  }

  test("leaves nothing behind when it breaks off, and can then be filled", async () => {
    const broken = await openAt(await open());
    const stop = () => {
      throw new Error("broken off");
    };
    await expect(fill(broken, { onCase: stop })).rejects.toThrow("broken off");
    for (const table of ["journal_stream", "partner", "member", "loan_case", "case_number", "demonstration"]) {
      expect(await countOf(broken, table)).toBe(0);
    }
    await broken.close();
  });

  test("keeps away from a real center", async () => {
    const real = await openAt(await open());
    const administrator = { username: "admin", name: "管理员", password: null };
    await initCenter(real.journal, { code: "NJ", name: "南京", nameEn: "Nanjing", administrator }, testPasswords);
    await expect(fill(real)).rejects.toThrow("a center of its own");
    await expect(resetDemoPasswords(real, testPasswords)).rejects.toThrow("this is a real center");
    await real.close();
  });
});

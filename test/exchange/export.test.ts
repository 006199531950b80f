/** The book as an event log: as the standard asks, without a person in it; imported elsewhere it gives the same figures. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { exportServices } from "../../src/app/commands/exportLog.js";
import { resourceOf } from "../../src/exchange/export/officers.js";
import { ownSource } from "../../src/exchange/histories/own.js";
import { aggregatesIn } from "../../src/app/services.js";
import { historyReader, importLog, loadMapping, runExport } from "../../src/exchange/index.js";
import { done } from "../../src/app/demo/desk.js";
import { answerComplaint, assignComplaint, closeComplaint, receiveComplaint } from "../../src/casework/index.js";
import { createJournal, type Journal } from "../../src/journal/index.js";
import { processFlow } from "../../src/oversight/index.js";
import { caseWorld, fundCase, testPolicies, type CaseWorld } from "../support/cases.js";
import { onEachDatabase, testKeys } from "../support/harness.js";
import { serverOver } from "../support/serverOver.js";
import { mappingFile, sampleFile } from "../logs/logs.js";
import { boardsOf } from "./boardsOf.js";
import { faultsOf, parsed, valueOf, type Node } from "./xesStandard.js";

jest.setTimeout(180_000);

const exportMapping = loadMapping(join(__dirname, "../../policy/mappings/lianban-export.yaml"));

/** Upheld, about a partner, and about a case where one is named. */
async function complain({ services, staff, world }: CaseWorld, partyId: string, caseId: string | null): Promise<void> {
  const { supervisor } = world.viewers;
  const received = { channel: "HOTLINE_12345" as const, partyId, caseId, text: "让我跑了两趟。" };
  const complaintId = done(await receiveComplaint(services, supervisor, received), "RECEIVE");
  const handlerId = world.viewers.juniorReviewer.memberId;
  done(await assignComplaint(services, supervisor, { complaintId, handlerId }), "ASSIGN");
  const found = { complaintId, finding: "UPHELD" as const, answer: "情况属实。" };
  done(await answerComplaint(services, world.viewers.juniorReviewer, found), "ANSWER");
  done(await closeComplaint(services, staff.approver, { complaintId }), "CLOSE");
}

/**
 * One who went all the way and rated, one sent back on the way, one withdrawn, one under review with a notice, one whose
 * registration is late, and a draft; two complaints.
 */
async function someCases(base: CaseWorld): Promise<void> {
  const { desk, staff, world, clock } = base;
  const later = (hours: number) => {
    clock.now = new Date(Date.parse(clock.now) + hours * 3_600_000).toISOString();
  };
  const whole = await desk.open(fundCase());
  await desk.advanceTo(whole, "SERVICING");
  const rating = { channel: "PHONE", score: 4, trips: [{ place: "BANK", count: 0 }] };
  await desk.act(whole, world.viewers.supervisor, "RATING_RECORD", rating);
  await complain(base, world.partyIds.bank, whole);
  await complain(base, world.partyIds.guarantor, null);
  await desk.advanceTo(await desk.open(fundCase()), "SECURITY");
  later(3);
  const returned = await desk.open(fundCase());
  await desk.advanceTo(returned, "APPROVAL");
  later(50);
  await desk.act(returned, staff.reviewer, "LOAN_CASE_RETURN", { reasonCode: "CHECK_TO_REDO" });
  later(30);
  await desk.advanceTo(returned, "SERVICING");
  const visited = await desk.open(fundCase({ guaranteeKind: "MORTGAGE" }));
  await desk.advanceTo(visited, "ACCEPTANCE");
  await desk.act(visited, staff.bankOfficer, "DEFECT_POST", { kind: "MISSING", note: "缺少材料" });
  await desk.act(visited, staff.reviewer, "NOTHING_FURTHER");
  await desk.act(visited, staff.bankOfficer, "NOTICE_SEND");
  const gone = await desk.open(fundCase());
  await desk.advanceTo(gone, "SIGNING");
  await desk.act(gone, world.viewers.bankOfficer, "LOAN_CASE_WITHDRAW", { reasonCode: "NO_LONGER_NEEDED" });
  await desk.open(fundCase());
}

const periods = ["2026-03", "2026H1", "2026", "2011-10", "2011H2", "2012"];

onEachDatabase((open) => {
  const folder = mkdtempSync(join(tmpdir(), "lianban-export-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const plain = join(folder, "log.xes");
  let base: CaseWorld;
  let log: Node;
  let traces: Node[];
  const servicesOf = ({ services: { journal, policies } }: CaseWorld) =>
    exportServices({ database: journal.database, keys: journal.keys, policies });
  beforeAll(async () => {
    base = await caseWorld(await open());
    await someCases(base);
    await importLog(sampleFile, loadMapping(mappingFile), base.services.journal);
    const counts = await runExport({ services: servicesOf(base), file: plain, range: {} });
    log = parsed(readFileSync(plain, "utf8"));
    traces = log.children.filter(({ name }) => name === "trace");
    expect(traces).toHaveLength(counts.cases + counts.histories + counts.others);
    expect(counts).toMatchObject({ cases: 5, others: 1 });
    expect(counts.histories).toBeGreaterThan(10);
  });

  test("it is as the standard's schema and words ask", () => {
    expect(faultsOf(log)).toEqual([]);
  });

  test("each case tells every act of it in order, with who did it by role, party and unit", () => {
    const whole = traces.find((trace) => valueOf(trace, "stage") === "SERVICING") as Node;
    const events = whole.children.filter(({ name }) => name === "event");
    const activities = events.map((event) => valueOf(event, "concept:name"));
    for (const activity of ["OPENED", "SUBMITTED", "ACCEPTED", "STAGE_ENTERED:REVIEW", "DECISION_CONFIRMED"])
      expect(activities).toContain(activity);
    expect(activities.some((activity) => activity?.startsWith("CHECK_RECORDED:"))).toBe(true);
    const opened = events[0] as Node;
    expect(["org:resource", "org:group", "org:role", "unit"].map((key) => valueOf(opened, key))).toEqual([
      resourceOf(testKeys, ownSource, base.staff.bankOfficer.memberId),
      "CCB",
      "BANK_OFFICER",
      "CITY",
    ]);
    expect(valueOf(whole, "bank")).toBe("CCB");
    expect(valueOf(whole, "amountRequestedFen")).toBe("45000000");
  });

  test("nobody's name, number, username, id or address is in it", async () => {
    const text = readFileSync(plain, "utf8");
    const names = await base.services.journal.database.read.all<{ name: string }>("SELECT name FROM member_name");
    const members = await base.services.journal.database.read.all<{ id: string }>("SELECT id FROM member");
    const people = ["张伟", "王芳", "温泉路", 'value="4212', "绿城", ...Object.values(base.world.usernames)];
    const ids = members.map(({ id }) => id);
    expect([...names.map(({ name }) => name), ...ids, ...people].filter((word) => text.includes(word))).toEqual([]);
  });

  test("imported into an empty database, every figure is the same, and so is what is missing", async () => {
    const { database } = await open();
    const journal = createJournal({ database, keys: testKeys, aggregates: aggregatesIn("Asia/Shanghai") });
    const packed = join(folder, "log.xes.gz");
    await runExport({ services: servicesOf(base), file: packed, range: {} });
    expect(gunzipSync(readFileSync(packed)).toString("utf8")).toBe(readFileSync(plain, "utf8"));
    const result = await importLog(packed, exportMapping, journal);
    expect(result).toMatchObject({ imported: traces.length, skipped: 0, conflicts: [], bad: [], broken: null });
    const [before, after] = [await boardsOf(base.services.journal, periods), await boardsOf(journal, periods)];
    expect(before.size).toBeGreaterThan(12);
    for (const partner of ["CCB", "ANJU"]) expect([...before.keys()]).toContain(`2026H1 ${partner}`);
    expect(Object.fromEntries(after)).toEqual(Object.fromEntries(before));
    const figure = (partner: string, code: string) =>
      (after.get(`2026H1 ${partner}`) as { figures: { code: string }[] }).figures.find((one) => one.code === code);
    expect(figure("CCB", "SATISFACTION")).toMatchObject({ value: "400/1", sampleSize: 1 });
    for (const partner of ["CCB", "ANJU"]) expect(figure(partner, "COMPLAINTS")).toMatchObject({ numerator: 1 });
    expect(figure("ANJU", "REGISTRATION_ON_TIME")).toMatchObject({ numerator: 2, denominator: 3 });
    expect((after.get("2011H2 P1") as { figures: object[] }).figures).toContainEqual(
      expect.objectContaining({ code: "ON_TIME", missing: "UNKNOWN_TO_SOURCE" }),
    );
    // The flow of the cases here is that of the histories there, but for working time, which a log does not know.
    const flowOf = async (from: Journal, source: "CASES" | "HISTORIES") => {
      const { calendar } = testPolicies();
      const { database } = from;
      const services = { database, calendar, histories: historyReader(database.read) };
      const asked = { period: "2026-03", source, partnerId: null, product: null };
      const counted = await processFlow(services, "ALL", asked);
      if (!counted || "why" in counted) throw new Error("No flow");
      const { nodes, edges, traces: count } = counted.flow;
      return {
        count,
        nodes: Object.fromEntries(
          [...nodes].map(([activity, { serviceMs, ...node }]) => [activity, { ...node, serviceMs }]),
        ),
        edges: Object.fromEntries([...edges].map(([key, { waitMs }]) => [key, waitMs.sort((a, b) => a - b)])),
      };
    };
    expect(await flowOf(journal, "HISTORIES")).toEqual(await flowOf(base.services.journal, "CASES"));
    // And once more: nothing is there twice, and what comes home is known.
    expect(await importLog(packed, exportMapping, journal)).toMatchObject({ imported: 0, skipped: traces.length });
    const home = await importLog(packed, exportMapping, base.services.journal);
    expect(home).toMatchObject({ imported: 0, skipped: traces.length, bad: [] });
  });

  test("only what was registered on the days asked for", async () => {
    const file = join(folder, "some.xes");
    const counts = await runExport({
      services: servicesOf(base),
      file,
      range: { from: "2026-03-04", to: "2026-03-05" },
    });
    const some = parsed(readFileSync(file, "utf8")).children.filter(({ name }) => name === "trace");
    expect(counts).toEqual({ cases: some.length, histories: 0, others: 0, inputs: 0 });
    for (const trace of some) expect(valueOf(trace, "registeredAt")?.slice(0, 10)).toMatch(/^2026-03-0[3-5]$/);
    const none = await runExport({ services: servicesOf(base), file, range: { to: "2001-01-01" } });
    expect(none).toEqual({ cases: 0, histories: 0, others: 0, inputs: 0 });
    expect(faultsOf(parsed(readFileSync(file, "utf8")))).toEqual([]);
  });

  test("what a log states wrongly is a bad trace with its reasons", async () => {
    const file = join(folder, "wrong.xes");
    const [first] = /<trace>[\s\S]*?<\/trace>/.exec(readFileSync(plain, "utf8")) ?? [""];
    const wrong = first
      .replace(/(<string key="day" value=")[^"]*/, "$1once")
      .replace(/(<string key="kind" value=")[^"]*/, "$1GUILD")
      .replace(/(key="identity:id" value=")[^"]*/, "$100000000-0000-0000-0000-000000000001");
    writeFileSync(file, `<?xml version="1.0"?><log xes.version="1849.2016">${wrong}</log>`);
    const { bad, imported } = await importLog(file, exportMapping, base.services.journal);
    expect(imported).toBe(0);
    expect(bad[0]?.reasons.map(({ code }) => code)).toEqual(["PARTNER_UNREADABLE", "FACT_UNREADABLE"]);
  });

  test("the center fetches it; to a bank there is none", async () => {
    const served = await serverOver(base.services);
    const get = async (who: "supervisor" | "reviewer" | "bankManager" | null, query = "") => {
      const headers = who ? { authorization: `Bearer ${await base.world.tokenOf(who)}` } : undefined;
      return fetch(`${served.url}/exports/event-log.xes.gz${query}`, { headers });
    };
    try {
      const answer = await get("supervisor");
      expect(answer.status).toBe(200);
      const text = gunzipSync(Buffer.from(await answer.arrayBuffer())).toString("utf8");
      expect(text).toBe(readFileSync(plain, "utf8"));
      const statuses = [
        await get("bankManager"),
        await get("reviewer"),
        await get(null),
        await get("supervisor", "?to=x"),
      ];
      expect(statuses.map(({ status }) => status)).toEqual([404, 404, 401, 400]);
    } finally {
      await served.close();
    }
  });
});

/** The worklist and a whole case ask the database as often for many as for one, and read what they show. */
import mysql from "mysql2/promise";
import { casePageQuery } from "../../src/app/bench/queries.js";
import { createDesk } from "../../src/app/demo/desk.js";
import { mysqlOptions } from "../../src/platform/index.js";
import { application, caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import { listening, type Heard } from "../support/facades.js";
import { growTimeline } from "../support/growing.js";
import { freshDatabase, onEachDatabase, type TestDatabase } from "../support/harness.js";
import { servicesOn, tokenAt } from "../support/raceScene.js";
import { serverOver, type Served } from "../support/serverOver.js";
import { copyAll } from "../support/wholeDatabase.js";

jest.setTimeout(60_000);

const cases = 50;
const documentsEach = 2;
const entriesShown = 5;
const grownBy = 100;

let original: CaseWorld;
let home: TestDatabase;
let caseIds: readonly string[];
beforeAll(async () => {
  home = await freshDatabase({ name: "embedded", url: null });
  original = await caseWorld(home);
  const { desk, staff } = original;
  const opened: string[] = [];
  for (let count = 0; count < cases; count += 1) {
    const caseId = await desk.open(fundCase({ application: application() }));
    await desk.advanceTo(caseId, "ACCEPTANCE");
    for (let paper = 0; paper < documentsEach; paper += 1) await desk.attach(caseId, staff.bankOfficer, "INCOME_PROOF");
    opened.push(caseId);
  }
  caseIds = opened;
});
afterAll(() => home.dispose());

const worklist = `query ($first: Int!) { loanCases(first: $first, orderBy: DUE_ASC) {
  nodes {
    id number version stage stageDueAt amountRequested
    bank { name } owner { name } heldBy { kind since party { name } }
    timeline(first: ${entriesShown}) { nodes { seq type occurredAt name { zh } actor { name party { name } } } }
    documents { id kind status latest { number fileName uploadedBy { name } } }
  }
  pageInfo { hasNextPage endCursor } totalCount { value } } }`;

onEachDatabase((open, name) => {
  let fresh: TestDatabase;
  let services: CaseWorld["services"];
  let served: Served;
  let token: string;
  const heard: Heard[] = [];
  beforeAll(async () => {
    fresh = await open();
    await copyAll(home.database, fresh.database);
    services = servicesOn(original.services, fresh.database);
    token = await tokenAt(services, original.staff.reviewer);
    served = await serverOver(services, { database: listening(fresh.database, heard) });
  });
  afterAll(() => served.close());

  interface Measured {
    readonly data: ReturnType<typeof JSON.parse>;
    readonly statements: number;
    readonly rows: number;
  }

  async function measured(query: string, variables: object): Promise<Measured> {
    const { stats } = fresh.database;
    const before = { ...stats };
    const { body } = await served.ask(token, query, variables);
    expect(body.errors).toBeUndefined();
    return { data: body.data, statements: stats.statements - before.statements, rows: stats.rows - before.rows };
  }

  const one = () => measured(worklist, { first: 1 });
  const all = () => measured(worklist, { first: cases });
  const page = (id: string | undefined) => measured(casePageQuery, { id });

  /** Rows that the server itself touched for what was heard, by the table asked; own work tables are counted in. */
  async function touchedByAll(): Promise<Record<string, number>> {
    heard.length = 0;
    await all();
    const connection = await mysql.createConnection(mysqlOptions(fresh.settings.url ?? ""));
    const found: Record<string, number> = {};
    for (const { sql, params } of heard) {
      await connection.query("FLUSH STATUS");
      await connection.query(sql, [...params]);
      const [rows] = await connection.query("SHOW SESSION STATUS LIKE 'Handler_read%'");
      const table = /FROM (?:\(SELECT \S+ FROM )?(\w+)/.exec(sql)?.[1] ?? sql;
      found[table] = (rows as { Value: string }[]).reduce((sum, { Value }) => sum + Number(Value), found[table] ?? 0);
    }
    await connection.end();
    return found;
  }

  test("the worklist asks as often for 50 cases as for one, and reads no more when timelines grow", async () => {
    const [first, whole] = [await one(), await all()];
    expect(whole.data.loanCases.nodes).toHaveLength(cases);
    for (const node of whole.data.loanCases.nodes) {
      expect(node.timeline.nodes).toHaveLength(entriesShown);
      expect(node.documents).toHaveLength(documentsEach);
      expect(node.heldBy).not.toEqual([]);
    }
    expect(whole.statements).toBe(first.statements);
    expect(first.statements).toBeLessThan(20);

    const before = name === "embedded" ? {} : await touchedByAll();
    for (const caseId of caseIds) await growTimeline(services, original.staff.bankOfficer, caseId, grownBy);
    const [firstAfter, wholeAfter] = [await one(), await all()];
    const shown = wholeAfter.data.loanCases.nodes.map((node: { version: number }) => node.version);
    expect(Math.min(...shown)).toBeGreaterThan(grownBy);
    expect([firstAfter.statements, wholeAfter.statements]).toEqual([first.statements, first.statements]);
    expect([firstAfter.rows, wholeAfter.rows]).toEqual([first.rows, whole.rows]);
    if (name === "embedded") return;
    const after = await touchedByAll();
    // Timelines are fifteen times as long; the server's plan may differ a little from one time to the next.
    const readsMore = Object.entries(before).filter(([table, count]) => (after[table] ?? 0) > 1.5 * count + 10);
    expect(readsMore).toEqual([]);
  });

  const explained = name === "embedded" ? test : null;
  explained?.(
    "what hangs on a case is found by an index, the last entries in the order in which they stand",
    async () => {
      heard.length = 0;
      await all();
      const plans: string[] = [];
      for (const { sql, params } of heard) {
        const rows = await fresh.database.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params);
        plans.push(...rows.map(({ detail }) => detail));
      }
      expect(plans.length).toBeGreaterThan(cases);
      // The list itself may walk its index; nothing that hangs on a case is walked whole or sorted.
      expect(
        plans.filter((plan) => /^SCAN (journal_entry|document|case_document|holder|document_version)/.test(plan)),
      ).toEqual([]);
      const entryPlans = plans.filter((plan) => plan.includes("journal_entry"));
      expect(entryPlans).toHaveLength(cases);
      expect(entryPlans.every((plan) => plan.includes("race_journal_entry_stream_seq"))).toBe(true);
    },
  );

  test("a case of 500 entries shows all of itself in as many statements as a short one", async () => {
    const [caseId] = caseIds;
    const { staff } = original;
    const shortId = await openShort();
    const short = await page(shortId);
    await growTimeline(services, staff.bankOfficer, caseId ?? "", 500 - (await page(caseId)).data.loanCase.version);
    const long = await page(caseId);
    expect(long.data.loanCase.version).toBe(500);
    expect(long.statements).toBe(short.statements);
  });

  /** Like the others, and never grown. */
  async function openShort(): Promise<string> {
    const desk = createDesk(services, original.staff);
    const caseId = await desk.open(fundCase({ application: application() }));
    await desk.advanceTo(caseId, "ACCEPTANCE");
    for (let paper = 0; paper < documentsEach; paper += 1) {
      await desk.attach(caseId, original.staff.bankOfficer, "INCOME_PROOF");
    }
    return caseId;
  }
});

/** Another's cases, papers and handoffs are not there: over no query, no field below one, and no address. */
import { getNamedType, type GraphQLSchema } from "graphql";
import { createDesk } from "../../src/app/demo/desk.js";
import { apiResolvers } from "../../src/app/resolvers.js";
import { schemaOf } from "../../src/app/schema/build.js";
import { mayReadDocument } from "../../src/casework/index.js";
import { newId } from "../../src/kernel/index.js";
import { tableOf } from "../../src/platform/index.js";
import { tables } from "../../src/app/tables.js";
import { application, fundCase } from "../support/cases.js";
import { freshDatabase, onEachDatabase, type TestDatabase } from "../support/harness.js";
import { inProcess, type AskInProcess } from "../support/inProcess.js";
import { servicesOn, tokenAt } from "../support/raceScene.js";
import { deepSelection } from "../support/selection.js";
import { serverOver, type Served } from "../support/serverOver.js";
import { contentsOf, copyAll } from "../support/wholeDatabase.js";
import type { MemberName } from "../support/world.js";
import { prepare, type Prepared } from "./prepared.js";
import { probes, type Target } from "./probes.js";

jest.setTimeout(300_000);

let home: TestDatabase;
let things: Prepared;
let schema: GraphQLSchema;
/** A case of the other bank and the other guarantee company, far enough to have something of everything. */
let foreign: string;
beforeAll(async () => {
  schema = await schemaOf(apiResolvers);
  home = await freshDatabase({ name: "embedded", url: null });
  things = await prepare(home);
  const { services, staff, world } = things.base;
  const { otherBankOfficer, otherGuaranteeOfficer } = world.viewers;
  const desk = createDesk(services, {
    ...staff,
    bankOfficer: otherBankOfficer,
    guaranteeOfficer: otherGuaranteeOfficer,
  });
  foreign = await desk.open(fundCase({ application: application() }));
  await desk.advanceTo(foreign, "REVIEW");
});
afterAll(() => home.dispose());

const asked = [
  "late",
  "transferred",
  "review",
  "noticed",
  "security",
  "paying",
  "withdrawn",
  "corrected",
  "toSubmit",
  "rated",
] as const;

const targetOf = ({ states, handoff, boards, meetings, base }: Prepared): Target => ({
  states: asked.map((name) => states[name]),
  handoffIds: [handoff.id],
  boardIds: [boards.objected],
  meetingIds: [meetings.open],
  bankId: base.world.partyIds.bank,
  guaranteeCompanyId: base.world.partyIds.guarantor,
});

onEachDatabase((open, database) => {
  let fresh: TestDatabase;
  let ask: AskInProcess;
  const tokens = new Map<string, string>();
  beforeAll(async () => {
    fresh = await open();
    await copyAll(home.database, fresh.database);
    const services = servicesOn(things.base.services, fresh.database);
    ask = inProcess(services, schema);
    const { viewers } = things.base.world;
    const developerClerk = { ...viewers.auditor, memberId: things.members.developerClerk };
    for (const [name, viewer] of Object.entries({ ...viewers, developerClerk })) {
      tokens.set(name, await tokenAt(services, viewer));
    }
  });

  /** Everything that somebody gets to see by asking for everything. */
  async function seenBy(
    who: MemberName | "developerClerk",
    only: readonly string[] = Object.keys(probes),
    depth = 4,
  ): Promise<string> {
    const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
    const answers: string[] = [];
    for (const field of fields.filter(({ name }) => only.includes(name))) {
      for (const args of probes[field.name]?.(targetOf(things)) ?? []) {
        const selection = deepSelection(getNamedType(field.type), { depth, first: 25 });
        const query = `{ ${field.name}${args && `(${args})`} ${selection} }`;
        const { data, errors } = await ask(tokens.get(who) ?? null, query);
        // Nothing is forbidden: it is not there.
        expect({ field: field.name, args, errors }).toEqual({ field: field.name, args, errors: undefined });
        answers.push(JSON.stringify(data));
      }
    }
    return answers.join("\n");
  }

  /** Ids of every row that was derived from cases, papers and handoffs but those of some cases, and numbers of cases. */
  async function secrets(but: readonly string[]): Promise<Map<string, string>> {
    const { read } = fresh.database;
    const kinds = ["loanCase", "document", "handoff"];
    const streams = await read.all<{ id: string; kind: string }>("SELECT id, kind FROM journal_stream");
    const open = new Set(but);
    const papers = await read.all<{ caseId: string; documentId: string }>(
      "SELECT caseId, documentId FROM case_document",
    );
    const lists = await read.all<{ caseId: string; handoffId: string }>("SELECT caseId, handoffId FROM case_handoff");
    // Whoever lends on homes may see the permit of a verified building, whatever case it is used in.
    const permits = await read.all<{ id: string }>(
      "SELECT permitDocumentId AS id FROM developer_building WHERE permitDocumentId IS NOT NULL",
    );
    for (const { id } of permits) open.add(id);
    for (const { caseId, documentId } of papers) if (but.includes(caseId)) open.add(documentId);
    for (const { caseId, handoffId } of lists) if (but.includes(caseId)) open.add(handoffId);
    const hidden = new Set(streams.filter(({ id, kind }) => kinds.includes(kind) && !open.has(id)).map(({ id }) => id));
    const found = new Map<string, string>();
    for (const rowClass of tables) {
      const { name, kind, streamColumn } = tableOf(rowClass);
      if (kind !== "derived" || !streamColumn) continue;
      const rows = await read.all<Record<string, string>>(`SELECT * FROM ${name}`);
      for (const row of rows.filter((one) => hidden.has(String(one[streamColumn])))) {
        found.set(String(row["id"]), name);
        if (row["number"] && name === "loan_case") found.set(String(row["number"]), name);
      }
    }
    return found;
  }

  const leaks = (text: string, hidden: ReadonlyMap<string, string>): string[] =>
    [...hidden].filter(([id]) => text.includes(`"${id}"`)).map(([id, table]) => `${table} ${id}`);

  test("the questions ask for every query of the schema", () => {
    expect(Object.keys(probes).sort()).toEqual(Object.keys(schema.getQueryType()?.getFields() ?? {}).sort());
  });

  test("whoever works on them sees them by these questions: they reach far enough to find a leak", async () => {
    const hidden = await secrets([foreign]);
    const seen = leaks(await seenBy("auditor", ["loanCase", "handoff", "scoreboard"]), hidden).map(
      (leak) => leak.split(" ")[0],
    );
    const shown = new Set(seen);
    const never = ["claim_holding", "case_handoff", "case_document", "case_holder", "clock_segment", "indicator_fact"];
    // Only a filter of the list looks at it.
    never.push("batch_ready");
    const missing = [...new Set(hidden.values())].filter((table) => !shown.has(table) && !never.includes(table));
    expect(missing).toEqual([]);
  });

  // What is in sight is asked in the same words of both databases: on the second one, by those who see the most.
  const managers = ["otherBankManager", "otherGuaranteeManager"] as const;
  const officers = database === "embedded" ? (["otherBankOfficer", "otherGuaranteeOfficer"] as const) : [];

  test.each<MemberName>([...managers, ...officers])(
    "%s sees nothing of what the bank and its guarantee company do",
    async (who) => {
      const text = await seenBy(who);
      expect(leaks(text, await secrets([foreign]))).toEqual([]);
    },
  );

  test("a developer's clerk sees no case at all", async () => {
    const text = await seenBy("developerClerk");
    expect(leaks(text, await secrets([]))).toEqual([]);
  });

  test("a colleague of another unit sees no case of this one", async () => {
    // Handoffs are the whole bank's: whoever is at hand receives what comes in. So is the score card, and with it the
    // papers that prove what was confirmed for it.
    const ofTheBank = ["handoff", "handoffs", "scoreboard", "scoreInputs"];
    const text = await seenBy(
      "bankColleague",
      Object.keys(probes).filter((name) => !ofTheBank.includes(name)),
    );
    expect(leaks(text, await secrets([]))).toEqual([]);
  });

  test("a guarantee company sees nothing of an application before it is submitted", async () => {
    const { toSubmit } = things.states;
    const text = await seenBy("guaranteeManager", Object.keys(probes), 2);
    expect(text).toContain(things.cases.review);
    const others = Object.values(things.cases).filter((id) => id !== toSubmit.id);
    const hidden = await secrets([foreign, ...others]);
    expect([...hidden.values()]).toContain("loan_case");
    expect(leaks(text, hidden)).toEqual([]);
  });

  test("a guarantee company sees those papers that it needs, and the others over no field", async () => {
    const services = servicesOn(things.base.services, fresh.database);
    const { guaranteeOfficer } = things.base.world.viewers;
    const papers = await fresh.database.read.all<{ id: string }>("SELECT id FROM document");
    const hidden = new Map<string, string>();
    for (const { id } of papers) {
      if (!(await mayReadDocument(services, guaranteeOfficer, id))) hidden.set(id, "document");
    }
    const text = await seenBy("guaranteeOfficer", ["loanCase", "handoff", "handoffs"]);
    expect(hidden.size).toBeLessThan(papers.length);
    // The timeline names them by their ids alone.
    const shown = (id: string) => text.includes(`"__typename":"Document","id":"${id}"`);
    expect(papers.some(({ id }) => !hidden.has(id) && shown(id))).toBe(true);
    expect([...hidden.keys()].filter(shown)).toEqual([]);
  });

  describe("at the address of a paper's bytes", () => {
    let served: Served;
    beforeAll(async () => {
      served = await serverOver(servicesOn(things.base.services, fresh.database));
    });
    afterAll(() => served.close());

    const bytesOf = async (who: string | null, documentId: string, more = "") => {
      const headers = who ? { authorization: `Bearer ${tokens.get(who)}` } : undefined;
      const response = await fetch(`${served.url}/documents/${documentId}/content${more}`, { headers });
      const body = Buffer.from(await response.arrayBuffer());
      return { status: response.status, body, text: body.toString("utf8").replaceAll(documentId, "ID") };
    };

    test("there is nothing for others, as if there were no such paper, and nothing is logged", async () => {
      const documents = things.states.paying.papers.documents.slice(0, 5);
      expect(documents).toHaveLength(5);
      const id = documents[0]?.id ?? "";
      expect((await bytesOf("bankOfficer", id)).status).toBe(200);
      const before = await contentsOf(fresh.database);
      for (const who of [
        "otherBankOfficer",
        "otherBankManager",
        "otherGuaranteeOfficer",
        "bankColleague",
        "developerClerk",
      ]) {
        const unknown = await bytesOf(who, newId());
        for (const document of documents) {
          for (const more of ["", "?version=1", "?version=99"]) {
            expect({ who, ...(await bytesOf(who, document.id, more)), body: null }).toEqual({
              who,
              ...unknown,
              body: null,
            });
          }
        }
        expect(unknown.status).toBe(404);
      }
      expect((await bytesOf(null, id)).status).toBe(401);
      expect(await contentsOf(fresh.database)).toEqual(before);
    });
  });
});

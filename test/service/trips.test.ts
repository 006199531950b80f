/** Trips, inquiries and contacts as people meet them in the API. */
import type { GraphQLSchema } from "graphql";
import { apiResolvers } from "../../src/app/resolvers.js";
import { schemaOf } from "../../src/app/schema/build.js";
import { tables } from "../../src/app/tables.js";
import { verifyJournal } from "../../src/journal/index.js";
import { caseWorld, fundCase, monday, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { inProcess, type AskInProcess } from "../support/inProcess.js";
import { uploadAt } from "../support/raceScene.js";
import type { MemberName } from "../support/world.js";

jest.setTimeout(120_000);

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await schemaOf(apiResolvers);
});

onEachDatabase((open) => {
  let world: CaseWorld;
  let asked: AskInProcess;
  let caseId: string;
  beforeAll(async () => {
    world = await caseWorld(await open());
    asked = inProcess(world.services, schema);
    caseId = await world.desk.open(fundCase());
    await world.desk.advanceTo(caseId, "REVIEW");
  });

  async function ask(who: MemberName, query: string, variables: object = {}): Promise<Record<string, never>> {
    const { data, errors } = await asked(await world.world.tokenOf(who), query, variables);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data)) as Record<string, never>;
  }
  const give = async (who: MemberName, field: string, input: object, shown = "") =>
    (
      await ask(
        who,
        `mutation ($input: ${field[0]?.toUpperCase()}${field.slice(1)}Input!) {
          ${field}(input: $input) { ${shown} userErrors { code field message choices } } }`,
        { input: { caseId, ...input } },
      )
    )[field] as unknown as Record<string, unknown> & { userErrors: { code: string }[] };

  test("a request over budget is refused with what could replace it; an exception of the center allows one", async () => {
    const input = { reasonCode: "SHOW_ORIGINAL", note: "核验购房合同原件" };
    const shown = "visit { id counted } replacements { code names { en zh } }";
    const refused = await give("bankOfficer", "visitRequest", input, shown);
    expect(refused).toEqual({
      visit: null,
      replacements: [
        { code: "DATA_SHARING", names: { en: "Data sharing", zh: "数据共享免提交" } },
        { code: "HANDOFF", names: { en: "A handoff between the parties", zh: "机构间材料交接" } },
        { code: "HOME_VISIT", names: { en: "A visit to the applicant", zh: "上门服务" } },
      ],
      userErrors: [
        {
          code: "TRIP_BUDGET_SPENT",
          field: ["reasonCode"],
          message:
            "The trip budget of 0 is spent; instead: data sharing, a handoff between the parties, a visit to the applicant.",
          choices: ["DATA_SHARING", "HANDOFF", "HOME_VISIT"],
        },
      ],
    });
    expect((await give("supervisor", "visitExceptionGrant", { note: "申请人行动不便" })).userErrors).toEqual([]);
    const allowed = await give("bankOfficer", "visitRequest", input, shown);
    expect(allowed).toMatchObject({ visit: { counted: true }, replacements: null, userErrors: [] });
    const again = await give("guaranteeOfficer", "visitRequest", input);
    expect(again.userErrors).toMatchObject([{ code: "TRIP_BUDGET_SPENT" }]);
    const { loanCase } = await ask(
      "bankOfficer",
      "query ($id: ID!) { loanCase(id: $id) { tripBudget tripsSpent visitExceptions { note grantedBy { id } } } }",
      { id: caseId },
    );
    const grantedBy = { id: world.world.viewers.supervisor.memberId };
    expect(loanCase).toEqual({
      tripBudget: 0,
      tripsSpent: 1,
      visitExceptions: [{ note: "申请人行动不便", grantedBy }],
    });
  });

  test("an original that the applicant brings implies the visit that was asked for; one by post implies none", async () => {
    const { papers } = await world.desk.state(caseId);
    const item = papers.items.find(({ document }) => document === "PURCHASE_CONTRACT");
    const input = { kind: "PURCHASE_CONTRACT", itemId: item?.id, withOriginal: true };
    const attach = async (more: object) =>
      give("bankOfficer", "documentAttach", {
        ...input,
        ...more,
        ticketId: await uploadAt(world, JSON.stringify(more)),
      });
    expect((await attach({ handedIn: "BY_POST" })).userErrors).toEqual([]);
    expect((await attach({})).userErrors).toEqual([]);
    // A new version of a paper that is there already comes with its original, too.
    const uploaded = await world.desk.attach(caseId, world.staff.bankOfficer, "SALE_CONTRACT");
    const more = { kind: "SALE_CONTRACT", itemId: null, documentId: uploaded, handedIn: "BY_POST" };
    expect((await attach(more)).userErrors).toEqual([]);
    const holder = await world.services.journal.database.read.all<{ originalHolderPartyId: string }>(
      "SELECT originalHolderPartyId FROM document WHERE id = ?",
      [uploaded],
    );
    expect(holder).toEqual([{ originalHolderPartyId: world.staff.bankOfficer.partyId }]);
    const { loanCase } = await ask(
      "reviewer",
      "query ($id: ID!) { loanCase(id: $id) { tripsSpent visits { impliedBy place counted overBudget party { code } recordedBy { id } } } }",
      { id: caseId },
    );
    const recordedBy = { id: world.world.viewers.bankOfficer.memberId };
    expect(loanCase).toEqual({
      tripsSpent: 1,
      visits: [
        {
          impliedBy: "DOCUMENT",
          place: "BRANCH",
          counted: true,
          overBudget: false,
          party: { code: "CCB" },
          recordedBy,
        },
      ],
    });
  });

  test("an inquiry stands in the worklist of the party asked, late ones apart, and in nobody else's", async () => {
    const { partyIds } = world.world;
    const question = "抵押物面积与合同不一致，请说明。";
    expect((await give("reviewer", "inquiryPost", { toPartyId: partyIds.guarantor, question })).userErrors).toEqual([]);
    const list = async (who: MemberName, filter: string) =>
      ask(
        who,
        `{ inquiries(filter: { ${filter} }) { totalCount { value } nodes { question overdue loanCase { id } to { code } } } }`,
      );
    const one = { question, overdue: false, loanCase: { id: caseId }, to: { code: "ANJU" } };
    expect(await list("guaranteeOfficer", "toMe: true, open: true")).toEqual({
      inquiries: { totalCount: { value: 1 }, nodes: [one] },
    });
    const none = { inquiries: { totalCount: { value: 0 }, nodes: [] } };
    for (const who of ["bankOfficer", "otherBankOfficer", "otherGuaranteeOfficer"] as const) {
      expect(await list(who, "")).toEqual(none);
    }
    expect(await list("reviewer", "toMe: true")).toEqual(none);
    expect(await list("guaranteeOfficer", "overdue: true")).toEqual(none);
    world.clock.now = "2026-03-05T01:30:00.000Z";
    expect(await list("reviewer", "fromMe: true, overdue: true")).toEqual({
      inquiries: { totalCount: { value: 1 }, nodes: [{ ...one, overdue: true }] },
    });
    const [inquiry] = (await world.desk.state(caseId)).inquiries.inquiries;
    const input = { inquiryId: inquiry?.id, answer: "以产权证为准。" };
    expect((await give("guaranteeOfficer", "inquiryAnswer", input)).userErrors).toEqual([]);
    expect(await list("guaranteeOfficer", "toMe: true, open: true")).toEqual(none);
    expect(await list("guaranteeOfficer", "toMe: true")).toMatchObject({ inquiries: { nodes: [{ overdue: true }] } });
  });

  test("a contact stands on its case and in the timeline; between parties only these two and the center read it", async () => {
    const { partyIds } = world.world;
    const record = (who: MemberName, more: object) =>
      give(who, "contactRecord", { channel: "PHONE", summary: "告知补充材料", ...more }, "contact { id summary }");
    const callBackBy = "2026-03-05T08:00:00.000Z";
    const first = await record("bankOfficer", { callBackBy });
    expect(first).toMatchObject({ contact: { summary: "告知补充材料" }, userErrors: [] });
    const toCenter = { withPartyId: partyIds.center, summary: "询问额度" };
    expect((await record("bankOfficer", toCenter)).userErrors).toEqual([]);
    const summaries = async (who: MemberName, filter = "") =>
      (
        (await ask(who, `{ contacts(filter: { ${filter} }) { nodes { summary } } }`))["contacts"] as unknown as {
          nodes: { summary: string }[];
        }
      ).nodes
        .map(({ summary }) => summary)
        .sort();
    expect(await summaries("reviewer")).toEqual(["告知补充材料", "询问额度"]);
    expect(await summaries("guaranteeOfficer")).toEqual(["告知补充材料"]);
    expect(await summaries("otherBankOfficer")).toEqual([]);
    world.clock.now = "2026-03-05T09:00:00.000Z";
    expect(await summaries("bankOfficer", "byMyParty: true, callBackOpen: true, overdue: true")).toEqual([
      "告知补充材料",
    ]);
    const callsBackId = (first["contact"] as { id: string }).id;
    expect((await record("bankManager", { callsBackId, summary: "已回电" })).userErrors).toEqual([]);
    expect(await summaries("bankOfficer", "callBackOpen: true")).toEqual([]);
    const { loanCase } = await ask(
      "guaranteeOfficer",
      "query ($id: ID!) { loanCase(id: $id) { contacts { summary calledBackAt } timeline(first: 3) { nodes { name { zh } } } } }",
      { id: caseId },
    );
    expect(loanCase).toEqual({
      contacts: [
        { summary: "告知补充材料", calledBackAt: world.clock.now },
        { summary: "已回电", calledBackAt: null },
      ],
      // Of the last three the one between bank and center is none of hers.
      timeline: { nodes: [1, 2].map(() => ({ name: { zh: "登记联系" } })) },
    });
    world.clock.now = monday;
  });

  test("what was written is told alike by the rows and by replay", async () => {
    const { differences } = await verifyJournal({ journal: world.services.journal, tables });
    expect(differences).toEqual([]);
  });
});

/** What is between two parties of a case is not in the third one's timeline; boards, minutes and the log have their doors. */
import { newId } from "../../src/kernel/index.js";
import { caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { tokenAt } from "../support/raceScene.js";
import { serverOver, type Served } from "../support/serverOver.js";
import type { MemberName } from "../support/world.js";
import { preparedBoards } from "./boards.js";
import { preparedMeetings } from "./meetings.js";

jest.setTimeout(300_000);

onEachDatabase((open) => {
  let base: CaseWorld;
  let served: Served;
  beforeAll(async () => {
    base = await caseWorld(await open());
    served = await serverOver(base.services);
  });
  afterAll(() => served.close());

  const tokenOf = (who: MemberName) => tokenAt(base.services, base.world.viewers[who]);
  const ask = async (who: MemberName, query: string, variables: object = {}) => {
    const { body } = await served.ask(await tokenOf(who), query, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };

  test("an inquiry, a call and its answer between bank and center are in their timelines and not in the third one's", async () => {
    const { desk, world } = base;
    const { bankOfficer, reviewer } = world.viewers;
    const { center } = world.partyIds;
    const caseId = await desk.open(fundCase());
    await desk.advanceTo(caseId, "REVIEW");
    await desk.act(caseId, bankOfficer, "CONTACT_RECORD", { channel: "PHONE", direction: "OUTGOING", summary: "告知" });
    await desk.act(caseId, bankOfficer, "INQUIRY_POST", { toPartyId: center, question: "何时可放款？" });
    const call = { channel: "PHONE", direction: "OUTGOING", summary: "催办", withPartyId: center };
    await desk.act(caseId, bankOfficer, "CONTACT_RECORD", call);
    const inquiryId = (await desk.state(caseId)).inquiries.inquiries[0]?.id;
    await desk.act(caseId, reviewer, "INQUIRY_ANSWER", { inquiryId, answer: "下周" });

    const page = `query ($id: ID!, $first: Int, $after: String) { loanCase(id: $id) {
      timeline(first: $first, after: $after) { nodes { type details { value } } edges { node { type } }
        pageInfo { hasNextPage endCursor } } } }`;
    const newest = async (who: MemberName, first: number, after: string | null = null) =>
      (await ask(who, page, { id: caseId, first, after })).loanCase.timeline;
    // Clocks begin and end beside them, in entries that say nothing of whom.
    const types = async (who: MemberName) =>
      (await newest(who, 6)).nodes
        .map(({ type }: { type: string }) => type)
        .filter((type: string) => !type.startsWith("CLOCKS_"));
    const all = ["INQUIRY_ANSWERED", "CONTACT_RECORDED", "INQUIRY_POSTED", "CONTACT_RECORDED"];
    for (const who of ["bankOfficer", "reviewer", "auditor"] as const) expect(await types(who)).toEqual(all);
    expect(await types("guaranteeOfficer")).toEqual(["CONTACT_RECORDED"]);
    const shown = await newest("guaranteeOfficer", 6);
    expect(shown.edges).toHaveLength(3);
    expect(JSON.stringify(shown)).not.toContain(center);
    // A page of nothing but such entries leads on to what comes before them.
    const { pageInfo } = await newest("guaranteeOfficer", 1);
    const none = await newest("guaranteeOfficer", 1, pageInfo.endCursor as string);
    expect(none).toMatchObject({ nodes: [], edges: [], pageInfo: { hasNextPage: true } });
    const next = await newest("guaranteeOfficer", 4, none.pageInfo.endCursor as string);
    expect(next.nodes).toContainEqual(expect.objectContaining({ type: "CONTACT_RECORDED" }));
    const takeBack = async (who: "bankOfficer" | "reviewer", type: string) => {
      const entryId = (await desk.state(caseId)).corrections.entries.findLast((one) => one.type === type)?.id;
      await desk.act(caseId, world.viewers[who], "ENTRY_CORRECT", {
        ...{ entryId, reasonCode: "TYPING_MISTAKE", note: "记错" },
      });
    };
    const corrections = `query ($id: ID!) { loanCase(id: $id) { correctionHistory { entryType }
      contacts { takenBackAt } inquiries { answeredAt takenBackAt } } }`;
    await takeBack("bankOfficer", "CONTACT_RECORDED");
    await takeBack("reviewer", "INQUIRY_ANSWERED");
    expect((await ask("bankOfficer", corrections, { id: caseId })).loanCase).toMatchObject({
      correctionHistory: [{ entryType: "CONTACT_RECORDED" }, { entryType: "INQUIRY_ANSWERED" }],
      inquiries: [{ answeredAt: null, takenBackAt: null }],
    });
    expect((await ask("guaranteeOfficer", corrections, { id: caseId })).loanCase).toEqual({
      ...{ correctionHistory: [], contacts: [{ takenBackAt: null }], inquiries: [] },
    });
    expect(await types("guaranteeOfficer")).toEqual([]);
    expect((await types("bankOfficer")).filter((type: string) => type === "ENTRY_CORRECTED")).toHaveLength(2);
  });

  test("a board, minutes and the log are fetched by whoever sees them; to others there is none", async () => {
    const boards = await preparedBoards(base);
    const meetings = await preparedMeetings(base, boards.frozenPeriod);
    const board = `/boards/${boards.frozen}/board.xlsx`;
    const minutes = `/meetings/${meetings.toClose}/minutes.docx`;
    const log = "/exports/event-log.xes.gz";
    const statusOf = async (who: MemberName | null, path: string) => {
      const headers = who ? { authorization: `Bearer ${await tokenOf(who)}` } : undefined;
      const response = await fetch(`${served.url}${path}`, { headers });
      await response.arrayBuffer();
      return response.status;
    };
    const unknown = `/boards/${newId()}/board.xlsx`;
    const doors = async (who: MemberName | null) => {
      const found = [];
      for (const path of [board, minutes, log, unknown]) found.push(await statusOf(who, path));
      return found;
    };
    expect(await doors(null)).toEqual([401, 401, 401, 401]);
    for (const who of ["bankOfficer", "bankColleague", "otherBankManager"] as const) {
      expect([who, ...(await doors(who))]).toEqual([who, 404, 404, 404, 404]);
    }
    expect(await doors("guaranteeOfficer")).toEqual([200, 200, 404, 404]);
    expect(await doors("auditor")).toEqual([200, 200, 200, 404]);
    const basis = "query ($p: Period!) { feeBasis(period: $p, kind: GUARANTEE_COMPANY) { boardId } }";
    const { feeBasis } = await ask("bankManager", basis, { p: boards.frozenPeriod });
    expect(feeBasis).toBeNull();
  });
});

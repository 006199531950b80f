/** The one notice through the API: who has looked, what is drafted, what was answered, and what was told late. */
import { PartnerFact } from "../../src/oversight/index.js";
import { selectRows } from "../../src/platform/index.js";
import { caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { tokenAt } from "../support/raceScene.js";
import { serverOver, type Served } from "../support/serverOver.js";

jest.setTimeout(120_000);

const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code).sort();

const draftQuery = `query ($id: ID!) { loanCase(id: $id) {
  noticeDraft { preLookEndsAt defects { id } nothingFurther { code } waitsFor { code } }
  notices { id answeredAt defects { id answer answeredAt remedy { en } } }
  defects { id noticeId couldHaveBeenSeen justification } } }`;
const late = `query ($filter: MissedDefectFilter) { missedDefects(filter: $filter) {
  nodes { id justification party { code } loanCase { id } } totalCount { value } } }`;
const mutation = (name: string) =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { userErrors { code field } } }`;

onEachDatabase((fresh) => {
  let world: CaseWorld;
  let served: Served;
  beforeAll(async () => {
    world = await caseWorld(await fresh());
    served = await serverOver(world.services);
  });
  afterAll(() => served.close());

  type Who = keyof CaseWorld["world"]["viewers"];
  const ask = async (who: Who, query: string, variables: object) => {
    const { body } = await served.ask(await tokenAt(world.services, world.world.viewers[who]), query, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };
  const give = async (who: Who, name: string, input: object): Promise<string[]> =>
    codes((await ask(who, mutation(name), { input }))[name].userErrors);

  test("is drafted by all, sent once, answered item by item; what could have been seen is told with its reason", async () => {
    const { desk, clock } = world;
    const caseId = await desk.open(fundCase());
    await desk.advanceTo(caseId, "ACCEPTANCE");
    const show = async () => (await ask("reviewer", draftQuery, { id: caseId })).loanCase;

    expect(await give("bankOfficer", "defectPost", { caseId, kind: "ILLEGIBLE", note: "身份证模糊" })).toEqual([]);
    expect(await give("guaranteeOfficer", "defectPost", { caseId, kind: "EXPIRED", note: "授权书" })).toEqual([]);
    expect(await give("reviewer", "nothingFurther", { caseId })).toEqual([]);
    const { noticeDraft } = await show();
    // Monday 09:30 and four working hours.
    expect(noticeDraft).toMatchObject({ preLookEndsAt: "2026-03-02T07:00:00.000Z", nothingFurther: [{ code: "XN" }] });
    expect(noticeDraft.defects).toHaveLength(2);
    expect(codes(noticeDraft.waitsFor)).toEqual(["ANJU"]);
    expect(await give("bankOfficer", "noticeSend", { caseId })).toEqual(["PRE_LOOK_OPEN"]);
    expect(await give("guaranteeOfficer", "nothingFurther", { caseId })).toEqual([]);
    expect(await give("bankOfficer", "noticeSend", { caseId })).toEqual([]);

    const [notice] = (await show()).notices;
    const [first, second] = notice.defects;
    const answer = (defectId: string, note: string) =>
      give("bankOfficer", "noticeAnswer", { caseId, noticeId: notice.id, answers: [{ defectId, note }] });
    expect(await answer(first.id, "已重新上传")).toEqual([]);
    expect((await show()).notices[0]).toMatchObject({
      answeredAt: null,
      defects: [{ answer: "已重新上传" }, { answer: null }],
    });
    expect(await answer(first.id, "又一次")).toEqual(["NOT_FOUND"]);
    expect(await answer(second.id, "已换新")).toEqual([]);
    expect((await show()).notices[0].answeredAt).not.toBeNull();

    clock.now = "2026-03-02T03:00:00.000Z";
    const seen = { caseId, kind: "MISSING", note: "完税证明" };
    expect(await give("guaranteeOfficer", "defectPost", seen)).toEqual(["JUSTIFICATION_REQUIRED"]);
    expect(await give("guaranteeOfficer", "defectPost", { ...seen, justification: "上次漏看" })).toEqual([]);
    const told = (await show()).defects.filter((one: { couldHaveBeenSeen: boolean }) => one.couldHaveBeenSeen);
    expect(told).toMatchObject([{ justification: "上次漏看", noticeId: null }]);

    const found = (who: Who, filter: object = {}) => ask(who, late, { filter });
    const expected = { nodes: [{ justification: "上次漏看", party: { code: "ANJU" }, loanCase: { id: caseId } }] };
    expect((await found("reviewer", { period: "2026-03" })).missedDefects).toMatchObject(expected);
    expect((await found("guaranteeOfficer")).missedDefects).toMatchObject(expected);
    for (const who of ["bankOfficer", "otherGuaranteeOfficer", "otherBankOfficer"] as const) {
      expect((await found(who)).missedDefects.nodes).toEqual([]);
    }
    expect((await found("reviewer", { period: "2026-04" })).missedDefects.nodes).toEqual([]);
    const facts = await selectRows(world.services.journal.database.read, PartnerFact, "indicator = 'MISSED_DEFECT'");
    expect(facts).toMatchObject([{ caseId, partnerId: world.world.partyIds.guarantor, day: "2026-03-02" }]);
  });
});

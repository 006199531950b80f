/** Complaints: a clock, a handler who has no part in what is complained of, a finding, one more time; and who sees what. */
import type { GraphQLSchema } from "graphql";
import { apiResolvers } from "../../src/app/resolvers.js";
import { schemaOf } from "../../src/app/schema/build.js";
import { tables } from "../../src/app/tables.js";
import { verifyJournal } from "../../src/journal/index.js";
import { caseWorld, fundCase, monday, type CaseWorld } from "../support/cases.js";
import { onEachDatabase, type TestDatabase } from "../support/harness.js";
import { inProcess, type AskInProcess } from "../support/inProcess.js";
import type { MemberName } from "../support/world.js";

jest.setTimeout(180_000);

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await schemaOf(apiResolvers);
});

type Shown = Record<string, never>;
const errorsOf = (shown: Shown) =>
  (shown as unknown as { userErrors: { code: string }[] }).userErrors.map(({ code }) => code);
const all = `id status overdue dueAt finding reopened complainantName complainantPhone text answer
  party { code } member { id } handler { id } loanCase { id } rounds { number finding answer reason }`;

onEachDatabase((open) => {
  let fresh: TestDatabase;
  let world: CaseWorld;
  let asked: AskInProcess;
  let caseId: string;
  const member = (who: MemberName) => world.world.viewers[who].memberId;
  beforeAll(async () => {
    fresh = await open();
    world = await caseWorld(fresh);
    asked = inProcess(world.services, schema);
    caseId = await world.desk.open(fundCase({ guaranteeKind: "MORTGAGE" }));
    await world.desk.advanceTo(caseId, "REVIEW");
  });

  async function ask(who: MemberName, query: string, variables: object = {}): Promise<Shown> {
    const { data, errors } = await asked(await world.world.tokenOf(who), query, variables);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data)) as Shown;
  }
  async function give(who: MemberName, field: string, input: object, shown = all): Promise<Shown> {
    const type = `${field[0]?.toUpperCase() ?? ""}${field.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${field}(input: $input) { complaint { ${shown} } userErrors { code field } } }`;
    return (await ask(who, query, { input }))[field] as unknown as Shown;
  }
  const said = { channel: "HOTLINE_12345", text: "柜员让我第三次跑银行。" };
  const receive = async (more: object = {}) => {
    const shown = await give("supervisor", "complaintReceive", { ...said, ...more });
    expect(errorsOf(shown)).toEqual([]);
    return (shown["complaint"] as unknown as { id: string }).id;
  };
  const list = async (who: MemberName, filter = "") =>
    (
      (await ask(who, `{ complaints(filter: { ${filter} }) { nodes { id } } }`))["complaints"] as unknown as {
        nodes: { id: string }[];
      }
    ).nodes.map(({ id }) => id);

  test("the center takes one down; its clock runs five working days; what is wrong is told at once", async () => {
    expect(errorsOf(await give("bankManager", "complaintReceive", said))).toEqual(["NOT_ALLOWED"]);
    const wrong = { text: " ", receivedAt: "2030-01-01T00:00:00.000Z", memberId: member("otherBankOfficer"), caseId };
    expect(errorsOf(await give("supervisor", "complaintReceive", { ...said, ...wrong }))).toEqual([
      ...["WORDS_REQUIRED", "IN_THE_FUTURE", "NOT_A_PARTY_OF_THE_CASE"],
    ]);
    const given = {
      ...{ ...said, caseId, memberId: member("bankOfficer"), sourceNo: "12345-20260302-0017" },
      ...{ complainantName: "周某", complainantPhone: "13800000000", idempotencyKey: "one" },
    };
    const { complaint } = await give("reviewer", "complaintReceive", given);
    expect(complaint).toMatchObject({
      ...{ status: "RECEIVED", overdue: false, party: { code: "CCB" }, member: { id: member("bankOfficer") } },
      // Monday to Monday: the close of the fifth working day after.
      ...{ dueAt: "2026-03-09T09:30:00.000Z", complainantName: "周某", loanCase: { id: caseId } },
    });
    const again = { ...said, sourceNo: " 12345-20260302-0017" };
    expect(errorsOf(await give("supervisor", "complaintReceive", again))).toEqual(["DUPLICATE_SOURCE_NO"]);
    const entries = await fresh.database.read.all("SELECT text FROM journal_entry WHERE type LIKE 'COMPLAINT%'");
    expect(JSON.stringify(entries)).not.toMatch(/周某|13800000000|柜员/);
  });

  test("the party reads what it is about and not who complained; others see nothing", async () => {
    const [id] = await list("supervisor");
    const one = async (who: MemberName) =>
      (await ask(who, `query ($id: ID!) { complaint(id: $id) { ${all} } }`, { id }))["complaint"];
    expect(await one("bankManager")).toMatchObject({ text: said.text, complainantName: null, complainantPhone: null });
    expect(await one("otherBankManager")).toBeNull();
    expect(await one("guaranteeManager")).toBeNull();
    expect([await list("bankManager"), await list("otherBankManager")]).toEqual([[id], []]);
    const filters = ["open: true", "overdue: true", "upheld: true", "mine: true", `caseId: "${caseId}"`];
    const found = await Promise.all(filters.map((filter) => list("supervisor", filter)));
    expect(found).toEqual([[id], [], [], [], [id]]);
  });

  test("it goes to nobody whom it is about, who owns the case, or who acted on it for that party", async () => {
    const [id] = await list("supervisor");
    const assign = async (handler: MemberName, who: MemberName = "supervisor", more: object = {}) =>
      errorsOf(await give(who, "complaintAssign", { complaintId: id, handlerId: member(handler), ...more }));
    expect(await assign("bankManager", "bankManager")).toEqual(["NOT_ALLOWED"]);
    expect(await assign("bankOfficer")).toEqual(["CANNOT_HANDLE", "COMPLAINED_OF"]);
    expect(await assign("otherBankManager")).toEqual(["CANNOT_HANDLE"]);
    expect(await assign("auditor")).toEqual(["CANNOT_HANDLE"]);
    // The manager has had a hand in the case meanwhile.
    expect(await assign("bankManager")).toEqual([]);
    await world.desk.act(caseId, world.world.viewers.bankManager, "CONTACT_RECORD", {
      channel: "PHONE",
      direction: "OUTGOING",
      summary: "致歉",
    });
    const answer = { complaintId: id, finding: "UPHELD", answer: "情况属实，已改为线上提交。" };
    expect(errorsOf(await give("bankManager", "complaintAnswer", answer))).toEqual(["HANDLER_INVOLVED"]);
    expect(await assign("bankManager")).toEqual(["HANDLER_INVOLVED"]);
    // The reviewer acted on it too, for the center: the complaint is about the bank.
    expect(await assign("reviewer", "supervisor", { expectedVersion: 1 })).toEqual(["STALE_VERSION"]);
    expect(await assign("reviewer")).toEqual([]);
    expect(await list("reviewer", "mine: true")).toEqual([id]);
  });

  test("the handler answers; one that is upheld is closed by another, and counts for party, unit and officer", async () => {
    const [id = ""] = await list("supervisor");
    const answer = { complaintId: id, finding: "UPHELD", answer: "情况属实，已改为线上提交。" };
    expect(errorsOf(await give("supervisor", "complaintAnswer", answer))).toEqual(["NOT_ALLOWED"]);
    expect(errorsOf(await give("seniorApprover", "complaintClose", { complaintId: id }))).toEqual(["NOT_ANSWERED"]);
    world.clock.now = "2026-03-10T01:30:00.000Z";
    expect(await list("supervisor", "overdue: true")).toEqual([id]);
    expect(errorsOf(await give("reviewer", "complaintAnswer", answer))).toEqual([]);
    expect(errorsOf(await give("reviewer", "complaintAnswer", answer))).toEqual(["ALREADY_ANSWERED"]);
    const { complaint } = await give("supervisor", "complaintClose", { complaintId: id });
    expect(complaint).toMatchObject({ status: "CLOSED", finding: "UPHELD", overdue: true, answer: answer.answer });
    expect([await list("bankManager", "upheld: true"), await list("supervisor", "open: true")]).toEqual([[id], []]);
    const facts = await fresh.database.read.all(
      "SELECT partnerId, unitId, memberId, day FROM partner_fact WHERE indicator = 'COMPLAINTS' AND reversedAt IS NULL",
    );
    const { partyIds, unitIds } = world.world;
    expect(facts).toEqual([
      { partnerId: partyIds.bank, unitId: unitIds.city, memberId: member("bankOfficer"), day: "2026-03-10" },
    ]);
  });

  test("a hotline's number is taken down once by two who do so at the same time; of another channel it is another", async () => {
    const take = (channel: string) => give("supervisor", "complaintReceive", { ...said, channel, sourceNo: "7788" });
    const both = await Promise.all([take("HOTLINE_12345"), take("HOTLINE_12345"), take("HOTLINE_12329")]);
    expect(both.map(errorsOf).sort()).toEqual([[], [], ["DUPLICATE_SOURCE_NO"]]);
  });

  test("a complaint about a leader of the center is never stuck: the administrator gives, closes and reopens it", async () => {
    const { center } = world.world.partyIds;
    const handlerId = member("administrator");
    const aboutReviewer = { complaintId: await receive({ memberId: member("reviewer") }), handlerId };
    expect(errorsOf(await give("administrator", "complaintAssign", aboutReviewer))).toEqual(["NOT_ALLOWED"]);
    expect(errorsOf(await give("supervisor", "complaintAssign", aboutReviewer))).toEqual(["CANNOT_HANDLE"]);
    const complaintId = await receive({ partyId: center, memberId: member("supervisor") });
    const toReviewer = { complaintId, handlerId: member("reviewer") };
    expect(errorsOf(await give("supervisor", "complaintAssign", toReviewer))).toEqual(["COMPLAINED_OF"]);
    expect(errorsOf(await give("administrator", "complaintAssign", toReviewer))).toEqual([]);
    const answered = { complaintId, finding: "UPHELD", answer: "情况属实。" };
    expect(errorsOf(await give("reviewer", "complaintAnswer", answered))).toEqual([]);
    expect(errorsOf(await give("supervisor", "complaintClose", { complaintId }))).toEqual(["COMPLAINED_OF"]);
    expect(errorsOf(await give("administrator", "complaintClose", { complaintId }))).toEqual([]);
    expect(errorsOf(await give("administrator", "complaintReopen", { complaintId, reason: "未改" }))).toEqual([]);
    expect(errorsOf(await give("administrator", "complaintAssign", { complaintId, handlerId }))).toEqual([]);
    const second = { ...answered, finding: "NOT_UPHELD" };
    expect(errorsOf(await give("administrator", "complaintAnswer", second))).toEqual([]);
    expect(errorsOf(await give("seniorApprover", "complaintClose", { complaintId }))).toEqual([]);
  });

  test("who answers a complaint that is upheld does not close it himself; one that is not upheld he may", async () => {
    const toSupervisor = async (finding: string) => {
      const complaintId = await receive({ partyId: world.world.partyIds.guarantor });
      await give("seniorApprover", "complaintAssign", { complaintId, handlerId: member("supervisor") });
      expect(
        errorsOf(await give("supervisor", "complaintAnswer", { complaintId, finding, answer: "已核实。" })),
      ).toEqual([]);
      return errorsOf(await give("supervisor", "complaintClose", { complaintId }));
    };
    expect(await toSupervisor("PARTLY")).toEqual(["SAME_PERSON"]);
    expect(await toSupervisor("NOT_UPHELD")).toEqual([]);
    const nobody = await receive();
    await give("supervisor", "complaintAssign", { complaintId: nobody, handlerId: member("reviewer") });
    const upheld = { complaintId: nobody, finding: "UPHELD", answer: "属实。" };
    expect(errorsOf(await give("reviewer", "complaintAnswer", upheld))).toEqual(["PARTY_REQUIRED"]);
    const partyId = world.world.partyIds.bank;
    await give("supervisor", "complaintAssign", { complaintId: nobody, handlerId: member("reviewer"), partyId });
    expect(errorsOf(await give("reviewer", "complaintAnswer", upheld))).toEqual([]);
  });

  test("the complainant has it taken up again once, by another person and on a new clock; its fact is taken back", async () => {
    const [id = ""] = await list("bankManager", `caseId: "${caseId}"`);
    const reopen = (who: MemberName, reason = "没有解决") => give(who, "complaintReopen", { complaintId: id, reason });
    expect(errorsOf(await reopen("bankManager"))).toEqual(["NOT_ALLOWED"]);
    expect(errorsOf(await reopen("reviewer", " "))).toEqual(["WORDS_REQUIRED"]);
    const { complaint } = await reopen("reviewer");
    expect(complaint).toMatchObject({
      status: "RECEIVED",
      reopened: true,
      finding: null,
      dueAt: "2026-03-17T09:30:00.000Z",
    });
    const assign = async (handler: MemberName) =>
      errorsOf(await give("supervisor", "complaintAssign", { complaintId: id, handlerId: member(handler) }));
    expect(await assign("reviewer")).toEqual(["SAME_PERSON"]);
    expect(await assign("juniorReviewer")).toEqual([]);
    const standing = "SELECT id FROM partner_fact WHERE indicator = 'COMPLAINTS' AND reversedAt IS NULL";
    expect(await fresh.database.read.all(standing)).toEqual([]);
    const answer = { complaintId: id, finding: "NOT_UPHELD", answer: "第二次核实：系统已留存线上提交记录。" };
    expect(errorsOf(await give("juniorReviewer", "complaintAnswer", answer))).toEqual([]);
    const closed = await give("supervisor", "complaintClose", { complaintId: id });
    expect(closed["complaint"]).toMatchObject({
      rounds: [
        { number: 1, finding: "UPHELD", reason: null },
        { number: 2, finding: "NOT_UPHELD", answer: answer.answer, reason: "没有解决" },
      ],
    });
    expect(errorsOf(await reopen("reviewer"))).toEqual(["REOPENED_BEFORE"]);
    const { differences } = await verifyJournal({ journal: world.services.journal, tables });
    expect(differences).toEqual([]);
    world.clock.now = monday;
  });
});

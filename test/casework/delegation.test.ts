/** A colleague acts in an absent member's place: both names stay, no more than the member may, and four eyes stay four. */
import { proposeApproval } from "../../src/app/demo/stageWork.js";
import { EntryRow, verifyJournal } from "../../src/journal/index.js";
import { disableMember, enableMember, grantDelegation, resultOf } from "../../src/parties/index.js";
import { selectRows } from "../../src/platform/index.js";
import { tables } from "../../src/app/tables.js";
import { caseWorld, fundCase, monday, type CaseWorld } from "../support/cases.js";
import { onEachDatabase, type TestDatabase } from "../support/harness.js";
import { serverOver, type Served } from "../support/serverOver.js";
import type { MemberName } from "../support/world.js";

jest.setTimeout(120_000);

type Answer = ReturnType<typeof JSON.parse>;

const grant = `mutation ($input: DelegationGrantInput!) { delegationGrant(input: $input) {
  delegation { id version running roles from { username } to { username } grantedBy { username } } userErrors { code field } } }`;
const end = `mutation ($input: DelegationEndInput!) { delegationEnd(input: $input) {
  delegation { id version running endedAt } userErrors { code field } } }`;
const confirm = `mutation ($input: DecisionConfirmInput!) { decisionConfirm(input: $input) { userErrors { code } } }`;
const me = `{ viewer { roles rank member { username } onBehalfOf { username }
  delegationsGiven { to { username } running } delegationsReceived { from { username } running fromDay untilDay } } }`;

onEachDatabase((open) => {
  let fresh: TestDatabase;
  let base: CaseWorld;
  let served: Served;
  beforeAll(async () => {
    fresh = await open();
    base = await caseWorld(fresh);
    served = await serverOver(base.services);
  });
  afterAll(() => served.close());
  beforeEach(() => (base.clock.now = monday));

  const ask = async (
    who: MemberName,
    query: string,
    input: object | null = null,
    inPlaceOf?: string,
  ): Promise<Answer> => {
    const headers: Record<string, string> = inPlaceOf ? { "x-lianban-on-behalf-of": inPlaceOf } : {};
    const { body } = await served.ask(await base.world.tokenOf(who), query, input ? { input } : {}, headers);
    return body;
  };
  const idOf = (who: MemberName) => base.world.viewers[who].memberId;
  const days = { fromDay: "2026-03-02", untilDay: "2026-03-06" };
  const granted = async (from: MemberName, to: MemberName, more: object = {}, by: MemberName = from) => {
    const input = { toMemberId: idOf(to), ...days, ...(by === from ? {} : { memberId: idOf(from) }), ...more };
    return (await ask(by, grant, input)).data.delegationGrant;
  };
  const codes = (payload: Answer): string[] => payload.userErrors.map(({ code }: { code: string }) => code);
  const proposed = async (): Promise<string> => {
    const caseId = await base.desk.open(fundCase());
    await base.desk.advanceTo(caseId, "APPROVAL");
    await proposeApproval(base.desk, caseId);
    await base.desk.attachAllFor(caseId, "SIGNING");
    return caseId;
  };

  test("is refused with every reason: past, too long, to oneself, to another party, in a role that is not one's own", async () => {
    const wrong = { fromDay: "2026-02-01", untilDay: "2026-05-01", roles: ["FUNDS_OFFICER"] };
    expect(codes(await granted("reviewer", "bankOfficer", wrong)).sort()).toEqual(
      ["DELEGATION_IN_THE_PAST", "DELEGATION_TOO_LONG", "NOT_FOUND", "ROLE_NOT_DELEGABLE"].sort(),
    );
    expect(codes(await granted("reviewer", "reviewer"))).toEqual(["NOT_ONESELF"]);
    expect(codes(await granted("administrator", "reviewer"))).toEqual(["ROLES_EMPTY"]);
    expect(codes(await granted("bankOfficer", "bankSystem"))).toEqual(["DELEGATION_OF_SYSTEM"]);
    expect(codes(await granted("bankOfficer", "bankManager", { untilDay: "2026-03-01" }))).toEqual([
      "DELEGATION_DAYS_WRONG",
    ]);
    // Nobody takes over another's acts by their own word, and only who looks after an account speaks for an absent member.
    expect(codes(await granted("bankOfficer", "bankManager", {}, "bankManager"))).toEqual(["NOT_ONESELF"]);
    expect(codes(await granted("bankOfficer", "bankManager", {}, "bankColleague"))).toEqual(["NOT_ALLOWED"]);
    expect(codes(await granted("bankOfficer", "bankManager", {}, "otherBankManager"))).toEqual(["NOT_FOUND"]);
    const unruled = { zone: "Asia/Shanghai", ruleOn: () => null };
    const asked = { toMemberId: idOf("allRounder"), ...days };
    const outcome = await grantDelegation(base.services.journal, base.world.viewers.reviewer, asked, unruled);
    expect(outcome).toMatchObject({ ok: false, refusals: [{ code: "DELEGATION_NOT_OFFERED" }] });
  });

  test("lets the colleague do what the member may, within the member's limits, and keeps both names", async () => {
    const caseId = await proposed();
    const { delegation, userErrors } = await granted("seniorApprover", "juniorReviewer");
    expect(userErrors).toEqual([]);
    expect(delegation).toMatchObject({ running: true, roles: null, from: { username: "senior-approver" } });
    expect(codes(await granted("seniorApprover", "juniorReviewer"))).toEqual(["DELEGATION_OVERLAPS"]);

    expect((await ask("juniorReviewer", me, null, "senior-approver")).data.viewer).toMatchObject({
      roles: ["CENTER_APPROVER"],
      rank: 3,
      member: { username: "junior-reviewer" },
      onBehalfOf: { username: "senior-approver" },
      delegationsReceived: [{ from: { username: "senior-approver" }, running: true, ...days }],
    });
    expect((await ask("seniorApprover", me)).data.viewer.delegationsGiven).toEqual([
      { to: { username: "junior-reviewer" }, running: true },
    ]);
    // By id as well as by username; in their own name the colleague still may not.
    expect((await ask("juniorReviewer", confirm, { caseId })).data.decisionConfirm.userErrors).toEqual([
      { code: "NOT_ALLOWED" },
    ]);
    const done = await ask("juniorReviewer", confirm, { caseId }, idOf("seniorApprover"));
    expect(done.data.decisionConfirm.userErrors).toEqual([]);
    const [entry] = await selectRows(fresh.database.read, EntryRow, "streamId = ? AND type = 'DECISION_CONFIRMED'", [
      caseId,
    ]);
    expect(entry).toMatchObject({ actorId: idOf("juniorReviewer"), onBehalfOfId: idOf("seniorApprover") });

    const over = await ask("juniorReviewer", end, { delegationId: delegation.id, expectedVersion: 1 });
    expect(over.data.delegationEnd).toMatchObject({ delegation: { version: 2, running: false }, userErrors: [] });
    const again = await ask("seniorApprover", end, { delegationId: delegation.id });
    expect(codes(again.data.delegationEnd)).toEqual(["DELEGATION_OVER"]);
    expect((await ask("juniorReviewer", me, null, "senior-approver")).errors[0].extensions.reason).toBe(
      "DELEGATION_ENDED",
    );
  });

  test("keeps four eyes four: of two persons behind a proposal neither confirms it, in no direction", async () => {
    await granted("allRounder", "reviewer");
    await granted("reviewer", "allRounder");
    const [byReviewer, byColleague] = [await proposed(), await proposed()];
    // The reviewer proposed both; the second one anew, in the all-rounder's place.
    const back = { caseId: byColleague, reasonCode: "CHECK_TO_REDO" };
    const returned = `mutation ($input: DecisionReturnInput!) { decisionReturn(input: $input) { userErrors { code } } }`;
    expect(codes((await ask("seniorApprover", returned, back)).data.decisionReturn)).toEqual([]);
    const propose = `mutation ($input: DecisionProposeInput!) { decisionPropose(input: $input) { userErrors { code } } }`;
    const amounts = { caseId: byColleague, outcome: "APPROVE", amount: "450000.00", termMonths: 240 };
    expect(codes((await ask("reviewer", propose, amounts, "all-rounder")).data.decisionPropose)).toEqual([]);

    const confirming = async (caseId: string, who: MemberName, inPlaceOf?: string) =>
      codes((await ask(who, confirm, { caseId }, inPlaceOf)).data.decisionConfirm);
    expect(await confirming(byColleague, "allRounder")).toContain("SAME_PERSON");
    expect(await confirming(byColleague, "reviewer", "all-rounder")).toContain("SAME_PERSON");
    expect(await confirming(byReviewer, "reviewer", "all-rounder")).toEqual(["SAME_PERSON"]);
    expect(await confirming(byReviewer, "allRounder", "reviewer")).toEqual(["NOT_ALLOWED"]);
    expect(await confirming(byReviewer, "allRounder")).toEqual([]);
    expect(await confirming(byColleague, "seniorApprover")).toEqual([]);
  });

  test("hands nothing on: in another's place nobody delegates, ends, or looks after accounts", async () => {
    const { delegation } = await granted("bankManager", "bankOfficer");
    const further = { toMemberId: idOf("bankColleague"), ...days };
    expect(codes((await ask("bankOfficer", grant, further, "bank-manager")).data.delegationGrant)).toEqual([
      "NOT_ALLOWED",
    ]);
    const given = { delegationId: delegation.id };
    expect(codes((await ask("bankOfficer", end, given, "bank-manager")).data.delegationEnd)).toEqual(["NOT_ALLOWED"]);
    const reset = `mutation ($input: MemberPasswordResetInput!) { memberPasswordReset(input: $input) { oneTimePassword userErrors { code } } }`;
    const whom = { memberId: idOf("bankManager") };
    expect((await ask("bankOfficer", reset, whom, "bank-manager")).data.memberPasswordReset).toEqual({
      oneTimePassword: null,
      userErrors: [{ code: "NOT_ALLOWED" }],
    });
    expect(codes((await ask("bankManager", end, given)).data.delegationEnd)).toEqual([]);
  });

  test("puts the absent member's cases on the colleague's worklist when asked, and no others out of their sight", async () => {
    const caseId = await base.desk.open(fundCase());
    const list = async (filter: string): Promise<string[]> => {
      const { data } = await ask("bankColleague", `{ loanCases(filter: { ${filter} }, first: 100) { nodes { id } } }`);
      return data.loanCases.nodes.map(({ id }: { id: string }) => id);
    };
    expect(await list("standingIn: true")).toEqual([]);
    await granted("bankOfficer", "bankColleague");
    expect(await list("standingIn: true")).toContain(caseId);
    expect(await list("mine: true")).toEqual([]);
    expect(await list("mine: true, standingIn: true")).toContain(caseId);
    expect(await list("")).toEqual([]);
    const shown = await ask("bankColleague", `{ loanCase(id: "${caseId}") { id } }`, null, "bank-officer");
    expect(shown.data.loanCase).toEqual({ id: caseId });
    const lists = await ask("auditor", "{ delegations(open: true, first: 50) { nodes { to { username } } } }");
    expect(lists.data.delegations.nodes).toContainEqual({ to: { username: "bank-colleague" } });
    const others = await ask("otherBankManager", "{ delegations(first: 50) { nodes { id } } }");
    expect(others.data.delegations.nodes).toEqual([]);
  });

  test("holds for its days only, in the roles named, and not for a member who is disabled", async () => {
    const { delegation } = await granted("bankManager", "bankOfficer", {
      ...{ fromDay: "2026-03-03", untilDay: "2026-03-04" },
      roles: ["BANK_MANAGER"],
    });
    expect(delegation.running).toBe(false);
    const reason = async () =>
      (await ask("bankOfficer", "{ viewer { roles } }", null, "bank-manager")).errors?.[0].extensions.reason;
    expect(await reason()).toBe("DELEGATION_NOT_BEGUN");
    // The day begins in the center's zone.
    base.clock.now = "2026-03-02T16:00:00.000Z";
    expect(await reason()).toBeUndefined();
    const { journal } = base.services;
    resultOf(await disableMember(journal, null, { memberId: idOf("bankManager") }));
    expect(await reason()).toBe("MEMBER_DISABLED");
    resultOf(await enableMember(journal, null, { memberId: idOf("bankManager") }));
    base.clock.now = "2026-03-04T15:59:59.999Z";
    expect(await reason()).toBeUndefined();
    base.clock.now = "2026-03-04T16:00:00.000Z";
    expect(await reason()).toBe("DELEGATION_EXPIRED");
    expect((await ask("bankColleague", "{ viewer { roles } }", null, "bank-manager")).errors[0].extensions.reason).toBe(
      "ON_BEHALF_OF_REFUSED",
    );
  });

  test("stands in the book: the stored rows are what the entries say", async () => {
    const { journal } = base.services;
    expect(await verifyJournal({ journal, tables })).toMatchObject({ differences: [] });
  });
});

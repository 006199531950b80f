/** Many proposals confirmed at once: only those without exception or dissent, each its own decision, each exactly once. */
import { EntryRow, verifyJournal } from "../../src/journal/index.js";
import { tables } from "../../src/app/tables.js";
import { proposeApproval } from "../../src/app/demo/stageWork.js";
import { selectRows } from "../../src/platform/index.js";
import { application, caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import { onEachDatabase, type TestDatabase } from "../support/harness.js";
import { serverOver, type Served } from "../support/serverOver.js";
import type { MemberName } from "../support/world.js";

jest.setTimeout(180_000);

type Answer = ReturnType<typeof JSON.parse>;

const mutation = `mutation ($input: DecisionConfirmManyInput!) { decisionConfirmMany(input: $input) {
  verdicts { id done loanCase { id stage } userErrors { code } } userErrors { code field } } }`;

onEachDatabase((open) => {
  let fresh: TestDatabase;
  let base: CaseWorld;
  let served: Served;
  let second: Served;
  const cases: Record<string, string> = {};

  const ask = async (who: MemberName, query: string, variables: object = {}, at: Served = served): Promise<Answer> =>
    (await at.ask(await base.world.tokenOf(who), query, variables)).body;
  const confirmMany = async (who: MemberName, input: object, at: Served = served) =>
    (await ask(who, mutation, { input }, at)).data.decisionConfirmMany;
  const ready = async (who: MemberName): Promise<string[]> => {
    const { data } = await ask(who, "{ loanCases(filter: { batchReady: true }, first: 100) { nodes { id } } }");
    return data.loanCases.nodes.map(({ id }: { id: string }) => id).sort();
  };
  const codesOf = (verdict: Answer): string[] => verdict.userErrors.map(({ code }: { code: string }) => code).sort();
  const confirmations = (caseIds: readonly string[]) =>
    selectRows(
      fresh.database.read,
      EntryRow,
      `type = 'DECISION_CONFIRMED' AND streamId IN (${caseIds.map((id) => `'${id}'`).join()})`,
      [],
    );

  /** In review with every check open, then whatever is odd about it, then proposed. */
  async function proposed(odd: (caseId: string) => Promise<void> = () => Promise.resolve()): Promise<string> {
    const { desk } = base;
    const caseId = await desk.open(fundCase({ application: application(), guaranteeKind: "MORTGAGE" }));
    await desk.advanceTo(caseId, "REVIEW");
    await odd(caseId);
    await desk.advanceTo(caseId, "APPROVAL");
    await proposeApproval(desk, caseId);
    await desk.attachAllFor(caseId, "SIGNING");
    return caseId;
  }

  beforeAll(async () => {
    fresh = await open();
    base = await caseWorld(fresh);
    served = await serverOver(base.services);
    second = await serverOver(base.services, { database: await fresh.reopen() });
    const { desk, world } = base;
    const { bankOfficer, supervisor, reviewer } = world.viewers;
    cases["plain"] = await proposed();
    cases["another"] = await proposed();
    cases["dissent"] = await proposed(async (caseId) => {
      const check = (await desk.state(caseId)).review.checks.find(({ owner }) => owner === "BANK");
      const dissenting = { checkId: check?.id, result: "PASSED", dissent: true, note: "收入证明存疑" };
      await desk.act(caseId, bankOfficer, "CHECK_RECORD", dissenting);
    });
    cases["visit"] = await proposed(async (caseId) => {
      await desk.act(caseId, bankOfficer, "VISIT_RECORD", { reasonCode: "EXPLAIN", place: "BRANCH" });
      await desk.act(caseId, supervisor, "VISIT_EXCEPTION_GRANT", { note: "行动不便" });
    });
    cases["correction"] = await proposed();
    const entries = await selectRows(fresh.database.read, EntryRow, "streamId = ? AND type = 'SUBMITTED'", [
      cases["correction"],
    ]);
    await desk.act(cases["correction"], bankOfficer, "ENTRY_CORRECT", {
      entryId: entries[0]?.id,
      ...{ reasonCode: "TYPING_MISTAKE", note: "首付有误", values: { downPaymentFen: 31_000_000 } },
    });
    cases["refusal"] = await desk.open(fundCase({ application: application(), guaranteeKind: "MORTGAGE" }));
    await desk.advanceTo(cases["refusal"], "APPROVAL");
    await desk.act(cases["refusal"], reviewer, "DECISION_PROPOSE", {
      outcome: "REFUSE",
      reasonCode: "CREDIT_NOT_SUFFICIENT",
    });
    cases["signing"] = await desk.open(fundCase({ application: application(), guaranteeKind: "MORTGAGE" }));
    await desk.advanceTo(cases["signing"], "SIGNING");
  });
  afterAll(async () => {
    await served.close();
    await second.close();
  });

  test("lists are for approvers, inside their limit, and hold what is fit for everybody else's eyes too", async () => {
    expect(await ready("seniorApprover")).toEqual([cases["plain"], cases["another"]].sort());
    // Reviewers and banks confirm nothing.
    for (const who of ["reviewer", "bankManager", "supervisor"] as const) expect(await ready(who)).toEqual([]);
  });

  test("confirms what is fit and says of each other one why it stays", async () => {
    const input = { caseIds: Object.values(cases), idempotencyKey: "monday" };
    const { verdicts, userErrors } = await confirmMany("seniorApprover", input);
    expect(userErrors).toEqual([]);
    const told = Object.fromEntries(
      Object.entries(cases).map(([name, id]) => [name, codesOf(verdicts.find((one: Answer) => one.id === id))]),
    );
    expect(told).toEqual({
      plain: [],
      another: [],
      dissent: ["BATCH_DISSENT"],
      visit: ["BATCH_VISIT_EXCEPTION"],
      correction: ["BATCH_CORRECTION_OPEN"],
      refusal: ["BATCH_ONLY_APPROVALS"],
      signing: ["WRONG_STAGE"],
    });
    const done = verdicts.filter((one: Answer) => one.done).map((one: Answer) => one.loanCase.stage);
    expect(done).toEqual(["SIGNING", "SIGNING"]);
    // The same request again confirms nothing twice; another one under its key is told so.
    const again = await confirmMany("seniorApprover", input);
    expect(again.verdicts.filter((one: Answer) => one.done)).toHaveLength(2);
    expect(await confirmations(Object.values(cases))).toHaveLength(3);
    const other = await confirmMany("seniorApprover", { ...input, caseIds: [cases["plain"]] });
    expect(other.userErrors).toEqual([{ code: "IDEMPOTENCY_KEY_REUSED", field: ["idempotencyKey"] }]);
    expect(await ready("seniorApprover")).toEqual([]);
  });

  test("is refused as a whole where nothing can be done, to whoever may not, and for too many", async () => {
    const caseIds = [cases["dissent"], "no-such-case"];
    const { verdicts, userErrors } = await confirmMany("seniorApprover", { caseIds });
    expect(verdicts).toEqual([
      { id: cases["dissent"], done: false, loanCase: expect.anything(), userErrors: [{ code: "BATCH_DISSENT" }] },
      { id: "no-such-case", done: false, loanCase: null, userErrors: [{ code: "NOT_FOUND" }] },
    ]);
    expect(userErrors).toEqual([
      { code: "BATCH_DISSENT", field: ["caseIds", "0"] },
      { code: "NOT_FOUND", field: ["caseIds", "1"] },
    ]);
    expect(await confirmMany("reviewer", { caseIds })).toMatchObject({
      verdicts: null,
      userErrors: [{ code: "NOT_ALLOWED", field: null }],
    });
    expect((await confirmMany("seniorApprover", {})).userErrors).toMatchObject([{ code: "NO_CASES" }]);
    const many = Array.from({ length: 101 }, (_, at) => `case-${at}`);
    expect((await confirmMany("seniorApprover", { caseIds: many })).userErrors).toMatchObject([{ code: "TOO_MANY" }]);
  });

  test("by the proposals that were seen: one made since is not confirmed in their place", async () => {
    const caseId = await proposed();
    const { proposals } = (await base.desk.state(caseId)).decision;
    const back = { caseId, reasonCode: "CHECK_TO_REDO" };
    await base.desk.act(caseId, base.world.viewers.seniorApprover, "DECISION_RETURN", back);
    await proposeApproval(base.desk, caseId);
    const seen = await confirmMany("seniorApprover", { decisionIds: [proposals[0]?.id] });
    expect(seen.userErrors).toMatchObject([{ code: "NO_PROPOSAL", field: ["decisionIds", "0"] }]);
    const open = (await base.desk.state(caseId)).decision.proposals.find(({ status }) => status === "PROPOSED");
    const now = await confirmMany("seniorApprover", { decisionIds: [open?.id] });
    expect(now.verdicts).toMatchObject([{ id: open?.id, done: true, loanCase: { id: caseId } }]);
  });

  test("two approvers at once: each case is confirmed exactly once, and one of them is told so", async () => {
    const caseIds = [await proposed(), await proposed(), await proposed(), await proposed()];
    const answers = await Promise.all([
      confirmMany("seniorApprover", { caseIds }),
      confirmMany("allRounder", { caseIds: [...caseIds].reverse() }, second),
    ]);
    const done = answers.flatMap(({ verdicts }: Answer) =>
      (verdicts ?? []).filter((one: Answer) => one.done).map((one: Answer) => one.id),
    );
    expect(done.sort()).toEqual([...caseIds].sort());
    expect(await confirmations(caseIds)).toHaveLength(caseIds.length);
    expect(await verifyJournal({ journal: base.services.journal, tables })).toMatchObject({ differences: [] });
  });
});

/** Cases of those who left are found, and given to somebody else by order: officer, unit or bank; each its own entry. */
import { EntryRow, verifyJournal } from "../../src/journal/index.js";
import { tables } from "../../src/app/tables.js";
import { changeUnit, disableMember, resultOf } from "../../src/parties/index.js";
import { PartnerFact } from "../../src/oversight/index.js";
import { selectRows } from "../../src/platform/index.js";
import type { Stage } from "../../src/policy/index.js";
import { application, caseWorld, fundCase, monday, type CaseWorld } from "../support/cases.js";
import { onEachDatabase, type TestDatabase } from "../support/harness.js";
import { serverOver, type Served } from "../support/serverOver.js";
import { contentsOf } from "../support/wholeDatabase.js";
import type { MemberName } from "../support/world.js";

jest.setTimeout(180_000);

type Answer = ReturnType<typeof JSON.parse>;

const mutation = `mutation ($input: CasesReassignInput!) { casesReassign(input: $input) {
  verdicts { id done userErrors { code field } } more userErrors { code field } } }`;

onEachDatabase((open) => {
  let fresh: TestDatabase;
  let base: CaseWorld;
  let served: Served;

  const ask = async (who: MemberName, query: string, variables: object = {}): Promise<Answer> =>
    (await served.ask(await base.world.tokenOf(who), query, variables)).body;
  const reassign = async (who: MemberName, input: object): Promise<Answer> =>
    (await ask(who, mutation, { input: { reason: "岗位调整", ...input } })).data.casesReassign;
  const idOf = (who: MemberName) => base.world.viewers[who].memberId;
  const told = ({ verdicts, userErrors }: Answer): Answer => ({
    done: (verdicts ?? []).map((one: Answer) => one.done),
    codes: [...(verdicts ?? []), { userErrors }].flatMap((one: Answer) =>
      one.userErrors.map(({ code }: Answer) => code),
    ),
  });
  const caseAt = async (stage: Stage, guaranteeKind: "MORTGAGE" | "GUARANTEE_COMPANY" = "MORTGAGE") => {
    const caseId = await base.desk.open(fundCase({ application: application(), guaranteeKind }));
    await base.desk.advanceTo(caseId, stage);
    return caseId;
  };
  const found = async (who: MemberName, filter: string): Promise<string[]> => {
    const { data } = await ask(who, `{ loanCases(filter: { ${filter} }, first: 100) { nodes { id } } }`);
    return data.loanCases.nodes.map(({ id }: Answer) => id).sort();
  };
  const count = async (who: MemberName): Promise<number | null> =>
    (await ask(who, "{ viewer { ownerLeftCases } }")).data.viewer.ownerLeftCases;

  beforeAll(async () => {
    fresh = await open();
    base = await caseWorld(fresh);
    served = await serverOver(base.services);
  });
  afterAll(() => served.close());

  test("cases whose owner is disabled or moved to another unit are listed and counted, for managers and the center", async () => {
    const { journal } = base.services;
    const caseId = await caseAt("REVIEW");
    const ended = await caseAt("REVIEW");
    await base.desk.act(ended, base.world.viewers.bankOfficer, "LOAN_CASE_WITHDRAW", {
      reasonCode: "NO_LONGER_NEEDED",
    });
    expect(await found("bankManager", "ownerLeft: true")).toEqual([]);
    const moving = { memberId: idOf("bankOfficer"), unitId: base.world.unitIds.gulou };
    resultOf(await changeUnit(journal, null, moving));
    expect(await found("bankManager", "ownerLeft: true")).toEqual([caseId]);
    resultOf(await changeUnit(journal, null, { ...moving, unitId: base.world.unitIds.city }));
    expect(await count("bankManager")).toBe(0);

    // An officer of the unit above still works for the unit below it.
    const below = { caseIds: [caseId], toUnitId: base.world.unitIds.gulou };
    expect(told(await reassign("bankManager", below))).toEqual({ done: [true], codes: [] });
    expect(await count("bankManager")).toBe(0);
    expect((await ask("bankColleague", `{ loanCase(id: "${caseId}") { id } }`)).data.loanCase).toEqual({ id: caseId });

    const spare = { memberId: idOf("bankColleague"), unitId: base.world.unitIds.gulou };
    expect(told(await reassign("bankManager", { caseIds: [caseId], toMemberId: spare.memberId })).done).toEqual([true]);
    resultOf(await disableMember(journal, null, { memberId: spare.memberId }));
    for (const who of ["bankManager", "supervisor", "auditor"] as const) {
      expect(await found(who, "ownerLeft: true")).toEqual([caseId]);
      expect(await count(who)).toBe(1);
    }
    expect(await found("bankOfficer", "ownerLeft: true")).toEqual([]);
    expect([await count("bankOfficer"), await count("otherBankManager")]).toEqual([null, 0]);

    const order = { filter: { ownerLeft: true }, toMemberId: idOf("bankOfficer") };
    const dry = await reassign("bankManager", { ...order, dryRun: true });
    const before = await contentsOf(fresh.database);
    expect(told(await reassign("bankManager", { ...order, dryRun: true }))).toEqual(told(dry));
    expect(await contentsOf(fresh.database)).toEqual(before);
    const key = { ...order, idempotencyKey: "left" };
    const real = await reassign("bankManager", key);
    expect(real).toEqual(dry);
    expect(await count("bankManager")).toBe(0);
    // The same request goes on with the same cases, although the filter finds them no more, and moves nothing twice.
    expect(await reassign("bankManager", key)).toEqual(dry);
    const moved = await selectRows(fresh.database.read, EntryRow, "streamId = ? AND type = 'OWNER_REASSIGNED'", [
      caseId,
    ]);
    expect(moved).toHaveLength(2);
  });

  test("says of each case why it does not move; a manager gives to their own people and units only", async () => {
    const [one, other] = [await caseAt("APPLICATION"), await caseAt("APPLICATION")];
    const to = { toMemberId: idOf("bankManager") };
    const mixed = await reassign("bankManager", { caseIds: [one, "no-such-case", other], ...to, dryRun: true });
    expect(told(mixed)).toEqual({ done: [true, false, true], codes: ["NOT_FOUND"] });
    const wrong: [MemberName, object, string[]][] = [
      ["bankManager", { toMemberId: idOf("otherBankOfficer") }, ["NOT_FOUND"]],
      ["bankManager", { toMemberId: idOf("bankSystem") }, ["MEMBER_CANNOT_OWN"]],
      ["bankManager", { toMemberId: idOf("bankOfficer") }, ["ALREADY_OWNER"]],
      ["bankManager", { ...to, reason: " " }, ["REASON_REQUIRED"]],
      ["bankManager", { toUnitId: base.world.unitIds.otherEast }, ["NOT_FOUND"]],
      ["bankManager", { toUnitId: base.world.unitIds.city }, ["ALREADY_THERE"]],
      ["bankManager", { toPartyId: base.world.partyIds.otherBank }, ["NOT_ALLOWED"]],
      ["supervisor", { toPartyId: base.world.partyIds.guarantor }, ["NOT_FOUND"]],
      ["supervisor", { toPartyId: base.world.partyIds.bank }, ["ALREADY_THERE"]],
      ["supervisor", to, ["NOT_ALLOWED"]],
      ["otherBankManager", { toMemberId: idOf("otherBankOfficer") }, ["NOT_FOUND"]],
      ["bankOfficer", to, ["NOT_ALLOWED"]],
      ["bankManager", {}, ["ONE_OF_THESE"]],
      ["bankManager", { ...to, filter: { mine: true } }, ["ONE_OF_THESE"]],
    ];
    for (const [who, target, codes] of wrong) {
      const { verdicts, userErrors } = await reassign(who, { caseIds: [one], ...target });
      expect([target, userErrors.map(({ code }: Answer) => code)]).toEqual([target, codes]);
      expect((verdicts ?? []).filter(({ done }: Answer) => done)).toEqual([]);
    }
    expect(told(await reassign("bankManager", { caseIds: [], ...to })).codes).toEqual(["NO_CASES"]);
    const many = Array.from({ length: 501 }, (_, at) => `case-${at}`);
    expect(told(await reassign("bankManager", { caseIds: many, ...to })).codes).toEqual(["TOO_MANY"]);
  });

  test("to another bank: what was done stays with the old one, what is open goes to the new one, and sight goes with it", async () => {
    const { desk, world, clock } = base;
    const { bank, otherBank } = world.partyIds;
    base.clock.now = monday;
    const caseId = await caseAt("REVIEW", "GUARANTEE_COMPANY");
    const signing = await caseAt("SIGNING");
    const checks = (await desk.state(caseId)).review.checks.filter(({ owner }) => owner === "BANK");
    await desk.act(caseId, world.viewers.bankOfficer, "CHECK_RECORD", { checkId: checks[0]?.id, result: "PASSED" });
    // Two hours of the old bank's time.
    clock.now = "2026-03-02T03:30:00.000Z";
    const order = { caseIds: [caseId, signing], toPartyId: otherBank, toMemberId: idOf("otherBankOfficer") };
    const answer = await reassign("supervisor", order);
    expect(told(answer)).toEqual({ done: [true, false], codes: ["WRONG_STAGE"] });

    const state = await desk.state(caseId);
    const ownersNow = state.review.checks.filter(({ owner }) => owner === "BANK").map((one) => one.ownerPartyId);
    expect(ownersNow).toEqual([bank, ...checks.slice(1).map(() => otherBank)]);
    expect(state.papers.items.some((item) => [item.verifierPartyId, item.bringerPartyId].includes(bank))).toBe(false);
    const ofParties = state.clocks.clocks.filter(({ kind, stage }) => kind === "PARTY" && stage === "REVIEW");
    expect(ofParties.find(({ partyId }) => partyId === bank)).toMatchObject({ endedAt: clock.now, usedMinutes: 120 });
    expect(ofParties.find(({ partyId }) => partyId === otherBank)).toMatchObject({
      endedAt: null,
      startedAt: clock.now,
    });

    const shown = `{ loanCase(id: "${caseId}") { bank { code } owner { username } availableActions { action blockedBy { code } } } }`;
    expect((await ask("bankManager", shown)).data.loanCase).toBeNull();
    const { loanCase } = (await ask("otherBankOfficer", shown)).data;
    expect(loanCase).toMatchObject({ bank: { code: "ICBC" }, owner: { username: "other-bank-officer" } });
    for (const check of checks.slice(1)) {
      await desk.act(caseId, world.viewers.otherBankOfficer, "CHECK_RECORD", { checkId: check.id, result: "PASSED" });
    }
    const facts = await selectRows(fresh.database.read, PartnerFact, "caseId = ? AND reversedAt IS NULL", [caseId]);
    const card = (partnerId: string) =>
      facts
        .filter((fact) => fact.partnerId === partnerId && ["HANDLING_TIME", "FIRST_PASS"].includes(fact.indicator))
        .filter(({ occurredAt }) => occurredAt >= "2026-03-02T03:30")
        .map(({ indicator, value }) => `${indicator} ${value}`)
        .sort();
    // The old bank's two hours; its review was not finished by it. The new one finished it, at once, and first time.
    expect(card(bank)).toEqual(["HANDLING_TIME 7200000"]);
    expect(card(otherBank)).toEqual(["FIRST_PASS 1", "HANDLING_TIME 0"]);
    expect(await verifyJournal({ journal: base.services.journal, tables })).toMatchObject({ differences: [] });
  });

  test("to another bank with nobody named: its officers find the case, whatever their unit, read it and work on it", async () => {
    const { desk, world } = base;
    const caseId = await caseAt("ACCEPTANCE");
    const mine = `{ loanCase(id: "${caseId}") { id bank { code } documents { id } timeline(first: 1) { nodes { type } } } }`;
    expect((await ask("otherBankOfficer", mine)).data.loanCase).toBeNull();
    const answer = await reassign("supervisor", { caseIds: [caseId], toPartyId: world.partyIds.otherBank });
    expect(told(answer)).toEqual({ done: [true], codes: [] });
    for (const who of ["otherBankOfficer", "otherBankColleague", "otherBankManager"] as const) {
      const { data } = await ask(who, mine);
      expect(data.loanCase).toMatchObject({ id: caseId, bank: { code: "ICBC" } });
      expect(await found(who, "stages: [ACCEPTANCE]")).toContain(caseId);
    }
    for (const who of ["bankOfficer", "bankManager"] as const) {
      expect((await ask(who, mine)).data.loanCase).toBeNull();
    }
    await desk.act(caseId, world.viewers.otherBankOfficer, "NOTHING_FURTHER");
    // Once a unit has it, it is that unit's.
    const unit = { caseIds: [caseId], toUnitId: world.unitIds.otherEast };
    expect(told(await reassign("otherBankManager", unit)).done).toEqual([true]);
    expect((await ask("otherBankColleague", mine)).data.loanCase).toBeNull();
    expect((await ask("otherBankOfficer", mine)).data.loanCase).toMatchObject({ id: caseId });
  });
});

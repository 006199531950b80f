/** Clerk appraisal: an officer's own figures out of the cases they worked on, for them and whoever stands above. */
import { apiResolvers } from "../../src/app/resolvers.js";
import { schemaOf } from "../../src/app/schema/build.js";
import { tables } from "../../src/app/tables.js";
import { verifyJournal } from "../../src/journal/index.js";
import { seesAppraisal } from "../../src/oversight/index.js";
import type { Role, Viewer } from "../../src/parties/index.js";
import { caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { inProcess, type AskInProcess } from "../support/inProcess.js";
import type { MemberName } from "../support/world.js";

jest.setTimeout(120_000);

/** Looked at, not typed. */
type Json = ReturnType<typeof JSON.parse>;

describe("who sees whose", () => {
  const at = (who: { id?: string; roles: Role[]; unitId?: string | null; unitIds?: string[] | null; party?: string }) =>
    ({
      ...{ memberId: who.id ?? "viewer", onBehalfOfId: null, partyId: who.party ?? "bank", roles: who.roles },
      ...{ unitId: who.unitId ?? null, unitIds: who.unitIds ?? null },
    }) as unknown as Viewer;
  const officer = { id: "officer", partyId: "bank", unitId: "gulou", roles: ["BANK_OFFICER"] as Role[] };
  const manager = { ...officer, id: "manager", roles: ["BANK_MANAGER"] as Role[] };
  test.each<[string, Viewer, typeof officer, boolean]>([
    ["oneself", at({ id: "officer", roles: ["BANK_OFFICER"] }), officer, true],
    ["a colleague", at({ roles: ["BANK_OFFICER"], unitId: "gulou", unitIds: ["gulou"] }), officer, false],
    ["the whole bank's manager", at({ roles: ["BANK_MANAGER"] }), officer, true],
    [
      "the manager of a unit above",
      at({ roles: ["BANK_MANAGER"], unitId: "city", unitIds: ["city", "gulou"] }),
      officer,
      true,
    ],
    ["the manager of another unit", at({ roles: ["BANK_MANAGER"], unitId: "east", unitIds: ["east"] }), officer, false],
    ["another bank's manager", at({ roles: ["BANK_MANAGER"], party: "other" }), officer, false],
    ["the center's supervisor", at({ roles: ["SUPERVISOR"], party: "center" }), officer, false],
    [
      "a manager of the same unit",
      at({ roles: ["BANK_MANAGER"], unitId: "gulou", unitIds: ["gulou"] }),
      manager,
      false,
    ],
    ["a manager above another", at({ roles: ["BANK_MANAGER"] }), manager, true],
  ])("%s", (_, viewer, member, sees) => {
    expect(seesAppraisal(viewer, member)).toBe(sees);
  });
});

onEachDatabase((open) => {
  let base: CaseWorld;
  let ask: AskInProcess;
  beforeAll(async () => {
    base = await caseWorld(await open());
    const { desk, staff, services, world, clock } = base;
    ask = inProcess(services, await schemaOf(apiResolvers));
    await desk.advanceTo(await desk.open(fundCase()), "SERVICING");
    const returned = await desk.open(fundCase());
    await desk.advanceTo(returned, "APPROVAL");
    const proposal = { outcome: "APPROVE", amountFen: 45_000_000, termMonths: 240 };
    await desk.act(returned, staff.reviewer, "DECISION_PROPOSE", proposal);
    await desk.act(returned, world.viewers.seniorApprover, "DECISION_RETURN", { reasonCode: "CHECK_TO_REDO" });
    // Three weeks later the law's fifteen days are over.
    clock.now = "2026-03-23T01:30:00.000Z";
    await desk.advanceTo(returned, "SIGNING");
  });

  async function appraisal(viewer: MemberName, of: MemberName | null, period = "2026H1"): Promise<Json> {
    const who = of ? `, memberId: "${base.world.viewers[of].memberId}"` : "";
    const query = `{ appraisal(period: "${period}"${who}) { member { name } period
      figures { code names { zh } unit value sampleSize missing missingMessage } } }`;
    const { data, errors } = await ask(await base.world.tokenOf(viewer), query);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data)).appraisal;
  }
  const figure = ({ figures }: Json, code: string): Json => figures.find((one: Json) => one.code === code);

  test("the center's reviewer: a proposal of three was sent back; what is not known is missing, and never zero", async () => {
    const found = await appraisal("reviewer", null);
    expect(found.member.name).toBe("程审");
    expect(figure(found, "PROPOSAL_PASSED")).toMatchObject({ sampleSize: 3, unit: "RATIO", missing: null });
    expect(figure(found, "PROPOSAL_PASSED").value).toBeCloseTo(2 / 3, 9);
    expect(figure(found, "FIRST_PASS")).toMatchObject({ sampleSize: 2, value: 1 });
    expect(figure(found, "SATISFACTION")).toMatchObject({ value: null, missing: "NOTHING_MEASURED" });
    expect(figure(found, "SATISFACTION").missingMessage).toMatch(/period/);
  });

  test("the approver's steps, one of them late, are counted on nobody's card", async () => {
    const found = await appraisal("seniorApprover", null);
    const [steps, onTime] = [figure(found, "STEPS"), figure(found, "ON_TIME")];
    expect(steps).toMatchObject({ value: 3, sampleSize: 3 });
    expect(onTime.sampleSize).toBe(3);
    expect(onTime.value).toBeCloseTo(2 / 3, 9);
    expect(figure(found, "HANDLING_TIME")).toMatchObject({ value: null, missing: "NOTHING_MEASURED" });
    const rows = await base.services.journal.database.read.all<{ n: number }>(
      "SELECT COUNT(*) AS n FROM partner_fact f WHERE f.memberId = ? AND f.partnerId <> ?",
      [base.world.viewers.seniorApprover.memberId, base.world.partyIds.center],
    );
    expect(Number(rows[0]?.n)).toBe(0);
  });

  test("a bank officer's figures are those of the bank's rows with their name", async () => {
    const own = await appraisal("bankOfficer", null);
    expect(figure(own, "FIRST_PASS").sampleSize).toBe(2);
    expect(figure(own, "HANDLING_TIME").unit).toBe("MINUTES");
    expect(await appraisal("bankManager", "bankOfficer")).toEqual(own);
    expect(figure(await appraisal("bankOfficer", null, "2025"), "STEPS")).toMatchObject({
      value: null,
      missing: "NOTHING_MEASURED",
    });
  });

  test("to colleagues, other parties and the center's reviewers there is none", async () => {
    for (const [viewer, of] of [
      ["bankColleague", "bankOfficer"],
      ["otherBankManager", "bankOfficer"],
      ["supervisor", "bankOfficer"],
      ["bankManager", "reviewer"],
      ["approver", "reviewer"],
      ["reviewer", "supervisor"],
    ] as const)
      expect(await appraisal(viewer, of)).toBeNull();
    expect((await appraisal("supervisor", "reviewer")).member.name).toBe("程审");
    const report = await verifyJournal({ journal: base.services.journal, tables });
    expect(report.differences).toEqual([]);
  });

  test("the bank's officer: a case came back for its signatures; nothing that was cut off counts as done", async () => {
    const { desk, staff } = base;
    const signed = await desk.open(fundCase());
    await desk.advanceTo(signed, "SECURITY");
    await desk.act(signed, staff.reviewer, "LOAN_CASE_RETURN", { reasonCode: "CONTRACT_WRONG" });
    const found = await appraisal("bankOfficer", null);
    expect(figure(found, "RETURNS")).toMatchObject({ unit: "COUNT", value: 1, missing: null });
    expect(figure(found, "TRIPS")).toMatchObject({ unit: "COUNT", value: 0 });
    const registrations = await base.services.journal.database.read.all<{ n: number }>(
      "SELECT COUNT(*) AS n FROM partner_fact WHERE indicator = 'REGISTRATION_ON_TIME' AND reversedAt IS NULL",
    );
    // Of the case that was paid out alone.
    expect(Number(registrations[0]?.n)).toBe(1);
  });
});

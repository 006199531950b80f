/** What several cases share, in the journal: capacity, the value of a home, one running application per household. */
import type { CaseState } from "../../src/casework/index.js";
import { ClaimHolding, ClaimTotal } from "../../src/journal/index.js";
import { resultOf, stateNetAssets } from "../../src/parties/index.js";
import { selectRows } from "../../src/platform/index.js";
import { application, caseWorld, fundCase, monday } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { inventedContent } from "./support/content.js";
import { parties, people } from "./support/people.js";
import { codesOf, giveTo, groundOn, plant, stateOf, type Ground } from "./support/planted.js";
import { PureCase } from "./support/pure.js";
import { advanceTo, officerOf, propose } from "./support/way.js";
import { submitCase } from "../../src/casework/index.js";

const confirm = (ground: Ground, caseId: string) => giveTo(ground, caseId, people.approver, "DECISION_CONFIRM");

/** Every total is the sum of its holdings, and none above its limit. */
async function expectTotals({ services }: Ground): Promise<Record<string, number>> {
  const { read } = services.journal.database;
  const totals = await selectRows(read, ClaimTotal, "1 = 1");
  const holdings = await selectRows(read, ClaimHolding, "1 = 1");
  for (const { kind, subject, total } of totals) {
    const own = holdings.filter((one) => one.kind === kind && one.subject === subject);
    expect(own.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
    for (const { limitAmount } of own) expect(total).toBeLessThanOrEqual(limitAmount);
  }
  return Object.fromEntries(totals.map(({ kind, subject, total }) => [`${kind}:${subject}`, total]));
}

onEachDatabase((fresh) => {
  test("a guarantee company's capacity takes two loans of three; what is unwound makes room for the third", async () => {
    const { world, services } = await caseWorld(await fresh());
    const ground = groundOn(services.journal.database, monday);
    const guarantorId = world.partyIds.guarantor;
    // Ten times three million yuan-hundredths; a loan of 450,000 yuan weighs 135,000.
    const stated = { partyId: guarantorId, asOf: "2026-01-01", amountFen: 3_000_000 };
    resultOf(await stateNetAssets(services.journal, stated));
    const cases: string[] = [];
    for (let at = 0; at < 3; at += 1) {
      const one = advanceTo(PureCase.open({ content: inventedContent() }), "APPROVAL");
      propose(one);
      cases.push(await plant(ground, one, { [parties.guarantor]: guarantorId }));
    }
    const [first = "", second = "", third = ""] = cases;
    expect(codesOf(await confirm(ground, first))).toEqual([]);
    expect(codesOf(await confirm(ground, second))).toEqual([]);
    const refused = await confirm(ground, third);
    expect(refused).toMatchObject({ refusals: [{ code: "NO_GUARANTEE_CAPACITY", params: { freeFen: 3_000_000 } }] });
    expect((await expectTotals(ground))[`GUARANTEE_CAPACITY:${guarantorId}`]).toBe(27_000_000);
    await giveTo(ground, first, people.bankOfficer, "LOAN_CASE_WITHDRAW", { reasonCode: "NO_LONGER_NEEDED" });
    // The contracts still stand: only the task that ends the guarantee lets go of it.
    expect(codesOf(await confirm(ground, third))).toEqual(["NO_GUARANTEE_CAPACITY"]);
    const task = (state: CaseState) => state.lifecycle.tasks.find(({ code }) => code === "FREE_CAPACITY");
    const { id } = task(await stateOf(ground, first)) ?? {};
    const company = { ...officerOf.GUARANTEE_COMPANY, partyId: guarantorId };
    expect(codesOf(await giveTo(ground, first, company, "UNWINDING_TASK_DONE", { taskId: id }))).toEqual([]);
    expect(codesOf(await confirm(ground, third))).toEqual([]);
    expect((await expectTotals(ground))[`GUARANTEE_CAPACITY:${guarantorId}`]).toBe(27_000_000);
  });

  test("a home does not secure two loans beyond its value; a refusal of the first one frees it", async () => {
    const ground = groundOn((await fresh()).database, monday);
    const content = inventedContent();
    const two: string[] = [];
    for (const amountFen of [60_000_000, 45_000_000]) {
      const own = inventedContent({ amountFen });
      const property = content.property && { ...content.property };
      const one = advanceTo(PureCase.open({ guaranteeKind: "MORTGAGE", content: { ...own, property } }), "APPROVAL");
      propose(one);
      two.push(await plant(ground, one));
    }
    const [first = "", second = ""] = two;
    expect(codesOf(await confirm(ground, first))).toEqual([]);
    const refused = await confirm(ground, second);
    expect(refused).toMatchObject({
      refusals: [{ code: "PROPERTY_SECURES_ANOTHER", params: { freeFen: 40_000_000 } }],
    });
    await giveTo(ground, first, people.reviewer, "LOAN_CASE_RETURN", { reasonCode: "TERMS_CHANGED" });
    expect(codesOf(await confirm(ground, second))).toEqual([]);
    await expectTotals(ground);
  });

  test("one running application per household: either spouse's, until it has ended", async () => {
    const world = await caseWorld(await fresh());
    const { desk, services, staff } = world;
    const base = application();
    const [borrower, spouse] = base.people ?? [];
    const swapped = [
      { ...spouse, roles: ["BORROWER" as const] },
      { ...borrower, roles: ["SPOUSE" as const] },
    ];
    const first = await desk.open(fundCase({ application: base }));
    const second = await desk.open(fundCase({ application: { ...application(), people: swapped as never } }));
    await desk.submit(first);
    const tried = () => submitCase(services, staff.bankOfficer, { caseId: second });
    const refused = await tried();
    expect(refused).toMatchObject({ refusals: [{ code: "APPLICATION_RUNNING", params: { people: 2 } }] });
    await desk.act(first, staff.bankOfficer, "LOAN_CASE_WITHDRAW", { reasonCode: "APPLY_AGAIN" });
    expect(codesOf(await tried())).toEqual([]);
    const totals = await expectTotals({ services, clock: world.clock });
    expect(Object.values(totals)).toEqual([1, 1]);
  });
});

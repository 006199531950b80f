/** A case comes from application to pay-out by three parties, and its rows are what its entries say. */
import { impliedRows, storedRows } from "../support/tableContents.js";
import { application, caseWorld, fundCase, inventedIdNumber } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { loanCaseAggregate } from "../../src/casework/index.js";
import type { GuaranteeKind } from "../../src/policy/index.js";

onEachDatabase((open) => {
  test.each<GuaranteeKind>(["GUARANTEE_COMPANY", "MORTGAGE", "DEVELOPER_STAGED", "PLEDGE"])(
    "a new home under %s comes from application to servicing",
    async (guaranteeKind) => {
      const { desk, world, services } = await caseWorld(await open());
      const developerId = world.partyIds.developer;
      const base = application();
      const property = base.property ? { ...base.property, developerId } : null;
      const caseId = await desk.open(fundCase({ guaranteeKind, application: { ...base, property } }));
      await desk.advanceTo(caseId, "SERVICING");
      const state = await desk.state(caseId);
      expect(state.payment.paidAt).not.toBeNull();
      const rows = await storedRows(services.journal.database.read, loanCaseAggregate.tables, caseId);
      expect(rows).toEqual(impliedRows(loanCaseAggregate.rowsOf(state)));
    },
  );

  test("a second-hand home with an older mortgage goes through transfer, release and mortgage", async () => {
    const { desk } = await caseWorld(await open());
    const base = application();
    const property = base.property && {
      ...base.property,
      kind: "SECOND_HAND" as const,
      valuation: 78_000_000,
      oldMortgage: true,
    };
    const seller = {
      person: { name: "刘洋", idType: "RESIDENT_ID" as const, idNumber: inventedIdNumber(777) },
      roles: ["SELLER" as const],
    };
    const caseId = await desk.open(
      fundCase({ application: { ...base, property, people: [...(base.people ?? []), seller] } }),
    );
    await desk.advanceTo(caseId, "SERVICING");
    const codes = (await desk.state(caseId)).collateral.steps?.map(({ code }) => code);
    expect(codes).toEqual(["TRANSFER", "OLD_MORTGAGE_RELEASE", "MORTGAGE"]);
  });

  test("serial review goes party by party and repeats what joint review does once", async () => {
    const { desk } = await caseWorld(await open());
    const joint = await desk.open(fundCase());
    const serial = await desk.open(fundCase({ product: "FUND_SERIAL" }));
    await desk.advanceTo(joint, "SERVICING");
    await desk.advanceTo(serial, "SERVICING");
    const checks = async (id: string) => (await desk.state(id)).review.checks.length;
    expect(await checks(serial)).toBeGreaterThan(await checks(joint));
  });
});

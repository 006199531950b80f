/** Which loans are given, and that every kind of case finds what it needs in the shipped policy. */
import { join } from "node:path";
import { loadPolicies } from "./load.js";
import * as ask from "./lookups.js";
import type { CaseFacts } from "./types.js";

const policy = loadPolicies(join(__dirname, "../../policy"), { production: true }).on("2026-11-22");

const facts = (
  propertyKind: CaseFacts["propertyKind"],
  guaranteeKind: CaseFacts["guaranteeKind"],
  product = "FUND",
): CaseFacts => ({ product, propertyKind, guaranteeKind, married: true });
const newHome = facts("NEW", "GUARANTEE_COMPANY");

describe("every kind of case", () => {
  const cases = policy.products.flatMap((product) =>
    product.propertyKinds.flatMap((propertyKind) =>
      product.guaranteeKinds.flatMap((guaranteeKind) =>
        [true, false].map((married): CaseFacts => ({ product: product.code, propertyKind, guaranteeKind, married })),
      ),
    ),
  );

  it.each(cases.filter((of) => ask.combinationAllowed(policy, of)))(
    "$product $propertyKind $guaranteeKind, married $married: what it needs is on its list and falls to a party it has",
    (of) => {
      const items = ask.checklistFor(policy, of);
      const contracts = ask.signaturesFor(policy, of).map((signature) => signature.contract);
      const steps = ask.securityStepsFor(policy, of);
      const certificates = steps.flatMap((step) => step.certificate ?? []);
      expect(items.map((item) => item.document)).toEqual(expect.arrayContaining([...contracts, ...certificates]));
      expect(steps.length).toBeGreaterThan(0);
      const owners = [...ask.checksFor(policy, of).map((check) => check.owner), ...steps.map((step) => step.actor)];
      const actors = [...owners, ...items.flatMap((item) => [item.broughtBy, item.verifiedBy])];
      if (of.guaranteeKind !== "GUARANTEE_COMPANY") expect(actors).not.toContain("GUARANTEE_COMPANY");
    },
  );
});

describe("products", () => {
  it("have their trip budget, and those not built are refused by name", () => {
    expect([ask.tripBudget(policy, "FUND"), ask.tripBudget(policy, "COMBINED")]).toEqual([0, 1]);
    expect(() => ask.tripBudget(policy, "OUT_OF_TOWN")).toThrow("no product OUT_OF_TOWN");
    expect(
      ["OUT_OF_TOWN", "COMMERCIAL_CONVERSION"].map((code) => ask.refusedProductOf(policy, code)?.names.zh),
    ).toEqual(["异地贷款", "商转公贷款"]);
  });

  it("are given only where product and guarantee fit the property", () => {
    expect(ask.combinationAllowed(policy, newHome)).toBe(true);
    expect(ask.combinationAllowed(policy, facts("SECOND_HAND", "DEVELOPER_STAGED"))).toBe(false);
    expect(ask.combinationAllowed(policy, facts("SELF_BUILT", "MORTGAGE"))).toBe(false);
    expect(ask.combinationAllowed(policy, facts("NEW", "PLEDGE", "COMBINED"))).toBe(false);
    expect(ask.combinationAllowed(policy, { ...newHome, product: "NOBODY_KNOWS" })).toBe(false);
  });

  it("are reviewed jointly or, for comparison, in series", () => {
    expect(policy.products.map((product) => [product.code, product.reviewMode])).toEqual([
      ["FUND", "JOINT"],
      ["COMBINED", "JOINT"],
      ["BUILDING", "JOINT"],
      ["FUND_SERIAL", "SERIAL"],
    ]);
  });
});

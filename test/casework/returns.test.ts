/** Returns: each of the four, what they open again, who may, and what counts against the first pass. */
import { people } from "./support/people.js";
import { PureCase } from "./support/pure.js";
import { advanceTo, order, recordChecks, registerFor, sign } from "./support/way.js";
import type { Stage } from "../../src/policy/index.js";

const at = (stage: Stage) => advanceTo(PureCase.open(), stage);
const giveBack = (one: PureCase, reasonCode: string, reopen?: readonly (string | undefined)[]) =>
  one.must(people.reviewer, "LOAN_CASE_RETURN", { reasonCode, reopen });

test.each([
  ["APPROVAL", "REVIEW"],
  ["SIGNING", "APPROVAL"],
  ["SECURITY", "SIGNING"],
  ["DISBURSEMENT", "SECURITY"],
] as const)("from %s it goes back to %s", (from, to) => {
  const one = giveBack(at(from), "DOCUMENT_WRONG");
  expect(one.stage).toBe(to);
  expect(one.state.lifecycle).toMatchObject({ returns: 1, countedReturns: 1 });
  expect(advanceTo(one, "SERVICING").state.lifecycle).toMatchObject({ returns: 1, countedReturns: 1 });
});

test("a reason that is nobody's fault does not count against the first pass", () => {
  const one = giveBack(at("APPROVAL"), "TERMS_CHANGED");
  expect(one.state.lifecycle).toMatchObject({ returns: 1, countedReturns: 0 });
});

test("to review: only the checks that are named are done again, or all", () => {
  const one = at("APPROVAL");
  const [first, second] = one.state.review.checks;
  giveBack(one, "CHECK_TO_REDO", [first?.id, second?.id]);
  const open = () => one.state.review.checks.filter(({ result }) => result === "OPEN").map(({ id }) => id);
  expect(open()).toEqual([first?.id, second?.id]);
  expect(one.state.review.checks.slice(0, 3).map(({ reopenedCount }) => reopenedCount)).toEqual([1, 1, 0]);
  recordChecks(one);
  expect(one.stage).toBe("APPROVAL");
  giveBack(one, "CHECK_TO_REDO");
  expect(open()).toHaveLength(one.state.review.checks.length);
});

test("to review: the proposal that was waiting is set aside", () => {
  const one = at("APPROVAL");
  const { amountFen, termMonths } = one.state.lifecycle.content.terms ?? {};
  one.must(people.reviewer, "DECISION_PROPOSE", { outcome: "APPROVE", amountFen, termMonths });
  giveBack(one, "FACTS_CHANGED");
  expect(one.state.decision.proposals).toMatchObject([{ status: "SET_ASIDE" }]);
});

test("to approval: the approval is set aside, what it held is free, and the contracts are signed anew", () => {
  const one = at("SIGNING");
  sign(one, 2);
  giveBack(one, "TERMS_CHANGED");
  expect(one.state.decision).toMatchObject({ approved: null, proposals: [{ status: "SET_ASIDE" }] });
  expect(one.held("GUARANTEE_CAPACITY") + one.held("PROPERTY_VALUE")).toBe(0);
  advanceTo(one, "SIGNING");
  expect(one.state.signing.signatures?.every(({ signedAt }) => signedAt === null)).toBe(true);
});

test("to signing: only the signature that is named; the others stand", () => {
  const one = at("SECURITY");
  const wrong = one.state.signing.signatures?.[1];
  one.must(people.bankOfficer, "LOAN_CASE_RETURN", { reasonCode: "CONTRACT_WRONG", reopen: [wrong?.id] });
  const unsigned = one.state.signing.signatures?.filter(({ signedAt }) => signedAt === null);
  expect(unsigned?.map(({ id }) => id)).toEqual([wrong?.id]);
  expect(unsigned?.[0]?.version).toBe((wrong?.version ?? 0) + 1);
  sign(one);
  expect(one.stage).toBe("SECURITY");
});

test("to security: its steps are confirmed again", () => {
  const one = giveBack(at("DISBURSEMENT"), "REGISTRATION_WRONG");
  expect(one.state.collateral.steps).toMatchObject([{ confirmedAt: null }]);
});

test("what was registered before a second approval serves the new steps", () => {
  const one = at("SECURITY");
  for (const step of one.state.collateral.steps ?? []) registerFor(one, step);
  giveBack(one, "TERMS_CHANGED");
  giveBack(one, "TERMS_CHANGED");
  expect(one.stage).toBe("APPROVAL");
  advanceTo(one, "SECURITY");
  const [step] = one.state.collateral.steps ?? [];
  expect(one.refused(people.guaranteeOfficer, "SECURITY_CONFIRM", { stepId: step?.id })).toEqual(["DOCUMENT_MISSING"]);
});

test("who decides sends back what was decided, who orders what is to be paid, the bank also what it carries out, each with a reason of the stage", () => {
  const tried = (stage: Stage, who: keyof typeof people, reasonCode: string) =>
    at(stage).refused(people[who], "LOAN_CASE_RETURN", { reasonCode });
  expect(tried("APPROVAL", "bankOfficer", "DOCUMENT_WRONG")).toEqual(["NOT_YOURS"]);
  expect(tried("SIGNING", "bankOfficer", "DOCUMENT_WRONG")).toEqual([]);
  expect(tried("SIGNING", "guaranteeOfficer", "DOCUMENT_WRONG")).toEqual(["NOT_YOURS"]);
  expect(tried("SECURITY", "guaranteeOfficer", "CONTRACT_WRONG")).toEqual([]);
  for (const stage of ["APPROVAL", "SIGNING", "SECURITY"] as const) {
    expect(tried(stage, "fundsOfficer", "DOCUMENT_WRONG")).toContain("NOT_YOURS");
  }
  expect(tried("DISBURSEMENT", "fundsOfficer", "REGISTRATION_WRONG")).toEqual([]);
  expect(tried("APPROVAL", "reviewer", "REGISTRATION_WRONG")).toEqual(["UNKNOWN_CODE"]);
  expect(tried("SIGNING", "reviewer", "CHECK_TO_REDO")).toEqual(["UNKNOWN_CODE"]);
});

test("what is to be done again must be of the stage that it goes back to", () => {
  const one = at("APPROVAL");
  const input = { reasonCode: "CHECK_TO_REDO", reopen: [one.state.papers.items[0]?.id] };
  expect(one.refused(people.reviewer, "LOAN_CASE_RETURN", input)).toEqual(["NOT_FOUND"]);
});

test("money under way holds it where it is", () => {
  const one = at("DISBURSEMENT");
  const paymentId = order(one);
  const input = { reasonCode: "DOCUMENT_WRONG" };
  expect(one.refused(people.reviewer, "LOAN_CASE_RETURN", input)).toEqual(["PAYMENT_UNDER_WAY"]);
  one.must(people.bankOfficer, "PAYMENT_FAIL", { paymentId, outcome: "RETURNED", reasonCode: "RETURNED_BY_BANK" });
  expect(one.refused(people.reviewer, "LOAN_CASE_RETURN", input)).toEqual([]);
});

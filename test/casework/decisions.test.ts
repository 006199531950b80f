/** The decision: one proposes, another confirms or returns, each inside the limit of rank and role. */
import { type Decision } from "../../src/casework/decision/rows.js";
import { people, through } from "./support/people.js";
import { PureCase, rowsByKey } from "./support/pure.js";
import { advanceTo, attach, propose, recordChecks } from "./support/way.js";
import { inventedContent } from "./support/content.js";

const waiting = (amountFen = 45_000_000) =>
  advanceTo(PureCase.open({ content: inventedContent({ amountFen }) }), "APPROVAL");
const proposed = (amountFen?: number) => {
  const one = waiting(amountFen);
  propose(one);
  return one;
};
const rows = (one: PureCase) =>
  [...rowsByKey(one.state)].filter(([key]) => key.startsWith("decision/")).map(([, row]) => row as Decision);

test("what was proposed is what is confirmed, by whom and when, at the rate of the day", () => {
  const one = waiting();
  one.must(people.reviewer, "DECISION_PROPOSE", { outcome: "APPROVE", amountFen: 40_000_000, termMonths: 200 });
  one.later(60).must(people.approver, "DECISION_CONFIRM");
  expect(rows(one)).toMatchObject([
    {
      status: "CONFIRMED",
      amountFen: 40_000_000,
      proposedById: "reviewer",
      decidedById: "approver",
      decidedAt: one.now,
    },
  ]);
  // Since 2025-05-08 a first home above five years: 2.6 %.
  expect(one.state.decision.approved).toMatchObject({ amountFen: 40_000_000, termMonths: 200, annualRatePpm: 26_000 });
});

describe("different people", () => {
  test("nobody confirms or returns what they proposed, through whatever system", () => {
    const system = through("decision-system", people.allRounder);
    for (const [proposer, confirmer] of [
      [people.allRounder, people.allRounder],
      [people.allRounder, system],
      [system, people.allRounder],
      [system, through("another-system", people.allRounder)],
    ] as const) {
      const one = waiting();
      one.must(proposer, "DECISION_PROPOSE", { outcome: "APPROVE", amountFen: 1_000_000, termMonths: 120 });
      expect(one.refused(confirmer, "DECISION_CONFIRM")).toEqual(["SAME_PERSON"]);
      expect(one.refused(confirmer, "DECISION_RETURN", { reasonCode: "DOCUMENT_WRONG" })).toEqual(["SAME_PERSON"]);
    }
  });

  test("two people behind one system are two people, and the officer's name stands by the proposal", () => {
    const one = waiting();
    const input = { outcome: "APPROVE", amountFen: 1_000_000, termMonths: 120 };
    one.must(through("decision-system", people.reviewer), "DECISION_PROPOSE", input);
    one.must(through("decision-system", people.approver), "DECISION_CONFIRM");
    expect(rows(one)).toMatchObject([{ proposedById: "reviewer", decidedById: "approver" }]);
  });
});

describe("limits by rank", () => {
  test.each([
    [people.juniorReviewer, 60_000_000, []],
    [people.juniorReviewer, 60_000_001, ["ABOVE_LIMIT"]],
    [people.reviewer, 60_000_001, []],
  ] as const)("%o proposes %d fen: %j", (viewer, amountFen, codes) => {
    const one = waiting(80_000_000);
    expect(one.refused(viewer, "DECISION_PROPOSE", { outcome: "APPROVE", amountFen, termMonths: 240 })).toEqual(codes);
  });

  test("whoever may propose nothing, may not even propose a refusal", () => {
    const input = { outcome: "REFUSE", reasonCode: "CREDIT_NOT_SUFFICIENT" };
    expect(waiting().refused(people.approver, "DECISION_PROPOSE", input)).toEqual(["ABOVE_LIMIT"]);
  });

  test("a junior approver confirms up to 400,000 yuan and returns whatever there is", () => {
    const high = proposed(45_000_000);
    expect(high.refused(people.juniorApprover, "DECISION_CONFIRM")).toEqual(["ABOVE_LIMIT"]);
    expect(high.refused(people.juniorApprover, "DECISION_RETURN", { reasonCode: "TERMS_CHANGED" })).toEqual([]);
    expect(proposed(40_000_000).refused(people.juniorApprover, "DECISION_CONFIRM")).toEqual([]);
  });
});

describe("a proposal", () => {
  test("stays inside what was asked for, and says amount and term", () => {
    const refused = (more: object) =>
      waiting().refused(people.reviewer, "DECISION_PROPOSE", { outcome: "APPROVE", ...more });
    expect(refused({})).toEqual(["AMOUNT_REQUIRED", "TERM_REQUIRED"]);
    expect(refused({ amountFen: 45_000_001, termMonths: 241 })).toEqual(["ABOVE_REQUEST"]);
    expect(refused({ amountFen: -1, termMonths: 0 })).toEqual(["AMOUNT_REQUIRED", "TERM_REQUIRED"]);
  });

  test("waits alone; returned to its maker, it makes room for another", () => {
    const one = proposed();
    expect(
      one.refused(people.otherReviewer, "DECISION_PROPOSE", { outcome: "REFUSE", reasonCode: "CREDIT_NOT_SUFFICIENT" }),
    ).toEqual(["ALREADY_PROPOSED"]);
    one.must(people.approver, "DECISION_RETURN", { reasonCode: "TERMS_CHANGED", note: "期限请再核" });
    expect(one.stage).toBe("APPROVAL");
    propose(one);
    expect(rows(one).map(({ status }) => status)).toEqual(["RETURNED", "PROPOSED"]);
    expect(one.state.lifecycle.returns).toBe(0);
  });

  test("is returned for a reason that is offered at approval", () => {
    const refused = (reasonCode: string | null) =>
      proposed().refused(people.approver, "DECISION_RETURN", { reasonCode });
    expect(refused(null)).toEqual(["REASON_REQUIRED"]);
    expect(refused("REGISTRATION_WRONG")).toEqual(["UNKNOWN_CODE"]);
    expect(waiting().refused(people.approver, "DECISION_RETURN", { reasonCode: "TERMS_CHANGED" })).toEqual([
      "NO_PROPOSAL",
    ]);
  });
});

test("a failed check does not end the case: it leaves a refusal as the only proposal", () => {
  const one = advanceTo(PureCase.open(), "REVIEW");
  attach(one, people.guaranteeOfficer, "GUARANTEE_OPINION");
  const credit = one.state.review.checks.find(({ code }) => code === "CREDIT");
  expect(one.refused(people.bankOfficer, "CHECK_RECORD", { checkId: credit?.id, result: "FAILED" })).toEqual([
    "NOTE_REQUIRED",
  ]);
  one.must(people.bankOfficer, "CHECK_RECORD", { checkId: credit?.id, result: "FAILED", note: "连三累六" });
  recordChecks(one);
  expect(one.stage).toBe("APPROVAL");
  const input = { outcome: "APPROVE", amountFen: 1_000_000, termMonths: 120 };
  expect(one.refused(people.reviewer, "DECISION_PROPOSE", input)).toEqual(["ONLY_REFUSAL"]);
  propose(one, { outcome: "REFUSE", reasonCode: "CREDIT_NOT_SUFFICIENT" });
  expect(one.must(people.approver, "DECISION_CONFIRM").stage).toBe("REFUSED");
});

test("a decision records any dissent", () => {
  const one = advanceTo(PureCase.open(), "REVIEW");
  attach(one, people.guaranteeOfficer, "GUARANTEE_OPINION");
  const check = one.state.review.checks.find(({ owner }) => owner === "GUARANTEE_COMPANY");
  const dissent = { checkId: check?.id, result: "PASSED", dissent: true };
  expect(one.refused(people.guaranteeOfficer, "CHECK_RECORD", dissent)).toEqual(["NOTE_REQUIRED"]);
  one.must(people.guaranteeOfficer, "CHECK_RECORD", { ...dissent, note: "评估偏高" });
  recordChecks(one);
  propose(one);
  expect(one.state.decision.proposals).toMatchObject([{ dissents: [check?.id] }]);
});

test("a paper that is due before signing keeps the decision back", () => {
  const content = inventedContent({ product: "COMBINED" });
  const one = advanceTo(PureCase.open({ product: "COMBINED", guaranteeKind: "MORTGAGE", content }), "APPROVAL");
  propose(one);
  expect(one.refused(people.approver, "DECISION_CONFIRM")).toEqual(["DOCUMENT_MISSING"]);
  attach(one, people.bankOfficer, "COMMERCIAL_APPROVAL");
  expect(one.refused(people.approver, "DECISION_CONFIRM")).toEqual([]);
});

describe("what several cases share", () => {
  const capacity = (one: PureCase, leftFen: number) =>
    one.elsewhere.set("GUARANTEE_CAPACITY:party-guarantor", (one.guaranteeLimitFen ?? 0) - leftFen);
  const home = (one: PureCase, leftFen: number) => {
    const property = one.state.lifecycle.content.property;
    return one.elsewhere.set(`PROPERTY_VALUE:${property?.key ?? ""}`, (property?.priceFen ?? 0) - leftFen);
  };

  test("a housing guarantee weighs 30 % against the company's capacity, to the last fen", () => {
    const one = proposed();
    capacity(one, 13_499_999);
    expect(one.refused(people.approver, "DECISION_CONFIRM")).toEqual(["NO_GUARANTEE_CAPACITY"]);
    capacity(one, 13_500_000);
    one.must(people.approver, "DECISION_CONFIRM");
    expect(one.held("GUARANTEE_CAPACITY")).toBe(13_500_000);
  });

  test("a company that never stated its net assets has no capacity", () => {
    const one = proposed();
    one.guaranteeLimitFen = 0;
    expect(one.refused(people.approver, "DECISION_CONFIRM")).toEqual(["NO_GUARANTEE_CAPACITY"]);
  });

  test("a home secures no more than it is worth; every reason is told at once", () => {
    const one = proposed();
    home(one, 44_999_999);
    one.guaranteeLimitFen = 0;
    expect(one.refused(people.approver, "DECISION_CONFIRM")).toEqual([
      "NO_GUARANTEE_CAPACITY",
      "PROPERTY_SECURES_ANOTHER",
    ]);
    one.guaranteeLimitFen = 1_000_000_000_000;
    home(one, 45_000_000);
    expect(one.refused(people.approver, "DECISION_CONFIRM")).toEqual([]);
  });

  test("second-hand, the lower of price and valuation counts; combined, both parts are secured", () => {
    const secondHand = inventedContent({ kind: "SECOND_HAND" });
    const one = advanceTo(PureCase.open({ content: secondHand }), "SIGNING");
    expect(one.state.decision.approved?.property).toMatchObject({ valueFen: 98_000_000, securedFen: 45_000_000 });
    const content = inventedContent({ product: "COMBINED" });
    const both = advanceTo(PureCase.open({ product: "COMBINED", guaranteeKind: "MORTGAGE", content }), "SIGNING");
    expect(both.held("PROPERTY_VALUE")).toBe(65_000_000);
    expect(both.held("GUARANTEE_CAPACITY")).toBe(0);
  });

  test("a refusal needs neither", () => {
    const one = waiting();
    one.guaranteeLimitFen = 0;
    propose(one, { outcome: "REFUSE", reasonCode: "CREDIT_NOT_SUFFICIENT" });
    expect(one.refused(people.approver, "DECISION_CONFIRM")).toEqual([]);
  });
});

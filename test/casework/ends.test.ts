/** Early ends: two refusals in two forms, withdrawal with what it leaves to undo, an approval that lapses. */
import { type LoanCase } from "../../src/casework/index.js";
import { inventedContent } from "./support/content.js";
import { parties, people } from "./support/people.js";
import { PureCase, rowsByKey } from "./support/pure.js";
import { advanceTo, attach, officerOf, order, propose } from "./support/way.js";
import type { GuaranteeKind, Stage } from "../../src/policy/index.js";

const day = 24 * 60;
const rowOf = (one: PureCase) => rowsByKey(one.state).get(`loan_case/${one.id}`) as LoanCase;
const at = (stage: Stage, guaranteeKind: GuaranteeKind = "GUARANTEE_COMPANY") =>
  advanceTo(PureCase.open({ guaranteeKind }), stage);
const withdraw = (one: PureCase, reasonCode = "NO_LONGER_NEEDED") =>
  one.must(people.bankOfficer, "LOAN_CASE_WITHDRAW", { reasonCode });

/** An ended case runs no clock, and nobody holds it up. */
function expectAtRest(one: PureCase): void {
  expect(one.state.clocks.clocks.every(({ endedAt }) => endedAt !== null)).toBe(true);
  expect([...rowsByKey(one.state).keys()].filter((key) => key.startsWith("case_holder/"))).toEqual([]);
  expect(rowOf(one)).toMatchObject({ endedAt: one.now, stageDueAt: null });
}

describe("refusal to accept (不予受理)", () => {
  test("names a reason of its stage, in its own form, with the officer's words", () => {
    const one = at("ACCEPTANCE");
    const note = "连续缴存未满六个月";
    one.must(people.bankOfficer, "LOAN_CASE_REFUSE", { reasonCode: "NOT_ELIGIBLE", note });
    const row = rowOf(one);
    expect(row).toMatchObject({ stage: "REFUSED", refusalForm: "NOT_ACCEPTED", endReasonCode: "NOT_ELIGIBLE" });
    expect(one.kept.get(row.endNoteId ?? "")).toBe(note);
    expectAtRest(one);
  });

  test("takes no reason that belongs to a refusal to lend, and none that nobody knows", () => {
    for (const reasonCode of ["CREDIT_NOT_SUFFICIENT", "BECAUSE"]) {
      expect(at("ACCEPTANCE").refused(people.bankOfficer, "LOAN_CASE_REFUSE", { reasonCode })).toEqual([
        "UNKNOWN_CODE",
      ]);
    }
  });

  test("sets the household free at once", () => {
    const one = at("ACCEPTANCE");
    expect(one.held("HOUSEHOLD")).toBe(2);
    one.must(people.bankOfficer, "LOAN_CASE_REFUSE", { reasonCode: "NOT_ELIGIBLE" });
    expect(one.held("HOUSEHOLD")).toBe(0);
  });
});

describe("refusal to lend (不予贷款)", () => {
  test("is proposed by one person and confirmed by another, in its own form, in the proposer's words", () => {
    const one = at("APPROVAL");
    const note = "近两年连续逾期六期";
    propose(one, { outcome: "REFUSE", reasonCode: "CREDIT_NOT_SUFFICIENT", note });
    expect(one.refused(people.reviewer, "DECISION_CONFIRM")).toEqual(["NOT_ALLOWED"]);
    one.must(people.approver, "DECISION_CONFIRM");
    const row = rowOf(one);
    expect(row).toMatchObject({ stage: "REFUSED", refusalForm: "NOT_LENT", endReasonCode: "CREDIT_NOT_SUFFICIENT" });
    expect(one.kept.get(row.endNoteId ?? "")).toBe(note);
    expect(row.amountApprovedFen).toBeNull();
    expectAtRest(one);
  });

  test("needs a reason that is offered at approval", () => {
    const one = at("APPROVAL");
    const refused = (reasonCode: string | null) =>
      one.refused(people.reviewer, "DECISION_PROPOSE", { outcome: "REFUSE", reasonCode });
    expect(refused(null)).toEqual(["REASON_REQUIRED"]);
    expect(refused("NOT_COMPLETED_AT_ALL")).toEqual(["UNKNOWN_CODE"]);
  });
});

describe("withdrawal (撤回)", () => {
  test.each(["APPLICATION", "ACCEPTANCE", "REVIEW", "APPROVAL"] as const)("in %s leaves nothing to undo", (stage) => {
    const one = withdraw(at(stage));
    expect(one.stage).toBe("WITHDRAWN");
    expect(one.state.lifecycle.tasks).toEqual([]);
    expect(one.held("HOUSEHOLD")).toBe(0);
    expectAtRest(one);
  });

  test.each([
    ["SIGNING", "GUARANTEE_COMPANY", ["END_CONTRACTS", "RETURN_ORIGINALS", "FREE_CAPACITY"]],
    ["SECURITY", "GUARANTEE_COMPANY", ["END_CONTRACTS", "CANCEL_REGISTRATION", "RETURN_ORIGINALS", "FREE_CAPACITY"]],
    ["DISBURSEMENT", "MORTGAGE", ["END_CONTRACTS", "CANCEL_REGISTRATION", "RETURN_ORIGINALS"]],
  ] as const)("in %s under %s leaves to its parties: %j", (stage, guaranteeKind, codes) => {
    const { tasks } = withdraw(at(stage, guaranteeKind)).state.lifecycle;
    expect(tasks.map(({ code }) => code)).toEqual(codes);
    const capacity = tasks.find(({ code }) => code === "FREE_CAPACITY");
    expect(capacity?.partyId ?? parties.guarantor).toBe(parties.guarantor);
    expect(tasks.find(({ code }) => code === "END_CONTRACTS")?.partyId).toBe(parties.bank);
  });

  test("each task is done by its own party, once", () => {
    const one = withdraw(at("SECURITY"));
    for (const { id, actor } of one.state.lifecycle.tasks) {
      const stranger = actor === "BANK" ? people.guaranteeOfficer : people.bankOfficer;
      expect(one.refused(stranger, "UNWINDING_TASK_DONE", { taskId: id })).toEqual(["NOT_ALLOWED"]);
      one.must(officerOf[actor], "UNWINDING_TASK_DONE", { taskId: id });
      expect(one.refused(officerOf[actor], "UNWINDING_TASK_DONE", { taskId: id })).toEqual(["ALREADY_DONE"]);
    }
    expect(one.state.lifecycle.tasks.every(({ doneAt }) => doneAt === one.now)).toBe(true);
  });

  test("capacity and home are held until that is undone; the household is free at once", () => {
    const one = withdraw(at("SECURITY"));
    const held = () => ["HOUSEHOLD", "GUARANTEE_CAPACITY", "PROPERTY_VALUE"].map((kind) => one.held(kind) > 0);
    const done = (code: string) => {
      const task = one.state.lifecycle.tasks.find((other) => other.code === code);
      if (task) one.must(officerOf[task.actor], "UNWINDING_TASK_DONE", { taskId: task.id });
    };
    expect(held()).toEqual([false, true, true]);
    done("FREE_CAPACITY");
    expect(held()).toEqual([false, false, true]);
    done("CANCEL_REGISTRATION");
    expect(held()).toEqual([false, false, false]);
  });

  test("with money under way it is too late; with a payment that failed it is not", () => {
    const one = at("DISBURSEMENT");
    const paymentId = order(one);
    expect(one.refused(people.bankOfficer, "LOAN_CASE_WITHDRAW", { reasonCode: "NO_LONGER_NEEDED" })).toEqual([
      "PAYMENT_UNDER_WAY",
    ]);
    one.must(people.bankOfficer, "PAYMENT_FAIL", { paymentId, outcome: "FAILED", reasonCode: "ACCOUNT_WRONG" });
    expect(withdraw(one).stage).toBe("WITHDRAWN");
  });

  test("while a notice waits for the applicant ends the waiting too", () => {
    const one = at("ACCEPTANCE");
    one
      .must(people.bankOfficer, "DEFECT_POST", { kind: "MISSING", note: "缺少材料" })
      .later(day)
      .must(people.bankOfficer, "NOTICE_SEND");
    expect(one.state.clocks.pauses).toMatchObject([{ resumedAt: null }]);
    withdraw(one);
    expect(one.state.clocks.pauses).toMatchObject([{ resumedAt: one.now }]);
    expectAtRest(one);
  });

  test("the other party, and another bank, cannot withdraw it", () => {
    const one = at("REVIEW");
    const input = { reasonCode: "NO_LONGER_NEEDED" };
    expect(one.refused(people.guaranteeOfficer, "LOAN_CASE_WITHDRAW", input)).toEqual(["NOT_ALLOWED"]);
    expect(one.refused(people.otherBankOfficer, "LOAN_CASE_WITHDRAW", input)).toEqual(["NOT_FOUND"]);
  });
});

describe("an approval that nobody signs", () => {
  test("lapses when its validity is over, not a day before, and lets go of all it held", () => {
    const one = at("SIGNING").later(89 * day);
    expect(one.refused(people.reviewer, "LOAN_CASE_LAPSE")).toEqual(["NOT_OVERDUE"]);
    expect(one.held("GUARANTEE_CAPACITY")).toBeGreaterThan(0);
    one.later(2 * day).must(people.reviewer, "LOAN_CASE_LAPSE");
    expect(one.stage).toBe("LAPSED");
    expect(["HOUSEHOLD", "GUARANTEE_CAPACITY", "PROPERTY_VALUE"].map((kind) => one.held(kind))).toEqual([0, 0, 0]);
    expectAtRest(one);
  });

  test("no pause of the clocks keeps it alive, and a new approval counts anew", () => {
    const one = at("SIGNING");
    const evidenceDocumentId = attach(one, people.bankOfficer, "OFFICIAL_LETTER");
    const resumeOn = "2026-08-01";
    one
      .must(people.bankOfficer, "CLOCK_PAUSE", { reasonCode: "JUDICIAL", evidenceDocumentId, resumeOn })
      .later(60 * day);
    one.must(people.reviewer, "LOAN_CASE_RETURN", { reasonCode: "TERMS_CHANGED" });
    advanceTo(one, "SIGNING").later(60 * day);
    expect(one.refused(people.reviewer, "LOAN_CASE_LAPSE")).toEqual(["NOT_OVERDUE"]);
    expect(one.later(31 * day).refused(people.reviewer, "LOAN_CASE_LAPSE")).toEqual([]);
  });
});

test("what the commercial part's failure holds back goes on when it is decided anew", () => {
  const content = inventedContent({ product: "COMBINED" });
  const one = advanceTo(PureCase.open({ product: "COMBINED", guaranteeKind: "MORTGAGE", content }), "APPROVAL");
  const decide = (state: string) => one.must(people.bankOfficer, "COMMERCIAL_PART_DECIDE", { state });
  attach(one, people.bankOfficer, "COMMERCIAL_APPROVAL");
  propose(one);
  decide("FAILED");
  expect(one.refused(people.approver, "DECISION_CONFIRM")).toEqual(["COMMERCIAL_PART_FAILED"]);
  expect(one.refused(people.bankOfficer, "COMMERCIAL_PART_DECIDE", { state: "FAILED" })).toEqual(["ALREADY_RECORDED"]);
  decide("APPROVED");
  one.must(people.approver, "DECISION_CONFIRM");
  advanceTo(one, "DISBURSEMENT");
  decide("FAILED");
  expect(one.refused(people.fundsOfficer, "FUNDS_ORDER", { amountFen: 1 })).toEqual(["COMMERCIAL_PART_FAILED"]);
});

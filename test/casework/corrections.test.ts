/** Corrections: taken back or set anew, by a second person where it weighs; what rested on it reopens. */
import type { CaseEntryType } from "../../src/casework/entries.js";
import type { Viewer } from "../../src/parties/index.js";
import type { Stage } from "../../src/policy/index.js";
import { people, through } from "./support/people.js";
import { PureCase } from "./support/pure.js";
import { advanceTo, attachAllFor, order, pay, recordChecks, registerFor, secure, sign } from "./support/way.js";

const at = (stage: Stage) => advanceTo(PureCase.open(), stage);
const lastOf = (one: PureCase, type: CaseEntryType) =>
  one.entries.filter((entry) => entry.type === type).at(-1)?.id ?? "";
const said = { reasonCode: "FACT_DISPROVED", note: "经复核有误" };

const correct = (one: PureCase, viewer: Viewer, type: CaseEntryType, values: object | null = null) =>
  one.must(viewer, "ENTRY_CORRECT", { ...said, entryId: lastOf(one, type), values });
const waiting = (one: PureCase) => one.state.corrections.proposed.at(-1)?.id;
const confirm = (one: PureCase, viewer: Viewer) =>
  one.must(viewer, "CORRECTION_CONFIRM", { correctionId: waiting(one) });

describe("taken back", () => {
  test.each(["REVIEW", "APPROVAL", "SIGNING", "SECURITY", "DISBURSEMENT"] as const)(
    "a check, in %s: it is open again, the case in review, and the old entry stays",
    (stage) => {
      const one = stage === "REVIEW" ? at("REVIEW") : at(stage);
      if (stage === "REVIEW") recordChecks(one, (code) => code === "LOAN_QUOTA");
      const before = one.entries.length;
      const check = one.state.review.checks.find(({ owner, result }) => owner === "BANK" && result === "PASSED");
      one.must(people.bankOfficer, "ENTRY_CORRECT", { ...said, entryId: check?.entryId, values: null });
      // A decision that was confirmed on it is not undone by one person.
      expect([stage, waiting(one) === undefined]).toEqual([stage, stage === "REVIEW" || stage === "APPROVAL"]);
      if (waiting(one)) confirm(one, people.bankManager);
      expect(one.stage).toBe("REVIEW");
      const after = one.state.review.checks.find(({ id }) => id === check?.id);
      expect(after).toMatchObject({ result: "OPEN", reopenedCount: 1, recordedAt: null, documents: [] });
      expect(one.entries.slice(0, before).some(({ id }) => id === check?.entryId)).toBe(true);
      expect(one.state.decision.approved).toBeNull();
      expect(advanceTo(one, "SERVICING").state.lifecycle.countedReturns).toBe(0);
    },
  );

  test("a signature: the case falls back to signing, and the true time may be recorded", () => {
    const one = at("SIGNING");
    attachAllFor(one, "SECURITY");
    one.later(60);
    sign(one);
    one.later(60);
    correct(one, people.bankOfficer, "SIGNATURE_RECORDED");
    expect(one.stage).toBe("SIGNING");
    const open = one.state.signing.signatures?.find(({ signedAt }) => signedAt === null);
    const signedAt = new Date(Date.parse(one.now) - 90 * 60_000).toISOString();
    one.must(people.bankOfficer, "SIGNATURE_RECORD", { signatureId: open?.id, method: open?.methods[0], signedAt });
    expect(one.stage).toBe("SECURITY");
  });

  test("a defect of a notice: with the last one the notice is answered, and the clocks run on", () => {
    const one = at("REVIEW");
    one.must(people.guaranteeOfficer, "DEFECT_POST", { kind: "INCONSISTENT", note: "不一致" }).later(24 * 60);
    one.must(people.bankOfficer, "NOTICE_SEND");
    expect(one.state.clocks.pauses).toMatchObject([{ resumedAt: null }]);
    correct(one.later(60), people.guaranteeOfficer, "DEFECT_POSTED");
    expect(one.state.notices).toMatchObject({ defects: [{ voided: true }], notices: [{ answeredAt: one.now }] });
    expect(one.state.clocks.pauses).toMatchObject([{ resumedAt: one.now }]);
  });
});

describe("a second person", () => {
  test.each([
    "SUBMITTED",
    "COLLATERAL_REGISTERED",
    "SECURITY_CONFIRMED",
    "PAYMENT_CONFIRMED",
    "DECISION_CONFIRMED",
  ] as const)("confirms a correction of %s; until then nothing changes", (type) => {
    const one = at(type === "PAYMENT_CONFIRMED" ? "SERVICING" : "DISBURSEMENT");
    const values = type === "SUBMITTED" ? { termMonths: 120 } : null;
    const { lifecycle, collateral, payment, decision } = one.state;
    correct(one, people.reviewer, type, values);
    expect(one.state.collateral).toBe(collateral);
    expect(one.state).toMatchObject({ payment, decision });
    expect(one.state.lifecycle.stage).toBe(lifecycle.stage);
    expect(one.refused(people.reviewer, "CORRECTION_CONFIRM", { correctionId: waiting(one) })).toEqual(["SAME_PERSON"]);
    confirm(one, people.supervisor);
    expect(one.state.corrections.proposed).toEqual([]);
    expect(one.stage).not.toBe(lifecycle.stage);
  });

  test("is another person also when a system acts for them, on either side", () => {
    const proposers = [people.bankManager, through("bank-system", people.bankManager)];
    for (const proposer of proposers) {
      const one = at("DISBURSEMENT");
      correct(one, proposer, "SUBMITTED", { priceFen: 90_000_000 });
      const input = { correctionId: waiting(one) };
      expect(one.refused(people.bankManager, "CORRECTION_CONFIRM", input)).toEqual(["SAME_PERSON"]);
      expect(one.refused(through("other-system", people.bankManager), "CORRECTION_CONFIRM", input)).toEqual([
        "SAME_PERSON",
      ]);
    }
    // One system, two officers behind it: these are two people.
    const one = at("DISBURSEMENT");
    correct(one, through("bank-system", people.bankOfficer), "SUBMITTED", { priceFen: 90_000_000 });
    confirm(one, through("bank-system", people.bankManager));
  });

  test("is of the party whose entry it is, or of the center", () => {
    const one = at("DISBURSEMENT");
    correct(one, people.bankOfficer, "SUBMITTED", { priceFen: 90_000_000 });
    const input = { correctionId: waiting(one) };
    expect(one.refused(people.guaranteeManager, "CORRECTION_CONFIRM", input)).toEqual(["NOT_ALLOWED"]);
    expect(one.copy().refused(people.bankManager, "CORRECTION_CONFIRM", input)).toEqual([]);
    expect(one.copy().refused(people.supervisor, "CORRECTION_CONFIRM", input)).toEqual([]);
  });

  test("may refuse; the entry stands and can be corrected again", () => {
    const one = at("DISBURSEMENT");
    correct(one, people.guaranteeOfficer, "SECURITY_CONFIRMED");
    const again = { ...said, entryId: lastOf(one, "SECURITY_CONFIRMED"), values: null };
    expect(one.refused(people.guaranteeOfficer, "ENTRY_CORRECT", again)).toEqual(["CORRECTION_WAITS"]);
    one.must(people.guaranteeManager, "CORRECTION_REFUSE", { correctionId: waiting(one) });
    expect(one.stage).toBe("DISBURSEMENT");
    expect(one.refused(people.guaranteeOfficer, "ENTRY_CORRECT", again)).toEqual([]);
  });

  test("cannot confirm what has lost its meaning meanwhile, only refuse it", () => {
    const one = at("DISBURSEMENT");
    correct(one, people.guaranteeOfficer, "SECURITY_CONFIRMED");
    one.must(people.reviewer, "LOAN_CASE_RETURN", { reasonCode: "REGISTRATION_WRONG" });
    const input = { correctionId: waiting(one) };
    expect(one.refused(people.guaranteeManager, "CORRECTION_CONFIRM", input)).toEqual(["ENTRY_SUPERSEDED"]);
    expect(one.refused(people.guaranteeManager, "CORRECTION_REFUSE", input)).toEqual([]);
  });
});

describe("set anew", () => {
  test.each([
    ["termMonths", { termMonths: 180 }, ["LOAN_QUOTA", "REPAYMENT_CAPACITY"]],
    ["priceFen", { priceFen: 95_000_000 }, ["LOAN_QUOTA", "PURCHASE_GENUINE"]],
    ["amountFen", { amountFen: 44_000_000 }, ["GUARANTEE_CAPACITY", "LOAN_QUOTA", "REPAYMENT_CAPACITY"]],
    ["downPaymentFen", { downPaymentFen: 31_000_000 }, ["LOAN_QUOTA", "PURCHASE_GENUINE"]],
  ] as const)("the application's %s reopens the checks that rested on it, and no others", (_name, values, codes) => {
    const one = at("SIGNING");
    correct(one, people.bankOfficer, "SUBMITTED", values);
    confirm(one, people.bankManager);
    const open = one.state.review.checks.filter(({ result }) => result === "OPEN").map(({ code }) => code);
    expect(open.sort()).toEqual(codes);
    expect(one.stage).toBe("REVIEW");
    const { terms, property } = one.state.lifecycle.content;
    expect({ ...terms, ...property }).toMatchObject(values);
  });

  test("its figures must still fit the product, the price and the payees", () => {
    const one = at("SIGNING");
    const entryId = lastOf(one, "SUBMITTED");
    const refused = (values: object) => one.refused(people.bankOfficer, "ENTRY_CORRECT", { ...said, entryId, values });
    expect(refused({ amountFen: 45_000_001 })).toEqual(["PAYEES_BELOW_AMOUNT"]);
    expect(refused({ amountFen: 100_000_001 })).toEqual(["ABOVE_CAP", "PAYEES_BELOW_AMOUNT"]);
    expect(refused({ termMonths: 361 })).toEqual(["TERM_OUTSIDE"]);
    expect(refused({ downPaymentFen: 100_000_001 })).toEqual(["ABOVE_PRICE"]);
    expect(refused({ termMonths: 0 })).toEqual(["VALUE_WRONG"]);
    expect(refused({ houseOrder: "SECOND" })).toEqual(["VALUE_NOT_CORRECTABLE"]);
    expect(refused({})).toEqual(["VALUES_REQUIRED"]);
    expect(one.refused(people.bankOfficer, "ENTRY_CORRECT", { ...said, entryId, values: null })).toEqual([
      "VALUES_REQUIRED",
    ]);
  });

  test("a certificate's number: the step that it proved is confirmed anew, on the same record", () => {
    const one = at("DISBURSEMENT");
    const values = { registrationCertificateNo: "鄂（2026）不动产证明第0001号" };
    correct(one, people.guaranteeOfficer, "COLLATERAL_REGISTERED", values);
    confirm(one, people.guaranteeManager);
    expect(one.state.collateral).toMatchObject({ records: [{ ...values, version: 2, voided: false }] });
    expect(one.stage).toBe("SECURITY");
    const [step] = one.state.collateral.steps ?? [];
    one.must(people.guaranteeOfficer, "SECURITY_CONFIRM", { stepId: step?.id });
    expect(one.stage).toBe("DISBURSEMENT");
  });

  test("a record taken back proves nothing any more, whether it named its step or not", () => {
    const one = at("SECURITY");
    attachAllFor(one, "DISBURSEMENT");
    one.must(people.guaranteeOfficer, "COLLATERAL_REGISTER", {
      kind: "MORTGAGE",
      securedFen: 45_000_000,
      fromDay: "2026-01-01",
      registrationCertificateNo: "REG-7",
    });
    const [step] = one.state.collateral.steps ?? [];
    one.must(people.guaranteeOfficer, "SECURITY_CONFIRM", { stepId: step?.id });
    correct(one, people.guaranteeOfficer, "COLLATERAL_REGISTERED");
    confirm(one, people.guaranteeManager);
    expect(one.stage).toBe("SECURITY");
    const refused = one.refused(people.guaranteeOfficer, "SECURITY_CONFIRM", { stepId: step?.id });
    expect(refused).toEqual(["COLLATERAL_NOT_REGISTERED"]);
    // The number is free again.
    expect(() => registerFor(one, { id: step?.id ?? "", code: "MORTGAGE", actor: "GUARANTEE_COMPANY" })).not.toThrow();
  });
});

describe("money", () => {
  test("a payment that did not arrive after all takes the case back from servicing; the bank answers anew", () => {
    const one = at("SERVICING");
    correct(one, people.bankOfficer, "PAYMENT_CONFIRMED");
    confirm(one, people.bankManager);
    expect(one.stage).toBe("DISBURSEMENT");
    const [payment] = one.state.payment.payments;
    expect(payment).toMatchObject({ status: "UNKNOWN", settledAt: null, bankReference: null });
    expect(one.state.payment.paidAt).toBeNull();
    expect(one.refused(people.fundsOfficer, "FUNDS_ORDER")).toContain("PAYMENT_UNKNOWN");
    expect(pay(one, payment?.id ?? "").stage).toBe("SERVICING");
  });

  test("a failure cannot be taken back once its money was ordered anew: it would be out twice", () => {
    const one = at("DISBURSEMENT");
    const fail = (paymentId: string) =>
      one.must(people.bankOfficer, "PAYMENT_FAIL", { paymentId, outcome: "FAILED", reasonCode: "TECHNICAL" });
    fail(order(one));
    const failed = { ...said, entryId: lastOf(one, "PAYMENT_FAILED"), values: null };
    expect(one.copy().refused(people.bankOfficer, "ENTRY_CORRECT", failed)).toEqual([]);
    order(one);
    expect(one.refused(people.bankOfficer, "ENTRY_CORRECT", failed)).toEqual(["ABOVE_APPROVAL"]);
  });

  test("once money is out, a decision stands; a check taken back leaves the case where it is", () => {
    const one = at("DISBURSEMENT");
    order(one);
    const decision = { ...said, entryId: lastOf(one, "DECISION_CONFIRMED"), values: null };
    expect(one.refused(people.reviewer, "ENTRY_CORRECT", decision)).toEqual(["PAYMENT_UNDER_WAY"]);
    correct(one, people.reviewer, "CHECK_RECORDED");
    confirm(one, people.supervisor);
    expect(one.stage).toBe("DISBURSEMENT");
    correct(one, people.bankOfficer, "SUBMITTED", { priceFen: 90_000_000 });
    confirm(one, people.bankManager);
    expect(one.state.review.checks.filter(({ result }) => result === "OPEN")).toHaveLength(1);
  });
});

describe("refused", () => {
  const tried = (one: PureCase, viewer: Viewer, entryId: string, more: object = {}) =>
    one.refused(viewer, "ENTRY_CORRECT", { ...said, entryId, values: null, ...more });

  test("a party corrects its own entries, the center all; without a reason and words nobody", () => {
    const one = at("APPROVAL");
    const entryId = one.state.review.checks.find(({ owner }) => owner === "BANK")?.entryId ?? "";
    expect(tried(one, people.guaranteeOfficer, entryId)).toEqual(["NOT_YOURS"]);
    expect(tried(one, people.bankOfficer, entryId, { reasonCode: "OOPS", note: " " })).toEqual([
      "REASON_REQUIRED",
      "UNKNOWN_CODE",
    ]);
    expect(tried(one.copy(), people.fundsOfficer, entryId)).toEqual([]);
    expect(tried(one, people.auditor, entryId)).toEqual(["NOT_ALLOWED"]);
  });

  test("an entry of another case, one that moves the case, and one that was taken back or done again", () => {
    const one = at("APPROVAL");
    expect(tried(one, people.reviewer, lastOf(at("APPROVAL"), "CHECK_RECORDED"))).toEqual(["NOT_FOUND"]);
    expect(tried(one, people.reviewer, lastOf(one, "ACCEPTED"))).toEqual(["SET_RIGHT_BY_ACT"]);
    const entryId = lastOf(one, "CHECK_RECORDED");
    one.must(people.reviewer, "LOAN_CASE_RETURN", { reasonCode: "CHECK_TO_REDO" });
    expect(tried(one, people.reviewer, entryId)).toEqual(["ENTRY_SUPERSEDED"]);
    recordChecks(one);
    const again = lastOf(one, "CHECK_RECORDED");
    correct(one, people.reviewer, "CHECK_RECORDED");
    expect(tried(one, people.reviewer, again)).toEqual(["ALREADY_CORRECTED"]);
  });

  test("who has brought nothing in has nothing to correct", () => {
    const one = at("ACCEPTANCE");
    expect(tried(one, people.guaranteeOfficer, lastOf(one, "SUBMITTED"))).toEqual(
      expect.arrayContaining(["NOTHING_TO_CORRECT"]),
    );
  });
});

test("a visit's record taken back leaves its request standing; the request taken back frees the budget", () => {
  const one = at("REVIEW");
  one.must(people.supervisor, "VISIT_EXCEPTION_GRANT", { note: "特批" });
  one.must(people.bankOfficer, "VISIT_REQUEST", { reasonCode: "SIGN", note: "补签" });
  const visitId = one.state.trips.visits[0]?.id;
  one.must(people.bankOfficer, "VISIT_RECORD", { visitId, place: "WINDOW" });
  correct(one, people.bankOfficer, "VISIT_RECORDED");
  expect(one.state.trips.visits).toMatchObject([{ made: null, counted: true, voided: false }]);
  correct(one, people.bankOfficer, "VISIT_REQUESTED");
  expect(one.state.trips.visits).toMatchObject([{ asked: null, counted: false, voided: true }]);
  expect(one.refused(people.bankOfficer, "VISIT_RECORD", { visitId, place: "WINDOW", reasonCode: "SIGN" })).toEqual([
    "ALREADY_RECORDED",
  ]);
  expect(one.refused(people.bankOfficer, "VISIT_REQUEST", { reasonCode: "SIGN", note: "补签" })).toEqual([]);
});

test("an earlier step of security taken back is confirmed again before the case goes on", () => {
  const one = at("SECURITY");
  secure(one);
  expect(one.stage).toBe("DISBURSEMENT");
  correct(one, people.guaranteeOfficer, "SECURITY_CONFIRMED");
  confirm(one, people.guaranteeManager);
  expect(one.stage).toBe("SECURITY");
  expect(one.state.lifecycle).toMatchObject({ returns: 1, countedReturns: 0 });
});

/** Money out: ordered inside limits and shares, never sent again before the bank has answered, paid when all is paid. */
import type { LoanCase } from "../../src/casework/index.js";
import { forwardBlockers } from "../../src/casework/blocking.js";
import { caseCommandOf } from "../../src/casework/case.js";
import { blockers } from "../../src/casework/command.js";
import { holders } from "../../src/casework/holders.js";
import type { Viewer } from "../../src/parties/index.js";
import { inventedContent } from "./support/content.js";
import { people } from "./support/people.js";
import { PureCase, rowsByKey } from "./support/pure.js";
import { advanceTo, attachAllFor, order, pay, secure, sign } from "./support/way.js";

const whole = 45_000_000;
/** A home that is worth the loan. */
const worth = (content: ReturnType<typeof inventedContent>) => ({
  ...content,
  property: content.property && { ...content.property, priceFen: 150_000_000 },
});
const disbursing = (payees: readonly number[] = [whole], amountFen = whole) =>
  advanceTo(PureCase.open({ content: worth(inventedContent({ payees, amountFen })) }), "DISBURSEMENT");
const fail = (one: PureCase, paymentId: string, outcome: string) =>
  one.must(people.bankOfficer, "PAYMENT_FAIL", { paymentId, outcome, reasonCode: "TECHNICAL" });
const holder = (one: PureCase) => holders(one.state).map(({ institution }) => institution);
/** What `availableActions` says is in the way. */
const told = (one: PureCase, viewer: Viewer, act: string, subject = "") =>
  blockers(caseCommandOf(act), one.state, one.context(viewer), subject).map(({ code }) => code);
const refusedOrder = (one: PureCase, input: object = {}) => one.refused(people.fundsOfficer, "FUNDS_ORDER", input);

test("ordered, sent, paid: the center's move, then the bank's, then servicing", () => {
  const one = disbursing();
  attachAllFor(one, "SERVICING");
  expect(holder(one)).toEqual(["CENTER"]);
  const paymentId = order(one);
  expect(holder(one)).toEqual(["BANK"]);
  one.later(30).must(people.bankOfficer, "PAYMENT_SEND", { paymentId });
  expect(one.state.payment.payments).toMatchObject([{ status: "SENT", sentAt: one.now, version: 2 }]);
  expect(one.refused(people.bankOfficer, "PAYMENT_SEND", { paymentId })).toEqual(["ALREADY_SENT"]);
  expect(refusedOrder(one)).toContain("NOTHING_TO_PAY");
  pay(one.later(30), paymentId);
  expect(one.stage).toBe("SERVICING");
  expect(one.state.payment.paidAt).toBe(one.now);
});

test.each(["FAILED", "RETURNED"])("%s: the money goes back and may be ordered anew", (outcome) => {
  const one = disbursing();
  fail(one, order(one), outcome);
  expect(holder(one)).toEqual(["CENTER"]);
  order(one);
  expect(one.state.payment.payments.map(({ status }) => status)).toEqual([outcome, "ORDERED"]);
});

test("unknown: nothing is sent again before the bank has answered, neither this nor any other", () => {
  const one = disbursing([25_000_000, 20_000_000]);
  const paymentId = order(one, 0);
  fail(one, paymentId, "UNKNOWN");
  const [first, second] = one.state.lifecycle.content.payees;
  for (const payeeId of [first?.id, second?.id]) {
    expect(refusedOrder(one, { payeeId, amountFen: 1_000 })).toContain("PAYMENT_UNKNOWN");
  }
  expect(holder(one)).toEqual(["BANK"]);
  // The answer, whatever it is, opens the way.
  const failed = one.copy();
  fail(failed, paymentId, "FAILED");
  expect(refusedOrder(failed, { payeeId: first?.id, amountFen: 25_000_000 })).toEqual([]);
  pay(one, paymentId);
  expect(refusedOrder(one, { payeeId: first?.id, amountFen: 1 })).toEqual(["ABOVE_PAYEE_SHARE"]);
  expect(refusedOrder(one, { payeeId: second?.id, amountFen: 20_000_000 })).toEqual([]);
});

test("several payees get their shares and no more; the last one paid ends the stage", () => {
  const one = disbursing([25_000_000, 20_000_000]);
  attachAllFor(one, "SERVICING");
  const [first, second] = one.state.lifecycle.content.payees;
  expect(refusedOrder(one, { amountFen: 25_000_000 })).toEqual(["NOT_FOUND"]);
  expect(refusedOrder(one, { payeeId: first?.id, amountFen: 25_000_001 })).toEqual(["ABOVE_PAYEE_SHARE"]);
  expect(refusedOrder(one, { payeeId: "somebody", amountFen: 1 })).toEqual(["NOT_FOUND"]);
  const part = order(one, 0, 15_000_000);
  const rest = order(one, 0, 10_000_000);
  const other = order(one, 1);
  expect(refusedOrder(one, { payeeId: second?.id })).toEqual(expect.arrayContaining(["NOTHING_TO_PAY", "NO_PAYEE"]));
  // A share that came back can be ordered again, to the fen.
  fail(one, rest, "FAILED");
  expect(refusedOrder(one, { payeeId: first?.id, amountFen: 10_000_001 })).toEqual([
    "ABOVE_APPROVAL",
    "ABOVE_PAYEE_SHARE",
  ]);
  const again = order(one, 0, 10_000_000);
  [part, other].forEach((id) => pay(one, id));
  expect(one.stage).toBe("DISBURSEMENT");
  pay(one, again);
  expect(one.stage).toBe("SERVICING");
});

test("no more than was approved, and no more than the officer's rank allows", () => {
  const content = worth(inventedContent({ payees: [90_000_000], amountFen: 90_000_000 }));
  const one = advanceTo(PureCase.open({ content, guaranteeKind: "MORTGAGE" }), "APPROVAL");
  one.must(people.reviewer, "DECISION_PROPOSE", { outcome: "APPROVE", amountFen: 80_000_000, termMonths: 240 });
  one.must(people.approver, "DECISION_CONFIRM");
  advanceTo(one, "DISBURSEMENT");
  expect(refusedOrder(one, { amountFen: 80_000_001 })).toEqual(["ABOVE_APPROVAL"]);
  expect(refusedOrder(one, { amountFen: 0 })).toEqual(["AMOUNT_REQUIRED"]);
  const high = disbursing([100_000_000], 100_000_000);
  expect(high.copy().refused(people.juniorFundsOfficer, "FUNDS_ORDER", { amountFen: 100_000_000 })).toEqual([]);
  const limits = { ...high.context(people.juniorFundsOfficer).policy };
  expect(limits.amountLimits.find(({ act, rank }) => act === "ORDER_FUNDS" && rank === 1)?.limitFen).toBe(100_000_000);
});

test("the bank says when, not before the order and not in the future, under its reference, once", () => {
  const one = disbursing().later(60);
  const paymentId = order(one);
  const confirm = (more: object) =>
    one.refused(people.bankOfficer, "PAYMENT_CONFIRM", { paymentId, bankReference: "B-7", ...more });
  expect(confirm({ paidAt: "2026-03-02T01:30:00.000Z", bankReference: " " })).toEqual([
    "BEFORE_ORDER",
    "REFERENCE_REQUIRED",
  ]);
  expect(confirm({ paidAt: "2031-01-01T00:00:00.000Z", bankReference: "x".repeat(101) })).toEqual([
    "IN_THE_FUTURE",
    "TEXT_WRONG",
  ]);
  one.later(2 * 24 * 60);
  expect(confirm({ paidAt: "2026-03-03T03:00:00.000Z" })).toEqual([]);
  expect(confirm({})).toEqual(["ALREADY_SETTLED"]);
  expect(one.state.payment.paidAt).toBe("2026-03-03T03:00:00.000Z");
  expect(
    one.refused(people.bankOfficer, "PAYMENT_FAIL", { paymentId, outcome: "FAILED", reasonCode: "TECHNICAL" }),
  ).toEqual(["ALREADY_SETTLED"]);
  expect(
    one.refused(people.bankOfficer, "PAYMENT_FAIL", { paymentId, outcome: "FAILED", reasonCode: "GREMLINS" }),
  ).toEqual(["ALREADY_SETTLED", "UNKNOWN_CODE"]);
});

test("all is paid and the voucher is missing: the bank holds the case", () => {
  const one = disbursing();
  pay(one, order(one));
  expect([one.stage, ...holder(one)]).toEqual(["DISBURSEMENT", "BANK"]);
  attachAllFor(one, "SERVICING");
  expect(one.stage).toBe("SERVICING");
});

test("it counts as paid out when the last part arrived, not when another one failed after", () => {
  const one = disbursing([25_000_000, 20_000_000]);
  const [first, second] = [order(one, 0), order(one, 1)];
  fail(one.later(24 * 60), second, "FAILED");
  const again = order(one.later(10), 1);
  const arrived = one.later(10).now;
  pay(one, again);
  pay(one.later(24 * 60), first, { paidAt: "2026-03-02T01:30:00.000Z" });
  expect(one.state.payment.paidAt).toBe(arrived);
});

test("the rate is that of the day of pay-out", () => {
  const one = disbursing();
  const row = () => rowsByKey(one.state).get(`loan_case/${one.id}`) as LoanCase;
  expect(row().annualRatePpm).toBe(26_000);
  // Paid out on a day under another table of rates: what the policy of that day says.
  const content = inventedContent();
  const earlier = advanceTo(PureCase.open({ content, now: "2025-05-06T02:00:00.000Z" }), "DISBURSEMENT");
  expect(earlier.state.decision.approved?.annualRatePpm).toBe(28_500);
  pay(earlier.later(3 * 24 * 60), order(earlier));
  const paid = rowsByKey(earlier.state).get(`loan_case/${earlier.id}`) as LoanCase;
  expect(paid.annualRatePpm).toBe(26_000);
});

test("a payee's account is verified once, by the bank, and stays marked; nothing is ordered to it before", () => {
  const content = inventedContent({ payees: [25_000_000, 20_000_000] });
  const one = advanceTo(PureCase.open({ content }), "SECURITY");
  secure(one);
  attachAllFor(one, "DISBURSEMENT");
  const [first, second] = one.state.lifecycle.content.payees;
  expect(holder(one)).toEqual(["BANK"]);
  expect(told(one, people.fundsOfficer, "FUNDS_ORDER")).toEqual(["PAYEE_NOT_VERIFIED"]);
  expect(one.refused(people.reviewer, "PAYEE_VERIFY", { payeeId: first?.id })).toEqual(["NOT_ALLOWED"]);
  one.must(people.bankOfficer, "PAYEE_VERIFY", { payeeId: first?.id });
  expect(one.refused(people.bankOfficer, "PAYEE_VERIFY", { payeeId: first?.id })).toEqual(["ALREADY_VERIFIED"]);
  const row = rowsByKey(one.state).get(`case_payee/${first?.id ?? ""}`);
  expect(row).toMatchObject({ verifiedAt: one.now, verifiedById: "bank-officer" });
  expect(told(one, people.fundsOfficer, "FUNDS_ORDER")).toEqual([]);
  const refused = one.give(people.fundsOfficer, "FUNDS_ORDER", { payeeId: second?.id, amountFen: 1 }).refusals;
  expect(refused).toEqual([expect.objectContaining({ code: "PAYEE_NOT_VERIFIED", field: ["payeeId"] })]);
  order(one, 0);
  one.must(people.bankOfficer, "PAYEE_VERIFY", { payeeId: second?.id });
  order(one, 1);
});

describe("money stays where it is while the file does not hold", () => {
  /** Half is sent, half is ordered, nothing of it has arrived; the rest is not ordered yet. */
  function halfOut() {
    const one = disbursing([15_000_000, 15_000_000, 15_000_000]);
    attachAllFor(one, "SERVICING");
    const [sent, ordered] = [order(one, 0), order(one, 1)];
    one.must(people.bankOfficer, "PAYMENT_SEND", { paymentId: sent });
    return { one, sent, ordered };
  }
  const said = { reasonCode: "FACT_DISPROVED", note: "经复核有误" };
  const certificateOf = (one: PureCase) =>
    one.state.papers.documents.find(({ kind }) => kind === "MORTGAGE_CERTIFICATE")?.id ?? "";

  /** Nothing more is ordered, what was not sent is not sent, what was sent may arrive; and the stage says why. */
  function expectHeld({ one, sent, ordered }: ReturnType<typeof halfOut>, code: string): void {
    expect(told(one, people.fundsOfficer, "FUNDS_ORDER")).toEqual([code]);
    const payeeId = one.state.lifecycle.content.payees[2]?.id;
    expect(refusedOrder(one, { payeeId, amountFen: 15_000_000 })).toEqual([code]);
    for (const act of ["PAYMENT_SEND", "PAYMENT_CONFIRM"]) {
      expect(told(one, people.bankOfficer, act, ordered)).toEqual([code]);
      expect(one.refused(people.bankOfficer, act, { paymentId: ordered, bankReference: "B-1" })).toEqual([code]);
    }
    expect(told(one, people.bankOfficer, "PAYMENT_CONFIRM", sent)).toEqual([]);
    expect(forwardBlockers(one.state, "SERVICING").map((refusal) => refusal.code)).toContain(code);
  }

  function payAll({ one, sent, ordered }: ReturnType<typeof halfOut>): void {
    [sent, ordered, order(one, 2)].forEach((id) => pay(one, id));
    expect(one.stage).toBe("SERVICING");
  }

  test("a certificate that the center rejected, until another one is there", () => {
    const half = halfOut();
    const { one } = half;
    const documentId = certificateOf(one);
    one.must(people.reviewer, "DOCUMENT_VERIFY", { documentId, version: 1, result: "REJECTED" });
    expectHeld(half, "DOCUMENT_MISSING");
    attachAllFor(one, "DISBURSEMENT", true);
    payAll(half);
  });

  test("a rejected certificate before anything is ordered: whoever can get another one holds the case", () => {
    const one = disbursing();
    one.must(people.reviewer, "DOCUMENT_VERIFY", { documentId: certificateOf(one), version: 1, result: "REJECTED" });
    expect(told(one, people.fundsOfficer, "FUNDS_ORDER")).toEqual(["DOCUMENT_MISSING"]);
    expect(holder(one)).toEqual(["GUARANTEE_COMPANY"]);
  });

  test("a check that was taken back, until it is recorded again where the case stands", () => {
    const half = halfOut();
    const { one } = half;
    const check = one.state.review.checks.find(({ owner }) => owner === "BANK");
    takeBack(one, people.bankOfficer, check?.entryId);
    expectHeld(half, "CHECK_OPEN");
    const record = (result: string) =>
      one.must(people.bankOfficer, "CHECK_RECORD", { checkId: check?.id, result, note: "复核" });
    record("FAILED");
    expectHeld(half, "CHECK_FAILED");
    takeBack(one, people.bankOfficer, one.state.review.checks.find(({ id }) => id === check?.id)?.entryId);
    record("PASSED");
    payAll(half);
  });

  test("a signature and a certificate's record that were taken back, until they are done again", () => {
    const signed = halfOut();
    const signature = signed.one.state.signing.signatures?.[0];
    takeBack(signed.one, people.bankOfficer, signature?.entryId);
    expectHeld(signed, "SIGNATURES_OPEN");
    sign(signed.one);
    payAll(signed);

    const secured = halfOut();
    takeBack(secured.one, people.guaranteeOfficer, secured.one.state.collateral.records[0]?.entryId);
    expectHeld(secured, "SECURITY_OPEN");
    secure(secured.one);
    payAll(secured);
  });

  test("all was sent when a check was taken back: the case is serviced once the check is recorded again", () => {
    const one = disbursing();
    attachAllFor(one, "SERVICING");
    const paymentId = order(one);
    one.must(people.bankOfficer, "PAYMENT_SEND", { paymentId });
    const check = one.state.review.checks.find(({ owner }) => owner === "GUARANTEE_COMPANY");
    takeBack(one, people.guaranteeOfficer, check?.entryId);
    pay(one, paymentId);
    expect([one.stage, ...holder(one)]).toEqual(["DISBURSEMENT", "GUARANTEE_COMPANY"]);
    one.must(people.guaranteeOfficer, "CHECK_RECORD", { checkId: check?.id, result: "PASSED" });
    expect(one.stage).toBe("SERVICING");
    // And in servicing itself.
    const again = one.state.review.checks.find(({ id }) => id === check?.id);
    takeBack(one, people.guaranteeOfficer, again?.entryId);
    expect(one.refused(people.guaranteeOfficer, "CHECK_RECORD", { checkId: check?.id, result: "PASSED" })).toEqual([]);
  });

  function takeBack(one: PureCase, by: Viewer, entryId: string | null | undefined): void {
    one.must(by, "ENTRY_CORRECT", { ...said, entryId, values: null });
    const waiting = one.state.corrections.proposed.at(-1);
    if (waiting) one.must(people.supervisor, "CORRECTION_CONFIRM", { correctionId: waiting.id });
  }
});

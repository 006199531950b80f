/** Money out: ordered inside limits and shares, never sent again before the bank has answered, paid when all is paid. */
import type { LoanCase } from "../../src/casework/index.js";
import { holders } from "../../src/casework/holders.js";
import { inventedContent } from "./support/content.js";
import { people } from "./support/people.js";
import { PureCase, rowsByKey } from "./support/pure.js";
import { advanceTo, attachAllFor, order, pay } from "./support/way.js";

const whole = 45_000_000;
const disbursing = (payees: readonly number[] = [whole], amountFen = whole) =>
  advanceTo(PureCase.open({ content: inventedContent({ payees, amountFen }) }), "DISBURSEMENT");
const fail = (one: PureCase, paymentId: string, outcome: string) =>
  one.must(people.bankOfficer, "PAYMENT_FAIL", { paymentId, outcome, reasonCode: "TECHNICAL" });
const holder = (one: PureCase) => holders(one.state).map(({ institution }) => institution);
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
  const content = inventedContent({ payees: [90_000_000], amountFen: 90_000_000 });
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

test("a payee's account is verified once, by the bank, and stays marked", () => {
  const one = disbursing();
  const [payee] = one.state.lifecycle.content.payees;
  expect(one.refused(people.reviewer, "PAYEE_VERIFY", { payeeId: payee?.id })).toEqual(["NOT_ALLOWED"]);
  one.must(people.bankOfficer, "PAYEE_VERIFY", { payeeId: payee?.id });
  expect(one.refused(people.bankOfficer, "PAYEE_VERIFY", { payeeId: payee?.id })).toEqual(["ALREADY_VERIFIED"]);
  const row = rowsByKey(one.state).get(`case_payee/${payee?.id ?? ""}`);
  expect(row).toMatchObject({ verifiedAt: one.now, verifiedById: "bank-officer" });
});

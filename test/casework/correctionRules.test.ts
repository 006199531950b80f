/** Every kind of entry says how it is set right; what was set right is remembered with what it said before. */
import { entryNames } from "../../src/casework/api/entryNames.js";
import { correctability } from "../../src/casework/corrections/rules.js";
import type { CaseEntryType } from "../../src/casework/entries.js";
import { caseCommands } from "../../src/casework/index.js";
import type { Viewer } from "../../src/parties/index.js";
import type { Stage } from "../../src/policy/index.js";
import { people } from "./support/people.js";
import { PureCase } from "./support/pure.js";
import { advanceTo, order } from "./support/way.js";

const at = (stage: Stage) => advanceTo(PureCase.open(), stage);
const lastOf = (one: PureCase, type: CaseEntryType) =>
  one.entries.filter((entry) => entry.type === type).at(-1)?.id ?? "";
const said = { reasonCode: "FACT_DISPROVED", note: "经复核有误" };

const correct = (one: PureCase, viewer: Viewer, type: CaseEntryType, values: object | null = null) =>
  one.must(viewer, "ENTRY_CORRECT", { ...said, entryId: lastOf(one, type), values });
const waiting = (one: PureCase) => one.state.corrections.proposed.at(-1)?.id;
const confirm = (one: PureCase, viewer: Viewer) =>
  one.must(viewer, "CORRECTION_CONFIRM", { correctionId: waiting(one) });

describe("every kind of entry", () => {
  test("says whether it may be wrong and how it is set right; what another act sets right names acts that there are", () => {
    const actions = new Set([...caseCommands.map(({ action }) => action), "CASES_REASSIGN"]);
    for (const [type, rule] of Object.entries(correctability)) {
      if ("acts" in rule) expect([type, rule.acts.filter((act) => !actions.has(act))]).toEqual([type, []]);
    }
    expect(Object.keys(correctability).sort()).toEqual(Object.keys(entryNames).sort());
  });

  const paidOut = at("SERVICING");
  const rules = Object.entries(correctability).filter(([, rule]) => "voidable" in rule);
  const asking = (when: string) =>
    rules.filter(([, rule]) => "secondPerson" in rule && rule.secondPerson === when).map(([type]) => type);
  test("where money, a certificate or a decision is touched asks for a second person", () => {
    expect(asking("ALWAYS").sort()).toEqual([
      ...["COLLATERAL_REGISTERED", "DECISION_CONFIRMED", "PAYEE_VERIFIED", "PAYMENT_CONFIRMED", "PAYMENT_FAILED"],
      ...["SECURITY_CONFIRMED", "SUBMITTED"],
    ]);
    expect(asking("ONCE_APPROVED")).toEqual(["CHECK_RECORDED"]);
    expect(asking("ONCE_MONEY_IS_OUT")).toEqual(["SIGNATURE_RECORDED"]);
    expect(asking("ONCE_RELIED_ON")).toEqual(["DOCUMENT_ATTACHED"]);
  });

  test.each(Object.entries(correctability).filter(([, rule]) => !("voidable" in rule)))(
    "%s is not set right by a correction, which names the act that does",
    (type, rule) => {
      const one = paidOut.copy();
      const entryId = lastOf(one, type as CaseEntryType);
      if (!entryId) return;
      const { refusals } = one.give(people.reviewer, "ENTRY_CORRECT", { ...said, entryId, values: null });
      const acts = "acts" in rule ? rule.acts.join(", ") : null;
      const field = ["entryId"];
      expect(refusals).toEqual([
        acts
          ? expect.objectContaining({ code: "SET_RIGHT_BY_ACT", field, params: { acts } })
          : expect.objectContaining({ code: "ENTRY_STANDS", field }),
      ]);
    },
  );
});

describe("remembered", () => {
  test("what the entry said and says, who proposed and who confirmed; a refused one too", () => {
    const one = at("DISBURSEMENT");
    const entryId = lastOf(one, "SUBMITTED");
    const was = one.state.lifecycle.content.property?.priceFen;
    correct(one, people.bankOfficer, "SUBMITTED", { priceFen: 95_000_000 });
    expect(one.state.corrections.history).toMatchObject([{ status: "PROPOSED", former: { priceFen: was } }]);
    one.must(people.bankManager, "CORRECTION_REFUSE", { correctionId: waiting(one) });
    correct(one.later(5), people.bankOfficer, "SUBMITTED", { priceFen: 96_000_000 });
    confirm(one.later(5), people.bankManager);
    correct(one.later(5), people.bankManager, "SUBMITTED", { priceFen: 97_000_000 });
    confirm(one, people.supervisor);
    const who = { proposedById: people.bankOfficer.memberId, decidedById: people.bankManager.memberId };
    expect(one.state.corrections.history).toMatchObject([
      { ...who, entryId, status: "REFUSED", values: { priceFen: 95_000_000 } },
      { ...who, entryId, status: "CONFIRMED", former: { priceFen: was }, values: { priceFen: 96_000_000 } },
      { status: "CONFIRMED", former: { priceFen: 96_000_000 }, values: { priceFen: 97_000_000 } },
    ]);
  });

  test("the day of pay-out set anew takes the rate of that day with it, and the scores' day; the case stays where it is", () => {
    const one = at("SERVICING");
    const [payment] = one.state.payment.payments;
    const paidAt = new Date(Date.parse(payment?.orderedAt ?? "")).toISOString();
    one.later(60);
    const tried = (values: object) =>
      one.refused(people.bankOfficer, "ENTRY_CORRECT", { ...said, entryId: payment?.entryId, values });
    expect(tried({ paidAt: "2030-01-01T00:00:00.000Z" })).toEqual(["IN_THE_FUTURE"]);
    expect(tried({ paidAt: "2020-01-01T00:00:00.000Z" })).toEqual(["BEFORE_ORDER"]);
    expect(tried({ paidAt: "yesterday" })).toEqual(["VALUE_WRONG"]);
    correct(one, people.bankOfficer, "PAYMENT_CONFIRMED", { paidAt, bankReference: "B-77" });
    confirm(one, people.bankManager);
    const after = one.state.payment.payments.at(-1);
    expect(after).toMatchObject({ status: "PAID", settledAt: paidAt, bankReference: "B-77", annualRatePpm: 26_000 });
    expect([one.stage, one.state.payment.paidAt]).toEqual(["SERVICING", paidAt]);
    // It is the same entry that stands, and may be taken back whole later.
    correct(one, people.bankOfficer, "PAYMENT_CONFIRMED");
    confirm(one, people.bankManager);
    expect(one.stage).toBe("DISBURSEMENT");
  });

  test("a payee's account that was not looked up after all is looked up again, until money is out", () => {
    const one = at("SIGNING");
    const payeeId = one.state.lifecycle.content.payees[0]?.id;
    one.must(people.bankOfficer, "PAYEE_VERIFY", { payeeId });
    correct(one, people.bankOfficer, "PAYEE_VERIFIED");
    confirm(one, people.bankManager);
    expect(one.state.lifecycle.verifiedPayees).toEqual([]);
    one.must(people.bankManager, "PAYEE_VERIFY", { payeeId });
    advanceTo(one, "DISBURSEMENT");
    order(one);
    const entryId = lastOf(one, "PAYEE_VERIFIED");
    expect(one.refused(people.bankOfficer, "ENTRY_CORRECT", { ...said, entryId, values: null })).toEqual([
      "PAYMENT_UNDER_WAY",
    ]);
  });
});

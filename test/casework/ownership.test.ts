/** First contact owns it, until somebody else has accepted; sight goes with the case. */
import { centerFacts } from "../../src/oversight/appraisal/centerFacts.js";
import { caseFacts } from "../../src/oversight/facts/caseFacts.js";
import { inSight } from "../../src/kernel/index.js";
import { caseSight, type LoanCase } from "../../src/casework/index.js";
import { loanCaseRow } from "../../src/casework/lifecycle/rows.js";
import type { Viewer } from "../../src/parties/index.js";
import { parties, people, through, units, type PersonName } from "./support/people.js";
import { PureCase } from "./support/pure.js";
import { advanceTo } from "./support/way.js";

const row = (one: PureCase): LoanCase => loanCaseRow(one.state);
const sees = (one: PureCase, ...names: PersonName[]) =>
  names.filter((name) => inSight(caseSight(people[name]), row(one)));
const everyone = Object.keys(people) as PersonName[];

const offer = (one: PureCase, from: Viewer, to: Viewer, more: object = {}) => {
  const { memberId, partyId, unitId, roles } = to;
  const member = { memberId, partyId, unitId, roles, service: false, active: true, ...more };
  return one.refused(from, "OWNER_TRANSFER", { toMemberId: memberId, to: member });
};
const accept = (one: PureCase, who: Viewer) => one.refused(who, "OWNER_ACCEPT");

describe("who sees a case", () => {
  test("before it is submitted: its bank's unit, those above, and the center", () => {
    const one = PureCase.open({ opener: people.eastOfficer });
    expect(sees(one, ...everyone).sort()).toEqual(
      [
        ...["eastOfficer", "eastColleague", "bankOfficer", "bankColleague", "bankManager"],
        ...["reviewer", "otherReviewer", "juniorReviewer", "approver", "juniorApprover", "allRounder"],
        ...["fundsOfficer", "juniorFundsOfficer", "supervisor", "administrator", "auditor"],
      ].sort(),
    );
  });

  test("once submitted its guarantee company as well, and no other; never another bank, never the developer", () => {
    const one = advanceTo(PureCase.open({ opener: people.bankOfficer }), "ACCEPTANCE");
    const outsiders = ["otherBankOfficer", "otherGuaranteeOfficer", "developer", "guaranteeOfficer"] as const;
    expect(sees(one, ...outsiders)).toEqual(["guaranteeOfficer"]);
    const without = advanceTo(PureCase.open({ guaranteeKind: "MORTGAGE" }), "ACCEPTANCE");
    expect(sees(without, ...outsiders)).toEqual([]);
  });
});

describe("a transfer", () => {
  test("takes effect when it is accepted; until then both see the case and the first one owns it", () => {
    const one = PureCase.open({ opener: people.eastOfficer });
    expect(sees(one, "westOfficer", "westColleague")).toEqual([]);
    expect(offer(one, people.eastOfficer, people.westOfficer)).toEqual([]);
    expect(row(one)).toMatchObject({ ownerId: "east-officer", bankUnitId: units.east, offeredToId: "west-officer" });
    expect(sees(one, "eastOfficer", "westOfficer", "westColleague")).toEqual(["eastOfficer", "westOfficer"]);
    expect(accept(one, people.westOfficer)).toEqual([]);
    expect(row(one)).toMatchObject({ ownerId: "west-officer", bankUnitId: units.west, offeredToId: null });
    expect(sees(one, "eastOfficer", "eastColleague", "westOfficer", "westColleague")).toEqual([
      "westOfficer",
      "westColleague",
    ]);
  });

  test("to somebody of the whole bank leaves the case in its unit", () => {
    const one = PureCase.open({ opener: people.eastOfficer });
    offer(one, people.eastOfficer, people.bankManager);
    accept(one, people.bankManager);
    expect(row(one)).toMatchObject({ ownerId: "bank-manager", bankUnitId: units.east });
    expect(sees(one, "eastOfficer")).toEqual(["eastOfficer"]);
  });

  test("is the owner's or the manager's to propose, and only the one named accepts", () => {
    const one = PureCase.open({ opener: people.bankOfficer });
    expect(accept(one, people.bankColleague)).toEqual(["NO_TRANSFER"]);
    expect(offer(one, people.bankColleague, people.bankManager)).toEqual(["NOT_ALLOWED"]);
    expect(offer(one, people.reviewer, people.otherReviewer)).toEqual(["NOT_ALLOWED"]);
    expect(offer(one, people.bankManager, people.bankColleague)).toEqual([]);
    expect(accept(one, people.bankManager)).toEqual(["NOT_FOR_YOU"]);
    expect(accept(one, people.bankColleague)).toEqual([]);
  });

  test("a new proposal takes the place of one that nobody accepted", () => {
    const one = PureCase.open({ opener: people.bankOfficer });
    offer(one, people.bankOfficer, people.bankColleague);
    offer(one, people.bankOfficer, people.bankManager);
    expect(accept(one, people.bankColleague)).toEqual(["NOT_FOR_YOU"]);
    expect(one.state.ownership.transfers).toHaveLength(1);
  });

  test("goes to a person at work who may own cases, of the bank or the center", () => {
    const one = PureCase.open({ opener: people.bankOfficer });
    expect(offer(one, people.bankOfficer, people.bankOfficer)).toEqual(["ALREADY_OWNER"]);
    expect(offer(one, people.bankOfficer, people.otherBankOfficer)).toEqual(["NOT_FOUND"]);
    expect(offer(one, people.bankOfficer, people.guaranteeOfficer)).toEqual(["NOT_FOUND"]);
    expect(offer(one, people.bankOfficer, people.bankColleague, { active: false, service: true })).toEqual([
      "MEMBER_CANNOT_OWN",
      "MEMBER_INACTIVE",
    ]);
    expect(offer(one, people.bankOfficer, people.auditor)).toEqual(["MEMBER_CANNOT_OWN"]);
    expect(one.refused(people.bankOfficer, "OWNER_TRANSFER", { toMemberId: "nobody", to: null })).toEqual([
      "NOT_FOUND",
    ]);
  });

  test("what the center's desk opened goes to the bank, which then speaks for it", () => {
    const one = PureCase.open({ opener: people.reviewer });
    expect(one.refused(people.bankOfficer, "LOAN_CASE_SUBMIT", { content: null, knownPeople: [] })).toEqual([
      "NOT_ALLOWED",
    ]);
    offer(one, people.reviewer, people.eastOfficer);
    accept(one, people.eastOfficer);
    expect(row(one)).toMatchObject({ ownerId: "east-officer", bankUnitId: units.east });
    expect(one.refused(people.eastOfficer, "LOAN_CASE_SUBMIT", { content: null, knownPeople: [] })).toEqual([]);
  });
});

describe("another bank, by the center's order", () => {
  const order = (partyId: string) => ({
    reason: "委托到期",
    to: { partyId, kind: "BANK", active: true },
    owner: null,
    ownerNamed: false,
  });

  test("the one who ordered it answers for it, until somebody of the new bank has accepted it", () => {
    const one = advanceTo(PureCase.open({ opener: people.eastOfficer }), "ACCEPTANCE");
    offer(one, people.eastOfficer, people.westOfficer);
    expect(one.refused(people.bankManager, "BANK_REASSIGN", order(parties.otherBank))).toEqual(["NOT_ALLOWED"]);
    one.must(people.supervisor, "BANK_REASSIGN", order(parties.otherBank));
    expect(row(one)).toMatchObject({ bankId: parties.otherBank, ownerId: "supervisor", bankUnitId: null });
    expect(row(one).offeredToId).toBeNull();
    expect(sees(one, "eastOfficer", "westOfficer", "bankManager", "otherBankOfficer")).toEqual(["otherBankOfficer"]);
    expect(offer(one, people.supervisor, people.otherBankOfficer)).toEqual([]);
    expect(accept(one, people.otherBankOfficer)).toEqual([]);
    expect(row(one).ownerId).toBe("other-bank-officer");
  });

  test("a return counts for whoever had done what came back, on their card for good, wherever the case goes then", () => {
    const one = advanceTo(PureCase.open({ opener: people.bankOfficer }), "APPROVAL");
    const checks = one.state.review.checks.filter(({ owner }) => owner !== "GUARANTEE_COMPANY");
    one.must(people.reviewer, "LOAN_CASE_RETURN", { reasonCode: "CHECK_TO_REDO", reopen: checks.map(({ id }) => id) });
    const counted = () =>
      [...caseFacts(one.state), ...centerFacts(one.state)]
        .filter(({ indicator }) => indicator === "RETURNS")
        .map(({ partnerId, memberId, value }) => [partnerId, memberId, value]);
    const expected = [
      [parties.bank, "bank-officer", 1],
      [parties.center, "reviewer", 1],
    ];
    expect(counted()).toEqual(expected);
    one.must(people.supervisor, "BANK_REASSIGN", order(parties.otherBank));
    expect(counted()).toEqual(expected);
    const firstPass = caseFacts(one.state).filter(({ indicator }) => indicator === "FIRST_PASS");
    expect(firstPass.map(({ partnerId, memberId, value }) => [partnerId, memberId, value])).toContainEqual([
      ...[parties.bank, "bank-officer", 0],
    ]);
  });

  test("a check of the former bank that is done again is the present one's; and the case can go back", () => {
    const one = advanceTo(PureCase.open({ opener: people.bankOfficer }), "APPROVAL");
    one.must(people.supervisor, "BANK_REASSIGN", order(parties.otherBank));
    const mine = one.state.review.checks.find(({ owner }) => owner === "BANK");
    expect(mine?.ownerPartyId).toBe(parties.bank);
    one.must(people.reviewer, "LOAN_CASE_RETURN", { reasonCode: "CHECK_TO_REDO", reopen: [mine?.id] });
    const again = { checkId: mine?.id, result: "PASSED" };
    expect(one.refused(people.bankOfficer, "CHECK_RECORD", again)).toEqual(["NOT_FOUND"]);
    expect(one.refused(people.otherBankOfficer, "CHECK_RECORD", again)).toEqual([]);
    one.must(people.supervisor, "BANK_REASSIGN", order(parties.bank));
    expect(sees(one, "bankOfficer", "otherBankOfficer")).toEqual(["bankOfficer"]);
    expect(advanceTo(one, "SIGNING").refused(people.supervisor, "BANK_REASSIGN", order(parties.otherBank))).toEqual([
      "WRONG_STAGE",
    ]);
  });
});

test("a system acts for its officer: what the officer owns, it hands over, and what is offered, it accepts", () => {
  const one = PureCase.open({ opener: people.eastOfficer });
  const east = through("bank-system", people.eastOfficer);
  const west = through("bank-system", people.westOfficer);
  expect(offer(one, east, people.westOfficer)).toEqual([]);
  expect(inSight(caseSight(west), row(one))).toBe(true);
  expect(accept(one, west)).toEqual([]);
  expect(row(one).ownerId).toBe("west-officer");
});

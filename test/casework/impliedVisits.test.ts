/** Visits that nobody logged: a paper handed over, a signature on paper, a talk at the window show that the applicant came. */
import { newId } from "../../src/kernel/index.js";
import type { LoanCase } from "../../src/casework/index.js";
import { tripsLeft } from "../../src/casework/trips/budget.js";
import { tripsLogged } from "../../src/casework/tripCounts.js";
import type { Stage } from "../../src/policy/index.js";
import { people } from "./support/people.js";
import { PureCase, rowsByKey } from "./support/pure.js";
import { advanceTo } from "./support/way.js";

const none = (stage: Stage = "REVIEW") => advanceTo(PureCase.open(), stage);
const single = (stage: Stage = "REVIEW") => advanceTo(PureCase.open({ product: "FUND_SERIAL" }), stage);
const day = 24 * 60;

const bring = (one: PureCase, more: object = {}, who = people.bankOfficer) =>
  one.give(who, "DOCUMENT_ATTACH", {
    ...{ kind: "SUPPORTING_EVIDENCE", documentId: newId(), version: 1, way: "UPLOAD", handedIn: "IN_PERSON" },
    ...more,
  });
const spent = (one: PureCase) => (rowsByKey(one.state).get(`loan_case/${one.id}`) as LoanCase).tripsSpent;
const visits = (one: PureCase) =>
  [...rowsByKey(one.state)]
    .filter(([key]) => key.startsWith("visit/"))
    .map(([, row]) => row as Record<string, unknown>);

test("a paper handed over in person is a visit, written by the same command and over budget where none is left", () => {
  const one = none();
  expect(bring(one).written).toEqual(["DOCUMENT_ATTACHED", "VISIT_IMPLIED"]);
  expect(visits(one)).toMatchObject([
    { impliedBy: "DOCUMENT", reasonCode: "BRING_DOCUMENT", counted: true, overBudget: true, visitedAt: one.now },
  ]);
  expect(spent(one)).toBe(1);
  const within = single();
  bring(within, { withOriginal: true });
  expect(visits(within)).toMatchObject([{ reasonCode: "SHOW_ORIGINAL", overBudget: false }]);
  expect(tripsLeft(within.state)).toBe(0);
});

test("what came by post, from a party, or was fetched at home shows no visit", () => {
  const one = none();
  for (const handedIn of ["BY_POST", "BY_PARTY", "AT_HOME", null]) {
    expect(bring(one, { handedIn }).written).toEqual(["DOCUMENT_ATTACHED"]);
  }
  expect(spent(one)).toBe(0);
});

test("one visit a day and party: another paper, a logged visit, an interview of the law stand for it", () => {
  const one = none("ACCEPTANCE");
  one.must(people.bankOfficer, "VISIT_RECORD", { reasonCode: "FACE_TO_FACE_INTERVIEW", place: "BRANCH" });
  expect(bring(one).written).toEqual(["DOCUMENT_ATTACHED"]);
  expect(spent(one)).toBe(0);
  // At the guarantee company it is another way to go, and on the next day, too.
  expect(bring(one, {}, people.guaranteeOfficer).written).toContain("VISIT_IMPLIED");
  expect(bring(one, {}, people.guaranteeOfficer).written).not.toContain("VISIT_IMPLIED");
  expect(bring(one.later(day)).written).toContain("VISIT_IMPLIED");
  expect([spent(one), tripsLogged(one.state)]).toEqual([2, 3]);
});

test("logging the visit afterwards makes no second one, and taking the log back leaves what was shown", () => {
  const one = none();
  bring(one);
  one.later(30).must(people.bankOfficer, "VISIT_RECORD", { reasonCode: "BRING_DOCUMENT", place: "BRANCH" });
  expect(visits(one)).toMatchObject([{ impliedBy: null, place: "BRANCH", counted: true, version: 2 }]);
  const entryId = one.state.trips.visits[0]?.made?.entryId;
  one.must(people.bankOfficer, "ENTRY_CORRECT", { entryId, reasonCode: "WRONG_CASE", note: "记错案件" });
  expect(visits(one)).toMatchObject([{ impliedBy: "DOCUMENT", counted: true, voided: false }]);
});

test("a logged visit that is taken back no longer stands for the paper of its day", () => {
  const one = none();
  one.must(people.bankOfficer, "VISIT_RECORD", { reasonCode: "EXPLAIN", place: "BRANCH" });
  bring(one);
  const entryId = one.state.trips.visits[0]?.made?.entryId;
  const { written } = one.give(people.bankOfficer, "ENTRY_CORRECT", {
    entryId,
    reasonCode: "WRONG_CASE",
    note: "误记",
  });
  expect(written).toEqual(["ENTRY_CORRECTED", "VISIT_IMPLIED"]);
  expect(spent(one)).toBe(1);
});

test("it is explained by a correction with a reason, for good", () => {
  const one = none();
  bring(one);
  bring(one);
  const entryId = one.state.trips.visits[0]?.implied?.entryId;
  const correct = (note: string) =>
    one.give(people.bankOfficer, "ENTRY_CORRECT", { entryId, reasonCode: "FACT_DISPROVED", note });
  expect(correct(" ").codes).toEqual(["REASON_REQUIRED"]);
  expect(correct("快递寄达, 误选当面递交").written).toEqual(["ENTRY_CORRECTED"]);
  expect(visits(one)).toMatchObject([{ voided: true, counted: false, reasonCode: "BRING_DOCUMENT" }]);
  expect(spent(one)).toBe(0);
  expect(bring(one.later(day)).written).toContain("VISIT_IMPLIED");
});

test("whoever was asked to come and brings the paper has come as asked", () => {
  const one = single();
  one.must(people.bankOfficer, "VISIT_REQUEST", { reasonCode: "BRING_DOCUMENT", note: "请提交原件" });
  bring(one.later(day));
  expect(visits(one)).toMatchObject([{ impliedBy: "DOCUMENT", counted: true, overBudget: false, visitedAt: one.now }]);
  const visitId = one.state.trips.visits[0]?.id;
  expect(one.refused(people.bankOfficer, "VISIT_RECORD", { visitId, place: "BRANCH" })).toEqual(["ALREADY_RECORDED"]);
});

test("a visit over budget eats no exception: the one granted afterwards still allows one visit", () => {
  const one = none();
  const ask = () => one.refused(people.bankOfficer, "VISIT_REQUEST", { reasonCode: "SIGN", note: "补签" });
  bring(one);
  one.must(people.supervisor, "VISIT_EXCEPTION_GRANT", { note: "申请人在外地" });
  expect(one.refused(people.supervisor, "VISIT_EXCEPTION_GRANT", { note: "再批" })).toEqual(["BUDGET_NOT_SPENT"]);
  expect(ask()).toEqual([]);
  expect(ask()).toEqual(["TRIP_BUDGET_SPENT"]);
  expect(one.state.trips.visits.map(({ charge }) => charge)).toEqual(["OVER", "EXCEPTION"]);
});

test("signing on paper is the law's interview the first time, and a trip the second time", () => {
  const one = none("SIGNING");
  const sign = (more: object = {}) => {
    const open = one.state.signing.signatures?.find(({ personId, signedAt }) => personId && !signedAt);
    const input = { signatureId: open?.id, method: "PAPER", place: "BRANCH", ...more };
    return one.give(people.bankOfficer, "SIGNATURE_RECORD", input);
  };
  expect(sign().written).toEqual(["SIGNATURE_RECORDED", "VISIT_IMPLIED"]);
  expect(sign().written).toEqual(["SIGNATURE_RECORDED"]);
  expect(visits(one)).toMatchObject([{ reasonCode: "FACE_TO_FACE_INTERVIEW", legalInterview: true, counted: false }]);
  one.later(day);
  expect(sign({ place: "HOME" }).written).toEqual(["SIGNATURE_RECORDED"]);
  expect(sign().written).toEqual(["SIGNATURE_RECORDED", "VISIT_IMPLIED"]);
  expect([spent(one), visits(one)[1]]).toMatchObject([1, { reasonCode: "SIGN", impliedBy: "SIGNATURE" }]);
  const seal = one.state.signing.signatures?.find(({ kind, partyId }) => kind === "SEAL" && partyId);
  const given = { signatureId: seal?.id, method: seal?.methods[0], place: "BRANCH" };
  expect(one.refused(people.bankOfficer, "SIGNATURE_RECORD", given)).toEqual(["NOBODY_CAME"]);
});

test("a talk at the window with the applicant is a visit; a call, and a talk between parties, are none", () => {
  const one = none();
  const speak = (channel: string, more: object = {}) =>
    one.give(people.bankOfficer, "CONTACT_RECORD", { channel, direction: "INCOMING", summary: "询问进度", ...more });
  expect(speak("PHONE").written).toEqual(["CONTACT_RECORDED"]);
  expect(speak("WINDOW", { withPartyId: people.reviewer.partyId }).written).toEqual(["CONTACT_RECORDED"]);
  expect(speak("WINDOW").written).toEqual(["CONTACT_RECORDED", "VISIT_IMPLIED"]);
});

test("a contact has words, a time that has passed, and a party of the case; a promised call back is made once", () => {
  const one = none();
  const { clocks } = one.state;
  const speak = (more: object) =>
    one.refused(people.bankOfficer, "CONTACT_RECORD", {
      channel: "PHONE",
      direction: "OUTGOING",
      summary: "通话",
      ...more,
    });
  expect(speak({ summary: " " })).toEqual(["SUMMARY_REQUIRED"]);
  expect(speak({ contactedAt: "2030-01-01T00:00:00.000Z" })).toEqual(["IN_THE_FUTURE"]);
  expect(speak({ withPartyId: people.otherBankOfficer.partyId })).toEqual(["NOT_A_PARTY_OF_THE_CASE"]);
  expect(speak({ withPartyId: people.bankOfficer.partyId })).toEqual(["ASKS_ONESELF"]);
  expect(speak({ callBackBy: one.now })).toEqual(["IN_THE_PAST"]);
  const callBackBy = new Date(Date.parse(one.now) + 3_600_000).toISOString();
  expect(speak({ callBackBy })).toEqual([]);
  const callsBackId = one.state.contacts.contacts[0]?.id;
  one.later(30);
  expect(
    one.refused(people.reviewer, "CONTACT_RECORD", {
      channel: "PHONE",
      direction: "OUTGOING",
      summary: "代回",
      callsBackId,
    }),
  ).toEqual(["NOT_FOUND"]);
  expect(speak({ callsBackId })).toEqual([]);
  expect(speak({ callsBackId })).toEqual(["ALREADY_DONE"]);
  expect(one.state.contacts.contacts[0]).toMatchObject({ calledBackAt: one.now, version: 2 });
  expect([...one.kept.values()]).toContain("通话");
  expect(one.state.clocks).toEqual(clocks);
});

test("a contact taken back made no call, promises none, and shows no visit", () => {
  const one = none();
  const speak = (more: object) =>
    one.must(people.bankOfficer, "CONTACT_RECORD", {
      ...{ channel: "PHONE", direction: "OUTGOING", summary: "通话" },
      ...more,
    });
  const takeBack = () => {
    const entryId = one.entries.filter(({ type }) => type === "CONTACT_RECORDED").at(-1)?.id;
    one.must(people.bankOfficer, "ENTRY_CORRECT", { entryId, reasonCode: "WRONG_CASE", note: "记错案件" });
  };
  speak({ callBackBy: new Date(Date.parse(one.now) + 3_600_000).toISOString() });
  const callsBackId = one.state.contacts.contacts[0]?.id;
  speak({ channel: "WINDOW", direction: "INCOMING", callsBackId });
  expect(visits(one)).toMatchObject([{ impliedBy: "CONTACT", counted: true }]);
  takeBack();
  expect(one.state.contacts.contacts).toMatchObject([
    { calledBackAt: null, takenBackAt: null, version: 3 },
    { takenBackAt: one.now, version: 2 },
  ]);
  expect(visits(one)).toMatchObject([{ voided: true, counted: false }]);
  speak({ callsBackId });
  expect(one.state.contacts.contacts[0]).toMatchObject({ calledBackAt: one.now });
});

/** Trips: none or one, each with a reason; what could take a visit's place is said; the law's interviews do not count. */
import { people } from "./support/people.js";
import { PureCase, rowsByKey } from "./support/pure.js";
import { advanceTo } from "./support/way.js";
import { inventedContent } from "./support/content.js";
import { toUserErrors } from "../../src/platform/index.js";
import type { LoanCase } from "../../src/casework/index.js";
import type { Stage } from "../../src/policy/index.js";

/** A product with no trip, and one with a single one. */
const none = (stage: Stage = "REVIEW") => advanceTo(PureCase.open(), stage);
const single = (stage: Stage = "REVIEW") => advanceTo(PureCase.open({ product: "FUND_SERIAL" }), stage);
const ask = (one: PureCase, reasonCode = "SIGN") =>
  one.give(people.bankOfficer, "VISIT_REQUEST", { reasonCode, note: "补充签字" });
const came = (one: PureCase, more: object) =>
  one.refused(people.bankOfficer, "VISIT_RECORD", { place: "WINDOW", ...more });
const spent = (one: PureCase) => (rowsByKey(one.state).get(`loan_case/${one.id}`) as LoanCase).tripsSpent;

test("over budget it is refused, with what could take the visit's place", () => {
  const replaced = (reasonCode: string) => {
    const { refusals } = ask(none(), reasonCode);
    return refusals.map(({ code, choices }) => [code, choices]);
  };
  expect(replaced("SIGN")).toEqual([["TRIP_BUDGET_SPENT", ["E_SIGNATURE", "HOME_VISIT"]]]);
  expect(replaced("BRING_DOCUMENT")).toEqual([["TRIP_BUDGET_SPENT", ["UPLOAD", "DATA_SHARING", "HANDOFF"]]]);
  const { refusals } = ask(none(), "SIGN");
  const messages = (["en", "zh-CN"] as const).map((language) => toUserErrors(refusals, language)[0]?.message);
  expect(messages).toEqual([
    "The trip budget of 0 is spent; instead: electronic signature, a visit to the applicant.",
    "跑动次数（0次）已用完，可改用：电子签名、上门服务。",
  ]);
});

test("where no visit at all may be asked for, that is in the way from the start", () => {
  const one = none("DISBURSEMENT");
  const told = ask(one).refusals;
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ code: "TRIP_BUDGET_SPENT", field: ["reasonCode"] });
  const wrong = one.give(people.bankOfficer, "VISIT_REQUEST", { reasonCode: "SIGN", note: " " });
  expect(wrong.codes).toEqual(["REASON_REQUIRED", "TRIP_BUDGET_SPENT"]);
});

test("asking spends the budget, and coming as asked does not spend it twice", () => {
  const one = single();
  expect(ask(one).ok).toBe(true);
  expect(spent(one)).toBe(1);
  expect(ask(one).codes).toEqual(["TRIP_BUDGET_SPENT"]);
  const visitId = one.state.trips.visits[0]?.id;
  expect(came(one, { visitId })).toEqual([]);
  expect(spent(one)).toBe(1);
  expect(came(one, { visitId })).toEqual(["ALREADY_RECORDED"]);
});

test("who comes unasked has come: it counts, whatever the budget", () => {
  const one = none();
  expect(came(one, { reasonCode: "BRING_DOCUMENT" })).toEqual([]);
  expect(came(one, { reasonCode: "SIGN" })).toEqual([]);
  expect(spent(one)).toBe(2);
});

test("a visit to the applicant's home costs them no trip, and frees what the request had spent", () => {
  const one = single();
  ask(one);
  const visitId = one.state.trips.visits[0]?.id;
  expect(came(one, { visitId, place: "HOME" })).toEqual([]);
  expect(spent(one)).toBe(0);
  expect(ask(one).ok).toBe(true);
});

test("an interview that the law requires is logged and does not count, at its stages only", () => {
  const one = none("REVIEW");
  expect(ask(one, "FACE_TO_FACE_INTERVIEW").ok).toBe(true);
  expect(came(one, { reasonCode: "FACE_TO_FACE_INTERVIEW", place: "BRANCH" })).toEqual([]);
  expect(spent(one)).toBe(0);
  expect(one.state.trips.visits).toHaveLength(2);
  const later = none("SECURITY");
  expect(ask(later, "REGISTRY_IDENTIFICATION").ok).toBe(true);
  // Nobody calls a trip an interview of the law where the law wants none.
  expect(ask(later, "FACE_TO_FACE_INTERVIEW").codes).toEqual(["TRIP_BUDGET_SPENT", "UNKNOWN_CODE"]);
  const today = { reasonCode: "FACE_TO_FACE_INTERVIEW", place: "BRANCH" };
  expect(came(later.later(1), today)).toEqual(["NO_INTERVIEW_THEN"]);
  // It was at signing, and is logged only now.
  const signing = later.state.trips.stages.find(({ stage }) => stage === "SIGNING")?.from;
  expect(came(later, { ...today, visitedAt: signing })).toEqual([]);
});

test("the center grants an exception when the budget is spent: one visit more", () => {
  const one = none();
  expect(one.refused(people.bankOfficer, "VISIT_EXCEPTION_GRANT", { note: "同意" })).toEqual(["NOT_ALLOWED"]);
  expect(one.refused(people.supervisor, "VISIT_EXCEPTION_GRANT", { note: "  " })).toEqual(["REASON_REQUIRED"]);
  one.must(people.supervisor, "VISIT_EXCEPTION_GRANT", { note: "无法线上办理" });
  expect(one.refused(people.supervisor, "VISIT_EXCEPTION_GRANT", { note: "再批" })).toEqual(["BUDGET_NOT_SPENT"]);
  expect(ask(one).ok).toBe(true);
  expect(ask(one).codes).toEqual(["TRIP_BUDGET_SPENT"]);
});

test("a visit has a known reason, words, and a time between opening and now", () => {
  const one = single().later(60);
  expect(ask(one, "TO_CHAT").codes).toEqual(["UNKNOWN_CODE"]);
  expect(came(one, {})).toEqual(["REASON_REQUIRED"]);
  expect(came(one, { reasonCode: "TO_CHAT", visitedAt: "2030-01-01T00:00:00.000Z" })).toEqual([
    "IN_THE_FUTURE",
    "UNKNOWN_CODE",
  ]);
  expect(came(one, { reasonCode: "SIGN", visitedAt: "2020-01-01T00:00:00.000Z" })).toEqual(["BEFORE_OPENING"]);
  expect(came(one, { reasonCode: "SIGN", visitId: "no-visit" })).toEqual(["NOT_FOUND"]);
});

test("the budget is the product's from the opening on, and the party that asked is known", () => {
  const one = PureCase.open({
    product: "BUILDING",
    guaranteeKind: "MORTGAGE",
    content: inventedContent({ product: "BUILDING" }),
  });
  expect(ask(one).ok).toBe(true);
  const [visit] = one.state.trips.visits;
  expect(rowsByKey(one.state).get(`visit/${visit?.id ?? ""}`)).toMatchObject({
    ...{ partyId: people.bankOfficer.partyId, requestedById: "bank-officer", counted: true, voided: false },
  });
});

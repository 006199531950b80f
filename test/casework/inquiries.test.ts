/** Inquiries: to one party of the case, with a due time, pausing nothing. */
import { inquiriesCommands } from "../../src/casework/inquiries/decide.js";
import { parties, people, through } from "./support/people.js";
import { PureCase, rowsByKey } from "./support/pure.js";
import { advanceTo } from "./support/way.js";

const question = "抵押物面积与合同不一致，请说明。";
const post = (one: PureCase, toPartyId: string, more: object = {}) =>
  one.give(people.reviewer, "INQUIRY_POST", { toPartyId, question, ...more });

test("a question goes to one party, is due by the end of the next working day, and stops no clock", () => {
  // A Friday afternoon, 16:00 in the center's zone.
  const one = advanceTo(PureCase.open({ now: "2026-03-06T08:00:00.000Z" }), "REVIEW");
  const clocks = one.state.clocks;
  expect(post(one, parties.guarantor).written).toEqual(["INQUIRY_POSTED", "CLOCKS_STARTED"]);
  // The answer has a time of its own; what ran before runs on as it did.
  expect(one.state.clocks).toMatchObject({ pauses: clocks.pauses });
  expect(one.state.clocks.clocks.slice(0, -1)).toEqual(clocks.clocks);
  expect(one.state.clocks.clocks.at(-1)).toMatchObject({ kind: "STEP", step: "INQUIRY_ANSWER" });
  const [inquiry] = one.state.inquiries.inquiries;
  expect(inquiry).toMatchObject({
    fromPartyId: parties.center,
    toPartyId: parties.guarantor,
    dueAt: "2026-03-09T09:30:00.000Z",
  });
  expect(one.kept.get(inquiry?.questionId ?? "")).toBe(question);
  expect(rowsByKey(one.state).get(`inquiry/${inquiry?.id ?? ""}`)).toMatchObject({ answeredAt: null, version: 1 });
});

test("only the party asked answers, once, and with words", () => {
  const one = advanceTo(PureCase.open(), "REVIEW");
  post(one, parties.guarantor);
  const inquiryId = one.state.inquiries.inquiries[0]?.id;
  const answer = (who: keyof typeof people, text = "已核实。") =>
    one.refused(people[who], "INQUIRY_ANSWER", { inquiryId, answer: text });
  expect(answer("bankOfficer")).toEqual(["NOT_ALLOWED"]);
  expect(answer("reviewer")).toEqual(["NOT_ALLOWED"]);
  expect(answer("guaranteeOfficer", " ")).toEqual(["ANSWER_REQUIRED"]);
  expect(answer("guaranteeOfficer")).toEqual([]);
  expect(answer("guaranteeManager")).toEqual(["ALREADY_ANSWERED"]);
  expect(one.state.inquiries.inquiries).toMatchObject([{ answeredById: "guarantee-officer", answeredAt: one.now }]);
});

test("a party of the case is asked, not oneself, not a stranger, not one that does not see it yet", () => {
  const one = PureCase.open();
  const codes = (toPartyId: string, more?: object) => post(one, toPartyId, more).codes;
  expect(codes(parties.center)).toEqual(["ASKS_ONESELF"]);
  expect(codes(parties.otherBank)).toEqual(["NOT_A_PARTY_OF_THE_CASE"]);
  expect(codes(parties.guarantor)).toEqual(["NOT_A_PARTY_OF_THE_CASE"]);
  expect(codes(parties.bank, { question: "  " })).toEqual(["QUESTION_REQUIRED"]);
  expect(codes(parties.bank, { question: "长".repeat(4_001) })).toEqual(["TEXT_WRONG"]);
  advanceTo(one, "ACCEPTANCE");
  expect(codes(parties.guarantor)).toEqual([]);
});

test("the officer behind a system has asked", () => {
  const one = PureCase.open();
  one.must(through("center-system", people.reviewer), "INQUIRY_POST", { toPartyId: parties.bank, question });
  expect(one.state.inquiries.inquiries).toMatchObject([{ askedById: "reviewer" }]);
  expect(inquiriesCommands.map(({ action }) => action)).toEqual(["INQUIRY_POST", "INQUIRY_ANSWER"]);
});

describe("a correction", () => {
  const asked = () => {
    const one = advanceTo(PureCase.open(), "REVIEW");
    post(one, parties.bank);
    return { one, inquiryId: one.state.inquiries.inquiries[0]?.id ?? "" };
  };
  const lastOf = (one: PureCase, type: string) => one.entries.filter((entry) => entry.type === type).at(-1)?.id;
  const takeBack = (one: PureCase, who: keyof typeof people, type: string) =>
    one.refused(people[who], "ENTRY_CORRECT", {
      ...{ entryId: lastOf(one, type), reasonCode: "WRONG_CASE", note: "问错案件", values: null },
    });
  const clock = (one: PureCase) => one.state.clocks.clocks.filter(({ step }) => step === "INQUIRY_ANSWER").at(-1);

  test("takes a question back: nobody has to answer it, and its clock ends; a third party finds no such entry", () => {
    const { one, inquiryId } = asked();
    expect(takeBack(one, "guaranteeOfficer", "INQUIRY_POSTED")).toContain("NOT_FOUND");
    expect(takeBack(one, "bankOfficer", "INQUIRY_POSTED")).toEqual(["NOT_YOURS"]);
    expect(takeBack(one, "reviewer", "INQUIRY_POSTED")).toEqual([]);
    expect(rowsByKey(one.state).get(`inquiry/${inquiryId}`)).toMatchObject({ takenBackAt: one.now, version: 2 });
    expect(clock(one)).toMatchObject({ endedAt: one.now });
    expect(one.refused(people.bankOfficer, "INQUIRY_ANSWER", { inquiryId, answer: "无" })).toEqual([
      "ENTRY_SUPERSEDED",
    ]);
    expect(takeBack(one, "reviewer", "INQUIRY_POSTED")).toEqual(["ALREADY_CORRECTED"]);
  });

  test("takes an answer back: the question is open again, due as it was, and is answered anew", () => {
    const { one, inquiryId } = asked();
    const dueAt = clock(one)?.dueAt;
    one.later(30).must(people.bankOfficer, "INQUIRY_ANSWER", { inquiryId, answer: "已核实" });
    expect(clock(one)).toMatchObject({ endedAt: one.now, onTime: true });
    expect(takeBack(one.later(30), "bankOfficer", "INQUIRY_ANSWERED")).toEqual([]);
    expect(one.state.inquiries.inquiries).toMatchObject([{ answeredAt: null, answerId: null, takenBackAt: null }]);
    expect(clock(one)).toMatchObject({ endedAt: null, dueAt });
    one.must(people.bankManager, "INQUIRY_ANSWER", { inquiryId, answer: "面积以证书为准" });
    expect(one.state.inquiries.inquiries).toMatchObject([{ answeredById: people.bankManager.memberId }]);
  });
});

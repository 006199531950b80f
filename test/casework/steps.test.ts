/** Steps that are no stage of their own have clocks: begun with the step, ended when it is done, due by policy. */
import type { StartedClock } from "../../src/casework/entries.js";
import { inventedContent } from "./support/content.js";
import { people } from "./support/people.js";
import { PureCase } from "./support/pure.js";
import { advanceTo, attach, order, pay, registerFor } from "./support/way.js";
import type { Stage } from "../../src/policy/index.js";

const day = 24 * 60;
const at = (stage: Stage) => advanceTo(PureCase.open({ content: inventedContent() }), stage);
const step = (one: PureCase, code: string) =>
  one.state.clocks.clocks.filter((clock) => clock.kind === "STEP" && clock.step === code).at(-1);
const missed = (one: PureCase) =>
  one.entries
    .filter(({ type }) => type === "DEADLINE_MISSED")
    .map(({ body }) => body as StartedClock & { escalation: object | null });

test("an answer to a notice: the applicant's, by policy's days or by the day named, whatever pauses meanwhile", () => {
  const one = at("REVIEW");
  one
    .must(people.bankOfficer, "DEFECT_POST", { kind: "MISSING", note: "缺少材料" })
    .later(day)
    .must(people.bankOfficer, "NOTICE_SEND");
  expect(step(one, "NOTICE_ANSWER")).toMatchObject({
    ...{ partyId: null, waitingPartyId: "party-bank", limitDays: 15, runningSince: one.now },
    dueAt: "2026-03-18T15:59:59.999Z",
  });
  const noticeId = one.state.notices.notices[0]?.id;
  const answers = one.state.notices.defects.map(({ id }) => ({ defectId: id }));
  one.later(day).must(people.bankOfficer, "NOTICE_ANSWER", { noticeId, answers });
  expect(step(one, "NOTICE_ANSWER")).toMatchObject({ endedAt: one.now, onTime: true });

  const again = { kind: "INCOMPLETE", note: "缺页", justification: "补充" };
  const answerBy = "2026-03-20T09:30:00.000Z";
  one.must(people.bankOfficer, "DEFECT_POST", again).must(people.bankOfficer, "NOTICE_SEND", { answerBy });
  expect(step(one, "NOTICE_ANSWER")).toMatchObject({ dueAt: answerBy, limitDays: null, endedAt: null });
});

test("an answer to an inquiry, by the day it says; another party of the case is not charged", () => {
  const one = at("REVIEW").must(people.reviewer, "INQUIRY_POST", { toPartyId: "party-bank", question: "进展？" });
  const [inquiry] = one.state.inquiries.inquiries;
  const known = {
    partyId: "party-bank",
    waitingPartyId: "party-center",
    subjectId: inquiry?.id,
    dueAt: inquiry?.dueAt,
  };
  expect(step(one, "INQUIRY_ANSWER")).toMatchObject(known);
  one.later(60).must(people.bankOfficer, "INQUIRY_ANSWER", { inquiryId: inquiry?.id, answer: "明日" });
  expect(step(one, "INQUIRY_ANSWER")).toMatchObject({ usedMinutes: 60, onTime: true });
});

test("acceptance of a case handed over: four working hours", () => {
  const one = at("REVIEW");
  const { memberId, partyId, unitId, roles } = people.bankColleague;
  const to = { memberId, partyId, unitId, roles, service: false, active: true };
  one.must(people.bankOfficer, "OWNER_TRANSFER", { toMemberId: memberId, to });
  // Half past nine: two and a half hours before the break, one and a half after it.
  expect(step(one, "OWNER_ACCEPT")).toMatchObject({ limitWorkingHours: 4, dueAt: "2026-03-02T07:00:00.000Z" });
  one.later(day).must(people.bankColleague, "OWNER_ACCEPT");
  expect(step(one, "OWNER_ACCEPT")).toMatchObject({ onTime: false });
  expect(missed(one)).toMatchObject([
    { step: "OWNER_ACCEPT", partyId: "party-bank", escalation: { partyId: "party-bank" } },
  ]);
});

test("registration: from security on until the registry has it, stopped by a pause as the stage is", () => {
  const one = at("SECURITY");
  expect(step(one, "REGISTRATION")).toMatchObject({ partyId: "party-guarantor", limitWorkingDays: 5, endedAt: null });
  const evidenceDocumentId = attach(one, people.bankOfficer, "PUBLIC_ANNOUNCEMENT");
  const until = { reasonCode: "FORCE_MAJEURE", resumeOn: "2026-04-20" };
  one.must(people.bankOfficer, "CLOCK_PAUSE", { ...until, evidenceDocumentId });
  expect(step(one, "REGISTRATION")).toMatchObject({ runningSince: null });
  one.later(10 * day).must(people.bankOfficer, "CLOCK_RESUME");
  const [mortgage] = one.state.collateral.steps ?? [];
  registerFor(one, { id: mortgage?.id ?? "", code: "MORTGAGE", actor: "GUARANTEE_COMPANY" });
  expect(step(one, "REGISTRATION")).toMatchObject({ endedAt: one.now, onTime: true });
  expect(missed(one)).toEqual([]);
});

test("a payment is to be confirmed within a day; paid late is late, and escalated to the bank at once", () => {
  const one = at("DISBURSEMENT");
  const paymentId = order(one);
  expect(step(one, "PAYMENT_CONFIRMATION")).toMatchObject({ partyId: "party-bank", subjectId: paymentId });
  pay(one.later(3 * day), paymentId);
  expect(step(one, "PAYMENT_CONFIRMATION")).toMatchObject({ onTime: false, endedAt: one.now });
  expect(missed(one).map(({ step: code }) => code)).toContain("PAYMENT_CONFIRMATION");
  // What was late is done: nobody has to see to it any more.
  const late = one.state.clocks.escalations.find(({ clockId }) => clockId === step(one, "PAYMENT_CONFIRMATION")?.id);
  expect(late).toMatchObject({ level: 1, partyId: "party-bank", closedAt: one.now });
});

test("an approval holds so many days, and nobody is called to account when it does not", () => {
  const one = at("SIGNING");
  expect(step(one, "APPROVAL_VALIDITY")).toMatchObject({
    partyId: null,
    limitDays: 90,
    dueAt: "2026-05-31T15:59:59.999Z",
  });
  one.later(95 * day).must(people.reviewer, "LOAN_CASE_LAPSE");
  expect(missed(one).filter(({ step: code }) => code === "APPROVAL_VALIDITY")).toMatchObject([{ escalation: null }]);
  expect(one.state.clocks.clocks.every(({ endedAt }) => endedAt !== null)).toBe(true);
});

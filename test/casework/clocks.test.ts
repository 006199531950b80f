/** Clocks: due on the calendar, in working time; pauses keep what was used; the law's clock knows no pause. */
import type { LoanCase } from "../../src/casework/index.js";
import { people } from "./support/people.js";
import { PureCase, rowsByKey } from "./support/pure.js";
import { advanceTo, attach, attachAllFor, officerOf, recordChecks, registerFor } from "./support/way.js";
import type { Stage } from "../../src/policy/index.js";
import { inventedContent } from "./support/content.js";

const hour = 60;
const day = 24 * hour;
const open = (now?: string) => PureCase.open({ now, content: inventedContent() });
const at = (stage: Stage, now?: string) => advanceTo(open(now), stage);
const running = (one: PureCase, kind: string, partyId: string | null = null) =>
  one.state.clocks.clocks.find((clock) => clock.kind === kind && clock.partyId === partyId && clock.endedAt === null);
const ended = (one: PureCase, stage: Stage, partyId: string | null = null) =>
  one.state.clocks.clocks.find((clock) => clock.stage === stage && clock.partyId === partyId && clock.endedAt !== null);
const row = (one: PureCase) => rowsByKey(one.state).get(`loan_case/${one.id}`) as LoanCase;

const evidenceOf = {
  AT_REGISTRY: "REGISTRY_RECEIPT",
  SIGNERS_AWAY: "OFFICIAL_LETTER",
  FORCE_MAJEURE: "PUBLIC_ANNOUNCEMENT",
};

function pause(one: PureCase, reasonCode: keyof typeof evidenceOf = "FORCE_MAJEURE", more: object = {}) {
  const evidenceDocumentId = attach(one, people.bankOfficer, evidenceOf[reasonCode]);
  const until = reasonCode === "AT_REGISTRY" ? {} : { resumeOn: "2026-03-20" };
  return one.refused(people.bankOfficer, "CLOCK_PAUSE", { reasonCode, evidenceDocumentId, ...until, ...more });
}

describe("due times", () => {
  test.each([
    // Monday morning; the next day's close of business.
    ["2026-03-02T01:30:00.000Z", "2026-03-03T09:30:00.000Z", false],
    // A Friday before a Saturday that is worked (调休).
    ["2026-02-13T06:00:00.000Z", "2026-02-14T09:30:00.000Z", false],
    // The last day before Spring Festival.
    ["2026-02-14T06:00:00.000Z", "2026-02-24T09:30:00.000Z", false],
    // The next year's holidays are not published yet.
    ["2026-12-31T06:00:00.000Z", "2027-01-01T09:30:00.000Z", true],
  ] as const)("submitted at %s, to be accepted by %s", (now, dueAt, provisional) => {
    const one = at("ACCEPTANCE", now);
    expect(running(one, "STAGE")).toMatchObject({ dueAt, provisional, limitWorkingDays: 1 });
    expect(running(one, "PARTY", "party-bank")).toMatchObject({ dueAt });
    expect(row(one).stageDueAt).toBe(dueAt);
  });

  test("five working days jointly, two for the guarantee company's part", () => {
    const one = at("REVIEW");
    expect(running(one, "STAGE")?.dueAt).toBe("2026-03-09T09:30:00.000Z");
    expect(running(one, "PARTY", "party-guarantor")?.dueAt).toBe("2026-03-04T09:30:00.000Z");
    expect(running(one, "PARTY", "party-center")?.dueAt).toBe("2026-03-09T09:30:00.000Z");
  });

  test.each([
    ["2026-03-02T01:30:00.000Z", "2026-03-17T15:59:59.999Z"],
    // The fifteenth day is National Day; the first day that is worked after it is the eighth.
    ["2026-09-16T01:30:00.000Z", "2026-10-08T15:59:59.999Z"],
  ])("the law's fifteen days from acceptance at %s end at %s", (now, dueAt) => {
    const one = at("REVIEW", now);
    expect(running(one, "STATUTORY")).toMatchObject({
      dueAt,
      limitDays: 15,
      limitWorkingDays: null,
      startedAt: one.now,
    });
    expect(row(one).decisionDueAt).toBe(dueAt);
    advanceTo(one.later(day), "SIGNING");
    expect(one.state.clocks.clocks.filter(({ kind }) => kind === "STATUTORY")).toMatchObject([{ onTime: true }]);
  });
});

describe("working time", () => {
  test("a party that finished early is not charged for the rest", () => {
    const one = at("REVIEW").later(2 * hour);
    recordChecks(one, (code) => one.state.review.checks.find((check) => check.code === code)?.owner !== "BANK");
    expect(ended(one, "REVIEW", "party-bank")).toMatchObject({ usedMinutes: 120, onTime: true, endedAt: one.now });
    attachAllFor(one, "APPROVAL");
    recordChecks(one.later(2 * day));
    expect(ended(one, "REVIEW", "party-center")?.usedMinutes).toBeGreaterThan(800);
    expect(ended(one, "REVIEW", "party-bank")?.usedMinutes).toBe(120);
  });

  test("nights, weekends and lunch do not count", () => {
    // From Friday 17:00 to Monday 14:00: half an hour, three hours, half an hour.
    const one = at("REVIEW", "2026-03-06T09:00:00.000Z").later(69 * hour);
    attachAllFor(one, "APPROVAL");
    recordChecks(one);
    expect(ended(one, "REVIEW")).toMatchObject({ usedMinutes: 240, onTime: true });
  });

  test("a check that is opened again starts its party's clock anew", () => {
    const one = at("REVIEW");
    attachAllFor(one, "APPROVAL");
    recordChecks(one, (code) => code === "LOAN_QUOTA");
    expect(running(one, "PARTY", "party-bank")).toBeUndefined();
    const idCard = one.state.papers.documents.find(({ kind }) => kind === "ID_CARD");
    const newer = { kind: "ID_CARD", documentId: idCard?.id, version: 2, way: "UPLOAD" };
    one.later(day).must(people.bankOfficer, "DOCUMENT_ATTACH", newer);
    expect(running(one, "PARTY", "party-bank")).toMatchObject({ startedAt: one.now, usedMinutes: 0 });
  });

  test("late is late", () => {
    const one = at("ACCEPTANCE").later(3 * day);
    attachAllFor(one, "ACCEPTANCE");
    one.must(people.bankOfficer, "LOAN_CASE_ACCEPT");
    expect(ended(one, "ACCEPTANCE", "party-bank")).toMatchObject({ onTime: false, usedMinutes: 390 + 2 * 420 + 30 });
  });
});

describe("a pause", () => {
  test("keeps what was used, and moves the due time by what was left", () => {
    const one = at("REVIEW").later(2 * hour);
    expect(pause(one)).toEqual([]);
    expect(running(one, "STAGE")).toMatchObject({ usedMinutes: 120, runningSince: null, stoppedAt: one.now });
    // Wednesday 09:30: of 2,490 minutes 2,370 are left.
    one.later(46 * hour).must(people.bankOfficer, "CLOCK_RESUME");
    expect(running(one, "STAGE")).toMatchObject({
      ...{ usedMinutes: 120, runningSince: one.now, stoppedAt: null, dueAt: "2026-03-11T07:30:00.000Z" },
    });
    attachAllFor(one, "APPROVAL");
    recordChecks(one.later(hour));
    expect(ended(one, "REVIEW")?.usedMinutes).toBe(180);
  });

  test("does not stop the law's clock, nor move it", () => {
    const one = at("REVIEW");
    const before = running(one, "STATUTORY");
    pause(one.later(hour));
    expect(running(one, "STATUTORY")).toEqual(before);
    one.later(day).must(people.bankOfficer, "CLOCK_RESUME");
    expect(running(one, "STATUTORY")).toEqual(before);
    expect(row(one).decisionDueAt).toBe(before?.dueAt);
  });

  test("ends by itself: the clocks have run since then, whenever the next act comes", () => {
    const one = at("SIGNING").later(2 * hour);
    expect(pause(one, "SIGNERS_AWAY", { resumeOn: "2026-03-09" })).toEqual([]);
    // Tuesday the tenth, 09:30.
    one
      .later(8 * day - 2 * hour)
      .must(people.reviewer, "INQUIRY_POST", { toPartyId: "party-bank", question: "何时签约？" });
    expect(one.state.clocks.pauses).toMatchObject([{ resumedAt: "2026-03-08T15:59:59.999Z" }]);
    expect(row(one).lastActAt).toBe(one.now);
    one.must(people.bankOfficer, "LOAN_CASE_WITHDRAW", { reasonCode: "NO_LONGER_NEEDED" });
    expect(ended(one, "SIGNING")?.usedMinutes).toBe(120 + 420 + 30);
  });

  test("does not outlast its stage", () => {
    const one = at("SECURITY");
    pause(one.later(hour), "AT_REGISTRY");
    one.later(day).must(people.reviewer, "LOAN_CASE_RETURN", { reasonCode: "CONTRACT_WRONG" });
    expect(one.state.clocks.pauses).toMatchObject([{ resumedAt: one.now }]);
    expect(running(one, "STAGE")).toMatchObject({ stage: "SIGNING", startedAt: one.now, runningSince: one.now });
  });

  test("a party's clock says whether its part was done, or the case was taken out of its hands", () => {
    const clocksOf = (one: ReturnType<typeof at>, stage: string) =>
      one.state.clocks.clocks
        .filter((clock) => clock.kind === "PARTY" && clock.stage === stage && clock.endedAt !== null)
        .map(({ partyId, cutOff }) => [partyId, cutOff]);
    const back = at("SECURITY").later(day);
    expect(clocksOf(back, "SIGNING")).toEqual([
      ["party-bank", false],
      ["party-guarantor", false],
    ]);
    back.must(people.reviewer, "LOAN_CASE_RETURN", { reasonCode: "CONTRACT_WRONG" });
    expect(clocksOf(back, "SECURITY")).toEqual([["party-guarantor", true]]);
    const left = at("SIGNING").later(day);
    left.must(people.bankOfficer, "LOAN_CASE_WITHDRAW", { reasonCode: "NO_LONGER_NEEDED" });
    expect(clocksOf(left, "SIGNING")).toEqual([
      ["party-bank", true],
      ["party-guarantor", true],
    ]);
  });

  test("at the registry ends with the certificate that is registered, not with the receipt", () => {
    const one = at("SECURITY");
    pause(one.later(hour), "AT_REGISTRY");
    const [step] = one.state.collateral.steps ?? [];
    const receipt = {
      kind: "MORTGAGE",
      stepId: step?.id,
      securedFen: 1,
      fromDay: "2026-01-01",
      registryReceiptNo: "R-1",
    };
    one.later(day).must(people.guaranteeOfficer, "COLLATERAL_REGISTER", receipt);
    expect(one.state.clocks.pauses).toMatchObject([{ resumedAt: null }]);
    registerFor(one.later(day), { id: step?.id ?? "", code: "MORTGAGE", actor: "GUARANTEE_COMPANY" });
    expect(one.state.clocks.pauses).toMatchObject([{ resumedAt: one.now }]);
  });

  test("who ends their part while the clocks stand still is in time, however late it has become", () => {
    const one = at("REVIEW");
    one
      .must(people.bankOfficer, "DEFECT_POST", { kind: "MISSING", note: "缺少材料" })
      .later(day)
      .must(people.bankOfficer, "NOTICE_SEND");
    // The guarantee company's two days are long over.
    one.later(9 * day);
    recordChecks(
      one,
      (code) => one.state.review.checks.find((check) => check.code === code)?.owner !== "GUARANTEE_COMPANY",
    );
    expect(ended(one, "REVIEW", "party-guarantor")).toMatchObject({ onTime: true, usedMinutes: 420 });
  });

  test("for a notice lasts fifteen days at most, and comes once for each notice", () => {
    const one = at("REVIEW");
    one
      .must(people.bankOfficer, "DEFECT_POST", { kind: "MISSING", note: "缺少材料" })
      .later(day)
      .must(people.bankOfficer, "NOTICE_SEND");
    one.later(20 * day).must(people.reviewer, "INQUIRY_POST", { toPartyId: "party-bank", question: "已催告？" });
    expect(one.state.clocks.pauses).toMatchObject([{ resumedAt: "2026-03-18T15:59:59.999Z" }]);
    expect(running(one, "STAGE")?.runningSince).toBe("2026-03-18T15:59:59.999Z");
    const again = { kind: "INCOMPLETE", note: "缺页", justification: "补充" };
    one.must(people.bankOfficer, "DEFECT_POST", again).must(people.bankOfficer, "NOTICE_SEND");
    expect(one.state.clocks.pauses).toHaveLength(2);
    expect(running(one, "STAGE")?.runningSince).toBeNull();
  });

  test("a clock that starts while others stand still, stands still; it runs from its own start", () => {
    const one = at("REVIEW");
    attachAllFor(one, "APPROVAL");
    recordChecks(one, (code) => code === "LOAN_QUOTA");
    pause(one, "FORCE_MAJEURE", { resumeOn: "2026-03-04" });
    const idCard = one.state.papers.documents.find(({ kind }) => kind === "ID_CARD");
    const newer = { kind: "ID_CARD", documentId: idCard?.id, version: 2, way: "UPLOAD" };
    one.later(hour).must(officerOf.BANK, "DOCUMENT_ATTACH", newer);
    expect(running(one, "PARTY", "party-bank")).toMatchObject({ runningSince: null, stoppedAt: one.now });
    one.later(3 * day).must(people.reviewer, "INQUIRY_POST", { toPartyId: "party-bank", question: "进展？" });
    expect(running(one, "PARTY", "party-bank")?.runningSince).toBe("2026-03-03T15:59:59.999Z");
  });

  test("has a named reason of its stage, its evidence, and an end that policy allows", () => {
    const tried = (stage: Stage, reasonCode: string, kind: string, more: object = {}) => {
      const one = at(stage);
      const evidenceDocumentId = attach(one, people.bankOfficer, kind);
      return one.refused(people.bankOfficer, "CLOCK_PAUSE", { reasonCode, evidenceDocumentId, ...more });
    };
    const friday = { resumeOn: "2026-03-06" };
    expect(tried("REVIEW", "JUDICIAL", "OFFICIAL_LETTER", friday)).toEqual([]);
    expect(tried("REVIEW", "AT_REGISTRY", "REGISTRY_RECEIPT")).toEqual(["EVIDENCE_REQUIRED", "UNKNOWN_CODE"]);
    expect(tried("REVIEW", "WAITING_FOR_APPLICANT", "OFFICIAL_LETTER")).toEqual(["UNKNOWN_CODE"]);
    expect(tried("SECURITY", "AT_REGISTRY", "OFFICIAL_LETTER")).toEqual(["EVIDENCE_REQUIRED"]);
    expect(tried("SIGNING", "SIGNERS_AWAY", "OFFICIAL_LETTER", { ...friday, evidenceDocumentId: "else" })).toEqual([
      "EVIDENCE_REQUIRED",
    ]);
    const letter = (more: object) => tried("SIGNING", "SIGNERS_AWAY", "OFFICIAL_LETTER", more);
    expect(letter({ resumeOn: "2026-03-02" })).toEqual(["IN_THE_PAST"]);
    expect(letter({ resumeOn: "2026-04-02" })).toEqual(["PAUSE_TOO_LONG"]);
    expect(letter({ resumeOn: "2026-04-01" })).toEqual([]);
  });

  test.each([
    ["JUDICIAL", "REVIEW", "OFFICIAL_LETTER"],
    ["SIGNERS_AWAY", "SIGNING", "OFFICIAL_LETTER"],
    ["FORCE_MAJEURE", "REVIEW", "PUBLIC_ANNOUNCEMENT"],
    ["FUNDS_QUEUE", "DISBURSEMENT", "FUNDS_PLAN"],
  ] as const)(
    "for %s is proved by its own kind of document alone, and ends on a named day",
    (reasonCode, stage, kind) => {
      const one = at(stage);
      const ask = (evidenceDocumentId: string, resumeOn?: string) =>
        one.give(people.reviewer, "CLOCK_PAUSE", { reasonCode, evidenceDocumentId, resumeOn }).refusals;
      const other = attach(one, people.reviewer, "SUPPORTING_EVIDENCE");
      const unproven = ask(other, "2026-03-06");
      expect(unproven).toMatchObject([{ code: "EVIDENCE_REQUIRED", field: ["evidenceDocumentId"] }]);
      const proof = attach(one, people.reviewer, kind);
      expect(ask(other, "2026-03-06")).toEqual(unproven);
      if (reasonCode !== "FUNDS_QUEUE") {
        expect(ask(proof)).toMatchObject([{ code: "RESUME_DAY_REQUIRED", field: ["resumeOn"] }]);
      }
      expect(ask(proof, "2026-03-06")).toEqual([]);
    },
  );

  test("is one at a time", () => {
    const one = at("REVIEW");
    expect(one.refused(people.bankOfficer, "CLOCK_RESUME")).toEqual(["NOT_PAUSED"]);
    pause(one);
    expect(pause(one)).toEqual(["ALREADY_PAUSED", "NO_CLOCK"]);
  });
});

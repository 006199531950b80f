/** What a case counts for its partners, in each of its turns. */
import { loanCaseAggregate, type CaseState } from "../../casework/index.js";
import { dayOf } from "../../kernel/index.js";
import { caseFacts } from "./caseFacts.js";

const bank = "bank";
const guarantor = "guarantor";
const zone = "Asia/Shanghai";
const blank = loanCaseAggregate.initial("case");

/** A case of a bank and a guarantee company with the given slices. */
function caseWith(slices: Partial<CaseState>, lifecycle: Partial<CaseState["lifecycle"]> = {}): CaseState {
  const parties = { bankId: bank, guaranteeCompanyId: guarantor };
  return { ...blank, ...slices, lifecycle: { ...blank.lifecycle, ...parties, ...lifecycle } };
}

const clock = (
  id: string,
  more: Partial<CaseState["clocks"]["clocks"][number]>,
): CaseState["clocks"]["clocks"][number] => ({
  ...{ id, kind: "PARTY", stage: "REVIEW", partyId: bank, startedAt: "2026-03-02T01:00:00.000Z", limitWorkingDays: 5 },
  ...{ limitDays: null, dueAt: "2026-03-09T09:00:00.000Z", provisional: false, usedMinutes: 0, runningSince: null },
  ...{ step: null, subjectId: null, waitingPartyId: null, limitWorkingHours: null, unitId: null },
  ...{ calendar: "", resumed: null, missedAt: null },
  ...{ stoppedAt: null, endedAt: null, onTime: null, cutOff: false },
  ...more,
});

const check = (ownerPartyId: string, recordedAt: string | null) =>
  ({
    ownerPartyId,
    recordedAt,
    result: recordedAt ? "PASSED" : "OPEN",
    sparedParties: [] as never[],
  }) as unknown as CaseState["review"]["checks"][number];

const payment = (amountFen: number, status: "PAID" | "FAILED") =>
  ({ amountFen, status }) as CaseState["payment"]["payments"][number];

const visit = (counted: boolean, voided = false) => ({ counted, voided }) as CaseState["trips"]["visits"][number];

const said = (state: CaseState) =>
  caseFacts(state).map(({ indicator, partnerId, occurredAt, countsAt = occurredAt, value }) =>
    [indicator, partnerId, dayOf(countsAt, zone), value].join(" "),
  );

test("a case that has only begun counts for nobody", () => {
  expect(said(caseWith({}))).toEqual([]);
});

test("what is paid out counts for both partners by its day in the center's zone, and its trips for the bank", () => {
  const payments = [payment(100, "FAILED"), payment(70, "PAID"), payment(30, "PAID")];
  const paid = caseWith({
    payment: { payments, paidAt: "2026-03-31T16:00:00.000Z" },
    trips: { ...blank.trips, budget: 1, visits: [visit(true), visit(false), visit(true, true)] },
  });
  expect(said(paid)).toEqual([
    "VOLUME bank 2026-04-01 100",
    "VOLUME guarantor 2026-04-01 100",
    "ZERO_TRIP bank 2026-04-01 1",
  ]);
  const more = { ...paid, trips: { ...paid.trips, visits: [visit(true), visit(true)] } };
  expect(said(more).at(-1)).toBe("ZERO_TRIP bank 2026-04-01 0");
});

test("money not wholly paid, or taken back by a correction, counts not yet", () => {
  expect(said(caseWith({ payment: { payments: [payment(70, "PAID")], paidAt: null } }))).toEqual([]);
});

test("each step of a partner counts when it ends: in time or not, and its net working minutes", () => {
  const endedAt = "2026-03-04T02:00:00.000Z";
  const clocks = [
    clock("a", { endedAt, usedMinutes: 90, onTime: true }),
    clock("b", { endedAt, usedMinutes: 3000, onTime: false, partyId: guarantor }),
    clock("open", {}),
    clock("joint", { kind: "STAGE", partyId: null, endedAt, onTime: true }),
    clock("center", { partyId: "center", endedAt, onTime: true }),
  ];
  expect(
    said(caseWith({ clocks: { clocks, pauses: [], held: { segments: [], workedMs: 0 }, escalations: [] } })),
  ).toEqual([
    "ON_TIME bank 2026-03-04 1",
    "HANDLING_TIME bank 2026-03-04 5400000",
    "ON_TIME guarantor 2026-03-04 0",
    "HANDLING_TIME guarantor 2026-03-04 180000000",
  ]);
});

test("a step that was cut off by a return, or by the applicant's leaving, is nobody's doing", () => {
  const clocks = [
    clock("a", { endedAt: "2026-03-03T02:00:00.000Z", onTime: true }),
    clock("b", { endedAt: "2026-03-04T02:00:00.000Z", onTime: true, cutOff: true }),
  ];
  const left = caseWith({ clocks: { clocks, pauses: [], held: { segments: [], workedMs: 0 }, escalations: [] } });
  expect(said(left)).toEqual(["ON_TIME bank 2026-03-03 1", "HANDLING_TIME bank 2026-03-03 0"]);
});

describe("first pass", () => {
  const [first, last] = ["2026-03-03T02:00:00.000Z", "2026-03-05T02:00:00.000Z"];
  const checks = [check(bank, first), check(bank, last), check(guarantor, null), check("center", first)];

  test("counts for a partner when the last of its own checks is recorded", () => {
    expect(said(caseWith({ review: { checks } }))).toEqual(["FIRST_PASS bank 2026-03-05 1"]);
  });

  test("is lost by a notice to the applicant, or by a return that counts", () => {
    const noticed = { ...blank.notices, notices: [{ id: "n" } as CaseState["notices"]["notices"][number]] };
    expect(said(caseWith({ review: { checks }, notices: noticed }))).toEqual(["FIRST_PASS bank 2026-03-05 0"]);
    expect(said(caseWith({ review: { checks } }, { countedReturns: 1, returns: 1 }))).toEqual([
      "FIRST_PASS bank 2026-03-05 0",
    ]);
    expect(said(caseWith({ review: { checks } }, { countedReturns: 0, returns: 1 }))).toEqual([
      "FIRST_PASS bank 2026-03-05 1",
    ]);
  });
});

test("a return counts for whoever had to do something again, whether or not its reason counts against first-pass", () => {
  const at = "2026-03-05T02:00:00.000Z";
  const by = (partyId: string) => [{ partyId, memberId: null }];
  const sentBack = [
    { entryId: "e", at, counts: true, again: by(guarantor) },
    { entryId: "f", at, counts: false, again: by(bank) },
    { entryId: "g", at, counts: true, again: by("center") },
  ];
  const counted = said(caseWith({}, { sentBack }));
  expect(counted.filter((one) => one.startsWith("RETURNS"))).toEqual([
    "RETURNS guarantor 2026-03-05 1",
    "RETURNS bank 2026-03-05 0",
  ]);
});

test("each time that the applicant came counts for whom it was; nothing that was only asked for or taken back", () => {
  const made = { at: "2026-03-05T02:00:00.000Z", partyId: bank, byId: "officer" };
  const visits = [
    { id: "1", made, implied: null, counted: true, voided: false },
    { id: "2", made: null, implied: { ...made, partyId: guarantor }, counted: false, voided: false },
    { id: "3", made: null, implied: null, counted: true, voided: false },
    { id: "4", made, implied: null, counted: true, voided: true },
  ] as unknown as CaseState["trips"]["visits"];
  expect(said(caseWith({ trips: { ...blank.trips, visits } }))).toEqual([
    "TRIPS bank 2026-03-05 1",
    "TRIPS guarantor 2026-03-05 0",
  ]);
});

test("a registration is counted on the day it is due: in time, late, open; not where it was cut off before", () => {
  const [due, done, late] = ["2026-03-09T09:00:00.000Z", "2026-03-05T02:00:00.000Z", "2026-03-10T02:00:00.000Z"];
  const securing = (id: string, more: Parameters<typeof clock>[1]) =>
    clock(id, { stage: "SECURITY", partyId: guarantor, dueAt: due, ...more });
  const counted = (more: Parameters<typeof clock>[1]) =>
    said(
      caseWith({
        clocks: { clocks: [securing("a", more)], pauses: [], held: { segments: [], workedMs: 0 }, escalations: [] },
      }),
    ).filter((one) => one.startsWith("REGISTRATION"));
  expect(counted({ endedAt: done, onTime: true })).toEqual(["REGISTRATION_ON_TIME guarantor 2026-03-09 1"]);
  expect(counted({ endedAt: late, onTime: false })).toEqual(["REGISTRATION_ON_TIME guarantor 2026-03-09 0"]);
  expect(counted({})).toEqual(["REGISTRATION_ON_TIME guarantor 2026-03-09 2"]);
  expect(counted({ endedAt: done, onTime: true, cutOff: true })).toEqual([]);
  expect(counted({ endedAt: late, onTime: false, cutOff: true })).toEqual([
    "REGISTRATION_ON_TIME guarantor 2026-03-09 0",
  ]);
});

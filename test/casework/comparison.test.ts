/** The two ways of review as measured: cases with acts at known times, read back from both databases and the API. */
import { readComparison, type Comparison } from "../../src/casework/index.js";
import { caseSight } from "../../src/casework/sight.js";
import { monday } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { people } from "./support/people.js";
import { groundOn, plant, type Ground } from "./support/planted.js";
import { foldedFrom, PureCase } from "./support/pure.js";
import { rowsOfCase } from "../../src/casework/case.js";
import { tableOf } from "../../src/platform/index.js";
import { advanceTo, attachAllFor, officerOf, propose } from "./support/way.js";
import type { Institution } from "../../src/policy/index.js";

/** The owner's open checks whose turn it is. */
function checks(one: PureCase, owner: Institution): void {
  for (const check of one.state.review.checks.filter((each) => each.owner === owner && each.result === "OPEN"))
    one.must(officerOf[owner], "CHECK_RECORD", { checkId: check.id, result: "PASSED" });
}

/** Accepted on Monday at 09:30 with all its papers. Office hours are 9 to 12 and 13:30 to 17:30. */
function accepted(product: string): PureCase {
  const one = advanceTo(PureCase.open({ product }), "ACCEPTANCE");
  for (const stage of ["ACCEPTANCE", "APPROVAL", "SIGNING"] as const) attachAllFor(one, stage);
  return one.must(people.bankOfficer, "LOAN_CASE_ACCEPT");
}

function decide(one: PureCase): PureCase {
  propose(one);
  return one.must(people.approver, "DECISION_CONFIRM");
}

/** Bank 60 minutes, guarantee company 120, center 210 at the same time; 60 more for the decision: 270 in all. */
function joint(): PureCase {
  const one = accepted("FUND");
  checks(one.later(60), "BANK");
  checks(one.later(60), "GUARANTEE_COMPANY");
  checks(one.later(180), "CENTER");
  return decide(one.later(60));
}

/** Bank to 10:30, guarantee company to 11:30, center to 14:30 (90 working minutes), decided at 15:30: 270 one by one. */
function serial(): PureCase {
  const one = accepted("FUND_SERIAL");
  checks(one.later(60), "BANK");
  checks(one.later(60), "GUARANTEE_COMPANY");
  checks(one.later(180), "CENTER");
  return decide(one.later(60));
}

/**
 * Center done at 10:30; at 15:00, when the pre-look is over, a notice goes out and the clocks stand still until Tuesday
 * 09:00; a second one, of what could have been seen, at 09:30, answered at 10:00; bank and guarantee company at 11:00.
 */
function noticed(): PureCase {
  const one = accepted("FUND");
  const send = () => one.must(people.bankOfficer, "NOTICE_SEND");
  const answer = () => {
    const defect = one.state.notices.defects.at(-1);
    one.must(people.bankOfficer, "NOTICE_ANSWER", { noticeId: defect?.noticeId, answers: [{ defectId: defect?.id }] });
  };
  checks(one.later(60), "CENTER");
  one.must(people.guaranteeOfficer, "DEFECT_POST", { kind: "ILLEGIBLE", note: "看不清" }).later(270);
  send().later(18 * 60);
  answer();
  one.must(people.bankOfficer, "DEFECT_POST", { kind: "INCOMPLETE", note: "缺页", justification: "漏看" }).later(30);
  send().later(30);
  answer();
  one.must(people.bankOfficer, "VISIT_RECORD", { reasonCode: "EXPLAIN", place: "WINDOW" }).later(60);
  checks(one, "BANK");
  checks(one, "GUARANTEE_COMPANY");
  return decide(one);
}

const shown = ({ modes }: Comparison, mode: string) => {
  const { parties = [], ...figures } = modes.find((one) => one.mode === mode) ?? {};
  return { ...figures, minutes: Object.fromEntries(parties.map((party) => [party.kind, party.totalMinutes])) };
};

const figuresAtHome = (ground: Ground, period: string, more: { product?: string; bank?: boolean } = {}) =>
  readComparison(
    { sql: ground.services.journal.database.read, policies: ground.services.policies },
    { period, product: more.product ?? null },
    more.bank ? caseSight(people.otherBankOfficer) : "ALL",
  ) as Promise<Comparison>;

onEachDatabase((fresh) => {
  test("joint beside serial over a period, by the day of the decision, each partner its own", async () => {
    const { database } = await fresh();
    const ground = groundOn(database, monday);
    for (const one of [joint(), serial(), noticed(), accepted("FUND")]) await plant(ground, one);
    const found = await figuresAtHome(ground, "2026-03");
    // 270 minutes, and 150 + 240 on Monday and 120 on Tuesday: 510.
    expect(shown(found, "JOINT")).toMatchObject({
      ...{ cases: 2, elapsedMeanMinutes: 390, elapsedMedianMinutes: 390, duplicatesDone: 0 },
      ...{ noticesPerCase: 1, missedDefects: 1, tripsPerCase: 0.5, returnsPerCase: 0 },
      // Monday 09:30 to 15:00 (240), Tuesday 09:00 to 09:30 (30) and 10:00 to 11:00 (60); in between the applicant (180).
      minutes: { BANK: 60 + 330, GUARANTEE_COMPANY: 120 + 330, CENTER: 270 + 60, APPLICANT: 150 + 30 },
    });
    expect(shown(found, "SERIAL")).toMatchObject({
      ...{ cases: 1, elapsedMeanMinutes: 270, elapsedMedianMinutes: 270, duplicatesAvoided: 0 },
      minutes: { BANK: 60, GUARANTEE_COMPANY: 60, CENTER: 150, APPLICANT: 0 },
    });
    const spared = found.modes.find(({ mode }) => mode === "JOINT")?.duplicatesAvoided;
    const repeated = found.modes.find(({ mode }) => mode === "SERIAL")?.duplicatesDone;
    // What serial review did twice is what each joint case was spared.
    expect(spared).toBe(2 * (repeated ?? 0));
    expect(repeated).toBeGreaterThan(5);

    expect(shown(await figuresAtHome(ground, "2026-02"), "JOINT")).toMatchObject({ cases: 0, noticesPerCase: null });
    expect(shown(await figuresAtHome(ground, "2026", { product: "FUND_SERIAL" }), "JOINT")).toMatchObject({ cases: 0 });
    expect(shown(await figuresAtHome(ground, "2026", { bank: true }), "JOINT")).toMatchObject({ cases: 0 });
  });
});

test("a decision set aside is measured no more, and the next one from the acceptance on", () => {
  const one = joint();
  const rowOf = () => new Map(rowsOf(one)).get("review_outcome");
  const first = rowOf();
  one.later(30).must(people.reviewer, "LOAN_CASE_RETURN", { reasonCode: "TERMS_CHANGED" });
  expect(rowOf()).toBeUndefined();
  decide(one.later(30));
  expect(rowOf()).toMatchObject({ acceptedAt: (first as { acceptedAt: string }).acceptedAt, decidedAt: one.now });
});

test("spans follow each other without a gap from acceptance on, whatever happened", () => {
  const one = noticed();
  const { spans } = foldedFrom(one.id, one.entries).comparison;
  expect(spans[0]?.from).toBe(one.state.lifecycle.acceptedAt);
  spans.slice(1).forEach(({ from }, at) => expect(from).toBe(spans[at]?.to));
});

function rowsOf(one: PureCase): [string, object][] {
  return rowsOfCase(one.state).map(({ table, row }) => [tableOf(table).name, row]);
}

/** The one notice: posted by all, sent once, answered item by item; what could have been seen before is judged by party. */
import { people } from "./support/people.js";
import { PureCase, rowsByKey } from "./support/pure.js";
import { advanceTo, attach, attachAllFor, recordChecks } from "./support/way.js";
import type { Viewer } from "../../src/parties/index.js";
import type { Stage } from "../../src/policy/index.js";

const hour = 60;
const at = (stage: Stage, product = "FUND") => advanceTo(PureCase.open({ product }), stage);
const post = (one: PureCase, viewer: Viewer, more: object = {}) =>
  one.must(viewer, "DEFECT_POST", { kind: "ILLEGIBLE", note: "看不清", ...more });
const others = [people.guaranteeOfficer, people.reviewer];
const nothingFurther = (one: PureCase) => others.forEach((viewer) => one.must(viewer, "NOTHING_FURTHER"));
const send = (one: PureCase) => one.must(people.bankOfficer, "NOTICE_SEND");
const itemOf = (one: PureCase, document: string) => one.state.papers.items.find((item) => item.document === document);

/** Sent at once, answered whole. */
function noticed(one: PureCase): PureCase {
  post(one, people.bankOfficer);
  nothingFurther(one);
  send(one);
  return answer(one);
}

function answer(one: PureCase, atMost = Infinity): PureCase {
  const noticeId = one.state.notices.notices.find(({ answeredAt }) => answeredAt === null)?.id;
  const open = one.state.notices.defects.filter((defect) => defect.noticeId === noticeId && !defect.answeredAt);
  const answers = open.slice(0, atMost).map(({ id }) => ({ defectId: id, note: "已补正" }));
  return one.must(people.bankOfficer, "NOTICE_ANSWER", { noticeId, answers });
}

describe("before acceptance all parties look", () => {
  test("a notice waits until each has said that it has nothing further, or four working hours have passed", () => {
    const one = at("ACCEPTANCE");
    post(one, people.bankOfficer);
    expect(one.refused(people.bankOfficer, "NOTICE_SEND")).toEqual(["PRE_LOOK_OPEN"]);
    one.must(people.guaranteeOfficer, "NOTHING_FURTHER");
    expect(one.refused(people.bankOfficer, "NOTICE_SEND")).toEqual(["PRE_LOOK_OPEN"]);
    const later = one.copy().later(6 * hour);
    one.must(people.reviewer, "NOTHING_FURTHER");
    expect(one.refused(people.bankOfficer, "NOTICE_SEND")).toEqual([]);
    // Monday 09:30 and four working hours: 15:00, past the lunch break.
    expect(later.refused(people.bankOfficer, "NOTICE_SEND")).toEqual([]);
    expect(
      at("ACCEPTANCE")
        .later(5 * hour)
        .refused(people.bankOfficer, "NOTICE_SEND"),
    ).toEqual(["NO_DEFECTS", "PRE_LOOK_OPEN"]);
  });

  test("who posts another defect has something further again", () => {
    const one = at("ACCEPTANCE");
    nothingFurther(one);
    post(one, people.guaranteeOfficer);
    expect(one.refused(people.bankOfficer, "NOTICE_SEND")).toEqual(["PRE_LOOK_OPEN"]);
  });

  test("who has looked at all its checks has nothing further", () => {
    const one = at("ACCEPTANCE");
    post(one, people.bankOfficer);
    one.must(people.reviewer, "NOTHING_FURTHER");
    for (const { id } of one.state.review.checks.filter(({ owner }) => owner === "GUARANTEE_COMPANY")) {
      expect(one.refused(people.bankOfficer, "NOTICE_SEND")).toEqual(["PRE_LOOK_OPEN"]);
      one.must(people.guaranteeOfficer, "CHECK_RECORD", { checkId: id, result: "LOOKED_AT" });
    }
    expect(one.refused(people.bankOfficer, "NOTICE_SEND")).toEqual([]);
  });

  test("what was said before acceptance is not said of the review", () => {
    const one = at("ACCEPTANCE");
    nothingFurther(one);
    advanceTo(one, "REVIEW");
    post(one, people.bankOfficer);
    expect(one.refused(people.bankOfficer, "NOTICE_SEND")).toEqual(["PRE_LOOK_OPEN"]);
    // Whoever has recorded all its checks is not waited for.
    recordChecks(one, (code) => code === "CREDIT");
    expect(one.refused(people.bankOfficer, "NOTICE_SEND")).toEqual([]);
  });

  test("in serial review only whose turn it is is waited for, and nobody looks before their turn", () => {
    const one = at("ACCEPTANCE", "FUND_SERIAL");
    post(one, people.bankOfficer);
    expect(one.copy().refused(people.bankOfficer, "NOTICE_SEND")).toEqual([]);
    const check = one.state.review.checks.find(({ owner }) => owner === "CENTER");
    const look = { checkId: check?.id, result: "LOOKED_AT" };
    expect(one.refused(people.reviewer, "CHECK_RECORD", look)).toEqual(["NOT_YOUR_TURN"]);
  });
});

describe("one notice", () => {
  test("merges what all parties posted, and nothing is drafted any more", () => {
    const one = at("ACCEPTANCE");
    [people.bankOfficer, ...others].forEach((viewer) => post(one, viewer));
    expect(one.later(24 * hour).refused(people.bankOfficer, "LOAN_CASE_ACCEPT")).toContain("DEFECTS_NOT_SENT");
    send(one);
    const { notices, defects } = one.state.notices;
    expect(notices).toHaveLength(1);
    expect(defects.map(({ noticeId }) => noticeId)).toEqual(defects.map(() => notices[0]?.id));
    expect(new Set(defects.map(({ partyId }) => partyId)).size).toBe(3);
    expect(one.refused(people.bankOfficer, "NOTICE_SEND")).toContain("NO_DEFECTS");
  });

  test("is sent by the bank, or by the center's desk where that opened the case; by nobody else", () => {
    const one = at("REVIEW").later(24 * hour);
    post(one, people.reviewer);
    expect(one.refused(people.reviewer, "NOTICE_SEND")).toEqual(["NOT_ALLOWED"]);
    expect(one.refused(people.guaranteeOfficer, "NOTICE_SEND")).toEqual(["NOT_ALLOWED"]);
    const desks = PureCase.open({ opener: people.reviewer });
    desks.must(people.otherReviewer, "LOAN_CASE_SUBMIT", { content: null, knownPeople: [] });
    post(desks, people.reviewer);
    desks.later(24 * hour);
    expect(desks.copy().refused(people.reviewer, "NOTICE_SEND")).toEqual([]);
    expect(desks.copy().refused(people.bankOfficer, "NOTICE_SEND")).toEqual([]);
  });

  test("pauses the clocks by itself and lies over the stage: the applicant holds the case as well", () => {
    const one = at("REVIEW");
    post(one, people.bankOfficer);
    one.later(24 * hour);
    send(one);
    expect(one.stage).toBe("REVIEW");
    const rows = [...rowsByKey(one.state)].filter(([key]) => key.startsWith("case_holder/")).map(([, row]) => row);
    expect(rows).toEqual(expect.arrayContaining([expect.objectContaining({ kind: "APPLICANT", since: one.now })]));
    const standing = one.state.clocks.clocks.filter(({ endedAt, runningSince }) => !endedAt && runningSince === null);
    expect(standing.map(({ kind }) => kind)).not.toContain("STATUTORY");
    expect(standing.length).toBeGreaterThan(1);
    expect(one.refused(people.bankOfficer, "CLOCK_RESUME")).toEqual(["RESUMES_ON_ANSWER"]);
  });

  test("is answered item by item; with the last answer the clocks run on, and the case may go on", () => {
    const one = at("ACCEPTANCE");
    post(one, people.bankOfficer);
    post(one, people.guaranteeOfficer);
    nothingFurther(one);
    send(one);
    attachAllFor(one, "ACCEPTANCE");
    answer(one.later(24 * hour), 1);
    expect(one.state.notices.notices).toMatchObject([{ answeredAt: null, version: 2 }]);
    expect(one.refused(people.bankOfficer, "LOAN_CASE_ACCEPT")).toEqual(["NOTICE_UNANSWERED"]);
    expect(one.state.clocks.pauses).toMatchObject([{ resumedAt: null }]);
    answer(one.later(24 * hour));
    expect(one.state.notices.notices).toMatchObject([{ answeredAt: one.now, version: 3 }]);
    expect(one.state.clocks.pauses).toMatchObject([{ resumedAt: one.now }]);
    expect(one.refused(people.bankOfficer, "LOAN_CASE_ACCEPT")).toEqual([]);
  });

  test("an answer names open points of that notice, each once", () => {
    const one = noticed(at("ACCEPTANCE"));
    post(one, people.bankOfficer, { justification: "补正后发现" });
    send(one.later(24 * hour));
    const [first, second] = one.state.notices.defects;
    const noticeId = one.state.notices.notices[1]?.id;
    const tried = (...ids: (string | undefined)[]) =>
      one.refused(people.bankOfficer, "NOTICE_ANSWER", { noticeId, answers: ids.map((defectId) => ({ defectId })) });
    expect(tried()).toEqual(["NOTHING_ANSWERED"]);
    expect(tried(first?.id)).toEqual(["NOT_FOUND"]);
    expect(tried(second?.id, second?.id)).toEqual(["NOT_FOUND"]);
    expect(tried(second?.id)).toEqual([]);
    expect(tried(second?.id)).toContain("ALREADY_ANSWERED");
  });

  test("two open notices: the clocks stand until both are answered", () => {
    const one = at("REVIEW");
    post(one, people.bankOfficer);
    send(one.later(24 * hour));
    post(one, people.reviewer, { justification: "补充核查" });
    send(one.later(24 * hour));
    answer(one.later(hour));
    expect(one.state.clocks.pauses.filter(({ resumedAt }) => resumedAt === null)).toHaveLength(1);
    answer(one.later(hour));
    expect(one.state.clocks.pauses.filter(({ resumedAt }) => resumedAt === null)).toHaveLength(0);
    expect(one.state.clocks.clocks.filter(({ endedAt, runningSince }) => !endedAt && !runningSince)).toEqual([]);
  });

  test("an unanswered notice holds the case in review, however many checks are done", () => {
    const one = at("REVIEW");
    attachAllFor(one, "APPROVAL");
    post(one, people.bankOfficer);
    send(one.later(24 * hour));
    recordChecks(one);
    expect(one.stage).toBe("REVIEW");
    expect(answer(one).stage).toBe("APPROVAL");
  });
});

describe("what could have been told before", () => {
  const seen = (one: PureCase, viewer: Viewer, about: object) => {
    const codes = one.refused(viewer, "DEFECT_POST", { kind: "ILLEGIBLE", note: "看不清", ...about });
    expect([[], ["JUSTIFICATION_REQUIRED"]]).toContainEqual(codes);
    return codes.length > 0;
  };
  const after = (document: string) => {
    const one = at("ACCEPTANCE");
    const documentId = attach(one, people.bankOfficer, document, { itemId: itemOf(one, document)?.id });
    noticed(one.later(hour));
    return { one: one.later(hour), documentId, about: { itemId: itemOf(one, document)?.id } };
  };

  test("needs a justification, and counts against the party either way", () => {
    const { one, about } = after("ID_CARD");
    expect(seen(one, people.bankOfficer, about)).toBe(true);
    post(one, people.bankOfficer, { ...about, justification: "  有新的疑点" });
    expect(one.state.notices.defects.at(-1)).toMatchObject({ couldHaveBeenSeen: true });
    expect(one.refused(people.bankOfficer, "DEFECT_POST", { kind: "EXPIRED", ...about, justification: " " })).toEqual([
      "JUSTIFICATION_REQUIRED",
    ]);
  });

  test("before the first notice nothing could", () => {
    const one = at("ACCEPTANCE");
    post(one, people.bankOfficer);
    expect(one.state.notices.defects).toMatchObject([{ couldHaveBeenSeen: false }]);
  });

  test("not where a newer version came after the notice", () => {
    const { one, about, documentId } = after("ID_CARD");
    one.must(people.bankOfficer, "DOCUMENT_ATTACH", { kind: "ID_CARD", documentId, version: 2, way: "UPLOAD" });
    expect(seen(one.later(hour), people.bankOfficer, about)).toBe(false);
  });

  test("what was missing could be seen as missing, and what came later not", () => {
    const one = noticed(at("ACCEPTANCE").later(hour));
    const about = { itemId: itemOf(one, "HOUSEHOLD_REGISTER")?.id };
    expect(seen(one.copy(), people.bankOfficer, about)).toBe(true);
    attach(one.later(hour), people.bankOfficer, "HOUSEHOLD_REGISTER", about);
    expect(seen(one.later(hour), people.bankOfficer, about)).toBe(false);
  });

  test("judged by party: whoever may not see the kind could not have seen what is wrong with it", () => {
    const { one, about } = after("INCOME_PROOF");
    expect(seen(one.copy(), people.bankOfficer, about)).toBe(true);
    expect(seen(one.copy(), people.guaranteeOfficer, about)).toBe(false);
  });

  test("by what a check rests on; one that rests on no document could be made from the start", () => {
    const { one, documentId } = after("PURCHASE_CONTRACT");
    const about = (code: string) => ({ checkId: one.state.review.checks.find((check) => check.code === code)?.id });
    expect(seen(one.copy(), people.guaranteeOfficer, about("PROPERTY_CLEAR"))).toBe(true);
    expect(seen(one.copy(), people.guaranteeOfficer, about("GUARANTEE_CAPACITY"))).toBe(true);
    const newer = { kind: "PURCHASE_CONTRACT", documentId, version: 2, way: "UPLOAD" };
    one.must(people.bankOfficer, "DOCUMENT_ATTACH", newer);
    expect(seen(one.later(hour), people.guaranteeOfficer, about("PROPERTY_CLEAR"))).toBe(false);
  });
});

test("a defect is of a kind that policy knows, about an item and a check of this case", () => {
  const one = at("REVIEW");
  const other = at("REVIEW");
  const input = { kind: "UGLY", itemId: other.state.papers.items[0]?.id, checkId: other.state.review.checks[0]?.id };
  expect(one.refused(people.reviewer, "DEFECT_POST", input)).toEqual(["NOT_FOUND", "UNKNOWN_CODE"]);
});

test("a defect says what it is about: an item, a check, or words; what only words can say, in words", () => {
  const one = at("REVIEW");
  const [itemId, checkId] = [one.state.papers.items[0]?.id, one.state.review.checks[0]?.id];
  const refused = (input: object) => one.copy().refused(people.reviewer, "DEFECT_POST", input);
  expect(refused({ kind: "ILLEGIBLE" })).toEqual(["DEFECT_OF_NOTHING"]);
  expect(refused({ kind: "UGLY" })).toEqual(["DEFECT_OF_NOTHING", "UNKNOWN_CODE"]);
  for (const about of [{ itemId }, { checkId }, { note: "第三页" }]) {
    expect(refused({ kind: "ILLEGIBLE", ...about })).toEqual([]);
  }
  for (const kind of ["INCONSISTENT", "EXPLANATION_NEEDED"]) {
    expect(refused({ kind, itemId })).toEqual(["NOTE_REQUIRED"]);
    expect(refused({ kind, note: "地址与合同不一致" })).toEqual([]);
  }
});

/** Every pair of stage and act of the domain's table: what is allowed is accepted, all else is refused and writes nothing. */
import { caseCommands } from "../../src/casework/index.js";
import type { Stage } from "../../src/policy/index.js";
import { fitting } from "./support/fitting.js";
import { ends, stagesOfTable, table, type ActRow, type TableStage } from "./support/domainTable.js";
import { PureCase } from "./support/pure.js";
import { advanceTo, attach, attachAllFor, order, propose } from "./support/way.js";
import { people } from "./support/people.js";

/** A case with a past: a notice answered, an inquiry, a visit; one day may be asked to come. */
function withAPast(): PureCase {
  const one = PureCase.open();
  one.must(people.supervisor, "VISIT_EXCEPTION_GRANT", { note: "特批" });
  return one;
}

function noticed(one: PureCase): PureCase {
  one.must(people.guaranteeOfficer, "DEFECT_POST", { kind: "ILLEGIBLE", note: "看不清" }).later(24 * 60);
  one.must(people.bankOfficer, "NOTICE_SEND");
  const noticeId = one.state.notices.notices[0]?.id;
  const answers = [{ defectId: one.state.notices.defects[0]?.id }];
  return one.must(people.bankOfficer, "NOTICE_ANSWER", { noticeId, answers });
}

const standing = new Map<Stage, PureCase>();
const course = withAPast();
for (const stage of stagesOfTable) {
  advanceTo(course, stage);
  if (stage === "ACCEPTANCE") noticed(course);
  standing.set(stage, course.copy());
}
standing.set("SETTLED", settled());
standing.set("REFUSED", refused());
standing.set("WITHDRAWN", withdrawn());
standing.set("LAPSED", lapsed());

function settled(): PureCase {
  const one = at("SERVICING");
  // No act of this table leads there yet: the state is put there by hand.
  one.state = { ...one.state, lifecycle: { ...one.state.lifecycle, stage: "SETTLED" } };
  return one;
}

function refused(): PureCase {
  const one = at("APPROVAL");
  propose(one, { outcome: "REFUSE", reasonCode: "CREDIT_NOT_SUFFICIENT" });
  return one.must(people.approver, "DECISION_CONFIRM");
}

function withdrawn(): PureCase {
  return at("DISBURSEMENT").must(people.bankOfficer, "LOAN_CASE_WITHDRAW", { reasonCode: "PURCHASE_CANCELLED" });
}

function lapsed(): PureCase {
  return at("SIGNING")
    .later(100 * 24 * 60)
    .must(people.reviewer, "LOAN_CASE_LAPSE");
}

function at(stage: Stage): PureCase {
  const found = standing.get(stage);
  if (!found) throw new Error(`No case stands in ${stage}`);
  return found.copy();
}

/** Gives the act by the right person with an input that fits. */
function give(row: ActRow, one: PureCase) {
  const viewer = people[row.who];
  const { policy, time } = one.context(viewer);
  const subject = row.subject?.(one) ?? "no-such-thing";
  const input = fitting[row.act]?.({ state: one.state, viewer, policy, subject, today: time.today }) ?? {};
  return one.give(viewer, row.act, input);
}

describe.each(stagesOfTable)("in %s", (stage) => {
  const rows = table.filter(({ allowed }) => allowed.includes(stage));

  test.each(rows.filter(({ empty }) => !empty?.[stage]).map((row) => [row.act, row] as const))(
    "%s is accepted",
    (_act, row) => {
      const one = at(stage);
      row.first?.(one);
      const before = one.entries.length;
      expect(give(row, one)).toMatchObject({ ok: true, refusals: [] });
      expect(one.entries.length).toBeGreaterThan(before);
      expect(one.stage).toBe(row.leads?.[stage] ?? stage);
    },
  );

  const empty = rows.filter((row) => row.empty?.[stage]);
  if (empty.length > 0) {
    test.each(empty.map((row) => [row.act, row.empty?.[stage], row] as const))(
      "%s finds nothing to be done to (%j)",
      (_act, codes, row) => {
        const one = at(stage);
        row.first?.(one);
        const told = give(row, one).codes;
        expect(told).toEqual(expect.arrayContaining(codes as string[]));
        expect(told).not.toContain("WRONG_STAGE");
      },
    );
  }
});

describe.each([...stagesOfTable, ...ends])("in %s", (stage) => {
  const rows = table.filter(({ allowed }) => !allowed.includes(stage as TableStage));

  test.each(rows.map((row) => [row.act, row] as const))("%s is refused, and writes nothing", (_act, row) => {
    const one = at(stage);
    // What has no part in the case yet cannot be named; all else is told that the stage is wrong, and, beside that, only
    // what is wrong with the input at its field.
    const nameable = row.subject === undefined || row.subject(one) !== undefined;
    const before = { state: one.state, entries: one.entries.length, kept: one.kept.size };
    const answer = give(row, one);
    const inGeneral = answer.refusals.filter(({ field }) => field === undefined).map(({ code }) => code);
    if (nameable) expect(inGeneral).toEqual(["WRONG_STAGE"]);
    else expect(answer.codes).toEqual(["NOT_FOUND"]);
    expect({ state: one.state, entries: one.entries.length, kept: one.kept.size }).toEqual(before);
  });
});

test("the last check leads to approval, the last signature to security", () => {
  expect(advanceTo(at("REVIEW"), "APPROVAL").entries.at(-1)?.type).not.toBe("CHECK_RECORDED");
  const one = at("SIGNING");
  attachAllFor(one, "SECURITY");
  const signatures = one.state.signing.signatures ?? [];
  signatures.forEach(({ id, methods }, index) => {
    expect(one.stage).toBe("SIGNING");
    const { written } = one.give(people.bankOfficer, "SIGNATURE_RECORD", { signatureId: id, method: methods[0] });
    expect(written.includes("STAGE_ENTERED")).toBe(index === signatures.length - 1);
  });
  expect(one.stage).toBe("SECURITY");
});

test("before acceptance a check can be looked at, and in review recorded: each only there", () => {
  const row = table.find(({ act }) => act === "CHECK_RECORD") as ActRow;
  const result = (stage: Stage, said: string) => {
    const one = at(stage);
    return one.refused(people.guaranteeOfficer, "CHECK_RECORD", { checkId: row.subject?.(one), result: said });
  };
  expect(result("ACCEPTANCE", "PASSED")).toEqual(["PRE_LOOK_ONLY"]);
  expect(result("REVIEW", "LOOKED_AT")).toEqual(["PRE_LOOK_OVER"]);
});

test("after pay-out nobody withdraws, and with money under way neither", () => {
  const one = at("DISBURSEMENT");
  order(one);
  expect(one.refused(people.bankOfficer, "LOAN_CASE_WITHDRAW", { reasonCode: "NO_LONGER_NEEDED" })).toEqual([
    "PAYMENT_UNDER_WAY",
  ]);
});

/** Acts that the program has beside the table; each is a detail of one that is in it. */
const beside = {
  UNWINDING_TASK_DONE: "what a withdrawal leaves to undo",
  DOCUMENT_VERIFY: "the word of the party that the checklist names",
  DOCUMENT_DETACH: "what was attached to the wrong case",
  LOAN_CASE_LAPSE: "an approval not signed in time",
  VISIT_EXCEPTION_GRANT: "the center's exception to the trip budget",
  DECISION_CONFIRM_MANY: "confirming, where nothing is out of the ordinary",
  ESCALATION_ACKNOWLEDGE: "a manager sees to what is late",
  OWNER_REASSIGN: "a transfer by the manager's order",
  UNIT_REASSIGN: "to another unit of the bank",
  BANK_REASSIGN: "to another bank, by the center",
  RATING_TICKET: "the code for the applicant's rating",
  RATING_RECORD: "the rating, taken down for the applicant",
  RATING_CORRECT: "setting a rating right",
  CORRECTION_REFUSE: "the second person's other word",
  PAYMENT_SEND: "a payment is sent before it is paid",
  PAYEE_VERIFY: "payees are verified",
  COMMERCIAL_PART_DECIDE: "one part failing holds the other",
};

test("the program knows the acts of the table and those named here, and no others", () => {
  const known = caseCommands.map(({ action }) => action).sort();
  expect([...table.map(({ act }) => act), ...Object.keys(beside)].sort()).toEqual(known);
});

test.each([
  ["LOAN_CASE_LAPSE", "reviewer", ["SIGNING"]],
  ["UNWINDING_TASK_DONE", "bankOfficer", ["WITHDRAWN"]],
  ["PAYMENT_SEND", "bankOfficer", ["DISBURSEMENT"]],
] as const)("%s belongs to its stage only", (act, who, stages) => {
  for (const stage of [...stagesOfTable, ...ends]) {
    const one = at(stage);
    if (act === "PAYMENT_SEND" && stage === "DISBURSEMENT") order(one);
    const subject =
      one.state.lifecycle.tasks.find(({ actor }) => actor === "BANK")?.id ?? one.state.payment.payments.at(-1)?.id;
    const { policy, time } = one.later(100 * 24 * 60).context(people[who]);
    const input = fitting[act]?.({
      state: one.state,
      viewer: people[who],
      policy,
      subject: subject ?? "-",
      today: time.today,
    });
    const { ok, codes } = one.give(people[who], act, input);
    const inPlace = (stages as readonly string[]).includes(stage);
    expect([stage, ok]).toEqual([stage, inPlace]);
    if (!inPlace) expect(codes.some((code) => code === "WRONG_STAGE" || code === "NOT_FOUND")).toBe(true);
  }
});

test("a paper is attached at every stage and by every party of the case", () => {
  for (const stage of stagesOfTable.slice(1)) {
    for (const who of [people.bankOfficer, people.guaranteeOfficer, people.reviewer]) {
      expect(attach(at(stage), who, "SUPPORTING_EVIDENCE")).toHaveLength(36);
    }
  }
});

/** The table of acts through the journal, on both databases: what is refused changes nothing, what is accepted is in the rows. */
import { availableActions, caseCommands, loanCaseAggregate, resumeOverduePauses } from "../../src/casework/index.js";
import { blockers, standing } from "../../src/casework/command.js";
import { systemActor } from "../../src/journal/index.js";
import type { Stage } from "../../src/policy/index.js";
import { monday } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { impliedRows, storedRows } from "../support/tableContents.js";
import { contentsOf } from "../support/wholeDatabase.js";
import { ends, stagesOfTable, table, type TableStage } from "./support/domainTable.js";
import { fitting } from "./support/fitting.js";
import { people } from "./support/people.js";
import { codesOf, giveTo, groundOn, plant, stateOf, type Ground } from "./support/planted.js";
import { PureCase } from "./support/pure.js";
import { advanceTo, attach, propose } from "./support/way.js";

function inMemory(stage: Stage): PureCase {
  const one = PureCase.open();
  if (stage === "REFUSED") {
    propose(advanceTo(one, "APPROVAL"), { outcome: "REFUSE", reasonCode: "CREDIT_NOT_SUFFICIENT" });
    return one.must(people.approver, "DECISION_CONFIRM");
  }
  if (stage === "LAPSED") {
    return advanceTo(one, "SIGNING")
      .later(100 * 24 * 60)
      .must(people.reviewer, "LOAN_CASE_LAPSE");
  }
  if (stage === "WITHDRAWN") {
    return advanceTo(one, "SECURITY").must(people.bankOfficer, "LOAN_CASE_WITHDRAW", { reasonCode: "APPLY_AGAIN" });
  }
  return advanceTo(one, stage);
}

/** The same case in memory, as the journal has it now. */
async function seen(ground: Ground, caseId: string): Promise<PureCase> {
  const one = new PureCase(caseId);
  return Object.assign(one, { state: await stateOf(ground, caseId), now: ground.clock.now });
}

const inputFor = (one: PureCase, act: string, who: keyof typeof people, subject?: string) => {
  const { policy, time } = one.context(people[who]);
  const setting = {
    state: one.state,
    viewer: people[who],
    policy,
    subject: subject ?? "no-such-thing",
    today: time.today,
  };
  return fitting[act]?.(setting) ?? {};
};

onEachDatabase((fresh) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = groundOn((await fresh()).database, monday);
  });

  test.each([...stagesOfTable, ...ends.filter((stage) => stage !== "SETTLED")])(
    "in %s every act of another stage is refused, and the whole database is as before",
    async (stage) => {
      const caseId = await plant(ground, inMemory(stage));
      const one = await seen(ground, caseId);
      const before = await contentsOf(ground.services.journal.database);
      for (const row of table.filter(({ allowed }) => !allowed.includes(stage as TableStage))) {
        const subject = row.subject?.(one);
        const outcome = await giveTo(
          ground,
          caseId,
          people[row.who],
          row.act,
          inputFor(one, row.act, row.who, subject),
        );
        const nameable = row.subject === undefined || subject !== undefined;
        // What is wrong with the input as well is told beside it.
        const expected = nameable ? expect.arrayContaining(["WRONG_STAGE"]) : ["NOT_FOUND"];
        expect([row.act, codesOf(outcome)]).toEqual([row.act, expected]);
      }
      expect(await contentsOf(ground.services.journal.database)).toEqual(before);
    },
  );

  test.each(["ACCEPTANCE", "APPROVAL", "SECURITY"] as const)(
    "in %s what a client is told to be able to do is what the commands' own guards say",
    async (stage) => {
      const one = inMemory(stage);
      const caseId = await plant(ground, one);
      const state = await stateOf(ground, caseId);
      for (const viewer of [people.bankOfficer, people.guaranteeOfficer, people.reviewer, people.auditor]) {
        const told = await availableActions(ground.services, viewer, state);
        const known = await seen(ground, caseId);
        // No company has stated its net assets here.
        known.guaranteeLimitFen = 0;
        const wanted = caseCommands.flatMap((spec) =>
          (spec.subjects?.(state).map(({ id }) => id) ?? [null])
            .filter((subject) => standing(spec, state, viewer, subject ?? "") === null)
            .map((subject) => {
              const blockedBy = blockers(spec, state, known.context(viewer), subject ?? "");
              return { action: spec.action, subject, blockedBy };
            }),
        );
        expect(told).toEqual(wanted);
        expect(told.length > 0).toBe(viewer !== people.auditor);
      }
    },
  );

  test("pauses that have lasted their time end in cases that nobody touches, once, by the program itself", async () => {
    const own = groundOn((await fresh()).database, monday);
    const pausedCases = await Promise.all(
      [0, 1].map(async () => {
        const one = inMemory("SIGNING");
        const evidenceDocumentId = attach(one, people.bankOfficer, "OFFICIAL_LETTER");
        const input = { reasonCode: "SIGNERS_AWAY", evidenceDocumentId, resumeOn: "2026-03-05" };
        return plant(own, one.must(people.bankOfficer, "CLOCK_PAUSE", input));
      }),
    );
    expect(await resumeOverduePauses(own.services)).toBe(0);
    own.clock.now = "2026-03-06T02:00:00.000Z";
    expect(await resumeOverduePauses(own.services)).toBe(2);
    expect(await resumeOverduePauses(own.services)).toBe(0);
    for (const caseId of pausedCases) {
      const { clocks } = await stateOf(own, caseId);
      expect(clocks.pauses).toMatchObject([{ resumedAt: "2026-03-04T15:59:59.999Z" }]);
      const [last] = await own.services.journal.database.read.all<{ type: string; actorId: string }>(
        "SELECT type, actorId FROM journal_entry WHERE streamId = ? ORDER BY seq DESC LIMIT 1",
        [caseId],
      );
      // Ended, and marked as the time from which the bank holds it again.
      expect(last).toMatchObject({ type: "HOLDERS_CHANGED", actorId: systemActor.memberId });
    }
  });

  test("the rows of a planted case are what its entries say", async () => {
    const caseId = await plant(ground, inMemory("SERVICING"));
    const state = await stateOf(ground, caseId);
    const stored = await storedRows(ground.services.journal.database.read, loanCaseAggregate.tables, caseId);
    expect(stored).toEqual(impliedRows(loanCaseAggregate.rowsOf(state)));
  });
});

/** Random cases through the journal: the stored rows are what a second, independent reader makes of the entries. */
import { LoanCase } from "../../src/casework/index.js";
import { Clock, Holder } from "../../src/casework/clocks/rows.js";
import { ReviewOutcome } from "../../src/casework/comparison/rows.js";
import { Payment } from "../../src/casework/payment/rows.js";
import { selectRow, selectRows, type Sql } from "../../src/platform/index.js";
import { monday } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { officeMinutes } from "./support/officeMinutes.js";
import { inHandOf } from "./support/inHand.js";
import { readCase, saidOf, type Told } from "./support/oracle.js";
import { caseAt, chosen, inputOf, type Step } from "./support/play.js";
import { giveTo, groundOn, plant, stateOf, type Ground } from "./support/planted.js";
import { PureCase } from "./support/pure.js";
import { numbers } from "./support/wild.js";

const casesOfEach = 20;
const stepsOfCase = 14;

/** What the tables say of the same. */
async function storedCase(sql: Sql, caseId: string): Promise<Told> {
  const row = (await selectRow(sql, LoanCase, "id = ?", [caseId])) as LoanCase;
  const holders = await selectRows(sql, Holder, "caseId = ?", [caseId]);
  const clocks = await selectRows(sql, Clock, "caseId = ? AND runningSince IS NULL", [caseId]);
  const paid = await selectRows(sql, Payment, "caseId = ? AND status = 'PAID'", [caseId]);
  const { stage, version, returnCount, tripsSpent, amountApprovedFen } = row;
  return {
    ...{ stage, version, returnCount, tripsSpent, amountApprovedFen },
    paidFen: paid.reduce((sum, { amountFen }) => sum + amountFen, 0),
    holders: holders.map(({ partyId }) => partyId ?? "applicant").sort(),
    usedMinutes: Object.fromEntries(clocks.map(({ id, usedMinutes }) => [id, usedMinutes])),
  };
}

/** Milliseconds from acceptance to the decision by kind of hand, as the comparison's row has it. */
function inHand(outcome: ReviewOutcome | null): Record<string, number> | null {
  if (!outcome) return null;
  const took: Record<string, number> = {};
  for (const { from, to, hands } of outcome.spans) {
    for (const hand of hands) took[hand] = (took[hand] ?? 0) + Date.parse(to) - Date.parse(from);
  }
  return took;
}

/** A course of acts by whoever may, mostly with inputs that fit; what is refused changes nothing. */
async function course(ground: Ground, caseId: string, seed: number): Promise<number> {
  const next = numbers(seed);
  let accepted = 0;
  for (let at = 0; at < stepsOfCase; at += 1) {
    const minutes = [0, 45, 300, 1440, 2 * 1440][next() % 5] ?? 0;
    ground.clock.now = new Date(Date.parse(ground.clock.now) + minutes * 60_000).toISOString();
    const known = Object.assign(new PureCase(caseId), { state: await stateOf(ground, caseId), now: ground.clock.now });
    const step: Step = {
      act: next() * 6 + 1,
      viewer: 1 + (next() % 900),
      subject: next() % 900,
      wild: null,
      minutes: 0,
    };
    const move = chosen(known, step);
    const outcome = await giveTo(ground, caseId, move.viewer, move.spec.action, inputOf(known, move, step));
    accepted += outcome.ok ? 1 : 0;
  }
  return accepted;
}

onEachDatabase((fresh) => {
  test(`${casesOfEach} random cases are told alike by the tables and by the entries`, async () => {
    const { database } = await fresh();
    let accepted = 0;
    const stages = new Set<string>();
    for (let at = 0; at < casesOfEach; at += 1) {
      const ground = groundOn(database, monday);
      const caseId = await plant(ground, caseAt(at, 1 + (at % 7)).freshId());
      accepted += await course(ground, caseId, 1_000 + at * 7_919);
      const told = await readCase(database.read, caseId);
      expect(await storedCase(database.read, caseId)).toEqual(told);
      const outcome = await selectRow(database.read, ReviewOutcome, "id = ?", [caseId]);
      expect(inHand(outcome)).toEqual(inHandOf(await saidOf(database.read, caseId)));
      stages.add(told.stage);
    }
    // Random is not idle: most of what was tried was done, and the cases stand in many places.
    expect(accepted).toBeGreaterThan((casesOfEach * stepsOfCase) / 2);
    expect(stages.size).toBeGreaterThan(4);
  });
});

test("the second reader counts office time by itself", () => {
  expect(officeMinutes("2026-03-02T01:30:00.000Z", "2026-03-02T09:30:00.000Z")).toBe(390);
  expect(officeMinutes("2026-04-03T09:00:00.000Z", "2026-04-07T01:30:30.000Z")).toBe(60);
  expect(officeMinutes("2026-05-08T09:30:00.000Z", "2026-05-11T00:00:00.000Z")).toBe(420);
});

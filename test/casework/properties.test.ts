/** No sequence of acts, by whomever and with whatever input, leaves the table or breaks what always holds. */
import fc from "fast-check";
import { evolveCase } from "../../src/casework/case.js";
import { blockers, decideCommand, standing } from "../../src/casework/command.js";
import { holders } from "../../src/casework/holders.js";
import { caseCommands, caseSight, type CaseState } from "../../src/casework/index.js";
import { loanCaseRow } from "../../src/casework/lifecycle/rows.js";
import type { CaseEntry } from "../../src/casework/entries.js";
import { inSight } from "../../src/kernel/index.js";
import { isEnded, type Stage } from "../../src/policy/index.js";
import { caseAt, courses, inputFor, take, viewers } from "./support/play.js";
import { foldedFrom, rowsByKey, type PureCase } from "./support/pure.js";
import { wild } from "./support/wild.js";

/** Where the domain's table leads from each stage; falls after a correction are told apart by their reason. */
const edges: Readonly<Record<string, readonly Stage[]>> = {
  APPLICATION: ["ACCEPTANCE", "WITHDRAWN"],
  ACCEPTANCE: ["REVIEW", "REFUSED", "WITHDRAWN"],
  REVIEW: ["APPROVAL", "WITHDRAWN"],
  APPROVAL: ["SIGNING", "REFUSED", "REVIEW", "WITHDRAWN"],
  SIGNING: ["SECURITY", "APPROVAL", "LAPSED", "WITHDRAWN"],
  SECURITY: ["DISBURSEMENT", "SIGNING", "WITHDRAWN"],
  DISBURSEMENT: ["SERVICING", "SECURITY", "WITHDRAWN"],
  SERVICING: [],
};
const order = Object.keys(edges);

function expectOnTable(from: Stage, to: Stage, entry: CaseEntry): void {
  if (from === to) return;
  const fell = entry.type === "RETURNED" && entry.body.reasonCode === "CORRECTION";
  if (fell) expect(order.indexOf(to)).toBeLessThan(order.indexOf(from));
  else expect({ from, to, allowed: edges[from]?.includes(to) }).toEqual({ from, to, allowed: true });
}

const sum = (list: readonly { readonly amountFen: number }[]) => list.reduce((total, one) => total + one.amountFen, 0);

/** What holds of every state that acts can reach. */
function expectSound(state: CaseState): void {
  const { lifecycle, payment, decision, clocks, notices, trips } = state;
  const out = payment.payments.filter(({ status }) => status !== "FAILED" && status !== "RETURNED");
  expect(sum(out)).toBeLessThanOrEqual(decision.approved?.amountFen ?? 0);
  for (const { id, amountFen } of lifecycle.content.payees) {
    expect(sum(out.filter(({ payeeId }) => payeeId === id))).toBeLessThanOrEqual(amountFen);
  }
  expect(clocks.pauses.filter(({ resumedAt }) => resumedAt === null).length).toBeLessThanOrEqual(1);
  for (const clock of clocks.clocks) {
    expect(clock.usedMinutes).toBeGreaterThanOrEqual(0);
    expect(clock.endedAt !== null && clock.runningSince !== null).toBe(false);
    if (isEnded(lifecycle.stage)) expect(clock.endedAt).not.toBeNull();
  }
  for (const { id, answeredAt } of notices.notices) {
    const open = notices.defects.some((one) => one.noticeId === id && !one.answeredAt && !one.voided);
    expect(answeredAt === null).toBe(open);
  }
  // Somebody's move it is until pay-out, and nobody's after the end.
  const held = holders(state).length > 0;
  expect(held).toBe(!isEnded(lifecycle.stage) && lifecycle.stage !== "SERVICING");
  for (const visit of trips.visits) expect(visit.voided && visit.counted).toBe(false);
  expect(decision.proposals.filter(({ status }) => status === "PROPOSED").length).toBeLessThanOrEqual(1);
}

const runs = { numRuns: 60 };

test("whatever is tried, a case stays on the table, its entries count up, and its rows are named once", () => {
  fc.assert(
    fc.property(courses(45), ({ start, kind, steps }) => {
      const one = caseAt(kind, start);
      for (const step of steps) {
        const before = { state: one.state, entries: one.entries.length };
        const { answer, viewer, act } = take(one, step);
        if (!answer.ok) expect(one.state).toBe(before.state);
        let { state } = before;
        for (const entry of one.entries.slice(before.entries)) {
          const after = evolveCase(state, entry);
          expect(after.version).toBe(state.version + 1);
          expectOnTable(state.lifecycle.stage, after.lifecycle.stage, entry);
          state = after;
        }
        // Everybody's work is nobody's act in particular.
        const blind = act !== "WORK" && !inSight(caseSight(viewer), loanCaseRow(before.state));
        if (blind) expect(answer.codes).toEqual(["NOT_FOUND"]);
        rowsByKey(one.state);
        expectSound(one.state);
      }
      expect(one.state.version).toBe(one.entries.length);
      expect(foldedFrom(one.id, one.entries)).toEqual(one.state);
    }),
    runs,
  );
});

/** Acts and their subjects, a few of each, that a viewer is told of. */
function offered(one: PureCase, viewer: (typeof viewers)[number], seed: number) {
  const context = one.context(viewer);
  return caseCommands.flatMap((spec) => {
    const all = spec.subjects ? spec.subjects(one.state).map(({ id }) => id) : [""];
    const some = all.length <= 3 ? all : [0, 1, 2].map((at) => all[(seed + at * 7) % all.length] ?? "");
    return [...new Set(some)]
      .filter((subject) => standing(spec, one.state, viewer, subject) === null)
      .map((subject) => ({ spec, subject, context, blocked: blockers(spec, one.state, context, subject) }));
  });
}

test("nothing in the way means that some input is accepted; something in the way, that every input is refused so", () => {
  fc.assert(
    fc.property(courses(25), fc.nat(), ({ start, kind, steps }, seed) => {
      const one = caseAt(kind, start);
      steps.forEach((step) => take(one, step));
      for (const viewer of viewers) {
        for (const { spec, subject, context, blocked } of offered(one, viewer, seed)) {
          const fits = inputFor(one, viewer, spec.action, subject);
          const decided = decideCommand(spec, one.state, fits, context);
          if (blocked.length === 0) {
            expect([spec.action, "refusals" in decided ? decided.refusals : []]).toEqual([spec.action, []]);
            continue;
          }
          for (const input of [fits, wild(fits, one.state, seed)]) {
            // The input must still be about the same thing.
            if (spec.subjectOf && spec.subjectOf(input) !== subject) continue;
            const answer = decideCommand(spec, one.state, input, context);
            const told = "refusals" in answer ? answer.refusals.map(({ code }) => code) : [];
            expect(told).toEqual(expect.arrayContaining(blocked.map(({ code }) => code)));
          }
        }
      }
    }),
    { numRuns: 25 },
  );
});

test("who does not see a case gets NOT_FOUND and nothing else, whatever they try", () => {
  fc.assert(
    fc.property(fc.nat(4), fc.nat(7), fc.nat(), (kind, start, seed) => {
      const one = caseAt(kind, start);
      for (const viewer of viewers.filter((other) => !inSight(caseSight(other), loanCaseRow(one.state)))) {
        for (const { action, subjects } of caseCommands) {
          const subject = subjects?.(one.state)[0]?.id ?? "";
          const fits = inputFor(one, viewer, action, subject);
          expect(one.refused(viewer, action, fits)).toEqual(["NOT_FOUND"]);
          expect(one.refused(viewer, action, wild(fits, one.state, seed))).toEqual(["NOT_FOUND"]);
        }
      }
    }),
    { numRuns: 25 },
  );
});

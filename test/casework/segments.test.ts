/** Every working minute of a case goes to one set of holders or to one pause; together they are the whole, exactly. */
import fc from "fast-check";
import { applicantHolder, minutesBetween, openSegment, type SegmentState } from "../../src/casework/clocks/held.js";
import { usedMinutes } from "../../src/casework/clocks/settle.js";
import { holders, waitsForApplicant } from "../../src/casework/holders.js";
import { isEnded } from "../../src/policy/index.js";
import { inventedContent } from "./support/content.js";
import { people } from "./support/people.js";
import { caseAt, courses, take } from "./support/play.js";
import { foldedFrom, PureCase } from "./support/pure.js";
import { advanceTo, attach, attachAllFor, recordChecks } from "./support/way.js";

const day = 24 * 60;

/** Minutes of each segment, the one that runs up to now. */
function minutesOf(one: PureCase): (SegmentState & { minutes: number })[] {
  const { time } = one.context(people.auditor);
  return one.state.clocks.held.segments.map((segment) => {
    const after = segment.workedMsAfter ?? segment.workedMsBefore + time.workingMs(segment.from, one.now);
    return { ...segment, minutes: minutesBetween(segment.workedMsBefore, after) };
  });
}

const sum = (list: readonly { readonly minutes: number }[]) => list.reduce((total, { minutes }) => total + minutes, 0);

/** By a second count: the stretches between submission and the end, or pay-out, one by one. */
function elapsed(one: PureCase): number {
  const { time } = one.context(people.auditor);
  let [total, since] = [0, null as string | null];
  for (const { type, body, occurredAt } of one.entries) {
    const stage = type === "STAGE_ENTERED" ? (body as { stage: string }).stage : type;
    if (type === "SUBMITTED" || type === "RETURNED") since ??= occurredAt;
    if (["SERVICING", "REFUSED", "WITHDRAWN", "LAPSED"].includes(stage) && since !== null) {
      total += time.workingMinutes(since, occurredAt);
      since = null;
    }
  }
  return total + (since === null ? 0 : time.workingMinutes(since, one.now));
}

test("over random courses they add up to all the working time, and each stands where the one before it ended", () => {
  let segments = 0;
  fc.assert(
    fc.property(courses(30), fc.constantFrom(0, 37, 2 * day), ({ start, kind, steps }, more) => {
      const one = caseAt(kind, start);
      steps.forEach((step) => take(one, step));
      one.later(more);
      const list = minutesOf(one);
      expect(sum(list)).toBe(elapsed(one));
      list.forEach(({ place, from, to, workedMsBefore, holders: who, stage }, at) => {
        expect(place).toBe(at + 1);
        expect(who.length).toBeGreaterThan(0);
        expect([...who].sort()).toEqual(who);
        const next = list[at + 1];
        expect(to === null).toBe(at === list.length - 1 && openSegment(one.state.clocks.held) !== undefined);
        // Only where the case had left everybody's hands is there a gap.
        if (next && to !== next.from) expect(one.entries.some(({ type }) => type === "RETURNED")).toBe(true);
        if (next)
          expect(next.workedMsBefore).toBe(workedMsBefore + one.context(people.auditor).time.workingMs(from, to ?? ""));
        expect(["APPLICATION", "SERVICING"]).not.toContain(stage);
      });
      segments += list.length;
      expect(foldedFrom(one.id, one.entries).clocks).toEqual(one.state.clocks);
    }),
    { numRuns: 60 },
  );
  expect(segments).toBeGreaterThan(60);
});

test("they agree with the clocks: a stage's joint one, and each party's own in it", () => {
  fc.assert(
    fc.property(courses(30), ({ start, kind, steps }) => {
      const one = caseAt(kind, start);
      // A course by itself stops between minutes: pauses end at midnight, in nobody's office hours.
      steps.forEach((step) => take(one, step));
      const running = minutesOf(one).filter(({ pauseId }) => pauseId === null);
      const context = one.context(people.auditor);
      const used = (kindOf: string, partyId: string | null, stage: string) =>
        one.state.clocks.clocks
          .filter((clock) => clock.kind === kindOf && clock.partyId === partyId && clock.stage === stage)
          .reduce((total, clock) => total + usedMinutes(clock, one.now, context), 0);
      for (const stage of ["ACCEPTANCE", "REVIEW", "SIGNING", "SECURITY", "DISBURSEMENT"]) {
        const inStage = running.filter((segment) => segment.stage === stage);
        expect([stage, sum(inStage)]).toEqual([stage, used("STAGE", null, stage)]);
        for (const party of ["party-bank", "party-guarantor", "party-center"]) {
          const theirs = inStage.filter(({ holders: who }) => who.includes(party));
          expect([stage, party, sum(theirs)]).toEqual([stage, party, used("PARTY", party, stage)]);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test("the segment that runs says who holds the case now", () => {
  fc.assert(
    fc.property(courses(20), ({ start, kind, steps }) => {
      const one = caseAt(kind, start);
      steps.forEach((step) => take(one, step));
      const open = openSegment(one.state.clocks.held);
      const parties = holders(one.state).map(({ partyId }) => partyId);
      const applicant = waitsForApplicant(one.state) ? [applicantHolder] : [];
      const held = one.state.lifecycle.submittedAt !== null && parties.length > 0;
      expect(open?.holders ?? null).toEqual(held ? [...parties, ...applicant].sort() : null);
      if (isEnded(one.stage)) expect(open).toBeUndefined();
    }),
    { numRuns: 30 },
  );
});

test("a notice: the time until its answer is the pause's, and after its longest time the applicant's too", () => {
  const one = advanceTo(PureCase.open({ content: inventedContent() }), "REVIEW");
  one
    .must(people.bankOfficer, "DEFECT_POST", { kind: "MISSING", note: "缺少材料" })
    .later(day)
    .must(people.bankOfficer, "NOTICE_SEND");
  one.later(20 * day).must(people.reviewer, "INQUIRY_POST", { toPartyId: "party-bank", question: "已催告？" });
  const last = minutesOf(one).slice(-3);
  const all = ["party-bank", "party-center", "party-guarantor"];
  expect(last).toMatchObject([
    { holders: all, pauseId: null, minutes: 420 },
    {
      holders: [applicantHolder, ...all].sort(),
      pauseId: one.state.clocks.pauses[0]?.id,
      to: "2026-03-18T15:59:59.999Z",
    },
    { holders: [applicantHolder, ...all].sort(), pauseId: null, from: "2026-03-18T15:59:59.999Z" },
  ]);
});

test("who finished early holds it no more: their time stands, the others' goes on", () => {
  const one = advanceTo(PureCase.open({ content: inventedContent() }), "REVIEW").later(120);
  recordChecks(one, (code) => one.state.review.checks.find((check) => check.code === code)?.owner !== "BANK");
  attachAllFor(one, "APPROVAL");
  recordChecks(one.later(2 * day));
  const inReview = minutesOf(one).filter(({ stage }) => stage === "REVIEW");
  expect(inReview.map(({ holders: who, minutes }) => [who.length, minutes])).toEqual([
    [3, 120],
    [2, 840],
  ]);
  expect(inReview[1]?.holders).not.toContain("party-bank");
});

test("a pause by hand that is over when somebody resumes it ended when it was to", () => {
  const one = advanceTo(PureCase.open({ content: inventedContent() }), "SIGNING");
  const evidenceDocumentId = attach(one, people.bankOfficer, "OFFICIAL_LETTER");
  one.must(people.bankOfficer, "CLOCK_PAUSE", {
    reasonCode: "SIGNERS_AWAY",
    evidenceDocumentId,
    resumeOn: "2026-03-05",
  });
  one.later(7 * day).must(people.bankOfficer, "CLOCK_RESUME");
  const [pause, after] = minutesOf(one).slice(-2);
  expect(pause).toMatchObject({ to: "2026-03-04T15:59:59.999Z" });
  expect(after).toMatchObject({ from: "2026-03-04T15:59:59.999Z", pauseId: null, minutes: 2 * 420 + 30 });
});

/** The marks at which a case's working time goes over from one set of holders to another, or to a pause. */
import type { NewEntry } from "../../journal/index.js";
import type { Stage } from "../../policy/index.js";
import type { CaseContext } from "../context.js";
import { entry } from "../entries.js";
import { holders, waitsForApplicant } from "../holders.js";
import type { CaseState } from "../state.js";
import { applicantHolder, openSegment, type SegmentState } from "./held.js";

/** Who holds a submitted case until it is paid out or ends; null before and after. */
function holdersNow(state: CaseState): readonly string[] | null {
  if (state.lifecycle.submittedAt === null) return null;
  const parties = holders(state).map(({ partyId }) => partyId);
  if (parties.length === 0) return null;
  return [...parties, ...(waitsForApplicant(state) ? [applicantHolder] : [])].sort();
}

/** Marks where the holders change, or a pause begins or ends; a pause that ended earlier is marked at its own end. */
export function settleHeld(state: CaseState, { now, time }: CaseContext): readonly NewEntry[] {
  const { held, pauses } = state.clocks;
  const stage = state.lifecycle.stage;
  const calendar = time.calendarId;
  const open = openSegment(held);
  const pauseId = pauses.find(({ resumedAt }) => resumedAt === null)?.id ?? null;
  const endOfPause = open?.pauseId ? pauses.find(({ id }) => id === open.pauseId)?.resumedAt : null;
  const marks: NewEntry[] = [];
  let [from, worked, before] = [open?.from ?? now, held.workedMs, open];
  const mark = (at: string, who: readonly string[] | null, paused: string | null, where: Stage) => {
    worked += before ? time.workingMs(from, at) : 0;
    marks.push(
      entry("HOLDERS_CHANGED", { stage: where, holders: who, pauseId: paused, workedMs: worked, calendar }, at),
    );
    from = at;
    before = who === null ? undefined : ({ stage: where, holders: who, pauseId: paused } as SegmentState);
  };
  if (open && endOfPause && endOfPause < now) {
    mark(endOfPause > open.from ? endOfPause : open.from, open.holders, null, open.stage);
  }
  const wanted = holdersNow(state);
  if (!sameAs(before, wanted, pauseId, stage)) mark(now, wanted, wanted === null ? null : pauseId, stage);
  return marks;
}

const sameAs = (
  segment: Pick<SegmentState, "stage" | "holders" | "pauseId"> | undefined,
  wanted: readonly string[] | null,
  pauseId: string | null,
  stage: Stage,
): boolean => {
  if (!segment || wanted === null) return !segment && wanted === null;
  return segment.stage === stage && segment.pauseId === pauseId && segment.holders.join() === wanted.join();
};

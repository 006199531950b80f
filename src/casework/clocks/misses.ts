/** Misses are written down once each, by whichever act or tick sees them first, and called to somebody's account. */
import type { NewEntry } from "../../journal/index.js";
import type { CaseContext } from "../context.js";
import { entry, type BodyOf } from "../entries.js";
import type { CaseState } from "../state.js";
import { isOverdue, type ClockState } from "./state.js";

/** Every deadline that is over and not written down yet. */
export function settleMisses(state: CaseState, context: CaseContext): NewEntry[] {
  return state.clocks.clocks
    .filter((clock) => clock.missedAt === null && isOverdue(clock, context.now))
    .map((clock) => {
      const { id: clockId, kind, stage, step, partyId, dueAt } = clock;
      const escalation = escalationOf(clock, state, context);
      return entry("DEADLINE_MISSED", { clockId, kind, stage, step, partyId, dueAt, escalation }, dueAt);
    });
}

/** A party's own; what is joint or the law's is the center's; the applicant's is whoever owns the case for them. */
function escalationOf(
  clock: ClockState,
  { lifecycle, ownership }: CaseState,
  { policy, time, newId }: CaseContext,
): BodyOf<"DEADLINE_MISSED">["escalation"] {
  const rule = policy.escalation;
  if (!rule || (clock.step !== null && rule.notForSteps.includes(clock.step))) return null;
  const owner = clock.kind === "STEP" ? ownership.ownerPartyId : lifecycle.centerId;
  const partyId = clock.partyId ?? owner;
  const centerAt =
    partyId === lifecycle.centerId ? null : time.afterWorkingMinutes(clock.dueAt, rule.centerAfterWorkingHours * 60).at;
  return { id: newId(), partyId, centerAt };
}

/** What has lasted long enough to be the center's, and is not done. */
export function settleEscalations(state: CaseState, { now, newId }: CaseContext): NewEntry[] {
  const { escalations, clocks } = state.clocks;
  return escalations
    .filter(({ nextAt, closedAt, clockId }) => {
      const clock = clocks.find(({ id }) => id === clockId);
      return nextAt !== null && nextAt <= now && closedAt === null && clock !== undefined && isOverdue(clock, now);
    })
    .map(({ clockId, dueAt }) =>
      entry("ESCALATED", { escalationId: newId(), clockId, dueAt, partyId: state.lifecycle.centerId }),
    );
}

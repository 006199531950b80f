/** Visits that nobody logged and that something else shows: written by the same command, counted like any other. Pure. */
import type { NewEntry } from "../../journal/index.js";
import { legalInterview, type PolicyVersion } from "../../policy/index.js";
import type { CaseContext } from "../context.js";
import { entry } from "../entries.js";
import type { CaseState } from "../state.js";
import { tripsLeft } from "./budget.js";
import { cameOn, type Presence, type VisitState } from "./state.js";

/** One visit at a time: the next one is looked at when this one stands. */
export function settleTrips(state: CaseState, context: CaseContext): readonly NewEntry[] {
  const { trips } = state;
  const presence = trips.presences.find((one) => !visitOf(trips.visits, one, context));
  if (!presence) return [];
  const asked = trips.visits.find((visit) => openRequest(visit) && visit.asked?.partyId === presence.partyId);
  const byLaw = interviewOf(state, presence, context);
  // A visit that was asked for has spent what it spends.
  const counted = !asked?.counted && !byLaw;
  return [
    entry("VISIT_IMPLIED", {
      visitId: asked?.id ?? context.newId(),
      partyId: presence.partyId,
      because: presence.because,
      sourceId: presence.sourceId,
      reasonCode: byLaw ?? presence.reasonCode,
      legalInterview: byLaw !== null,
      visitedAt: presence.at,
      place: presence.place,
      overBudget: counted && tripsLeft(state) === 0,
    }),
  ];
}

const openRequest = (visit: VisitState): boolean => visit.asked !== null && cameOn(visit) === null;

/** A visit of that day at that party, however it came to be known. */
export const visitOf = (
  visits: readonly VisitState[],
  { partyId, at }: Pick<Presence, "partyId" | "at">,
  { time }: Pick<CaseContext, "time">,
): VisitState | undefined =>
  visits.find((visit) => {
    const came = cameOn(visit);
    return came !== null && came.partyId === partyId && time.dayOf(came.at) === time.dayOf(at);
  });

/** Signing face to face is what the law wants, once: who has to come a second time for it makes a trip. */
function interviewOf({ trips }: CaseState, { because, at }: Presence, { policy }: CaseContext): string | null {
  if (because !== "SIGNATURE") return null;
  const code = interviewAt(policy, trips.stages, at);
  return code && !trips.visits.some((visit) => cameOn(visit)?.reasonCode === code) ? code : null;
}

type Stages = CaseState["trips"]["stages"];

/** The stages that the case stood in at an instant. */
export const stagesAt = (stages: Stages, at: string): string[] =>
  stages.flatMap(({ stage, from }, index) => {
    const until = stages[index + 1]?.from;
    return from <= at && (until === undefined || at <= until) ? [stage] : [];
  });

const interviewAt = (policy: PolicyVersion, stages: Stages, at: string): string | null =>
  policy.trips.legalInterviews.find((one) =>
    stagesAt(stages, at).some((stage) => one.stages.some((own) => own === stage)),
  )?.code ?? null;

/** Whether the law wants the interview at the stage in which the case stood then. */
export const isInterviewAt = (policy: PolicyVersion, stages: Stages, code: string, at: string): boolean =>
  legalInterview(policy, code)?.stages.some((own) => stagesAt(stages, at).some((stage) => stage === own)) ?? false;

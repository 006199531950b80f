/** Reads off a case what counts for the center's own officers: steps in time, checks, proposals. On no partner's card. Pure. */
import type { CaseState } from "../../casework/index.js";
import type { Entry } from "../../journal/index.js";
import { returns, stepsDone, trips } from "../facts/happened.js";
import type { Measured } from "../facts/ledger.js";

const minuteMs = 60_000;

/**
 * ON_TIME and HANDLING_TIME for each step of the center that ended; FIRST_PASS when the last of its checks is recorded;
 * for each proposal that was confirmed or sent back PROPOSAL_PASSED of whoever proposed, and ON_TIME of whoever decided,
 * by the limit that the law sets; SATISFACTION of an owner of the center's; RETURNS to its approval, TRIPS to its desk.
 */
export function centerFacts(state: CaseState): Measured[] {
  const { lifecycle, review, notices, decision } = state;
  const { centerId: partnerId, product, content } = lifecycle;
  const about = { partnerId, caseId: state.id, product, propertyKind: content.property?.kind ?? null };
  const steps = stepsDone(state).flatMap(({ id, partyId, endedAt, usedMinutes, onTime }): Measured[] => {
    if (partyId !== partnerId) return [];
    const step = { ...about, key: id, occurredAt: endedAt };
    return [
      { ...step, indicator: "ON_TIME", value: onTime ? 1 : 0 },
      { ...step, indicator: "HANDLING_TIME", value: usedMinutes * minuteMs },
    ];
  });
  const own = review.checks.filter(({ ownerPartyId }) => ownerPartyId === partnerId);
  const [last] = own
    .flatMap(({ recordedAt, recordedById }) => (recordedAt === null ? [] : [{ recordedAt, recordedById }]))
    .sort((one, other) => (one.recordedAt < other.recordedAt ? 1 : -1));
  const whole = own.length > 0 && own.every(({ recordedAt }) => recordedAt !== null);
  const passed = lifecycle.countedReturns === 0 && notices.notices.length === 0;
  const firstPass: Measured[] =
    whole && last
      ? [
          {
            ...{ ...about, key: `${state.id}/${partnerId}`, indicator: "FIRST_PASS", occurredAt: last.recordedAt },
            ...{ memberId: last.recordedById, value: passed ? 1 : 0 },
          },
        ]
      : [];
  const proposals = decision.proposals.flatMap((proposal): Measured[] => {
    const { id, status, decidedAt, decidedById, proposedById, proposedUnitId } = proposal;
    if (decidedAt === null || (status !== "CONFIRMED" && status !== "RETURNED")) return [];
    const decided = { ...about, occurredAt: decidedAt };
    const value = status === "CONFIRMED" ? 1 : 0;
    const due = lifecycle.decisionDueAt;
    return [
      { ...decided, key: id, indicator: "PROPOSAL_PASSED", memberId: proposedById, unitId: proposedUnitId, value },
      // No clock of the center runs at approval but the law's.
      ...(due === null
        ? []
        : [
            {
              ...decided,
              key: `${id}/decided`,
              indicator: "ON_TIME",
              memberId: decidedById,
              value: decidedAt <= due ? 1 : 0,
            },
          ]),
    ];
  });
  const { ownership, ratings } = state;
  // A case that the center took first is its owner's; partners' owners are rated on their partners' cards.
  const rated: Measured[] =
    ratings.rating && ownership.ownerPartyId === partnerId
      ? [
          {
            ...{ ...about, key: `${state.id}/${partnerId}`, indicator: "SATISFACTION" },
            ...{ occurredAt: ratings.rating.givenAt, value: ratings.rating.score * 100, memberId: ownership.ownerId },
          },
        ]
      : [];
  const sentBack = returns(state)
    .filter(({ partyId }) => partyId === partnerId)
    .map(({ entryId, memberId, at: occurredAt, counts }): Measured => {
      const key = `${entryId}/${partnerId}`;
      return { ...about, key, indicator: "RETURNS", occurredAt, memberId, value: counts ? 1 : 0 };
    });
  const asked = trips(state)
    .filter(({ partyId }) => partyId === partnerId)
    .map(({ id: key, memberId, at: occurredAt, counted }): Measured => {
      return { ...about, key, indicator: "TRIPS", occurredAt, memberId, value: counted ? 1 : 0 };
    });
  return [...steps, ...firstPass, ...proposals, ...rated, ...sentBack, ...asked];
}

const byCenter: readonly string[] = ["DECISION_PROPOSED", "DECISION_CONFIRMED", "DECISION_RETURNED", "FUNDS_ORDERED"];

/** The center's acts that name no party by themselves. */
export const centerOfEntry = ({ type }: Pick<Entry, "type">, { lifecycle }: CaseState): string | null =>
  byCenter.includes(type) ? lifecycle.centerId : null;

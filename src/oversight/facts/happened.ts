/** What happened in a case, whoever it counts for: steps done, returns, trips. Pure. */
import { cameOn, type CaseState } from "../../casework/index.js";

/** A party's clocks that ended because its step was done; not those cut off by a return or by the applicant's leaving. */
export const stepsDone = ({ clocks }: CaseState) =>
  clocks.clocks.flatMap(({ id, kind, partyId, endedAt, usedMinutes, onTime, cutOff }) =>
    kind === "PARTY" && partyId !== null && endedAt !== null && !cutOff
      ? [{ id, partyId, endedAt, usedMinutes, onTime }]
      : [],
  );

/** Each time that the case was sent back, with those who had to do something again: checks, signatures, security. */
export function returns({ lifecycle, review, signing, collateral }: CaseState) {
  const { sentBack, bankId, centerId } = lifecycle;
  return sentBack.map(({ entryId, at, to, counts, reopened }) => {
    const again = ({ id }: { readonly id: string }) => reopened.includes(id);
    const partyIds: Partial<Record<typeof to, readonly string[]>> = {
      REVIEW: review.checks.filter(again).map(({ ownerPartyId }) => ownerPartyId),
      APPROVAL: [centerId],
      // Whoever is no party signs at the bank's.
      SIGNING: (signing.signatures ?? []).filter(again).map(({ partyId }) => partyId ?? bankId),
      SECURITY: (collateral.steps ?? []).filter(again).map(({ actorPartyId }) => actorPartyId),
    };
    return { entryId, at, counts, partyIds: partyIds[to] ?? [] };
  });
}

/** Each time that the applicant came, with whom it was for; interviews of the law and visits at home do not count. */
export const trips = ({ trips: { visits } }: CaseState) =>
  visits.flatMap((visit) => {
    const came = cameOn(visit);
    if (!came || visit.voided) return [];
    const { partyId, byId: memberId, at } = came;
    return [{ id: visit.id, partyId, memberId, at, counted: visit.counted }];
  });

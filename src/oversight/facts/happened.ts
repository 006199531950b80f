/** What happened in a case, whoever it counts for: steps done, returns, trips. Pure. */
import { cameOn, type CaseState } from "../../casework/index.js";

/** A party's clocks that ended because its step was done; not those cut off by a return or by the applicant's leaving. */
export const stepsDone = ({ clocks }: CaseState) =>
  clocks.clocks.flatMap(({ id, kind, partyId, endedAt, usedMinutes, onTime, cutOff }) =>
    kind === "PARTY" && partyId !== null && endedAt !== null && !cutOff
      ? [{ id, partyId, endedAt, usedMinutes, onTime }]
      : [],
  );

/** Each time that a party had to do something again because the case was sent back. */
export const returns = ({ lifecycle }: CaseState) =>
  lifecycle.sentBack.flatMap(({ again, ...back }) => again.map((party) => ({ ...back, ...party })));

/** Each time that the applicant came, with whom it was for; interviews of the law and visits at home do not count. */
export const trips = ({ trips: { visits } }: CaseState) =>
  visits.flatMap((visit) => {
    const came = cameOn(visit);
    if (!came || visit.voided) return [];
    const { partyId, byId: memberId, at } = came;
    return [{ id: visit.id, partyId, memberId, at, counted: visit.counted }];
  });

/** An upheld complaint counts for the partner that it is about, for the unit and the officer where they are known. Pure. */
import type { ComplaintState } from "../../casework/index.js";
import type { Aggregate } from "../../journal/index.js";
import { withFacts, type Measured } from "./ledger.js";

/** COMPLAINTS, by the day of closing; one that is upheld in part counts like one that is upheld. */
export function complaintFacts({ id, about, caseId, rounds }: ComplaintState): Measured[] {
  const last = rounds.at(-1);
  const { partyId, unitId, memberId } = about;
  if (!last?.closedAt || !last.finding || last.finding === "NOT_UPHELD" || !partyId) return [];
  const fact = { key: id, indicator: "COMPLAINTS", partnerId: partyId, occurredAt: last.closedAt, value: 1 };
  return [{ ...fact, caseId, unitId, memberId }];
}

/** The complaint's stream with its fact, dated in the center's zone. */
export const withComplaintFacts = (aggregate: Aggregate<ComplaintState>, zone: string): Aggregate<ComplaintState> =>
  withFacts(aggregate, { factsOf: complaintFacts, zone });

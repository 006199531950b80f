/** Who sees what is between two parties of a case: those two, and the center. */
import type { Sight } from "../kernel/index.js";
import type { Viewer } from "../parties/index.js";

type Asking = Pick<Viewer, "partyKind" | "partyId">;

export const inquirySight = ({ partyKind, partyId }: Asking): Sight =>
  partyKind === "CENTER" ? "ALL" : { anyOf: [{ fromPartyId: partyId }, { toPartyId: partyId }] };

/** A contact with the applicant is for whoever sees the case. */
export const contactSight = ({ partyKind, partyId }: Asking): Sight =>
  partyKind === "CENTER" ? "ALL" : { anyOf: [{ withPartyId: null }, { partyId }, { withPartyId: partyId }] };

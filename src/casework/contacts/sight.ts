/** Who sees a contact: one with the applicant, whoever sees the case; one between parties, those two and the center. */
import type { Sight } from "../../kernel/index.js";
import type { Viewer } from "../../parties/index.js";

export const contactSight = ({ partyKind, partyId }: Pick<Viewer, "partyKind" | "partyId">): Sight =>
  partyKind === "CENTER" ? "ALL" : { anyOf: [{ withPartyId: null }, { partyId }, { withPartyId: partyId }] };

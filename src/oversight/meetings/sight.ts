/** Who sees what of a review meeting: the center all, a partner that takes part the meeting and what is its own. */
import type { Sight } from "../../kernel/index.js";
import type { Viewer } from "../../parties/index.js";

type Who = Pick<Viewer, "partyKind" | "partyId">;

export const meetingSight = ({ partyKind }: Pick<Viewer, "partyKind">): Sight => {
  if (partyKind === "CENTER") return "ALL";
  if (partyKind === "BANK") return { anyOf: [{ withBanks: true }] };
  return partyKind === "GUARANTEE_COMPANY" ? { anyOf: [{ withGuaranteeCompanies: true }] } : "NONE";
};

const own =
  (column: string) =>
  ({ partyKind, partyId }: Who): Sight =>
    partyKind === "CENTER" ? "ALL" : { anyOf: [{ [column]: partyId }] };

export const problemSight = own("partyId");
export const measureSight = own("ownerPartyId");

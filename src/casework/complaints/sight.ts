/** Who sees a complaint: the center all, a party those about it, narrowed by unit. Not who complained: that is the center's. */
import type { Sight } from "../../kernel/index.js";
import type { Viewer } from "../../parties/index.js";

export function complaintSight({ partyKind, partyId, unitIds }: Viewer): Sight {
  if (partyKind === "CENTER") return "ALL";
  return { anyOf: [{ partyId, ...(unitIds && { unitId: unitIds }) }] };
}

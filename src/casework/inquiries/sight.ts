/** Who sees an inquiry: who asks and who is asked; the center sees everything. */
import type { Sight } from "../../kernel/index.js";
import type { Viewer } from "../../parties/index.js";

export const inquirySight = ({ partyKind, partyId }: Pick<Viewer, "partyKind" | "partyId">): Sight =>
  partyKind === "CENTER" ? "ALL" : { anyOf: [{ fromPartyId: partyId }, { toPartyId: partyId }] };

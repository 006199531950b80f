/** Who sees a handoff: sender and receiver, and the center with its auditor. */
import type { Sight } from "../../kernel/index.js";
import type { Viewer } from "../../parties/index.js";

export const handoffSight = (viewer: Pick<Viewer, "partyId" | "partyKind">): Sight =>
  viewer.partyKind === "CENTER" ? "ALL" : { anyOf: [{ fromPartyId: viewer.partyId }, { toPartyId: viewer.partyId }] };

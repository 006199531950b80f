/** Who sees which clocks and escalations of a case that they see. */
import { inSight, type Sight } from "../../kernel/index.js";
import type { Viewer } from "../../parties/index.js";
import type { Clock, Escalation } from "./rows.js";

/** Steps between two parties, of which a third one learns nothing. */
export const betweenParties: readonly string[] = ["INQUIRY_ANSWER", "HANDOFF_RECEIPT"];

export const seesClock = (
  { partyKind, partyId }: Viewer,
  clock: Pick<Clock, "step" | "partyId" | "waitingPartyId">,
): boolean =>
  partyKind === "CENTER" ||
  !betweenParties.includes(clock.step ?? "") ||
  clock.partyId === partyId ||
  clock.waitingPartyId === partyId;

/** The center's are for all of the center, a party's for that party and the center. Over the columns of `escalation`. */
export const escalationSight = ({ partyKind, partyId }: Viewer): Sight =>
  partyKind === "CENTER" ? "ALL" : { anyOf: [{ partyId }] };

export const seesEscalation = (viewer: Viewer, escalation: Escalation): boolean =>
  inSight(escalationSight(viewer), escalation);

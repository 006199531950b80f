/** Who sees boards: the center every one; a partner those of its own kind, its own card in full and the others as ranks. */
import type { Sight } from "../../kernel/index.js";
import { hasRole, type Role, type Viewer } from "../../parties/index.js";

export const boardSight = ({ partyKind }: Pick<Viewer, "partyKind">): Sight => {
  if (partyKind === "CENTER") return "ALL";
  return partyKind === "BANK" || partyKind === "GUARANTEE_COMPANY" ? { anyOf: [{ kind: partyKind }] } : "NONE";
};

/** Objections, answers and the like: the center, and the partner that they are about. */
export const ownSight = ({ partyKind, partyId }: Pick<Viewer, "partyKind" | "partyId">): Sight =>
  partyKind === "CENTER" ? "ALL" : { anyOf: [{ partnerId: partyId }] };

/** Prepares boards and meetings. */
export const supervisors: readonly Role[] = ["SUPERVISOR"];
/** Confirms what another prepared. */
export const confirmers: readonly Role[] = ["SUPERVISOR", "CENTER_APPROVER"];
/** Speak for a partner. */
export const managers: readonly Role[] = ["BANK_MANAGER", "GUARANTEE_MANAGER"];

export const mayPrepare = (viewer: Viewer): boolean => hasRole(viewer, supervisors);
export const mayConfirm = (viewer: Viewer): boolean => hasRole(viewer, confirmers);
export const speaksForPartner = (viewer: Viewer): boolean => hasRole(viewer, managers);

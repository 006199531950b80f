/** Whose appraisal somebody sees: their own, and that of officers below them; pure. */
import { actingMemberId, hasRole, type Member, type Role, type Viewer } from "../../parties/index.js";

/** Who looks after others of their party: managers of a partner, supervisors of the center. */
const managing: readonly Role[] = ["BANK_MANAGER", "GUARANTEE_MANAGER", "SUPERVISOR"];

const manages = ({ roles }: Pick<Member, "roles">): boolean => roles.some((role) => managing.includes(role));

/**
 * In the same party only, and of a branch's manager only those of that branch and below. Managers of one unit are
 * colleagues: each is seen by whoever stands above both.
 */
export function seesAppraisal(viewer: Viewer, member: Pick<Member, "id" | "partyId" | "unitId" | "roles">): boolean {
  if (member.id === actingMemberId(viewer)) return true;
  if (viewer.partyId !== member.partyId || !hasRole(viewer, managing)) return false;
  const below = viewer.unitIds === null || (member.unitId !== null && viewer.unitIds.includes(member.unitId));
  return below && !(manages(member) && member.unitId === viewer.unitId);
}

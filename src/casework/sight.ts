/** Which cases a viewer sees: the center all, a bank and a guarantee company their own, narrowed by unit. */
import type { Sight, SightRule } from "../kernel/index.js";
import { actingMemberId, type Viewer } from "../parties/index.js";

/** Over the columns of the table `loan_case`. */
export function caseSight(viewer: Viewer): Sight {
  switch (viewer.partyKind) {
    case "CENTER":
      return "ALL";
    case "BANK": {
      // What no unit has yet (given to the bank, or opened by the center) is for all of them: else nobody takes it on.
      const unit: SightRule = viewer.unitIds ? { bankUnitId: [...viewer.unitIds, null] } : {};
      const person = actingMemberId(viewer);
      // Who owns a case, and to whom it is offered, sees it wherever its unit is.
      return {
        anyOf: [
          { bankId: viewer.partyId, ...unit },
          { bankId: viewer.partyId, ownerId: person },
          { bankId: viewer.partyId, offeredToId: person },
        ],
      };
    }
    case "GUARANTEE_COMPANY":
      return { anyOf: [{ guaranteeCompanyId: viewer.partyId, submitted: true }] };
    case "DEVELOPER":
      return "NONE";
  }
}

/** With the cases that absent colleagues of the viewer's own party own, wherever their unit is. */
export function caseSightWith(viewer: Viewer, absent: readonly string[]): Sight {
  const own = caseSight(viewer);
  if (absent.length === 0 || own === "ALL" || own === "NONE" || viewer.partyKind !== "BANK") return own;
  return { anyOf: [...own.anyOf, { bankId: viewer.partyId, ownerId: absent }] };
}

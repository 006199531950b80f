/** Whom the mutations on the center's calendar are for. */
import type { MatrixRow } from "../support/matrix.js";
import type { Prepared } from "./prepared.js";

/** Who may close the center's or a unit's doors. */
const closers = ["supervisor", "approver", "seniorApprover", "allRounder", "administrator"];

export const calendar: Readonly<Record<string, MatrixRow<Prepared>>> = {
  closurePropose: { right: closers, input: () => ({ day: "2026-02-02", reason: "台风" }) },
  closureConfirm: {
    right: ["administrator", ...closers],
    input: ({ closures }) => ({ closureId: closures.toConfirm }),
  },
  closureRefuse: { right: closers, input: ({ closures }) => ({ closureId: closures.toRefuse }) },
  closureRevoke: { right: closers, input: ({ closures }) => ({ closureId: closures.toRevoke }) },
  unitHoursSet: {
    right: ["administrator"],
    input: ({ base }) => ({
      unitId: base.world.unitIds.gulou,
      hours: Object.fromEntries(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map((day) => [
          day,
          ["09:00-17:00"],
        ]),
      ),
    }),
  },
};

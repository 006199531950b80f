/** Whom the mutations on yearly tasks and figures of business are for. */
import type { MatrixRow } from "../support/matrix.js";
import type { Prepared } from "./prepared.js";

const statement = { business: "COLLECTION", amount: "1.00", source: "年度计划" };
const enterers = ["supervisor", "fundsOfficer"];
const confirmers = ["seniorApprover", "approver", "allRounder", "supervisor"];
const deciding = [...confirmers, "fundsOfficer"];

export const targets: Readonly<Record<string, MatrixRow<Prepared>>> = {
  targetSet: { right: enterers, input: () => ({ ...statement, year: 2026 }) },
  targetConfirm: { right: confirmers, input: ({ targets: { toConfirm } }) => ({ targetId: toConfirm }) },
  targetRefuse: { right: deciding, input: ({ targets: { toRefuse } }) => ({ targetId: toRefuse }) },
  businessFigureEnter: {
    right: enterers,
    input: () => ({ ...statement, from: "2016-01-01", to: "2016-09-30" }),
  },
  businessFigureConfirm: { right: confirmers, input: ({ targets: { figureToConfirm: figureId } }) => ({ figureId }) },
  businessFigureRefuse: { right: deciding, input: ({ targets: { figureToRefuse: figureId } }) => ({ figureId }) },
};

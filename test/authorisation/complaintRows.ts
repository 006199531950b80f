/** Whom the mutations on complaints are for. */
import type { MatrixRow } from "../support/matrix.js";
import type { Prepared } from "./prepared.js";

const reviewers = ["reviewer", "juniorReviewer", "allRounder"];
const approvers = ["seniorApprover", "approver", "allRounder"];

export const complaintRows: Record<string, MatrixRow<Prepared>> = {
  complaintReceive: {
    right: ["supervisor", ...reviewers, "seniorApprover", "approver", "fundsOfficer"],
    input: ({ base }) => ({ channel: "WINDOW", partyId: base.world.partyIds.bank, text: "窗口无人" }),
  },
  complaintAssign: {
    right: ["supervisor", ...approvers],
    input: ({ complaints, base }) => ({
      complaintId: complaints.toAssign,
      handlerId: base.world.viewers.reviewer.memberId,
    }),
  },
  complaintAnswer: {
    right: ["reviewer"],
    input: ({ complaints }) => ({ complaintId: complaints.toAnswer, finding: "NOT_UPHELD", answer: "已核实" }),
  },
  complaintClose: {
    right: ["supervisor", ...approvers],
    input: ({ complaints }) => ({ complaintId: complaints.toClose }),
  },
  complaintReopen: {
    right: ["supervisor", ...reviewers, "seniorApprover", "approver", "fundsOfficer"],
    input: ({ complaints }) => ({ complaintId: complaints.closed, reason: "没有解决" }),
  },
};

/** Which proposals may be confirmed together with others: approvals in which nothing is out of the ordinary. Pure. */
import type { Refusal } from "../kernel/index.js";
import { forwardBlockers } from "./blocking.js";
import { openProposal } from "./decision/state.js";
import { failedChecks } from "./failedChecks.js";
import { refuse } from "./refusals.js";
import type { CaseState } from "./state.js";

/** Every reason why the open proposal wants an approver's eye of its own; empty also where there is none. */
export function exceptions(state: CaseState): Refusal[] {
  const proposal = openProposal(state);
  if (!proposal) return [];
  if (proposal.outcome !== "APPROVE") return [refuse("BATCH_ONLY_APPROVALS")];
  const { review, trips, corrections } = state;
  const dissents = new Set([...proposal.dissents, ...review.checks.filter((one) => one.dissent).map(({ id }) => id)]);
  const failed = failedChecks(state).length;
  const overBudget = trips.visits.some(({ charge }) => charge === "OVER");
  const waiting = corrections.proposed.length;
  return [
    ...(dissents.size > 0 ? [refuse("BATCH_DISSENT", { params: { count: dissents.size } })] : []),
    ...(failed > 0 ? [refuse("BATCH_CHECK_FAILED", { params: { count: failed } })] : []),
    ...(trips.exceptions.length > 0 || overBudget ? [refuse("BATCH_VISIT_EXCEPTION")] : []),
    ...(waiting > 0 ? [refuse("BATCH_CORRECTION_OPEN", { params: { count: waiting } })] : []),
    ...aboveQuota(proposal.amountFen ?? 0, proposal.quotaFen),
  ];
}

function aboveQuota(amountFen: number, quotaFen: number | null): Refusal[] {
  // What was proposed before quotas were noted is looked at one by one.
  if (quotaFen === null) return [refuse("BATCH_QUOTA_UNKNOWN")];
  return amountFen > quotaFen ? [refuse("BATCH_ABOVE_QUOTA", { params: { quotaFen } })] : [];
}

/** Whether nothing but the approver's own limit, four eyes and what cases share can stand in the way. */
export const fitTogether = (state: CaseState): boolean =>
  state.lifecycle.stage === "APPROVAL" &&
  openProposal(state) !== undefined &&
  exceptions(state).length === 0 &&
  forwardBlockers(state, "SIGNING").length === 0;

/** Proposals and decisions as the API shows them. */
import { ObjectType, registerEnumType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import { enumOf } from "../enums.js";
import type { CaseState } from "../state.js";
import { fitTogether } from "../togetherFit.js";
import { openProposal } from "./state.js";

export const DecisionOutcomeEnum = enumOf(["APPROVE", "REFUSE"] as const);
registerEnumType(DecisionOutcomeEnum, { name: "DecisionOutcome", description: "Approve or refuse (审批意见)." });
export const DecisionStatusEnum = enumOf(["PROPOSED", "CONFIRMED", "RETURNED", "SET_ASIDE"] as const);
registerEnumType(DecisionStatusEnum, { name: "DecisionStatus", description: "Where a proposal stands (审批状态)." });

@ObjectType({ description: "A proposal, and the decision made of it by another person (审批)." })
@Derived("decision", { stream: "caseId", index: { ix_decision_case: ["caseId"] } })
export class Decision {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.int({ api: "Version, for expectedVersion (版本)" }) version!: number;
  @col.code({ api: "Approve or refuse (审批意见)", type: () => DecisionOutcomeEnum }) outcome!: "APPROVE" | "REFUSE";
  @col.fen({ nullable: true }) amountFen!: number | null;
  @col.int({ api: "Term in months (贷款期限, 月)", nullable: true }) termMonths!: number | null;
  @col.code({ api: "Reason, a code of the policy (原因)", nullable: true }) reasonCode!: string | null;
  @col.id({ nullable: true }) noteId!: string | null;
  @col.code({ api: "Where it stands (状态)", type: () => DecisionStatusEnum }) status!: keyof typeof DecisionStatusEnum;
  @col.id() proposedById!: string;
  @col.instant({ api: "When it was proposed (拟定时间)" }) proposedAt!: string;
  @col.id({ nullable: true }) decidedById!: string | null;
  @col.instant({ api: "When it was confirmed or returned (审定时间)", nullable: true }) decidedAt!: string | null;
  /** Ids of checks. */
  @col.json() dissents!: readonly string[];
}

/** A proposal that may be confirmed together with others, by whom policy lets; for lists to find it. */
@Derived("batch_ready", { stream: "caseId", index: { ix_batch_ready_case: ["caseId"] } })
export class BatchReady {
  /** The decision's id. */
  @col.id({ primary: true }) id!: string;
  @col.id() caseId!: string;
  @col.fen() amountFen!: number;
  @col.id() proposedById!: string;
  @col.id({ nullable: true }) proposedThroughId!: string | null;
}

function batchReadyRows(state: CaseState): RowOut[] {
  const proposal = openProposal(state);
  if (!proposal || !fitTogether(state)) return [];
  const { id, amountFen, proposedById, proposedThroughId } = proposal;
  const ready = { id, caseId: state.id, amountFen: amountFen ?? 0, proposedById, proposedThroughId };
  return [rowOut(BatchReady, ready)];
}

export const decisionRows = (state: CaseState): RowOut[] => [
  ...state.decision.proposals.map(
    ({ entryId: _entryId, proposedUnitId: _unit, proposedThroughId: _through, quotaFen: _quota, ...proposal }) =>
      rowOut(Decision, { ...proposal, caseId: state.id }),
  ),
  ...batchReadyRows(state),
];

export const decisionTables = [Decision, BatchReady];

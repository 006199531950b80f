/** The case as lists and lookups read it. */
import { ObjectType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import { isEnded } from "../../policy/index.js";
import type { GuaranteeKind, Institution, PropertyKind, ReviewMode, Stage } from "../../policy/index.js";
import { GuaranteeKindEnum, InstitutionEnum, PropertyKindEnum, ReviewModeEnum, StageEnum } from "../enums.js";
import type { CaseState } from "../state.js";

@ObjectType({ description: "A housing-loan application on its way (贷款申请)." })
@Derived("loan_case", {
  stream: "id",
  unique: { uq_loan_case_number: ["number"] },
  index: {
    ix_loan_case_bank: ["bankId", "stage", "id"],
    ix_loan_case_guarantee: ["guaranteeCompanyId", "stage", "id"],
    ix_loan_case_stage: ["stage", "id"],
    ix_loan_case_owner: ["ownerId", "stage", "id"],
    ix_loan_case_due: ["stageDueAt", "id"],
  },
})
export class LoanCase {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.code({ api: "Case number (业务编号)" }) number!: string;
  @col.int({ api: "Entries so far; send it back as expectedVersion (版本)" }) version!: number;
  @col.code({ api: "Where it stands (办理阶段)", type: () => StageEnum }) stage!: Stage;
  @col.code({ api: "Joint or serial review (审核方式)", type: () => ReviewModeEnum }) reviewMode!: ReviewMode;
  @col.code({ api: "Product code of the policy (贷款品种)" }) productCode!: string;
  @col.code({ api: "Who answers for the loan (担保方式)", type: () => GuaranteeKindEnum })
  guaranteeKind!: GuaranteeKind;
  @col.code({ api: "What kind of home (房屋类型)", type: () => PropertyKindEnum, nullable: true })
  propertyKind!: PropertyKind | null;
  @col.id() centerId!: string;
  @col.id() bankId!: string;
  @col.id({ nullable: true }) bankUnitId!: string | null;
  @col.id({ nullable: true }) guaranteeCompanyId!: string | null;
  @col.id() ownerId!: string;
  /** Whether the other parties may see it yet. */
  @col.flag() submitted!: boolean;
  @col.fen({ nullable: true }) amountRequestedFen!: number | null;
  @col.fen({ nullable: true }) amountApprovedFen!: number | null;
  @col.int({ nullable: true }) termMonthsRequested!: number | null;
  @col.instant({ api: "When it was opened (开立时间)" }) openedAt!: string;
  @col.instant({ api: "When it was submitted (提交时间)", nullable: true }) submittedAt!: string | null;
  @col.instant({ api: "When it was accepted (受理时间)", nullable: true }) acceptedAt!: string | null;
  @col.instant({ api: "When it came into its stage (进入阶段时间)" }) stageEnteredAt!: string;
  @col.instant({ api: "When its stage is due (阶段到期)", nullable: true }) stageDueAt!: string | null;
  @col.instant({ api: "When the law wants a decision (法定审批期限)", nullable: true }) decisionDueAt!: string | null;
  @col.instant({ api: "When the money was paid out (放款时间)", nullable: true }) paidAt!: string | null;
  @col.instant({ api: "When it ended early or was paid back (结束时间)", nullable: true }) endedAt!: string | null;
  @col.int({ api: "How often the applicant may be asked to come (跑动预算)" }) tripBudget!: number;
  @col.int({ api: "How often the applicant had to come (已跑动次数)" }) tripsSpent!: number;
  @col.int({ api: "How often it was sent back (退回次数)" }) returnCount!: number;
  @col.code({ api: "Policy in force at submission (政策版本)", nullable: true }) policyId!: string | null;
  @col.code({ nullable: true }) endReasonCode!: string | null;
  @col.instant({ api: "When anything was last done (最近办理时间)" }) lastActAt!: string;
}

@ObjectType({ description: "What is still to be undone after a withdrawal (撤回后续事项)." })
@Derived("unwinding_task", { stream: "caseId", index: { ix_unwinding_task_case: ["caseId"] } })
export class UnwindingTask {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.code({ api: "What (事项)" }) code!: string;
  @col.code({ api: "Who sees to it (责任方)", type: () => InstitutionEnum }) actor!: Institution;
  @col.id({ nullable: true }) partyId!: string | null;
  @col.instant({ api: "When it was done (完成时间)", nullable: true }) doneAt!: string | null;
}

export function loanCaseRow(state: CaseState): LoanCase {
  const { lifecycle, decision, payment, trips, ownership, clocks } = state;
  const stageClock = clocks.clocks.find(({ kind, endedAt }) => kind === "STAGE" && endedAt === null);
  return {
    id: state.id,
    number: lifecycle.number,
    version: state.version,
    stage: lifecycle.stage,
    reviewMode: lifecycle.reviewMode,
    productCode: lifecycle.product,
    guaranteeKind: lifecycle.guaranteeKind,
    propertyKind: lifecycle.content.property?.kind ?? null,
    centerId: lifecycle.centerId,
    bankId: lifecycle.bankId,
    bankUnitId: lifecycle.bankUnitId,
    guaranteeCompanyId: lifecycle.guaranteeCompanyId,
    ownerId: ownership.ownerId,
    submitted: lifecycle.submittedAt !== null,
    amountRequestedFen: lifecycle.content.terms?.amountFen ?? null,
    amountApprovedFen: decision.approved?.amountFen ?? null,
    termMonthsRequested: lifecycle.content.terms?.termMonths ?? null,
    openedAt: lifecycle.openedAt,
    submittedAt: lifecycle.submittedAt,
    acceptedAt: lifecycle.acceptedAt,
    stageEnteredAt: lifecycle.stageEnteredAt,
    stageDueAt: stageClock?.dueAt ?? null,
    decisionDueAt: lifecycle.decisionDueAt,
    paidAt: payment.paidAt,
    endedAt: lifecycle.endedAt,
    tripBudget: trips.budget,
    tripsSpent: trips.visits.filter(({ counted, voided }) => counted && !voided).length,
    returnCount: lifecycle.returns,
    policyId: lifecycle.policyId,
    endReasonCode: lifecycle.endReasonCode,
    lastActAt: lifecycle.lastActAt,
  };
}

export const lifecycleRows = (state: CaseState): RowOut[] => [
  rowOut(LoanCase, loanCaseRow(state)),
  ...state.lifecycle.tasks.map((task) => rowOut(UnwindingTask, { ...task, caseId: state.id })),
];

export const lifecycleTables = [LoanCase, UnwindingTask];

/** Whether nothing more can be done to it. */
export const hasEnded = (state: CaseState): boolean => isEnded(state.lifecycle.stage);

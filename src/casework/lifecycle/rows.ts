/** The case as lists and lookups read it. */
import { ObjectType, registerEnumType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import { isEnded } from "../../policy/index.js";
import type { GuaranteeKind, Institution, PersonRole, PropertyKind, ReviewMode, Stage } from "../../policy/index.js";
import {
  enumOf,
  GuaranteeKindEnum,
  InstitutionEnum,
  PersonRoleEnum,
  PropertyKindEnum,
  ReviewModeEnum,
  StageEnum,
} from "../enums.js";
import type { AuthorisationFacts } from "../entries.js";
import { annualRatePpm } from "../money.js";
import type { CaseState } from "../state.js";
import type { RefusalForm } from "./state.js";

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
    ix_loan_case_opened: ["openedAt", "id"],
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
  /** To whom the owner has offered it; they see it before they accept. */
  @col.id({ nullable: true }) offeredToId!: string | null;
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
  @col.code({ nullable: true }) refusalForm!: RefusalForm | null;
  @col.id({ nullable: true }) endNoteId!: string | null;
  @col.int({
    api: "Yearly rate in parts per million, of the day of pay-out once paid (年利率, 百万分比)",
    nullable: true,
  })
  annualRatePpm!: number | null;
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

@ObjectType({ description: "A person of the case (借款相关人员)." })
@Derived("case_person", {
  stream: "caseId",
  index: { ix_case_person_case: ["caseId", "place"], ix_case_person_person: ["personId"] },
})
export class CasePerson {
  @col.id({ primary: true, api: "Id in this case (本案人员标识)" }) id!: string;
  @col.id() caseId!: string;
  /** Place in the application, from 0. */
  @col.int() place!: number;
  @col.id() personId!: string;
  /** The private row with what was known of them. */
  @col.id() privateId!: string;
  @col.json({ api: "What they are in the case (角色)", type: () => [PersonRoleEnum] }) roles!: readonly PersonRole[];
  @col.int({ api: "Share of the home in parts per million (产权份额)", nullable: true }) sharePpm!: number | null;
  /** [{ scope, purpose, recipients, validUntil, evidenceDocumentId }] */
  @col.json() authorisations!: readonly AuthorisationFacts[];
}

@ObjectType("Property", { description: "The home (房屋)." })
@Derived("case_property", { stream: "id", index: { ix_case_property_key: ["propertyKey"] } })
export class CaseProperty {
  /** The case's id. */
  @col.id({ primary: true }) id!: string;
  @col.code({ api: "What kind (房屋类型)", type: () => PropertyKindEnum }) kind!: PropertyKind;
  @col.code() propertyKey!: string;
  @col.id() unitNumberId!: string;
  @col.id() addressId!: string;
  @col.fen() priceFen!: number;
  @col.fen() downPaymentFen!: number;
  @col.fen({ nullable: true }) valuationFen!: number | null;
  @col.day({ api: "Day of the purchase contract (合同日期)" }) contractDay!: string;
  @col.id({ nullable: true }) developerId!: string | null;
  @col.id({ nullable: true }) buildingId!: string | null;
  @col.flag({ api: "An older mortgage lies on it (存在原抵押)" }) oldMortgage!: boolean;
}

@ObjectType({ description: "Who gets the money (收款人)." })
@Derived("case_payee", { stream: "caseId", index: { ix_case_payee_case: ["caseId", "place"] } })
export class CasePayee {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.int() place!: number;
  @col.id() accountId!: string;
  @col.flag({ api: "A supervised account (监管账户)" }) supervised!: boolean;
  @col.fen() amountFen!: number;
  @col.instant({ api: "When its account was found right (账户核验时间)", nullable: true }) verifiedAt!: string | null;
  @col.id({ nullable: true }) verifiedById!: string | null;
}

export const CommercialStateEnum = enumOf(["APPLIED", "APPROVED", "FAILED"] as const);
registerEnumType(CommercialStateEnum, {
  name: "CommercialState",
  description: "Where the commercial part stands (商业部分状态).",
});

@ObjectType({ description: "The commercial part of a combined loan (组合贷款商业部分)." })
@Derived("commercial_part", { stream: "id" })
export class CommercialPart {
  /** The case's id. */
  @col.id({ primary: true }) id!: string;
  @col.id() lenderId!: string;
  @col.fen() amountFen!: number;
  @col.code({ api: "Where it stands; failed, it holds the fund's part (状态)", type: () => CommercialStateEnum })
  state!: keyof typeof CommercialStateEnum;
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
    offeredToId: ownership.transfers.find(({ acceptedAt }) => acceptedAt === null)?.toMemberId ?? null,
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
    tripsSpent: trips.visits.filter(({ counted }) => counted).length,
    returnCount: lifecycle.returns,
    policyId: lifecycle.policyId,
    endReasonCode: lifecycle.endReasonCode,
    refusalForm: lifecycle.refusalForm,
    endNoteId: lifecycle.endNoteId,
    annualRatePpm: annualRatePpm(state),
    lastActAt: lifecycle.lastActAt,
  };
}

function contentRows({ id: caseId, lifecycle: { content, verifiedPayees } }: CaseState): RowOut[] {
  const { people, authorisations, property, payees, commercial } = content;
  const propertyRows = property
    ? [
        rowOut(CaseProperty, {
          id: caseId,
          kind: property.kind,
          propertyKey: property.key,
          unitNumberId: property.unitNumber.id,
          addressId: property.address.id,
          priceFen: property.priceFen,
          downPaymentFen: property.downPaymentFen,
          valuationFen: property.valuationFen,
          contractDay: property.contractDay,
          developerId: property.developerId,
          buildingId: property.buildingId ?? null,
          oldMortgage: property.oldMortgage,
        }),
      ]
    : [];
  return [
    ...people.map(({ private: kept, ...person }, place) =>
      rowOut(CasePerson, {
        ...person,
        caseId,
        place,
        privateId: kept.id,
        authorisations: authorisations.filter(({ personId }) => personId === person.personId),
      }),
    ),
    ...propertyRows,
    ...payees.map(({ account, ...payee }, place) => {
      const verified = verifiedPayees.find(({ id }) => id === payee.id);
      const known = { verifiedAt: verified?.at ?? null, verifiedById: verified?.byId ?? null };
      return rowOut(CasePayee, { ...payee, ...known, caseId, place, accountId: account.id });
    }),
    ...(commercial ? [rowOut(CommercialPart, { id: caseId, ...commercial })] : []),
  ];
}

export const lifecycleRows = (state: CaseState): RowOut[] => [
  rowOut(LoanCase, loanCaseRow(state)),
  ...contentRows(state),
  ...state.lifecycle.tasks.map((task) => rowOut(UnwindingTask, { ...task, caseId: state.id })),
];

export const lifecycleTables = [LoanCase, CasePerson, CaseProperty, CasePayee, CommercialPart, UnwindingTask];

/** Whether nothing more can be done to it. */
export const hasEnded = (state: CaseState): boolean => isEnded(state.lifecycle.stage);

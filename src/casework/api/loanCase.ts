/** What a loan case shows: its parties, people, home, and everything that hangs on it. */
import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { Member, Partner } from "../../parties/index.js";
import { MoneyScalar } from "../../platform/index.js";
import { Names, policyNames } from "./names.js";
import type { CaseRequestContext } from "../services.js";
import { CasePayee, CasePerson, CaseProperty, CommercialPart, LoanCase, UnwindingTask } from "../lifecycle/rows.js";
import { CaseEnding, endingOf } from "./ending.js";

@Resolver(() => LoanCase)
export class LoanCaseResolver {
  @FieldResolver(() => Partner, { description: "The trustee bank (受委托银行)." })
  bank(@Root() { bankId }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<Partner | null> {
    return rows.face(Partner, bankId);
  }

  @FieldResolver(() => Partner, { nullable: true, description: "The guarantee company (担保公司)." })
  guaranteeCompany(
    @Root() { guaranteeCompanyId }: LoanCase,
    @Ctx() { rows }: CaseRequestContext,
  ): Promise<Partner | null> | null {
    return guaranteeCompanyId ? rows.face(Partner, guaranteeCompanyId) : null;
  }

  @FieldResolver(() => Member, { description: "Who answers for it to the applicant (首问责任人)." })
  owner(@Root() { ownerId }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> {
    return rows.face(Member, ownerId);
  }

  @FieldResolver(() => Names, { nullable: true, description: "Name of the product (贷款品种名称)." })
  productName(@Root() { productCode }: LoanCase, @Ctx() ctx: CaseRequestContext): Names | null {
    return policyNames(ctx, "products", productCode);
  }

  @FieldResolver(() => MoneyScalar, { description: "What is asked for; 0.00 until it is said (申请金额)." })
  amountRequested(@Root() { amountRequestedFen }: LoanCase): number {
    return amountRequestedFen ?? 0;
  }

  @FieldResolver(() => MoneyScalar, { nullable: true, description: "What was approved (审批金额)." })
  amountApproved(@Root() { amountApprovedFen }: LoanCase): number | null {
    return amountApprovedFen;
  }

  @FieldResolver(() => Int, { description: "Term asked for in months; 0 until it is said (申请期限, 月)." })
  termMonths(@Root() { termMonthsRequested }: LoanCase): number {
    return termMonthsRequested ?? 0;
  }

  @FieldResolver(() => [CasePerson], { description: "Its people (借款相关人员)." })
  people(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<CasePerson[]> {
    return rows.by(CasePerson, "caseId", id, { orderBy: "place" });
  }

  @FieldResolver(() => CaseProperty, { nullable: true, description: "The home (房屋)." })
  property(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<CaseProperty | null> {
    return rows.face(CaseProperty, id);
  }

  @FieldResolver(() => [CasePayee], { description: "Who gets the money (收款人)." })
  payees(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<CasePayee[]> {
    return rows.by(CasePayee, "caseId", id, { orderBy: "place" });
  }

  @FieldResolver(() => CommercialPart, { nullable: true, description: "Of a combined loan (组合贷款商业部分)." })
  commercialPart(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<CommercialPart | null> {
    return rows.face(CommercialPart, id);
  }

  @FieldResolver(() => CaseEnding, { nullable: true, description: "Why it was refused or withdrawn (终止情况)." })
  ending(@Root() loanCase: LoanCase, @Ctx() ctx: CaseRequestContext): Promise<CaseEnding | null> {
    return endingOf(ctx, loanCase);
  }

  @FieldResolver(() => [UnwindingTask], { description: "What is to be undone after a withdrawal (撤回后续事项)." })
  unwindingTasks(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<UnwindingTask[]> {
    return rows.by(UnwindingTask, "caseId", id, { orderBy: "id" });
  }
}

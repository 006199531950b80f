/** Mutations that open a case and move it on its way. */
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { idempotencyKeyOf, Partner } from "../../parties/index.js";
import { MoneyScalar, signedIn } from "../../platform/index.js";
import { act, answer, casePayload, changed } from "../api/act.js";
import { LoanCaseOpenInput } from "../intake/input.js";
import { openCase } from "../intake/open.js";
import { submitCase } from "../intake/submit.js";
import type { CaseRequestContext } from "../services.js";
import {
  loanCaseAccept,
  loanCaseLapse,
  loanCaseRefuse,
  loanCaseReturn,
  loanCaseWithdraw,
  unwindingTaskDone,
} from "./decide.js";
import {
  CommercialPartDecideInput,
  LoanCaseAcceptInput,
  LoanCaseLapseInput,
  LoanCaseRefuseInput,
  LoanCaseReturnInput,
  LoanCaseSubmitInput,
  LoanCaseWithdrawInput,
  PayeeVerifyInput,
  UnwindingTaskDoneInput,
} from "./inputs.js";
import { commercialPartDecide, payeeVerify } from "./money.js";
import { CasePayee, CommercialPart, UnwindingTask } from "./rows.js";

const LoanCaseOpenPayload = casePayload("LoanCaseOpen", {});
const LoanCaseSubmitPayload = casePayload("LoanCaseSubmit", {});
const LoanCaseAcceptPayload = casePayload("LoanCaseAccept", {});
const LoanCaseRefusePayload = casePayload("LoanCaseRefuse", {});
const LoanCaseReturnPayload = casePayload("LoanCaseReturn", {});
const LoanCaseWithdrawPayload = casePayload("LoanCaseWithdraw", {});
const LoanCaseLapsePayload = casePayload("LoanCaseLapse", {});
const UnwindingTaskDonePayload = casePayload("UnwindingTaskDone", {
  task: { type: () => UnwindingTask, description: "The task (事项)." },
});

@Resolver()
export class LifecycleResolver {
  @Mutation(() => LoanCaseOpenPayload, { description: "Opens an application (开立申请)." })
  async loanCaseOpen(
    @Arg("input", () => LoanCaseOpenInput) input: LoanCaseOpenInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const viewer = signedIn(ctx);
    const idempotencyKey = idempotencyKeyOf(input);
    return answer(ctx, await openCase(ctx, viewer, { ...input, idempotencyKey }));
  }

  @Mutation(() => LoanCaseSubmitPayload, { description: "Submits it to be accepted (提交申请)." })
  async loanCaseSubmit(
    @Arg("input", () => LoanCaseSubmitInput) input: LoanCaseSubmitInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const viewer = signedIn(ctx);
    const idempotencyKey = idempotencyKeyOf(input);
    return answer(ctx, await submitCase(ctx, viewer, { ...input, idempotencyKey }));
  }

  @Mutation(() => LoanCaseAcceptPayload, { description: "Accepts it: nothing due by now is missing (受理)." })
  loanCaseAccept(
    @Arg("input", () => LoanCaseAcceptInput) input: LoanCaseAcceptInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return act(ctx, loanCaseAccept, input);
  }

  @Mutation(() => LoanCaseRefusePayload, { description: "Refuses to accept it, with the reason (不予受理)." })
  loanCaseRefuse(
    @Arg("input", () => LoanCaseRefuseInput) input: LoanCaseRefuseInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return act(ctx, loanCaseRefuse, input);
  }

  @Mutation(() => LoanCaseReturnPayload, { description: "Sends it back a stage, with the reason (退回)." })
  loanCaseReturn(
    @Arg("input", () => LoanCaseReturnInput) input: LoanCaseReturnInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return act(ctx, loanCaseReturn, input);
  }

  @Mutation(() => LoanCaseWithdrawPayload, { description: "Withdraws it before any money moves (撤回)." })
  loanCaseWithdraw(
    @Arg("input", () => LoanCaseWithdrawInput) input: LoanCaseWithdrawInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return act(ctx, loanCaseWithdraw, input);
  }

  @Mutation(() => LoanCaseLapsePayload, { description: "Lets an approval lapse that was not signed in time (失效)." })
  loanCaseLapse(
    @Arg("input", () => LoanCaseLapseInput) input: LoanCaseLapseInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return act(ctx, loanCaseLapse, input);
  }

  @Mutation(() => UnwindingTaskDonePayload, { description: "Notes that a follow-up is done (撤回后续事项完成)." })
  async unwindingTaskDone(
    @Arg("input", () => UnwindingTaskDoneInput) input: UnwindingTaskDoneInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, unwindingTaskDone, input);
    return { ...done, task: await changed(ctx, done, UnwindingTask, input.taskId) };
  }
}

const PayeeVerifyPayload = casePayload("PayeeVerify", {
  payee: { type: () => CasePayee, description: "The payee as it is now (收款人)." },
});
const CommercialPartDecidePayload = casePayload("CommercialPartDecide", {
  commercialPart: { type: () => CommercialPart, description: "The part as it is now (商业部分)." },
});

@Resolver(() => CommercialPart)
export class CommercialPartResolver {
  @Mutation(() => PayeeVerifyPayload, { description: "The payee's account is right (核验收款账户)." })
  async payeeVerify(
    @Arg("input", () => PayeeVerifyInput) input: PayeeVerifyInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, payeeVerify, input);
    return { ...done, payee: await changed(ctx, done, CasePayee, input.payeeId) };
  }

  @Mutation(() => CommercialPartDecidePayload, {
    description: "Approved, or failed and holding the fund's part (登记商业部分审批结果).",
  })
  async commercialPartDecide(
    @Arg("input", () => CommercialPartDecideInput) input: CommercialPartDecideInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, commercialPartDecide, input);
    return { ...done, commercialPart: await changed(ctx, done, CommercialPart, input.caseId) };
  }

  @FieldResolver(() => Partner, { nullable: true, description: "The lending bank (贷款银行)." })
  lender(@Root() { lenderId }: CommercialPart, @Ctx() { rows }: CaseRequestContext): Promise<Partner | null> {
    return rows.face(Partner, lenderId);
  }

  @FieldResolver(() => MoneyScalar, { description: "Amount (金额)." })
  amount(@Root() { amountFen }: CommercialPart): number {
    return amountFen;
  }
}

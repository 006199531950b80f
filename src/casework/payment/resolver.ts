/** Payments in the API. */
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  registerEnumType,
  Resolver,
  Root,
} from "type-graphql";
import { Member } from "../../parties/index.js";
import { DateTimeScalar, MoneyScalar } from "../../platform/index.js";
import { act, CaseInput, casePayload, changed, made } from "../api/act.js";
import { enumOf } from "../enums.js";
import type { CaseRequestContext } from "../services.js";
import { fundsOrder, paymentConfirm, paymentFail, paymentSend } from "./decide.js";
import { Payment } from "./rows.js";

const PaymentFailureEnum = enumOf(["FAILED", "RETURNED", "UNKNOWN"] as const);
registerEnumType(PaymentFailureEnum, { name: "PaymentFailure", description: "How a payment went wrong (付款异常)." });

@InputType({ description: "Orders funds to be paid out (放款指令)." })
export class FundsOrderInput extends CaseInput {
  @Field(() => ID, { nullable: true, description: "The payee, where there are several (收款人)." })
  payeeId?: string | null;
  @Field(() => MoneyScalar, { nullable: true, description: "Amount; all that remains where left out (金额)." })
  amount?: number | null;
}

@InputType({ description: "Says that the bank has sent a payment on (银行发出款项)." })
export class PaymentSendInput extends CaseInput {
  @Field(() => ID, { description: "The payment (放款)." }) paymentId!: string;
}

@InputType({ description: "Confirms that a payment arrived (确认到账)." })
export class PaymentConfirmInput extends CaseInput {
  @Field(() => ID, { description: "The payment (放款)." }) paymentId!: string;
  @Field(() => String, { description: "The bank's reference (银行流水号)." }) bankReference!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: "When; now where left out (到账时间)." })
  paidAt?: string | null;
}

@InputType({ description: "Reports that a payment failed, came back, or that nobody knows (付款异常)." })
export class PaymentFailInput extends CaseInput {
  @Field(() => ID, { description: "The payment (放款)." }) paymentId!: string;
  @Field(() => PaymentFailureEnum, { description: "What became of it (结果)." })
  outcome!: keyof typeof PaymentFailureEnum;
  @Field(() => String, { description: "Why, a code of the policy (原因)." }) reasonCode!: string;
}

const paymentField = { payment: { type: () => Payment, description: "The payment as it is now (放款)." } };
const FundsOrderPayload = casePayload("FundsOrder", paymentField);
const PaymentSendPayload = casePayload("PaymentSend", paymentField);
const PaymentConfirmPayload = casePayload("PaymentConfirm", paymentField);
const PaymentFailPayload = casePayload("PaymentFail", paymentField);

@Resolver(() => Payment)
export class PaymentResolver {
  @Mutation(() => FundsOrderPayload, { description: "Orders funds; the bank pays (放款指令)." })
  async fundsOrder(
    @Arg("input", () => FundsOrderInput) { amount, ...input }: FundsOrderInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, fundsOrder, { ...input, amountFen: amount ?? null });
    return { ...done, payment: await made(ctx, done, Payment) };
  }

  @Mutation(() => PaymentSendPayload, { description: "Says that it is on its way (银行发出款项)." })
  async paymentSend(
    @Arg("input", () => PaymentSendInput) input: PaymentSendInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, paymentSend, input);
    return { ...done, payment: await changed(ctx, done, Payment, input.paymentId) };
  }

  @Mutation(() => PaymentConfirmPayload, { description: "Confirms that it arrived; the last one moves on (确认到账)." })
  async paymentConfirm(
    @Arg("input", () => PaymentConfirmInput) input: PaymentConfirmInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, paymentConfirm, input);
    return { ...done, payment: await changed(ctx, done, Payment, input.paymentId) };
  }

  @Mutation(() => PaymentFailPayload, { description: "Reports that it failed, came back, or is unknown (付款异常)." })
  async paymentFail(
    @Arg("input", () => PaymentFailInput) input: PaymentFailInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, paymentFail, input);
    return { ...done, payment: await changed(ctx, done, Payment, input.paymentId) };
  }

  @FieldResolver(() => MoneyScalar, { description: "Amount (金额)." })
  amount(@Root() { amountFen }: Payment): number {
    return amountFen;
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who ordered it (指令人)." })
  orderedBy(@Root() { orderedById }: Payment, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> {
    return rows.face(Member, orderedById);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who reported what became of it (确认人)." })
  settledBy(@Root() { settledById }: Payment, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> | null {
    return settledById ? rows.face(Member, settledById) : null;
  }
}

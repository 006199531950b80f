/** Proposals and decisions in the API. */
import { privateText } from "../../documents/index.js";
import { Arg, Ctx, Field, FieldResolver, InputType, Int, Mutation, Resolver, Root } from "type-graphql";
import { Member } from "../../parties/index.js";
import { MoneyScalar } from "../../platform/index.js";
import { act, CaseInput, casePayload, made } from "../api/act.js";
import type { CaseRequestContext } from "../services.js";
import { decisionConfirm, decisionPropose, decisionReturn } from "./decide.js";
import { Decision, DecisionOutcomeEnum } from "./rows.js";

@InputType({ description: "Proposes a decision (拟定审批意见)." })
export class DecisionProposeInput extends CaseInput {
  @Field(() => DecisionOutcomeEnum, { description: "Approve or refuse (审批意见)." }) outcome!: "APPROVE" | "REFUSE";
  @Field(() => MoneyScalar, { nullable: true, description: "Amount, to approve (审批金额)." }) amount?: number | null;
  @Field(() => Int, { nullable: true, description: "Term in months, to approve (审批期限, 月)." })
  termMonths?: number | null;
  @Field(() => String, { nullable: true, description: "Reason, to refuse; a code of the policy (原因)." })
  reasonCode?: string | null;
  @Field(() => String, { nullable: true, description: "In words (说明)." }) note?: string | null;
}

@InputType({ description: "Confirms the proposal (审定)." })
export class DecisionConfirmInput extends CaseInput {}

@InputType({ description: "Sends the proposal back to whoever made it (退回拟定意见)." })
export class DecisionReturnInput extends CaseInput {
  @Field(() => String, { description: "Why, a code of the policy (原因)." }) reasonCode!: string;
  @Field(() => String, { nullable: true, description: "In words (说明)." }) note?: string | null;
}

const decisionField = { decision: { type: () => Decision, description: "The proposal or decision (审批)." } };
const DecisionProposePayload = casePayload("DecisionPropose", decisionField);
const DecisionConfirmPayload = casePayload("DecisionConfirm", decisionField);
const DecisionReturnPayload = casePayload("DecisionReturn", decisionField);

@Resolver(() => Decision)
export class DecisionResolver {
  @Mutation(() => DecisionProposePayload, { description: "Proposes; another person confirms (拟定审批意见)." })
  async decisionPropose(
    @Arg("input", () => DecisionProposeInput) { amount, ...input }: DecisionProposeInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, decisionPropose, { ...input, amountFen: amount ?? null });
    return { ...done, decision: await made(ctx, done, Decision) };
  }

  @Mutation(() => DecisionConfirmPayload, { description: "Confirms the proposal, which decides (审定)." })
  async decisionConfirm(
    @Arg("input", () => DecisionConfirmInput) input: DecisionConfirmInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, decisionConfirm, input);
    return { ...done, decision: await made(ctx, done, Decision) };
  }

  @Mutation(() => DecisionReturnPayload, { description: "Sends the proposal back (退回拟定意见)." })
  async decisionReturn(
    @Arg("input", () => DecisionReturnInput) input: DecisionReturnInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, decisionReturn, input);
    return { ...done, decision: await made(ctx, done, Decision) };
  }

  @FieldResolver(() => MoneyScalar, { nullable: true, description: "Amount (审批金额)." })
  amount(@Root() { amountFen }: Decision): number | null {
    return amountFen;
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who proposed it (拟定人)." })
  proposedBy(@Root() { proposedById }: Decision, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> {
    return rows.face(Member, proposedById);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who confirmed or returned it (审定人)." })
  decidedBy(@Root() { decidedById }: Decision, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> | null {
    return decidedById ? rows.face(Member, decidedById) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "In words (说明)." })
  note(@Root() { noteId }: Decision, @Ctx() ctx: CaseRequestContext): Promise<string | null> | null {
    return privateText(ctx, noteId);
  }
}

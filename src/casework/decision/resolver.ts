/** Proposals and decisions in the API. */
import { privateText } from "../../documents/index.js";
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, Resolver, Root } from "type-graphql";
import { limits } from "../../kernel/index.js";
import { idempotencyKeyOf, Member } from "../../parties/index.js";
import { MoneyScalar, payloadType, placeholders, selectRows, signedIn } from "../../platform/index.js";
import { act, CaseInput, casePayload, made } from "../api/act.js";
import type { CaseRequestContext } from "../services.js";
import { answerMany, verdictsField } from "../api/verdicts.js";
import { runMany, type BatchItem } from "../batch.js";
import { decisionConfirm, decisionConfirmMany, decisionPropose, decisionReturn } from "./decide.js";
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

@InputType({ description: "Confirms many proposals at once (批量审定)." })
export class DecisionConfirmManyInput {
  @Field(() => [ID], { nullable: true, description: "Cases whose open proposals to confirm (贷款申请)." })
  caseIds?: string[] | null;
  @Field(() => [ID], { nullable: true, description: "Or the proposals that were seen (拟定意见)." })
  decisionIds?: string[] | null;
  @Field(() => String, { nullable: true, description: "Repeating it confirms nothing twice (幂等键)." })
  idempotencyKey?: string | null;
}

@InputType({ description: "Sends the proposal back to whoever made it (退回拟定意见)." })
export class DecisionReturnInput extends CaseInput {
  @Field(() => String, { description: "Why, a code of the policy (原因)." }) reasonCode!: string;
  @Field(() => String, { nullable: true, description: "In words (说明)." }) note?: string | null;
}

const decisionField = { decision: { type: () => Decision, description: "The proposal or decision (审批)." } };
const DecisionProposePayload = casePayload("DecisionPropose", decisionField);
const DecisionConfirmPayload = casePayload("DecisionConfirm", decisionField);
const DecisionConfirmManyPayload = payloadType("DecisionConfirmManyPayload", verdictsField);
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

  @Mutation(() => DecisionConfirmManyPayload, {
    description: `Up to ${limits.list.ids}, only approvals without exception or dissent; each its own decision (批量审定).`,
  })
  async decisionConfirmMany(
    @Arg("input", () => DecisionConfirmManyInput) input: DecisionConfirmManyInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const viewer = signedIn(ctx);
    const { caseIds, decisionIds } = input;
    const answer = await runMany(ctx, viewer, {
      spec: decisionConfirmMany,
      items: [...(caseIds ?? []).map((caseId) => ({ caseId })), ...(await casesOf(ctx, decisionIds ?? []))],
      atMost: limits.list.ids,
      listField: caseIds?.length ? "caseIds" : "decisionIds",
      input: { caseIds: caseIds ?? null, decisionIds: decisionIds ?? null },
      idempotencyKey: idempotencyKeyOf(input),
      givenFor: ({ caseId, subject }) => ({ caseId, decisionId: subject ?? null }),
    });
    return answerMany(ctx, answer);
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

/** The cases of proposals; one that there is not stands for a case that there is not. */
async function casesOf({ journal }: CaseRequestContext, decisionIds: readonly string[]): Promise<BatchItem[]> {
  if (decisionIds.length === 0 || decisionIds.length > limits.list.ids) {
    return decisionIds.map((id) => ({ caseId: id, subject: id }));
  }
  const rows = await selectRows(journal.database.read, Decision, `id IN ${placeholders(decisionIds)}`, decisionIds);
  const caseOf = new Map(rows.map(({ id, caseId }) => [id, caseId]));
  return decisionIds.map((id) => ({ caseId: caseOf.get(id) ?? id, subject: id }));
}

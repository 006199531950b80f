/** Complaints in the API: taking one down, giving it to somebody, answering, closing, taking it up again. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, Resolver, Root } from "type-graphql";
import { privateText } from "../../documents/index.js";
import type { Outcome } from "../../journal/index.js";
import { idempotencyKeyOf, Member, Partner } from "../../parties/index.js";
import { DateTimeScalar, payloadType, signedIn, toUserErrors } from "../../platform/index.js";
import type { CaseRequestContext } from "../services.js";
import type { ComplaintChannel, Finding } from "./entries.js";
import { Complaint, ComplaintChannelEnum, ComplaintRound, FindingEnum } from "./rows.js";
import { answerComplaint, assignComplaint, closeComplaint, receiveComplaint, reopenComplaint } from "./run.js";

@InputType()
abstract class ComplaintInput {
  @Field(() => ID, { description: "The complaint (投诉)." }) complaintId!: string;
  @Field(() => String, { nullable: true, description: "Repeating it changes nothing (幂等键)." })
  idempotencyKey?: string | null;
  @Field(() => Int, { nullable: true, description: "Refused when this has changed since (预期版本)." })
  expectedVersion?: number | null;
}

@InputType({ description: "Takes a complaint down (登记投诉)." })
export class ComplaintReceiveInput {
  @Field(() => String, { nullable: true, description: "Repeating it changes nothing (幂等键)." })
  idempotencyKey?: string | null;
  @Field(() => ComplaintChannelEnum, { description: "How it came in (投诉渠道)." }) channel!: ComplaintChannel;
  @Field(() => String, { nullable: true, description: "The hotline's own number of it (工单号)." })
  sourceNo?: string | null;
  @Field(() => ID, { nullable: true, description: "The case it is about, where it is about one (贷款申请)." })
  caseId?: string | null;
  @Field(() => ID, { nullable: true, description: "The party it is about (被投诉机构)." }) partyId?: string | null;
  @Field(() => ID, { nullable: true, description: "The officer it is about (被投诉人员)." }) memberId?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: "When it came in; now where left out (收到时间)." })
  receivedAt?: string | null;
  @Field(() => String, { nullable: true, description: "Who complains; read by the center only (投诉人姓名)." })
  complainantName?: string | null;
  @Field(() => String, { nullable: true, description: "Their telephone; read by the center only (投诉人电话)." })
  complainantPhone?: string | null;
  @Field(() => String, { description: "What they say; without their name, for the party reads it (投诉内容)." })
  text!: string;
}

@InputType({ description: "Gives a complaint to whoever looks into it (指派投诉)." })
export class ComplaintAssignInput extends ComplaintInput {
  @Field(() => ID, { description: "Who looks into it (承办人)." }) handlerId!: string;
  @Field(() => ID, { nullable: true, description: "The party it turned out to be about (被投诉机构)." })
  partyId?: string | null;
  @Field(() => ID, { nullable: true, description: "The officer it turned out to be about (被投诉人员)." })
  memberId?: string | null;
}

@InputType({ description: "Answers a complaint (答复投诉)." })
export class ComplaintAnswerInput extends ComplaintInput {
  @Field(() => FindingEnum, { description: "Whether it was justified (认定结果)." }) finding!: Finding;
  @Field(() => String, { description: "What was found, and what is done about it (答复内容)." }) answer!: string;
}

@InputType({ description: "Closes an answered complaint (办结投诉)." })
export class ComplaintCloseInput extends ComplaintInput {}

@InputType({ description: "The complainant has it taken up again (重新办理投诉)." })
export class ComplaintReopenInput extends ComplaintInput {
  @Field(() => String, { description: "Why the answer does not content them (理由)." }) reason!: string;
}

const complaintField = { complaint: { type: () => Complaint, description: "The complaint as it is now (投诉)." } };
const ComplaintReceivePayload = payloadType("ComplaintReceivePayload", complaintField);
const ComplaintAssignPayload = payloadType("ComplaintAssignPayload", complaintField);
const ComplaintAnswerPayload = payloadType("ComplaintAnswerPayload", complaintField);
const ComplaintClosePayload = payloadType("ComplaintClosePayload", complaintField);
const ComplaintReopenPayload = payloadType("ComplaintReopenPayload", complaintField);

async function shown(ctx: CaseRequestContext, outcome: Outcome): Promise<object> {
  if (!outcome.ok) return { complaint: null, userErrors: toUserErrors(outcome.refusals, ctx.language) };
  return { complaint: await ctx.rows.one(Complaint, outcome.resultId), userErrors: [] };
}

const keyed = <Input extends { readonly idempotencyKey?: string | null }>(input: Input) => ({
  ...input,
  idempotencyKey: idempotencyKeyOf(input),
});

@Resolver(() => Complaint)
export class ComplaintResolver {
  @Mutation(() => ComplaintReceivePayload, { description: "Takes a complaint down; its clock begins (登记投诉)." })
  async complaintReceive(
    @Arg("input", () => ComplaintReceiveInput) input: ComplaintReceiveInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return shown(ctx, await receiveComplaint(ctx, signedIn(ctx), keyed(input)));
  }

  @Mutation(() => ComplaintAssignPayload, {
    description: "Gives it to somebody whom it is not about and who had no hand in the case (指派投诉).",
  })
  async complaintAssign(
    @Arg("input", () => ComplaintAssignInput) input: ComplaintAssignInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return shown(ctx, await assignComplaint(ctx, signedIn(ctx), keyed(input)));
  }

  @Mutation(() => ComplaintAnswerPayload, { description: "The handler's answer; its clock ends (答复投诉)." })
  async complaintAnswer(
    @Arg("input", () => ComplaintAnswerInput) input: ComplaintAnswerInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return shown(ctx, await answerComplaint(ctx, signedIn(ctx), keyed(input)));
  }

  @Mutation(() => ComplaintClosePayload, {
    description: "Closes it; one that is upheld by another person than who answered (办结投诉).",
  })
  async complaintClose(
    @Arg("input", () => ComplaintCloseInput) input: ComplaintCloseInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return shown(ctx, await closeComplaint(ctx, signedIn(ctx), keyed(input)));
  }

  @Mutation(() => ComplaintReopenPayload, {
    description:
      "Takes a closed complaint up again for the complainant, once; another one looks into it (重新办理投诉).",
  })
  async complaintReopen(
    @Arg("input", () => ComplaintReopenInput) input: ComplaintReopenInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return shown(ctx, await reopenComplaint(ctx, signedIn(ctx), keyed(input)));
  }

  @FieldResolver(() => Boolean, { description: "Past its due time: not answered by then (是否超时)." })
  overdue(@Root() { dueAt, answeredAt }: Complaint, @Ctx() { journal }: CaseRequestContext): boolean {
    return (answeredAt ?? journal.clock().toISOString()) > dueAt;
  }

  @FieldResolver(() => Partner, { nullable: true, description: "The party it is about (被投诉机构)." })
  party(@Root() { partyId }: Complaint, @Ctx() { rows }: CaseRequestContext): Promise<Partner | null> | null {
    return partyId ? rows.face(Partner, partyId) : null;
  }

  @FieldResolver(() => Member, { nullable: true, description: "The officer it is about (被投诉人员)." })
  member(@Root() { memberId }: Complaint, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> | null {
    return memberId ? rows.face(Member, memberId) : null;
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who looks into it (承办人)." })
  handler(@Root() { handlerId }: Complaint, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> | null {
    return handlerId ? rows.face(Member, handlerId) : null;
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who took it down (登记人)." })
  receivedBy(@Root() { receivedById }: Complaint, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> {
    return rows.face(Member, receivedById);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who closed it (办结人)." })
  closedBy(@Root() { closedById }: Complaint, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> | null {
    return closedById ? rows.face(Member, closedById) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Who complains; the center only (投诉人姓名)." })
  complainantName(@Root() one: Complaint, @Ctx() ctx: CaseRequestContext): Promise<string | null> | null {
    return ofCenter(ctx) ? privateText(ctx, one.complainantNameId) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Their telephone; the center only (投诉人电话)." })
  complainantPhone(@Root() one: Complaint, @Ctx() ctx: CaseRequestContext): Promise<string | null> | null {
    return ofCenter(ctx) ? privateText(ctx, one.complainantPhoneId) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "What they say (投诉内容)." })
  text(@Root() { textId }: Complaint, @Ctx() ctx: CaseRequestContext): Promise<string | null> {
    return privateText(ctx, textId);
  }

  @FieldResolver(() => String, { nullable: true, description: "The answer (答复内容)." })
  answer(@Root() { answerId }: Complaint, @Ctx() ctx: CaseRequestContext): Promise<string | null> {
    return privateText(ctx, answerId);
  }

  @FieldResolver(() => [ComplaintRound], { description: "Each way that it took (办理轮次)." })
  rounds(@Root() { id }: Complaint, @Ctx() { rows }: CaseRequestContext): Promise<ComplaintRound[]> {
    return rows.by(ComplaintRound, "complaintId", id, { orderBy: "number" });
  }
}

const ofCenter = (ctx: CaseRequestContext): boolean => signedIn(ctx).partyKind === "CENTER";

@Resolver(() => ComplaintRound)
export class ComplaintRoundResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Who looked into it (承办人)." })
  handler(@Root() { handlerId }: ComplaintRound, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> | null {
    return handlerId ? rows.face(Member, handlerId) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "The answer (答复内容)." })
  answer(@Root() { answerId }: ComplaintRound, @Ctx() ctx: CaseRequestContext): Promise<string | null> {
    return privateText(ctx, answerId);
  }

  @FieldResolver(() => String, { nullable: true, description: "Why it was taken up again (重新办理理由)." })
  reason(@Root() { reasonId }: ComplaintRound, @Ctx() ctx: CaseRequestContext): Promise<string | null> {
    return privateText(ctx, reasonId);
  }
}

/** Inquiries in the API: shown to who asks, who is asked, and the center. */
import { privateText } from "../../documents/index.js";
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, Resolver, Root } from "type-graphql";
import { Member, Partner } from "../../parties/index.js";
import { act, CaseInput, casePayload, made } from "../api/act.js";
import type { CaseRequestContext } from "../services.js";
import { inquiryAnswer, inquiryPost } from "./decide.js";
import { Inquiry } from "./rows.js";

@InputType({ description: "Asks another party of the case (提出问询)." })
export class InquiryPostInput extends CaseInput {
  @Field(() => ID, { description: "The party that is asked (被问询机构)." }) toPartyId!: string;
  @Field(() => String, { description: "The question (问题)." }) question!: string;
}

@InputType({ description: "Answers an inquiry (答复问询)." })
export class InquiryAnswerInput extends CaseInput {
  @Field(() => ID, { description: "The inquiry (问询)." }) inquiryId!: string;
  @Field(() => String, { description: "The answer (答复)." }) answer!: string;
}

const inquiryField = { inquiry: { type: () => Inquiry, description: "The inquiry as it is now (问询)." } };
const InquiryPostPayload = casePayload("InquiryPost", inquiryField);
const InquiryAnswerPayload = casePayload("InquiryAnswer", inquiryField);

@Resolver(() => Inquiry)
export class InquiryResolver {
  @Mutation(() => InquiryPostPayload, { description: "Asks another party; pauses nothing (提出问询)." })
  async inquiryPost(
    @Arg("input", () => InquiryPostInput) input: InquiryPostInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, inquiryPost, input);
    return { ...done, inquiry: await made(ctx, done, Inquiry) };
  }

  @Mutation(() => InquiryAnswerPayload, { description: "Answers an inquiry; only the party asked (答复问询)." })
  async inquiryAnswer(
    @Arg("input", () => InquiryAnswerInput) input: InquiryAnswerInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, inquiryAnswer, input);
    return { ...done, inquiry: await made(ctx, done, Inquiry) };
  }

  @FieldResolver(() => Boolean, { description: "Past its due time: not answered by then (是否超时)." })
  overdue(@Root() { dueAt, answeredAt, takenBackAt }: Inquiry, @Ctx() { journal }: CaseRequestContext): boolean {
    return (answeredAt ?? takenBackAt ?? journal.clock().toISOString()) > dueAt;
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who answered (答复人)." })
  answeredBy(@Root() { answeredById }: Inquiry, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> | null {
    return answeredById ? rows.face(Member, answeredById) : null;
  }

  @FieldResolver(() => Partner, { nullable: true, description: "Who asks (提问机构)." })
  from(@Root() { fromPartyId }: Inquiry, @Ctx() { rows }: CaseRequestContext): Promise<Partner | null> {
    return rows.face(Partner, fromPartyId);
  }

  @FieldResolver(() => Partner, { nullable: true, description: "Who is asked (被问询机构)." })
  to(@Root() { toPartyId }: Inquiry, @Ctx() { rows }: CaseRequestContext): Promise<Partner | null> {
    return rows.face(Partner, toPartyId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who asked (提问人)." })
  askedBy(@Root() { askedById }: Inquiry, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> {
    return rows.face(Member, askedById);
  }

  @FieldResolver(() => String, { nullable: true, description: "The question (问题)." })
  question(@Root() { questionId }: Inquiry, @Ctx() ctx: CaseRequestContext): Promise<string | null> {
    return privateText(ctx, questionId);
  }

  @FieldResolver(() => String, { nullable: true, description: "The answer (答复)." })
  answer(@Root() { answerId }: Inquiry, @Ctx() ctx: CaseRequestContext): Promise<string | null> {
    return privateText(ctx, answerId);
  }
}

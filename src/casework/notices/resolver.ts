/** Defects and notices in the API. */
import { privateText } from "../../documents/index.js";
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, Resolver, Root } from "type-graphql";
import { dayOf } from "../../kernel/index.js";
import { Member, Partner } from "../../parties/index.js";
import { DateTimeScalar } from "../../platform/index.js";
import { act, CaseInput, casePayload, changed, made } from "../api/act.js";
import { Names, policyNames } from "../api/names.js";
import type { CaseRequestContext } from "../services.js";
import { defectPost, nothingFurther, noticeAnswer, noticeSend } from "./decide.js";
import { Defect, Notice } from "./rows.js";

@InputType({ description: "Posts a defect to the draft of the one notice (提出补正事项)." })
export class DefectPostInput extends CaseInput {
  @Field(() => String, { description: "Kind, a code of the policy (问题类型)." }) kind!: string;
  @Field(() => ID, { nullable: true, description: "The checklist item (材料清单项)." }) itemId?: string | null;
  @Field(() => ID, { nullable: true, description: "The check it came from (审核项)." }) checkId?: string | null;
  @Field(() => String, { nullable: true, description: "In words (说明)." }) note?: string | null;
  @Field(() => String, { nullable: true, description: "Why an earlier notice did not say it (未一次告知的理由)." })
  justification?: string | null;
}

@InputType({ description: "Says that one's party has nothing further to ask for (无其他问题)." })
export class NothingFurtherInput extends CaseInput {}

@InputType({ description: "Sends the one notice (发出一次性告知)." })
export class NoticeSendInput extends CaseInput {
  @Field(() => DateTimeScalar, { nullable: true, description: "Please answer by (答复期限)." })
  answerBy?: string | null;
}

@InputType({ description: "The answer to one defect (补正答复)." })
export class DefectAnswerInput {
  @Field(() => ID, { description: "The defect (补正事项)." }) defectId!: string;
  @Field(() => String, { nullable: true, description: "In words (说明)." }) note?: string | null;
}

@InputType({ description: "Answers a notice; what is not named stays open (答复告知)." })
export class NoticeAnswerInput extends CaseInput {
  @Field(() => ID, { description: "The notice (告知)." }) noticeId!: string;
  @Field(() => [DefectAnswerInput], { description: "Item by item (逐项答复)." }) answers!: DefectAnswerInput[];
}

const defectField = { defect: { type: () => Defect, description: "The defect (补正事项)." } };
const noticeField = { notice: { type: () => Notice, description: "The notice (告知)." } };
const DefectPostPayload = casePayload("DefectPost", defectField);
const NothingFurtherPayload = casePayload("NothingFurther", {});
const NoticeSendPayload = casePayload("NoticeSend", noticeField);
const NoticeAnswerPayload = casePayload("NoticeAnswer", noticeField);

@Resolver(() => Notice)
export class NoticeResolver {
  @Mutation(() => DefectPostPayload, { description: "Posts a defect to the draft (提出补正事项)." })
  async defectPost(
    @Arg("input", () => DefectPostInput) input: DefectPostInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, defectPost, input);
    return { ...done, defect: await made(ctx, done, Defect) };
  }

  @Mutation(() => NothingFurtherPayload, { description: "One's party has nothing further to ask for (无其他问题)." })
  nothingFurther(
    @Arg("input", () => NothingFurtherInput) input: NothingFurtherInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return act(ctx, nothingFurther, input);
  }

  @Mutation(() => NoticeSendPayload, { description: "Sends one notice of all defects (发出一次性告知)." })
  async noticeSend(
    @Arg("input", () => NoticeSendInput) input: NoticeSendInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, noticeSend, input);
    return { ...done, notice: await made(ctx, done, Notice) };
  }

  @Mutation(() => NoticeAnswerPayload, { description: "Answers a notice item by item (答复告知)." })
  async noticeAnswer(
    @Arg("input", () => NoticeAnswerInput) input: NoticeAnswerInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, noticeAnswer, input);
    return { ...done, notice: await changed(ctx, done, Notice, input.noticeId) };
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who sent it (发出人)." })
  sentBy(@Root() { sentById }: Notice, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> {
    return rows.face(Member, sentById);
  }

  @FieldResolver(() => Names, { description: "Name of the form (文书名称)." })
  formName(): Names {
    return { en: "Correction notice", zh: "一次性补正告知书" };
  }

  @FieldResolver(() => [Defect], { description: "What it asks for (补正事项)." })
  defects(@Root() { id }: Notice, @Ctx() { rows }: CaseRequestContext): Promise<Defect[]> {
    return rows.by(Defect, "noticeId", id, { orderBy: "postedAt, id" });
  }
}

@Resolver(() => Defect)
export class DefectResolver {
  @FieldResolver(() => Names, { nullable: true, description: "Name of its kind (问题类型名称)." })
  name(@Root() { kind }: Defect, @Ctx() ctx: CaseRequestContext): Names | null {
    return policyNames(ctx, "defectKinds", kind);
  }

  @FieldResolver(() => Partner, { nullable: true, description: "Who posted it (提出方)." })
  party(@Root() { partyId }: Defect, @Ctx() { rows }: CaseRequestContext): Promise<Partner | null> {
    return rows.face(Partner, partyId);
  }

  @FieldResolver(() => String, { nullable: true, description: "In words (说明)." })
  note(@Root() { noteId }: Defect, @Ctx() ctx: CaseRequestContext): Promise<string | null> | null {
    return privateText(ctx, noteId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Why an earlier notice did not say it (未一次告知的理由).",
  })
  justification(@Root() { justificationId }: Defect, @Ctx() ctx: CaseRequestContext): Promise<string | null> | null {
    return privateText(ctx, justificationId);
  }

  @FieldResolver(() => String, { nullable: true, description: "What was answered, in words (补正答复)." })
  answer(@Root() { answerNoteId }: Defect, @Ctx() ctx: CaseRequestContext): Promise<string | null> | null {
    return privateText(ctx, answerNoteId);
  }

  @FieldResolver(() => Names, { nullable: true, description: "What the applicant can do about it (补正办法)." })
  remedy(@Root() { kind }: Defect, @Ctx() { policies, journal }: CaseRequestContext): Names | null {
    const today = dayOf(journal.clock().toISOString(), policies.calendar.zone);
    return policies.find(today)?.defectKinds.find(({ code }) => code === kind)?.remedy ?? null;
  }
}

/** What hangs on the parts of a meeting: whose they are, their texts and documents. */
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Document, privateText } from "../../documents/index.js";
import { Member, Partner } from "../../parties/index.js";
import type { OversightContext } from "../services.js";
import { measureStateOn } from "./decide.js";
import type { MeasureState } from "./entries.js";
import { todayOf } from "./queries.js";
import * as rows from "./rows.js";

const documentOf = (context: OversightContext, id: string | null) =>
  id === null ? null : context.rows.one(Document, id);

@Resolver(() => rows.MeetingAgendaItem)
export class MeetingAgendaItemResolver {
  @FieldResolver(() => String, { nullable: true, description: "What is spoken of (议题)." })
  title(@Root() { titleId }: rows.MeetingAgendaItem, @Ctx() context: OversightContext) {
    return privateText(context, titleId);
  }
}

@Resolver(() => rows.MeetingProblem)
export class MeetingProblemResolver {
  @FieldResolver(() => Partner, { description: "Who raised it (提出机构)." })
  party(@Root() { partyId }: rows.MeetingProblem, @Ctx() context: OversightContext) {
    return context.rows.face(Partner, partyId);
  }

  @FieldResolver(() => String, { nullable: true, description: "The problem (问题)." })
  text(@Root() { textId }: rows.MeetingProblem, @Ctx() context: OversightContext) {
    return privateText(context, textId);
  }

  @FieldResolver(() => Document, { nullable: true, description: "What shows it (佐证要件)." })
  document(@Root() { documentId }: rows.MeetingProblem, @Ctx() context: OversightContext) {
    return documentOf(context, documentId);
  }
}

@Resolver(() => rows.MeetingComment)
export class MeetingCommentResolver {
  @FieldResolver(() => Partner, { description: "On whom (机构)." })
  partner(@Root() { partnerId }: rows.MeetingComment, @Ctx() context: OversightContext) {
    return context.rows.face(Partner, partnerId);
  }

  @FieldResolver(() => String, { nullable: true, description: "The comment (点评)." })
  text(@Root() { textId }: rows.MeetingComment, @Ctx() context: OversightContext) {
    return privateText(context, textId);
  }
}

@Resolver(() => rows.MeetingPractice)
export class MeetingPracticeResolver {
  @FieldResolver(() => Partner, { description: "Whose practice it is (机构)." })
  partner(@Root() { partnerId }: rows.MeetingPractice, @Ctx() context: OversightContext) {
    return context.rows.face(Partner, partnerId);
  }

  @FieldResolver(() => String, { nullable: true, description: "What it is about (题目)." })
  title(@Root() { titleId }: rows.MeetingPractice, @Ctx() context: OversightContext) {
    return privateText(context, titleId);
  }
}

@Resolver(() => rows.MeetingCarried)
export class MeetingCarriedResolver {
  @FieldResolver(() => rows.Measure, { nullable: true, description: "The measure as it is now (措施)." })
  measure(@Root() { measureId }: rows.MeetingCarried, @Ctx() context: OversightContext) {
    return context.rows.one(rows.Measure, measureId);
  }
}

@Resolver(() => rows.Measure)
export class MeasureResolver {
  @FieldResolver(() => rows.MeasureStateEnum, { description: "What became of it by today (状态)." })
  state(@Root() { doneAt, dueOn }: rows.Measure, @Ctx() context: OversightContext): MeasureState {
    return measureStateOn({ done: doneAt, dueOn }, todayOf(context));
  }

  @FieldResolver(() => rows.ReviewMeeting, { nullable: true, description: "Where it was agreed (会议)." })
  meeting(@Root() { meetingId }: rows.Measure, @Ctx() context: OversightContext) {
    return context.rows.one(rows.ReviewMeeting, meetingId);
  }

  @FieldResolver(() => Partner, { description: "Who sees to it (责任机构)." })
  owner(@Root() { ownerPartyId }: rows.Measure, @Ctx() context: OversightContext) {
    return context.rows.face(Partner, ownerPartyId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "The member who sees to it (责任人)." })
  ownerMember(@Root() { ownerMemberId }: rows.Measure, @Ctx() context: OversightContext) {
    return ownerMemberId === null ? null : context.rows.face(Member, ownerMemberId);
  }

  @FieldResolver(() => String, { nullable: true, description: "What is to be done (措施内容)." })
  text(@Root() { textId }: rows.Measure, @Ctx() context: OversightContext) {
    return privateText(context, textId);
  }

  @FieldResolver(() => String, { nullable: true, description: "What shows that it was done (完成情况)." })
  evidence(@Root() { evidenceId }: rows.Measure, @Ctx() context: OversightContext) {
    return privateText(context, evidenceId);
  }

  @FieldResolver(() => Document, { nullable: true, description: "The document that shows it (佐证要件)." })
  document(@Root() { documentId }: rows.Measure, @Ctx() context: OversightContext) {
    return documentOf(context, documentId);
  }
}

export const meetingPartResolvers = [
  MeetingAgendaItemResolver,
  MeetingProblemResolver,
  MeetingCommentResolver,
  MeetingPracticeResolver,
  MeetingCarriedResolver,
  MeasureResolver,
] as const;

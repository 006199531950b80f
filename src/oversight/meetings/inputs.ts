/** What the API takes in about review meetings. */
import { Field, ID, InputType, Int } from "type-graphql";
import { PartnerKindEnum, type PartnerKind } from "../../parties/index.js";
import { DateScalar, PeriodScalar } from "../../platform/index.js";
import { KeyedInput } from "../boards/inputs.js";
import type { MeasureState } from "./entries.js";
import { MeasureStateEnum, MeetingStatus } from "./rows.js";

@InputType()
abstract class OnMeetingInput extends KeyedInput {
  @Field(() => ID, { description: "The meeting (会议)." }) meetingId!: string;
  @Field(() => Int, { nullable: true, description: "Refused when the meeting has changed since (预期版本)." })
  expectedVersion?: number | null;
}

@InputType({ description: "Which meetings; every condition given must hold (筛选条件)." })
export class MeetingFilter {
  @Field(() => PeriodScalar, { nullable: true, description: "The period (期间)." }) period?: string | null;
  @Field(() => MeetingStatus, { nullable: true, description: "How far it has come (状态)." })
  status?: MeetingStatus | null;
}

@InputType({ description: "Which measures; every condition given must hold (筛选条件)." })
export class MeasureFilter {
  @Field(() => MeasureStateEnum, { nullable: true, description: "What became of it by today (状态)." })
  state?: MeasureState | null;
  @Field(() => Boolean, { nullable: true, description: "Overdue today; or, false, not overdue (是否逾期)." })
  overdue?: boolean | null;
  @Field(() => ID, { nullable: true, description: "The party that sees to it (责任机构)." })
  ownerPartyId?: string | null;
  @Field(() => ID, { nullable: true, description: "The member who sees to it (责任人)." })
  ownerMemberId?: string | null;
  @Field(() => ID, { nullable: true, description: "The meeting it was agreed at (会议)." }) meetingId?: string | null;
}

@InputType({ description: "Plans a review meeting (安排会议)." })
export class MeetingPlanInput extends KeyedInput {
  @Field(() => PeriodScalar, { description: "The period that it looks at (期间)." }) period!: string;
  @Field(() => [PartnerKindEnum], { description: "Who takes part (参加机构类型)." }) kinds!: PartnerKind[];
  @Field(() => DateScalar, { description: "The day (会议日期)." }) day!: string;
  @Field(() => [String], { description: "The agenda, in its order (议程)." }) agenda!: string[];
}

@InputType({ description: "Moves a meeting, or changes its agenda, before it opens (调整会议)." })
export class MeetingReplanInput extends OnMeetingInput {
  @Field(() => DateScalar, { description: "The day (会议日期)." }) day!: string;
  @Field(() => [String], { nullable: true, description: "The whole agenda; as it is where left out (议程)." })
  agenda?: string[] | null;
}

@InputType({ description: "A problem to be spoken of (提出问题)." })
export class MeetingProblemRaiseInput extends OnMeetingInput {
  @Field(() => String, { description: "The problem (问题)." }) text!: string;
  @Field(() => ID, { nullable: true, description: "A document in sight that shows it (佐证要件)." })
  documentId?: string | null;
}

@InputType({ description: "The center's comment on a partner (点评)." })
export class MeetingCommentInput extends OnMeetingInput {
  @Field(() => ID, { description: "The partner (机构)." }) partnerId!: string;
  @Field(() => String, { description: "The comment; it stands in place of an earlier one (点评)." }) text!: string;
}

@InputType({ description: "A presentation of good practice (经验介绍)." })
export class MeetingPracticePresentInput extends OnMeetingInput {
  @Field(() => ID, { description: "Whose practice it is (机构)." }) partnerId!: string;
  @Field(() => String, { description: "What it is about (题目)." }) title!: string;
  @Field(() => ID, { nullable: true, description: "A document in sight (材料)." }) documentId?: string | null;
}

@InputType({ description: "Opens a meeting with what became of the last one's measures (会议开始)." })
export class MeetingOpenInput extends OnMeetingInput {}

@InputType({ description: "What is to be done, by whom and until when (议定措施)." })
export class MeasureAgreeInput extends OnMeetingInput {
  @Field(() => String, { description: "What is to be done (措施)." }) text!: string;
  @Field(() => ID, { description: "The center, or a partner of the meeting (责任机构)." }) ownerPartyId!: string;
  @Field(() => ID, { nullable: true, description: "A member of it (责任人)." }) ownerMemberId?: string | null;
  @Field(() => DateScalar, {
    description: "Until when; a day that is not worked moves to the next working day (完成期限).",
  })
  dueOn!: string;
  @Field(() => ID, { nullable: true, description: "The problem that it answers (所针对问题)." })
  problemId?: string | null;
}

@InputType({ description: "A measure is done (措施完成)." })
export class MeasureDoneInput extends OnMeetingInput {
  @Field(() => ID, { description: "The measure (措施)." }) measureId!: string;
  @Field(() => String, { description: "What shows that it is done (完成情况)." }) evidence!: string;
  @Field(() => ID, { nullable: true, description: "A document in sight that shows it (佐证要件)." })
  documentId?: string | null;
}

@InputType({ description: "Writes the minutes (撰写纪要)." })
export class MinutesWriteInput extends OnMeetingInput {
  @Field(() => String, { description: "The text; it stands in place of an earlier one (纪要)." }) text!: string;
}

@InputType({ description: "Closes the minutes (会议结束)." })
export class MeetingCloseInput extends OnMeetingInput {}

/** Review meetings in the API: what may be done. */
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { answered, askedOf } from "../answers.js";
import type { OversightContext } from "../services.js";
import * as commands from "./commands.js";
import * as inputs from "./inputs.js";
import { meetingPartResolvers } from "./parts.js";
import * as payloads from "./payloads.js";
import { MeetingQueryResolver } from "./queries.js";
import * as rows from "./rows.js";

@Resolver()
export class MeetingMutationResolver {
  @Mutation(() => payloads.MeetingPlanPayload, {
    description: "Plans a review meeting: by the center (安排经验交流会).",
  })
  async meetingPlan(
    @Arg("input", () => inputs.MeetingPlanInput) input: inputs.MeetingPlanInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.planMeeting(context, viewer, given), "meeting", rows.ReviewMeeting);
  }

  @Mutation(() => payloads.MeetingReplanPayload, {
    description: "Moves a meeting, or changes its agenda, before it opens: by the center (调整会议).",
  })
  async meetingReplan(
    @Arg("input", () => inputs.MeetingReplanInput) input: inputs.MeetingReplanInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.replanMeeting(context, viewer, given), "meeting", rows.ReviewMeeting);
  }

  @Mutation(() => payloads.MeetingProblemRaisePayload, {
    description: "Raises a problem: a partner's manager before the meeting, the center until it is closed (提出问题).",
  })
  async meetingProblemRaise(
    @Arg("input", () => inputs.MeetingProblemRaiseInput) input: inputs.MeetingProblemRaiseInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.raiseProblem(context, viewer, given), "problem", rows.MeetingProblem);
  }

  @Mutation(() => payloads.MeetingCommentPayload, {
    description: "Comments on a partner, which sees its own: by the center (点评).",
  })
  async meetingComment(
    @Arg("input", () => inputs.MeetingCommentInput) input: inputs.MeetingCommentInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    const outcome = await commands.comment(context, viewer, given);
    // The result that is kept under the key is the meeting: the comment's own id is two in one.
    const made = outcome.ok ? { ...outcome, resultId: rows.commentId(given.meetingId, given.partnerId) } : outcome;
    return answered(context, made, "comment", rows.MeetingComment);
  }

  @Mutation(() => payloads.MeetingPracticePresentPayload, {
    description:
      "Enters a presentation of good practice: by the center, or a partner's manager for their own (经验介绍).",
  })
  async meetingPracticePresent(
    @Arg("input", () => inputs.MeetingPracticePresentInput) input: inputs.MeetingPracticePresentInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.presentPractice(context, viewer, given), "practice", rows.MeetingPractice);
  }

  @Mutation(() => payloads.MeetingOpenPayload, {
    description:
      "Opens a meeting with what became of the last one's measures; its boards are frozen: by the center (会议开始).",
  })
  async meetingOpen(
    @Arg("input", () => inputs.MeetingOpenInput) input: inputs.MeetingOpenInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.openMeeting(context, viewer, given), "meeting", rows.ReviewMeeting);
  }

  @Mutation(() => payloads.MeasureAgreePayload, {
    description: "Agrees a measure with owner and due date, in an open meeting: by the center (议定措施).",
  })
  async measureAgree(
    @Arg("input", () => inputs.MeasureAgreeInput) input: inputs.MeasureAgreeInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.agreeMeasure(context, viewer, given), "measure", rows.Measure);
  }

  @Mutation(() => payloads.MeasureDonePayload, {
    description: "A measure is done: by the member named, or whoever speaks for its owner (措施完成).",
  })
  async measureDone(
    @Arg("input", () => inputs.MeasureDoneInput) input: inputs.MeasureDoneInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.finishMeasure(context, viewer, given), "measure", rows.Measure);
  }

  @Mutation(() => payloads.MinutesWritePayload, {
    description: "Writes the minutes of an open meeting: by the center (撰写纪要).",
  })
  async minutesWrite(
    @Arg("input", () => inputs.MinutesWriteInput) input: inputs.MinutesWriteInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.writeMinutes(context, viewer, given), "meeting", rows.ReviewMeeting);
  }

  @Mutation(() => payloads.MeetingClosePayload, {
    description: "Closes the minutes; from then on only measures move: by the center (会议结束).",
  })
  async meetingClose(
    @Arg("input", () => inputs.MeetingCloseInput) input: inputs.MeetingCloseInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.closeMeeting(context, viewer, given), "meeting", rows.ReviewMeeting);
  }
}

export const meetingResolvers = [MeetingQueryResolver, MeetingMutationResolver, ...meetingPartResolvers] as const;

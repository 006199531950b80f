/** What the mutations on review meetings answer. */
import { payloadType } from "../../platform/index.js";
import { Measure, MeetingComment, MeetingPractice, MeetingProblem, ReviewMeeting } from "./rows.js";

const meeting = { meeting: { type: () => ReviewMeeting, description: "The meeting as it is now (会议)." } };
const measure = { measure: { type: () => Measure, description: "The measure as it is now (措施)." } };

export const MeetingPlanPayload = payloadType("MeetingPlanPayload", meeting);
export const MeetingReplanPayload = payloadType("MeetingReplanPayload", meeting);
export const MeetingProblemRaisePayload = payloadType("MeetingProblemRaisePayload", {
  problem: { type: () => MeetingProblem, description: "The problem (问题)." },
});
export const MeetingCommentPayload = payloadType("MeetingCommentPayload", {
  comment: { type: () => MeetingComment, description: "The comment (点评)." },
});
export const MeetingPracticePresentPayload = payloadType("MeetingPracticePresentPayload", {
  practice: { type: () => MeetingPractice, description: "The presentation (经验介绍)." },
});
export const MeetingOpenPayload = payloadType("MeetingOpenPayload", meeting);
export const MeasureAgreePayload = payloadType("MeasureAgreePayload", measure);
export const MeasureDonePayload = payloadType("MeasureDonePayload", measure);
export const MinutesWritePayload = payloadType("MinutesWritePayload", meeting);
export const MeetingClosePayload = payloadType("MeetingClosePayload", meeting);

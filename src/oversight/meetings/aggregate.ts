/** The stream of one review meeting, and the rows that follow from it. */
import { rowOut, type Aggregate, type RowOut } from "../../journal/index.js";
import * as rows from "./rows.js";
import { evolveMeeting, initialMeeting, type MeasureOfMeeting, type MeetingState } from "./state.js";

export const meetingAggregate: Aggregate<MeetingState> = {
  kind: "reviewMeeting",
  initial: initialMeeting,
  evolve: evolveMeeting,
  rowsOf,
  tables: [
    rows.ReviewMeeting,
    rows.MeetingAgendaItem,
    rows.MeetingProblem,
    rows.MeetingComment,
    rows.MeetingPractice,
    rows.MeetingBoard,
    rows.Measure,
    rows.MeetingCarried,
  ],
};

export const statusOf = ({ opened, closed }: MeetingState): rows.MeetingStatus =>
  closed ? "CLOSED" : opened ? "OPEN" : "PLANNED";

/** The meeting first: the other tables name its row. */
function rowsOf(state: MeetingState): RowOut[] {
  const { id: meetingId, agenda, problems, comments, practices, opened, measures, carriedOver } = state;
  if (!state.planned) return [];
  return [
    rowOut(rows.ReviewMeeting, meetingRow(state, state.planned)),
    ...agenda.map(({ id, title }, at) =>
      rowOut(rows.MeetingAgendaItem, { id, meetingId, number: at + 1, titleId: title.id }),
    ),
    ...problems.map(({ text, ...one }) => rowOut(rows.MeetingProblem, { ...one, meetingId, textId: text.id })),
    ...comments.map(({ text, ...one }) =>
      rowOut(rows.MeetingComment, { id: rows.commentId(meetingId, one.partnerId), ...one, meetingId, textId: text.id }),
    ),
    ...practices.map(({ title, ...one }) => rowOut(rows.MeetingPractice, { ...one, meetingId, titleId: title.id })),
    ...(opened?.boards ?? []).map(({ boardId, digest }, at) =>
      rowOut(rows.MeetingBoard, { id: `${meetingId}/${boardId}`, meetingId, number: at + 1, boardId, digest }),
    ),
    ...measures.map((one) => rowOut(rows.Measure, measureRow(meetingId, one))),
    ...carriedOver.map(({ measureId, meetingId: fromMeetingId, ownerPartyId, state: was }, at) => {
      const id = `${meetingId}/${measureId}`;
      const row = { id, meetingId, number: at + 1, measureId, fromMeetingId, ownerPartyId, state: was };
      return rowOut(rows.MeetingCarried, row);
    }),
  ];
}

function meetingRow(state: MeetingState, planned: { at: string; byId: string }): rows.ReviewMeeting {
  const { id, version, period, day, kinds, opened, minutes, closed } = state;
  return {
    ...{ id, version, period, day, status: statusOf(state) },
    withBanks: kinds.includes("BANK"),
    withGuaranteeCompanies: kinds.includes("GUARANTEE_COMPANY"),
    plannedAt: planned.at,
    plannedById: planned.byId,
    openedAt: opened?.at ?? null,
    previousId: opened?.previousId ?? null,
    minutesId: minutes?.text.id ?? null,
    closedAt: closed?.at ?? null,
    minutesDigest: closed?.minutesDigest ?? null,
  };
}

function measureRow(meetingId: string, measure: MeasureOfMeeting): rows.Measure {
  const { id, number, ownerPartyId, ownerMemberId, text, dueOn, problemId, at, done } = measure;
  return {
    ...{ id, meetingId, number, ownerPartyId, ownerMemberId, textId: text.id, dueOn, problemId, agreedAt: at },
    doneAt: done?.at ?? null,
    doneById: done?.byId ?? null,
    evidenceId: done?.evidence.id ?? null,
    documentId: done?.documentId ?? null,
  };
}

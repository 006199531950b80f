/** Review meetings as they are queried. */
import { ObjectType, registerEnumType } from "type-graphql";
import { col, Derived } from "../../platform/index.js";
import { measureStates, type MeasureState } from "./entries.js";

export const MeetingStatus = { PLANNED: "PLANNED", OPEN: "OPEN", CLOSED: "CLOSED" } as const;
export type MeetingStatus = keyof typeof MeetingStatus;
registerEnumType(MeetingStatus, {
  name: "MeetingStatus",
  description: "How far a review meeting has come (会议状态).",
  valuesConfig: {
    PLANNED: { description: "Being prepared (筹备中)." },
    OPEN: { description: "Under way (进行中)." },
    CLOSED: { description: "Its minutes are closed (已结束)." },
  },
});

export const MeasureStateEnum = Object.fromEntries(measureStates.map((one) => [one, one])) as {
  [State in MeasureState]: State;
};
registerEnumType(MeasureStateEnum, {
  name: "MeasureState",
  description: "What became of a measure: open, overdue, done (措施状态: 进行中, 逾期, 已完成).",
});

const ofMeeting = (name: string) => ({ meetingId: { rowClass: "ReviewMeeting", name: `fk_${name}_meetingId` } });

@ObjectType("ReviewMeeting", { description: "A meeting of the center with its partners on a period (经验交流会)." })
@Derived("review_meeting", { stream: "id", index: { ix_review_meeting_day: ["day", "id"] } })
export class ReviewMeeting {
  @col.id({ primary: true, api: "Id (编号)." }) id!: string;
  @col.int({ api: "Rises with every change (版本)." }) version!: number;
  /** "2017H1". */
  @col.code() period!: string;
  @col.day({ api: "The day of the meeting (会议日期)." }) day!: string;
  @col.code({ api: "How far it has come (状态).", type: () => MeetingStatus }) status!: MeetingStatus;
  @col.flag({ api: "Banks take part (银行参加)." }) withBanks!: boolean;
  @col.flag({ api: "Guarantee companies take part (担保公司参加)." }) withGuaranteeCompanies!: boolean;
  @col.instant({ api: "When it was planned (安排时间)." }) plannedAt!: string;
  @col.id() plannedById!: string;
  @col.instant({ nullable: true, api: "When it was opened (开始时间)." }) openedAt!: string | null;
  @col.id({ nullable: true }) previousId!: string | null;
  /** Private row. */
  @col.id({ nullable: true }) minutesId!: string | null;
  @col.instant({ nullable: true, api: "When its minutes were closed (结束时间)." }) closedAt!: string | null;
  @col.code({ nullable: true, api: "SHA-256 of all that the minutes hold (纪要摘要)." })
  minutesDigest!: string | null;
}

@ObjectType("MeetingAgendaItem", { description: "A point of the agenda (议程)." })
@Derived("meeting_agenda_item", {
  stream: "meetingId",
  index: { ix_meeting_agenda_item_meeting: ["meetingId", "number"] },
  foreign: ofMeeting("meeting_agenda_item"),
})
export class MeetingAgendaItem {
  @col.id({ primary: true, api: "Id (编号)." }) id!: string;
  @col.id() meetingId!: string;
  @col.int({ api: "Place on the agenda, from 1 (序号)." }) number!: number;
  @col.id() titleId!: string;
}

@ObjectType("MeetingProblem", { description: "A problem that is to be spoken of (提出的问题)." })
@Derived("meeting_problem", {
  stream: "meetingId",
  index: { ix_meeting_problem_meeting: ["meetingId", "at", "id"] },
  foreign: ofMeeting("meeting_problem"),
})
export class MeetingProblem {
  @col.id({ primary: true, api: "Id (编号)." }) id!: string;
  @col.id() meetingId!: string;
  @col.id() partyId!: string;
  @col.id() textId!: string;
  @col.id({ nullable: true }) documentId!: string | null;
  @col.instant({ api: "When it was raised (提出时间)." }) at!: string;
  @col.id() byId!: string;
}

@ObjectType("PartnerComment", { description: "What the center says of a partner's period (点评)." })
@Derived("meeting_comment", {
  stream: "meetingId",
  index: { ix_meeting_comment_meeting: ["meetingId", "at", "id"] },
  foreign: ofMeeting("meeting_comment"),
})
export class MeetingComment {
  /** As commentId says. */
  @col.text({ primary: true, maxLength: 80 }) id!: string;
  @col.id() meetingId!: string;
  @col.id() partnerId!: string;
  @col.id() textId!: string;
  @col.instant({ api: "When it was made (点评时间)." }) at!: string;
  @col.id() byId!: string;
}

/** A partner has one comment at a meeting. */
export const commentId = (meetingId: string, partnerId: string): string => `${meetingId}/${partnerId}`;

@ObjectType("GoodPractice", { description: "What a partner does well and shows the others (经验介绍)." })
@Derived("meeting_practice", {
  stream: "meetingId",
  index: { ix_meeting_practice_meeting: ["meetingId", "at", "id"] },
  foreign: ofMeeting("meeting_practice"),
})
export class MeetingPractice {
  @col.id({ primary: true, api: "Id (编号)." }) id!: string;
  @col.id() meetingId!: string;
  @col.id() partnerId!: string;
  @col.id() titleId!: string;
  @col.id({ nullable: true }) documentId!: string | null;
  @col.instant({ api: "When it was entered (登记时间)." }) at!: string;
  @col.id() byId!: string;
}

/** A frozen board that the meeting looks at. */
@Derived("meeting_board", {
  stream: "meetingId",
  index: { ix_meeting_board_meeting: ["meetingId", "number"] },
  foreign: ofMeeting("meeting_board"),
})
export class MeetingBoard {
  /** The meeting's id and the board's. */
  @col.text({ primary: true, maxLength: 80 }) id!: string;
  @col.id() meetingId!: string;
  @col.int() number!: number;
  @col.id() boardId!: string;
  @col.code() digest!: string;
}

@ObjectType("Measure", { description: "What was agreed, who sees to it and until when (整改措施)." })
@Derived("meeting_measure", {
  stream: "meetingId",
  index: {
    ix_meeting_measure_meeting: ["meetingId", "number"],
    ix_meeting_measure_due: ["dueOn", "id"],
    ix_meeting_measure_owner: ["ownerPartyId", "doneAt", "dueOn"],
  },
  foreign: ofMeeting("meeting_measure"),
})
export class Measure {
  @col.id({ primary: true, api: "Id (编号)." }) id!: string;
  @col.id() meetingId!: string;
  @col.int({ api: "Running number in its meeting (序号)." }) number!: number;
  @col.id() ownerPartyId!: string;
  @col.id({ nullable: true }) ownerMemberId!: string | null;
  @col.id() textId!: string;
  @col.day({ api: "Due on this working day (完成期限)." }) dueOn!: string;
  @col.id({ nullable: true }) problemId!: string | null;
  @col.instant({ api: "When it was agreed (议定时间)." }) agreedAt!: string;
  @col.instant({ nullable: true, api: "When it was done (完成时间)." }) doneAt!: string | null;
  @col.id({ nullable: true }) doneById!: string | null;
  @col.id({ nullable: true }) evidenceId!: string | null;
  @col.id({ nullable: true }) documentId!: string | null;
}

@ObjectType("CarriedMeasure", {
  description: "A measure of an earlier meeting, and what had become of it when this one opened (上次措施落实情况).",
})
@Derived("meeting_carried", {
  stream: "meetingId",
  index: { ix_meeting_carried_meeting: ["meetingId", "number"] },
  foreign: ofMeeting("meeting_carried"),
})
export class MeetingCarried {
  /** The meeting's id and the measure's. */
  @col.text({ primary: true, maxLength: 80 }) id!: string;
  @col.id() meetingId!: string;
  @col.int({ api: "In the order in which they are gone through (序号)." }) number!: number;
  @col.id() measureId!: string;
  @col.id() fromMeetingId!: string;
  @col.id() ownerPartyId!: string;
  @col.code({ api: "What had become of it then (当时状态).", type: () => MeasureStateEnum }) state!: MeasureState;
}

/** What review meetings refuse, in the reader's language. */
import type { Messages } from "../../kernel/index.js";

export const meetingMessages = {
  AGENDA_TOO_LONG: { "zh-CN": "议程最多 {most} 项。", en: "An agenda has at most {most} points." },
  MEETING_WITHOUT_PARTNERS: { "zh-CN": "须有一类机构参加。", en: "A meeting needs a kind of partner that takes part." },
  DAY_PAST: { "zh-CN": "日期已过。", en: "The day has passed." },
  MEETING_OPENED: { "zh-CN": "会议已开始。", en: "The meeting has been opened already." },
  MEETING_NOT_OPEN: { "zh-CN": "会议尚未开始。", en: "The meeting has not been opened." },
  MEETING_CLOSED: { "zh-CN": "会议已结束。", en: "The meeting is closed." },
  MEETING_BOARD_NOT_FROZEN: {
    "zh-CN": "该期间的评分表（{kind}）尚未定稿。",
    en: "The period's board ({kind}) is not frozen.",
  },
  PARTNER_NOT_IN_MEETING: { "zh-CN": "该机构不参加此次会议。", en: "This partner does not take part in the meeting." },
  PROBLEM_NOT_FOUND: { "zh-CN": "未找到该问题。", en: "There is no such problem." },
  MEASURE_OWNER_UNKNOWN: {
    "zh-CN": "责任机构须为中心或参会机构，责任人须为其在岗人员。",
    en: "A measure is the center's or that of a partner of the meeting; who sees to it is an active member of it.",
  },
  MEASURE_DONE: { "zh-CN": "该措施已完成。", en: "The measure is done already." },
  MINUTES_MISSING: { "zh-CN": "尚未撰写纪要。", en: "The minutes are not written." },
  COMMENTS_MISSING: { "zh-CN": "尚有 {count} 家机构未点评。", en: "{count} partners have no comment yet." },
} satisfies Messages;

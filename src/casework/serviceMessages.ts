/** What ratings by applicants and complaints are refused for, in the reader's language. */
import type { Messages } from "../kernel/index.js";

export const serviceMessages = {
  RATINGS_NOT_OFFERED: { "zh-CN": "现行政策尚未开放评价。", en: "The policy in force asks for no ratings." },
  ALREADY_RATED: { "zh-CN": "本案已评价。", en: "The case was rated already." },
  NOT_RATED: { "zh-CN": "本案尚未评价。", en: "The case was not rated." },
  RATED_PERSON: {
    "zh-CN": "评价涉及本人，须由他人办理。",
    en: "The rating is about you: another person has to do this.",
  },
  SCORE_OUTSIDE: { "zh-CN": "评分为 1 至 5 的整数。", en: "The score is a whole number from 1 to 5." },
  COUNT_OUTSIDE: { "zh-CN": "次数为 0 至 {most} 的整数。", en: "A whole number from 0 to {most}." },
  NAMED_TWICE: { "zh-CN": "同一地点只填一次。", en: "Name each place once." },
  RATING_BY_CODE_ONLY: {
    "zh-CN": "短信链接评价由申请人本人凭评价码提交。",
    en: "By the link of a message only the applicant rates, with the code.",
  },
  RATING_CODE_NOT_GOOD: {
    "zh-CN": "评价码无效、已使用或已过期。",
    en: "The code is not known, was used, or has expired.",
  },
  RATING_THROTTLED: { "zh-CN": "尝试次数过多，请 {seconds} 秒后再试。", en: "Too many tries: wait {seconds} seconds." },
  WORDS_REQUIRED: { "zh-CN": "请填写内容。", en: "Say it in words." },
  OF_ANOTHER_PARTY: { "zh-CN": "该人员不属于该机构。", en: "This member is of another party." },
  PARTY_REQUIRED: {
    "zh-CN": "投诉成立须先指明被投诉机构。",
    en: "A complaint that is upheld names the party: give it with the assignment.",
  },
  COMPLAINED_OF: {
    "zh-CN": "被投诉人员不得办理本投诉。",
    en: "Whom a complaint is about does nothing with it.",
  },
  HANDLER_INVOLVED: {
    "zh-CN": "该人员是本案首问责任人，或曾为被投诉机构经办本案。",
    en: "This member owns the case, or has acted on it for the party complained of.",
  },
  CANNOT_HANDLE: {
    "zh-CN": "承办人须为中心人员，或被投诉机构的主管，且已启用。",
    en: "Active members of the center look into complaints, or a manager of the party that it is about.",
  },
  DUPLICATE_SOURCE_NO: {
    "zh-CN": "该渠道的此工单号已登记。",
    en: "A complaint with this number was taken down from this channel already.",
  },
  NOT_ANSWERED: { "zh-CN": "尚未答复。", en: "It was not answered yet." },
  NOT_CLOSED: { "zh-CN": "尚未办结。", en: "It was not closed yet." },
  REOPENED_BEFORE: { "zh-CN": "只能重新办理一次。", en: "It was taken up again before: that is possible once." },
} satisfies Messages;

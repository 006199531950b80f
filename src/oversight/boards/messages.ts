/** What boards refuse, in the reader's language. */
import type { Messages } from "../../kernel/index.js";

export const boardMessages = {
  NO_POLICY_FOR_PERIOD: {
    "zh-CN": "该期间不存在，或期末没有生效的政策。",
    en: "There is no such period, or no policy was in force at its end.",
  },
  CUTOFF_WRONG: {
    "zh-CN": "数据截止时间不得晚于现在，也不得早于此前的截止时间。",
    en: "The cut-off lies no later than now, and no earlier than the one before.",
  },
  PERIOD_NOT_OVER: {
    "zh-CN": "期间至 {until} 才结束，结束后方可编制评分表。",
    en: "The period is over after {until}: there is no board of it before.",
  },
  CUTOFF_IN_PERIOD: {
    "zh-CN": "数据截止时间须在期间结束（{until}）之后。",
    en: "The cut-off lies after the period's end, {until}.",
  },
  BOARD_EMPTY: {
    "zh-CN": "截至该时间没有此类合作机构，无从评分。",
    en: "No partner of this kind was registered by the cut-off: there is nobody to score.",
  },
  BOARD_EXISTS: {
    "zh-CN": "该期间的评分表已经预告（第 {number} 份）；定稿后请用更正。",
    en: "There is a board of the period already (no. {number}); a frozen one is superseded by an erratum.",
  },
  BOARD_SUPERSEDED: {
    "zh-CN": "该评分表已被更正，该期间最新的评分表为第 {number} 份，请以其为准。",
    en: "The board was superseded already: take the newest of its period, no. {number}.",
  },
  BOARD_NOT_PREVIEWED: { "zh-CN": "评分表已定稿，不再更改。", en: "The board is frozen and is not changed any more." },
  BOARD_NOT_FROZEN: { "zh-CN": "评分表尚未定稿。", en: "The board is not frozen." },
  BOARD_OUTDATED: {
    "zh-CN": "重新计算的结果与评分表不同（{partner} {indicator}），请先重新计算。",
    en: "Computed again it comes to something else ({partner} {indicator}): recompute it first.",
  },
  INDICATOR_NOT_ON_BOARD: { "zh-CN": "评分表没有该指标。", en: "The board has no such indicator." },
  OBJECTION_TO_ONE: {
    "zh-CN": "异议须针对一项指标（可附计分依据或案件），或针对一项录入项，二者择一。",
    en: "An objection names an indicator, with its row or case if need be, or an input: one of the two.",
  },
  INPUT_NOT_ON_BOARD: {
    "zh-CN": "评分表没有为本机构计入该录入项。",
    en: "The board counts no such input for your party.",
  },
  FACT_NOT_FOUND: {
    "zh-CN": "本机构在该期间没有这一计分依据。",
    en: "Your party has no such row behind the figure in the period.",
  },
  OBJECTION_LATE: {
    "zh-CN": "异议期已于 {until} 截止。",
    en: "Objections could be raised until {until}.",
  },
  OBJECTIONS_WAIVED: {
    "zh-CN": "本机构已表示无异议。",
    en: "Your party has said that it has no objection.",
  },
  OBJECTION_TWICE: {
    "zh-CN": "对此已提出异议，尚待答复。",
    en: "An objection to this waits for its answer already.",
  },
  OBJECTION_NOT_FOUND: { "zh-CN": "未找到该异议。", en: "There is no such objection." },
  OBJECTION_ANSWERED: { "zh-CN": "该异议已答复。", en: "The objection was answered already." },
  OBJECTIONS_OPEN: { "zh-CN": "尚有 {count} 项异议未答复。", en: "{count} objections are not answered yet." },
  OBJECTION_WINDOW_OPEN: {
    "zh-CN": "异议期至 {until}，且并非所有机构都已表示无异议。",
    en: "Objections may be raised until {until}, and not every partner has waived it.",
  },
  RECOMPUTE_NEEDED: {
    "zh-CN": "异议成立后须重新计算。",
    en: "An objection was upheld after the last computation: recompute it first.",
  },
  OVERRIDE_NEEDED: {
    "zh-CN": "评分表为暂定，须具名说明理由方可定稿。",
    en: "The board is provisional: freezing it needs an override with a reason.",
  },
  FREEZE_NOT_PROPOSED: { "zh-CN": "尚未提请定稿。", en: "Nobody has proposed to freeze it." },
  FREEZE_PROPOSED: { "zh-CN": "已提请定稿。", en: "Freezing it was proposed already." },
} satisfies Messages;

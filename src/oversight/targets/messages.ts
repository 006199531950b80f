/** What is refused of yearly tasks and figures from outside, and why a figure of a target is missing. */
import type { Messages } from "../../kernel/index.js";

export const targetMessages = {
  YEAR_WRONG: { "zh-CN": "年度须在{from}至{to}之间。", en: "The year is one from {from} to {to}." },
  BUSINESS_UNKNOWN: {
    "zh-CN": "现行政策没有这项业务，不能下达任务。",
    en: "The policy in force names no such business.",
  },
  LINE_UNKNOWN: { "zh-CN": "现行政策没有这个品种。", en: "The policy in force names no such product." },
  TARGET_EMPTY: { "zh-CN": "请填写金额任务或笔数任务。", en: "Say the amount or the number to reach." },
  TARGET_AMOUNT_WRONG: { "zh-CN": "任务金额须大于零。", en: "A task is an amount above zero." },
  COUNT_WRONG: {
    "zh-CN": "笔数须为{least}至{atMost}的整数。",
    en: "The number is a whole one from {least} to {atMost}.",
  },
  SOURCE_WRONG: {
    "zh-CN": "请注明数据来源（文件名称、文号），最多{atMost}个字符。",
    en: "Name the source (title and number of the paper), in at most {atMost} characters.",
  },
  FIGURE_DAYS_WRONG: {
    "zh-CN": "起止日期须在同一年内，且起始日不晚于截止日。",
    en: "The days lie in one year, the first not after the last.",
  },
  FIGURE_AHEAD: { "zh-CN": "截止日不能晚于今天（{today}）。", en: "The last day is not after today ({today})." },
  STATEMENT_DECIDED: { "zh-CN": "已经确认或退回。", en: "It was confirmed or refused already." },
} satisfies Messages;

/** A figure that is missing is never zero. */
export const targetMissing = [
  "NO_TASK",
  "FIGURES_INCOMPLETE",
  "COMPARISON_INCOMPLETE",
  "COMPARISON_ZERO",
  "NOT_COUNTED",
] as const;
export type TargetMissing = (typeof targetMissing)[number];

export const targetMissingMessages = {
  NO_TASK: { "zh-CN": "未下达任务。", en: "No task was set." },
  FIGURES_INCOMPLETE: {
    "zh-CN": "今年的数据没有覆盖到该日。",
    en: "The figures of the year do not reach to that day without a gap.",
  },
  COMPARISON_INCOMPLETE: {
    "zh-CN": "缺少去年同期数据。",
    en: "The figures of the same days a year before are not complete.",
  },
  COMPARISON_ZERO: { "zh-CN": "去年同期为零。", en: "There was nothing in the same days a year before." },
  NOT_COUNTED: { "zh-CN": "未统计笔数。", en: "A source names no number." },
} satisfies Messages<TargetMissing>;

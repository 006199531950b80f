/** What the room of policy refuses, in the reader's language. */
import type { Messages } from "../kernel/index.js";

export const policyMessages = {
  CLOSURE_PERIOD_WRONG: {
    "zh-CN": "请填写停办日期，或起止时间（止晚于起，最长 {days} 日），二者择一。",
    en: "Give a day, or a time from and a later one to, and not both; at most {days} days.",
  },
  CLOSURE_REASON_REQUIRED: {
    "zh-CN": "请说明停办原因（最多 {most} 个字符）。",
    en: "Say why it is closed, in at most {most} characters.",
  },
  CLOSURE_DECIDED: { "zh-CN": "该停办已确认或已驳回。", en: "This closure was confirmed or refused already." },
  CLOSURE_BY_ANOTHER: { "zh-CN": "须由另一人确认。", en: "Another person has to confirm it." },
  CLOSURE_NOT_IN_FORCE: { "zh-CN": "该停办未生效或已撤销。", en: "This closure does not hold." },
  HOURS_FROM_PAST: {
    "zh-CN": "生效日期不能早于今天。",
    en: "It can hold from today on, not from a day that has passed.",
  },
  HOURS_WRONG: {
    "zh-CN": "办公时间格式如 09:00-12:00，按先后填写且不重叠。",
    en: "Hours are written like 09:00-12:00, one after the other and not into each other.",
  },
  HOURS_NEVER_OPEN: {
    "zh-CN": "至少有一个工作日须有办公时间。",
    en: "It must be open on one day from Monday to Friday.",
  },
  YEAR_NOT_NEXT: {
    "zh-CN": "日历须逐年导入：可导入 {from} 至 {to} 年。",
    en: "Years follow each other without a gap: {from} to {to} can be imported.",
  },
} satisfies Messages;

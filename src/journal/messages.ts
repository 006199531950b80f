/** What the journal refuses, in the reader's language. */
import type { Messages } from "../kernel/index.js";

export const journalMessages = {
  IDEMPOTENCY_KEY_REUSED: {
    "zh-CN": "该幂等键已用于另一项请求。",
    en: "This idempotency key was already used for another request.",
  },
  IDEMPOTENCY_KEY_WRONG: {
    "zh-CN": "幂等键须为 1 至 {most} 个字符。",
    en: "An idempotency key has 1 to {most} characters.",
  },
  TEXT_TOO_LONG: { "zh-CN": "文字最多 {most} 个字符。", en: "A text has at most {most} characters." },
  TEXT_MALFORMED: { "zh-CN": "文字中含有不完整的字符。", en: "The text holds half a character." },
  STALE_VERSION: {
    "zh-CN": "内容已被他人更改（当前版本 {version}），请刷新后重试。",
    en: "This has changed meanwhile (it is now at version {version}); look at it again.",
  },
  NOT_FOUND: { "zh-CN": "未找到。", en: "Not found." },
} satisfies Messages;

/** What the room of parties refuses, in the reader's language. */
import type { Messages } from "../kernel/index.js";

export const partyMessages = {
  NOT_ALLOWED: { "zh-CN": "您的角色不能办理此事项。", en: "Your role does not allow this." },
} satisfies Messages;

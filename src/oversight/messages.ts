/** What the oversight room refuses, in the reader's language. */
import type { Messages } from "../kernel/index.js";
import { boardMessages } from "./boards/messages.js";
import { inputMessages } from "./inputs/messages.js";
import { meetingMessages } from "./meetings/messages.js";
import { targetMessages } from "./targets/messages.js";

export const oversightMessages = {
  ...boardMessages,
  ...inputMessages,
  ...meetingMessages,
  ...targetMessages,
} satisfies Messages;

/** The kernel's `refuse` with this room's codes: a code without its texts in `messages.ts` does not compile. */
import type { journalMessages } from "../journal/index.js";
import { refuse as refuseAny, type Refusal } from "../kernel/index.js";
import type { partyMessages } from "./messages.js";

export type PartyCode = keyof typeof partyMessages;

export const refuse = (
  code: PartyCode | keyof typeof journalMessages,
  about?: Parameters<typeof refuseAny>[1],
): Refusal => refuseAny(code, about);

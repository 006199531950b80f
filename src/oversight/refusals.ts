/** The kernel's `refuse` with this room's codes and those of the rooms below that mean the same. */
import type { caseworkMessages } from "../casework/index.js";
import type { documentsMessages } from "../documents/index.js";
import type { journalMessages } from "../journal/index.js";
import { refuse as refuseAny, type Refusal } from "../kernel/index.js";
import type { PartyCode } from "../parties/index.js";
import type { oversightMessages } from "./messages.js";

export type OversightCode =
  | keyof typeof oversightMessages
  | keyof typeof journalMessages
  | keyof typeof documentsMessages
  | keyof typeof caseworkMessages
  | PartyCode;

export const refuse = (code: OversightCode, about?: Parameters<typeof refuseAny>[1]): Refusal => refuseAny(code, about);

/** The reason, or none, as a list to spread. */
export const when = (condition: boolean, code: OversightCode, about?: Parameters<typeof refuseAny>[1]): Refusal[] =>
  condition ? [refuse(code, about)] : [];

/** Refusals of this room: only codes that have a message in both languages. */
import { refuse as refuseAny, type Refusal } from "../kernel/index.js";
import type { CaseworkCode } from "./messages.js";

export const refuse = (code: CaseworkCode, about?: Parameters<typeof refuseAny>[1]): Refusal => refuseAny(code, about);

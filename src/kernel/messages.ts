/** What codes say, in the reader's language. */
import type { RefusalParams } from "./errors.js";
import { formatYuan } from "./money.js";

export type Language = "zh-CN" | "en";

export type MessageTexts = Readonly<Record<Language, string>>;

/** A room's codes and what they say; `{name}` takes a param of that name. */
export type Messages<Code extends string = string> = Readonly<Record<Code, MessageTexts>>;

/** Puts params into a text, amounts in fen as yuan; an unknown name stays visible, so that a test finds it. */
export function fillMessage(text: string, params: RefusalParams = {}, language: Language = "en"): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const given = params[name];
    const value = typeof given === "object" ? given[language] : given;
    return name.endsWith("Fen") && typeof value === "number" ? formatYuan(value) : String(value ?? whole);
  });
}

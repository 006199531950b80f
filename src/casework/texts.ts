/** Numbers and references of other systems: short texts that stand in columns. */
import { limits, type Refusal } from "../kernel/index.js";
import { refuse } from "./refusals.js";

/** Every text among the values that is longer than a reference may be, by its name. */
export function tooLong(values: object): Refusal[] {
  const most = limits.text.externalNumberChars;
  return Object.entries(values)
    .filter(([, value]) => typeof value === "string" && value.length > most)
    .map(([field]) => refuse("TEXT_WRONG", { field, params: { most } }));
}

/** Entries hold codes and no free text. */
export const isCode = (text: string): boolean => /^[A-Z][A-Z0-9_]{1,59}$/.test(text);

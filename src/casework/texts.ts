/** How long what a client says may be: nothing that comes in is larger than an entry or a column takes. */
import { limits, type Refusal } from "../kernel/index.js";
import { refuse } from "./refusals.js";

const { longTextChars, codeChars, externalNumberChars } = limits.text;

/** Free texts, kept as private rows. */
const longTexts = ["note", "justification", "question", "answer", "summary", "comment"];
/** Numbers and references that other institutions give. */
const numbers = /(No|Reference)$/;

/** Letters, digits and what such numbers are written with; no sentence and no phone book, for they stand in entries. */
const numberPattern = /^[\p{L}\p{N}()（）〔〕[\]/_.#-]{1,60}$/u;

const mostChars = (name: string): number =>
  longTexts.includes(name) ? longTextChars : numbers.test(name) ? externalNumberChars : codeChars;

const mostElements = limits.list.ids;

/** Every text that is too long and every list with too many elements, however deep, by its path. */
export function oversized(value: unknown, path: readonly string[] = []): Refusal[] {
  const field = path.join(".");
  if (typeof value === "string") {
    const name = path.at(-1) ?? "";
    const most = mostChars(name);
    if (value.length > most) return [refuse("TEXT_WRONG", { field, params: { most } })];
    const isNumber = !numbers.test(name) || value.trim() === "" || numberPattern.test(value.trim());
    return isNumber ? [] : [refuse("NUMBER_WRONG", { field })];
  }
  if (Array.isArray(value)) {
    if (value.length > mostElements) return [refuse("TOO_MANY", { field, params: { most: mostElements } })];
    return value.flatMap((element, at) => oversized(element, [...path, String(at)]));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => oversized(inner, [...path, name]));
}

/** Codes stand in entries as they are said: no free text hides in them. */
export const isCode = (value: string): boolean => /^[A-Z][A-Z0-9_]{1,59}$/.test(value);

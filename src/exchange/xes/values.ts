/** Turns the text of an XES attribute into a value of its type, or says why it is none. */
import type { Refusal } from "../../kernel/index.js";
import { because, type ExchangeCode } from "../messages.js";
import { readInstant } from "./instants.js";
import type { XesAttributeType, XesScalarType } from "./model.js";

type Value = string | number | boolean;
type Reading = { readonly value: Value } | { readonly fault: ExchangeCode };

const readers: Record<XesScalarType, (text: string) => Reading> = {
  string: (text) => ({ value: text }),
  id: (text) => (text.trim() === "" ? { fault: "VALUE_NOT_OF_TYPE" } : { value: text.trim() }),
  date: (text) => {
    const read = readInstant(text);
    return "instant" in read ? { value: read.instant } : read;
  },
  int: (text) => {
    if (!/^[+-]?\d+$/.test(text.trim())) return { fault: "VALUE_NOT_OF_TYPE" };
    const value = Number(text);
    return Number.isSafeInteger(value) ? { value: value + 0 } : { fault: "INTEGER_TOO_LARGE" };
  },
  float: (text) => {
    const words = new Map([
      ["INF", Infinity],
      ["-INF", -Infinity],
      ["NaN", NaN],
    ]);
    const value =
      words.get(text.trim()) ?? (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text.trim()) ? Number(text) : null);
    return value === null ? { fault: "VALUE_NOT_OF_TYPE" } : { value };
  },
  boolean: (text) => {
    const words: Record<string, boolean> = { true: true, "1": true, false: false, "0": false };
    const value = words[text.trim()];
    return value === undefined ? { fault: "VALUE_NOT_OF_TYPE" } : { value };
  },
};

const types = new Set<string>([...Object.keys(readers), "list", "container"]);

export const isAttributeType = (element: string): element is XesAttributeType => types.has(element);

export const holdsChildrenOnly = (type: XesAttributeType): type is "list" | "container" =>
  type === "list" || type === "container";

/** The typed value, or a refusal that names key, type and the value's beginning. */
export function readValue(
  type: XesScalarType,
  key: string,
  text: string,
  place: { line: number },
): { value: Value } | { refusal: Refusal } {
  const read = readers[type](text);
  if ("value" in read) return read;
  return { refusal: because(read.fault, { key, type, value: beginning(text), ...place }) };
}

/** As much of a value as a message may repeat. */
export const beginning = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

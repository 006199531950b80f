/** A limit on every text that a command brings: what is longer fits no column and is no answer to any question. */
import { isWellFormed, limits, refuse, type Refusal } from "../kernel/index.js";

const { longTextChars, idempotencyKeyChars } = limits.text;

/** Every text of an input that is too long or no whole characters, by its path. */
export function textRefusals(input: unknown, path: readonly string[] = []): Refusal[] {
  if (typeof input === "string") {
    return [
      ...(input.length > longTextChars
        ? [refuse("TEXT_TOO_LONG", { field: path, params: { most: longTextChars } })]
        : []),
      ...(isWellFormed(input) ? [] : [refuse("TEXT_MALFORMED", { field: path })]),
    ];
  }
  if (Array.isArray(input)) {
    return input.flatMap((item: unknown, index) => textRefusals(item, [...path, String(index)]));
  }
  if (input === null || typeof input !== "object") return [];
  return Object.entries(input).flatMap(([name, item]) => textRefusals(item, [...path, name]));
}

export const keyRefusals = (key: string | null | undefined): Refusal[] =>
  key !== null && key !== undefined && (key === "" || key.length > idempotencyKeyChars)
    ? [refuse("IDEMPOTENCY_KEY_WRONG", { field: "idempotencyKey", params: { most: idempotencyKeyChars } })]
    : [];

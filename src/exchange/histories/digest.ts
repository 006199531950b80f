/** The digest by which a trace is known again: the same content in any spelling gives the same one. */
import { sha256 } from "../../kernel/index.js";
import type { XesAttribute, XesAttributes, XesTrace } from "../xes/model.js";

/**
 * SHA-256 over the trace's attributes (ordered by key; lists as they stand) and its events in document order,
 * with typed values: offsets, spaces, comments and prefixes of the file do not matter. Its own number and lines do not either.
 */
export function digestOfTrace(trace: XesTrace): string {
  // Arrays of texts and booleans only: for these JSON.stringify is RFC 8785.
  return sha256(JSON.stringify([all(trace.attributes), trace.events.map((event) => all(event.attributes))]));
}

const all = (attributes: XesAttributes): unknown[] => sorted([...attributes.values()]);

const sorted = (attributes: readonly XesAttribute[]): unknown[] =>
  [...attributes].sort((one, other) => (one.key < other.key ? -1 : 1)).map(plain);

function plain({ type, key, value, children }: XesAttribute): unknown[] {
  const text = typeof value === "number" ? String(value) : value;
  return [key, type, text, type === "list" ? children.map(plain) : sorted(children)];
}

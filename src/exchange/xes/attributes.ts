/** Reads the tag of an XES attribute: its key, its typed value, and the limits that it must keep. */
import type { Refusal } from "../../kernel/index.js";
import { because, type ExchangeCode } from "../messages.js";
import type { XesAttribute, XesAttributeType, XesLimits } from "./model.js";
import { beginning, holdsChildrenOnly, readValue } from "./values.js";

/** A start tag: its name without prefix, whether it belongs to XES, its attributes, its line and place in the text. */
export interface Tag {
  readonly name: string;
  readonly foreign: boolean;
  readonly line: number;
  /** Characters of the document before its end. */
  readonly position: number;
  attribute(name: string): string | undefined;
}

/** The attributes of one element while they are gathered. */
export interface Gathered {
  readonly items: XesAttribute[];
  /** Keys already taken; null in a list, where they may repeat. */
  readonly keys: Set<string> | null;
}

export const gather = (keysMatter: boolean): Gathered => ({ items: [], keys: keysMatter ? new Set() : null });

export type AttributeHead = Omit<XesAttribute, "children">;

/**
 * The attribute that a tag begins, or why it is none. Where its key is known, a wrong attribute is gathered without
 * a value, so that nobody calls it missing as well.
 */
export function attributeOf(
  tag: Tag,
  into: Gathered,
  depth: number,
  limits: XesLimits,
): { readonly attribute: AttributeHead } | { readonly refusal: Refusal } {
  const type = tag.name as XesAttributeType;
  const { line } = tag;
  const no = (code: ExchangeCode, params: Record<string, string | number>) => ({
    refusal: because(code, { ...params, line }),
  });

  if (depth >= limits.nestingDepth) return no("NESTED_TOO_DEEP", { limit: limits.nestingDepth });
  if (into.items.length >= limits.attributesPerElement)
    return no("ATTRIBUTES_TOO_MANY", { limit: limits.attributesPerElement });
  const key = tag.attribute("key");
  if (key === undefined || key === "") return no("ATTRIBUTE_WITHOUT_KEY", { element: type });
  const shown = beginning(key);
  if (into.keys?.has(key)) return no("ATTRIBUTE_TWICE", { key: shown });
  into.keys?.add(key);

  const read = valueOf(type, key, holdsChildrenOnly(type) ? null : tag.attribute("value"));
  if ("refusal" in read) into.items.push({ type, key, value: null, children: [], wrong: true });
  else return { attribute: { type, key, value: read.value } };
  return read;

  function valueOf(kind: XesAttributeType, ofKey: string, text: string | undefined | null) {
    if (ofKey.length > limits.attributeChars || (text ?? "").length > limits.attributeChars)
      return no("ATTRIBUTE_TOO_LONG", { key: shown, limit: limits.attributeChars });
    if (holdsChildrenOnly(kind)) return { value: null };
    return typeof text === "string"
      ? readValue(kind, shown, text, { line })
      : no("ATTRIBUTE_WITHOUT_VALUE", { key: shown });
  }
}

/** Canonical text of a value (RFC 8785), and the digests made of it. */
import { createHash, createHmac } from "node:crypto";
import canonicalize from "canonicalize";

export type Canonical = string | boolean | null | number | readonly Canonical[] | { readonly [key: string]: Canonical };

/**
 * The one text of a value: equal values give equal texts on any machine.
 * @throws Error naming the place, on anything but well-formed strings, booleans, null, safe integers, arrays and plain objects.
 */
export function canonicalText(value: unknown): string {
  assertCanonical(value, "$");
  return canonicalize(value) as string;
}

export const sha256 = (text: string | Buffer): string => createHash("sha256").update(text).digest("hex");

/** SHA-256 of the canonical text, as 64 hex digits. */
export const digestOf = (value: unknown): string => sha256(canonicalText(value));

export const hmacSha256 = (key: Buffer, text: string): string => createHmac("sha256", key).update(text).digest("hex");

/** No lone surrogates: RFC 8785 knows no text for them, and databases keep something else in their place. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

function assertCanonical(value: unknown, place: string): asserts value is Canonical {
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "string") {
    if (!isWellFormed(value)) throw new Error(`Not canonical: ${place} holds half a character`);
    return;
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Error(`Not canonical: ${place} is not a safe integer`);
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => assertCanonical(item, `${place}[${index}]`));
    return;
  }
  if (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [key, item] of Object.entries(value)) assertCanonical(item, `${place}.${key}`);
    return;
  }
  throw new Error(`Not canonical: ${place} is ${value === undefined ? "undefined" : typeof value}`);
}

/** Leaves out the properties that are undefined, all the way down, so that optional input has a canonical text. */
export function withoutUndefined<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutUndefined(item)) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, withoutUndefined(item as unknown)]),
  ) as T;
}

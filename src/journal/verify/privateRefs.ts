/** Finds the references to private rows in the body of an entry, wherever they stand. Pure. */
import type { PrivateRef } from "../private.js";

const macForm = /^[0-9a-f]{64}$/;

export function privateRefsIn(value: unknown, found: PrivateRef[] = []): PrivateRef[] {
  if (Array.isArray(value)) value.forEach((item) => privateRefsIn(item, found));
  else if (typeof value === "object" && value !== null) {
    const { id, mac } = value as Partial<Record<keyof PrivateRef, unknown>>;
    if (typeof id === "string" && typeof mac === "string" && macForm.test(mac)) found.push({ id, mac });
    else Object.values(value).forEach((item) => privateRefsIn(item, found));
  }
  return found;
}

/** What yearly tasks are set for: the businesses of a center, and lines inside them that are no product of a case. */
import { z } from "zod";
import { code, listOf, names, source } from "./basics.js";

const business = z.strictObject({
  code,
  names,
  /** CASES: what was paid out here counts by itself. STATED: figures come in from outside, by two people. */
  measured: z.enum(["CASES", "STATED"]),
});

export const targets = z.strictObject({
  source,
  businesses: listOf(business, "code"),
  /** Lines such as a loan scheme of the city, beside the products of `products`. */
  lines: listOf(z.strictObject({ code, names }), "code"),
});

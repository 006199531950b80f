/** Policy: dated rule packs and calendars, and what they say about a case. */
export * from "./faults.js";
export * from "./load.js";
export * from "./lookups.js";
export { applies, partyFor } from "./conditions.js";
export * from "./stages.js";
export type * from "./types.js";
export * from "./vocabulary.js";
export { Names, PolicyCode, policyResolvers, type PolicyContext } from "./api.js";

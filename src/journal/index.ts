/** The journal: the one book of record. */
export * from "./aggregate.js";
export * from "./attempt.js";
export { claimTotals } from "./claims.js";
export * from "./entry.js";
export * from "./journal.js";
export * from "./messages.js";
export { checkPrivate, openPrivate, privateValue, sealPrivate, type PrivateRef } from "./private.js";
export * from "./rebuild/rebuild.js";
export type { RebuildReport } from "./rebuild/report.js";
export { readEntries } from "./streams.js";
export * from "./tables.js";
export * from "./tallies/index.js";
export { differenceKinds, type Difference, type DifferenceKind, type VerifyReport } from "./verify/report.js";
export * from "./verify/verify.js";

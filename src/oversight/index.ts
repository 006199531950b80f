/** Oversight: what the partners did, measured, scored and ranked. */
import type { RowClass } from "../platform/index.js";
import { CaseFact } from "./facts/rows.js";

export { caseFacts, withCaseFacts } from "./facts/caseFacts.js";
export * from "./facts/rows.js";
export { caseFactSource, readFacts, type FactRow, type FactSource } from "./facts/sources.js";
export { computeBoard, type Board, type BoardQuery, type BoardServices } from "./scoreboard/board.js";
export * from "./scoreboard/facts.js";
export * from "./scoreboard/figures.js";
export { factsBehind } from "./scoreboard/formulas.js";
export * from "./scoreboard/rational.js";
export { boardJson, boardText, type BoardJson } from "./scoreboard/report.js";
export { oversightResolvers } from "./scoreboard/resolver.js";
export { rulesFor } from "./scoreboard/rules.js";
export type { OversightContext } from "./services.js";

/** For the schema check and verify. */
export const oversightTables: readonly RowClass[] = [CaseFact];

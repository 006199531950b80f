/** Casework: the loan case. */
import type { RowClass } from "../platform/index.js";
import { caseTables as partTables } from "./case.js";
import { CaseNumber } from "./intake/numbers.js";

export { availableActions, type ActionNow } from "./actions.js";
export { caseCommands, loanCaseAggregate, settleCase } from "./case.js";
export * from "./messages.js";
export { caseRef, runCommand } from "./run.js";
export * from "./services.js";
export { caseSight } from "./sight.js";
export type { CaseState } from "./state.js";
export { LoanCase } from "./lifecycle/rows.js";
export { Check } from "./review/rows.js";
export * from "./intake/input.js";
export { openCase } from "./intake/open.js";
export { submitCase } from "./intake/submit.js";

/** For the schema check and verify. */
export const caseTables: readonly RowClass[] = [...partTables, CaseNumber];

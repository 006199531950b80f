/** Casework: the loan case. */
export { availableActions, type ActionNow } from "./actions.js";
export { caseCommands, caseTables, loanCaseAggregate, settleCase } from "./case.js";
export * from "./messages.js";
export { caseRef, runCommand } from "./run.js";
export * from "./services.js";
export { caseSight } from "./sight.js";
export type { CaseState } from "./state.js";
export { LoanCase } from "./lifecycle/rows.js";
export { Check } from "./review/rows.js";

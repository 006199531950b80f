/** Oversight: what the partners did, measured, scored and ranked. */
export * from "./scoreboard/facts.js";
export * from "./scoreboard/figures.js";
export { factsBehind } from "./scoreboard/formulas.js";
export * from "./scoreboard/rational.js";

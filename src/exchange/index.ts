/** Exchange: what comes in from other systems and goes out to them; event logs as histories. */
export * from "./histories/derive.js";
export * from "./histories/examine.js";
export { measure, partnersOf, type HistoryFact } from "./histories/measure.js";
export * from "./mapping/load.js";
export type { LogMapping } from "./mapping/schema.js";
export * from "./messages.js";
export * from "./xes/model.js";
export * from "./xes/read.js";

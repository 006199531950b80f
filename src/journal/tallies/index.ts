/** Tallies: counts of derived rows that are kept with them. */
export * from "./cells.js";
export * from "./classes.js";
export * from "./move.js";
export * from "./tables.js";

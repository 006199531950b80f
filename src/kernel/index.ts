/** The kernel: pure, without domain nouns. */
export * from "./calendar.js";
export * from "./canonical.js";
export * from "./days.js";
export * from "./errors.js";
export * from "./ids.js";
export * from "./limits.js";
export * from "./messages.js";
export * from "./money.js";
export * from "./pagination.js";
export * from "./periods.js";
export * from "./sight.js";
export * from "./spelling.js";
export * from "./workingTime.js";

/** The kernel: pure, without domain nouns. */
export * from "./canonical.js";
export * from "./errors.js";
export * from "./ids.js";
export * from "./sight.js";

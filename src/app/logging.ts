/** The log: JSON lines on standard error; never a token, a person's data or what a request carried. */
import pino, { type Logger } from "pino";

export type Log = Pick<Logger, "info" | "warn" | "error">;

/** Nothing in tests; LIANBAN_LOG names another level (debug, info, warn, error, silent). */
export function createLog(env: Readonly<Record<string, string | undefined>> = process.env, usual = "info"): Log {
  const level = env["LIANBAN_LOG"] || (env["NODE_ENV"] === "test" ? "silent" : usual);
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination(2),
  );
}

/** What a log may say of a fault of ours: its kind and where it was thrown. Its message may carry input. */
export function traced(error: unknown): { kind: string; at: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, at: [] };
  const at = (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
  return { kind: error.name, at };
}

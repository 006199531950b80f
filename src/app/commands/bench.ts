/** `lianban bench`: how fast the program is beside a floor written by hand, on each database. */
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { runBench } from "../bench/bench.js";
import { reportLines } from "../bench/report.js";
import { scales } from "../bench/scale.js";
import { err, tell } from "./terminal.js";

export interface BenchCommandOptions {
  readonly quick?: boolean;
  readonly trial?: boolean;
  readonly profile?: string;
  readonly json?: boolean;
}

const interrupted = 130;

/** The exit code. */
export async function benchCommand({ quick, trial, profile, json }: BenchCommandOptions): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  const profileFolder = profile ? resolve(profile) : null;
  if (profileFolder) mkdirSync(profileFolder, { recursive: true });
  try {
    const report = await runBench({
      scale: trial ? scales.trial : quick ? scales.quick : scales.full,
      databaseUrl: process.env["DATABASE_URL"] || undefined,
      profileFolder,
      tell: err,
      signal: stop.signal,
    });
    tell(json, report, reportLines(report));
    return 0;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    err("Stopped; nothing is left behind.");
    return interrupted;
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}

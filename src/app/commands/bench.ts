/** `lianban bench`: how fast the program is beside a floor written by hand, on each database. */
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { runBench } from "../bench/bench.js";
import { boardBench, boardBenchLines } from "../bench/board.js";
import { coverageLines, coverageOf } from "../bench/coverage.js";
import { reportLines } from "../bench/report.js";
import { scales } from "../bench/scale.js";
import { Faults } from "../configuration.js";
import { err, tell } from "./terminal.js";

export interface BenchCommandOptions {
  readonly quick?: boolean;
  readonly trial?: boolean;
  readonly profile?: string;
  /** board or intervals. */
  readonly only?: string;
  /** Of boards, with commas between. */
  readonly cases?: string;
  readonly json?: boolean;
}

const interrupted = 130;

/** The exit code. */
export async function benchCommand(options: BenchCommandOptions): Promise<number> {
  const { quick, trial, profile, json, only } = options;
  if (only) return onlyOne(options);
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

const spreads = [0.01, 0.03, 0.06, 0.1];
/** With the curves as published, from just above the least volume on. */
const casesOfSmall = [12, 40, 200];

/** One of the measurements that stand by themselves. @throws Faults where there is no such one. */
async function onlyOne({ only, trial, quick, cases, json }: BenchCommandOptions): Promise<number> {
  if (only === "intervals") {
    const worlds = trial ? 5 : quick ? 40 : 200;
    const rounds = trial ? 100 : 1000;
    const figures = [
      ...spreads.map((spread) => coverageOf({ worlds, spread, rounds })),
      ...casesOfSmall.map((cases) => coverageOf({ worlds, cases, spread: 0.03, published: true, rounds })),
    ];
    tell(json, figures, coverageLines(figures));
    return 0;
  }
  if (only !== "board") throw new Faults("Cannot measure", [`--only is board or intervals, not ${only}`]);
  const sizes = (cases ?? (trial ? "200" : quick ? "1000,10000" : "1000,10000,100000")).split(",").map(Number);
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) {
    throw new Faults("Cannot measure", [`--cases is numbers with commas between, not ${cases}`]);
  }
  const figures = await boardBench({ sizes, databaseUrl: process.env["DATABASE_URL"] || undefined, tell: err });
  tell(json, figures, boardBenchLines(figures));
  return 0;
}

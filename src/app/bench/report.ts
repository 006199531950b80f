/** What was measured, as a table for people. */
import { availableParallelism, cpus, loadavg } from "node:os";
import type { BenchReport, DatabaseReport } from "./bench.js";
import type { Figures } from "./figures.js";
import type { Comparison } from "./rounds.js";

const questions = {
  worklist: "worklist of 50 cases",
  case: "one case, all that is stored",
  casePage: "one case with its rules (*)",
  commands: "commands",
} as const satisfies Partial<Record<keyof DatabaseReport, string>>;

const names = { mariadb: "MariaDB", embedded: "Embedded (SQLite)" } as const;

export function reportLines({ scale, server, databases }: BenchReport): string[] {
  const machine = `${cpus()[0]?.model.trim() ?? "?"}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`;
  return [
    `Node ${process.version} on ${machine}; ${scale.clients} connections, medians of ${scale.rounds} rounds.`,
    `MariaDB: ${server}`,
    ...databases.flatMap(databaseLines),
    "",
    "of floor: requests per second, and processor time, as a share of the floor's (1 is as good).",
    "(*) its floor answers what is stored only.",
  ];
}

function databaseLines(report: DatabaseReport): string[] {
  const { log, traces, seconds, peakMegabytes } = report.import;
  return [
    "",
    names[report.name],
    line(["", "", "req/s", "p50 ms", "p99 ms", "cpu ms", "statements", "of floor", "cpu"]),
    ...(Object.keys(questions) as (keyof typeof questions)[]).flatMap((question) =>
      comparisonLines(questions[question], report[question]),
    ),
    `  import of ${log}: ${traces} traces in ${seconds.toFixed(1)} s, ${peakMegabytes.toFixed(0)} MB at its peak`,
  ];
}

const comparisonLines = (question: string, { system, floor, ratios }: Comparison): string[] => [
  line([question, "system", ...cells(system), ratios.throughput.toFixed(2), ratios.cpu.toFixed(2)]),
  line(["", "floor", ...cells(floor), "", ""]),
];

const cells = ({ requestsPerSecond, p50Ms, p99Ms, cpuMsPerRequest, statementsPerRequest }: Figures): string[] => [
  requestsPerSecond.toFixed(0),
  p50Ms.toFixed(1),
  p99Ms.toFixed(1),
  cpuMsPerRequest.toFixed(2),
  statementsPerRequest.toFixed(1),
];

function line([question = "", side = "", ...figures]: readonly string[]): string {
  return `  ${question.padEnd(30)}${side.padEnd(8)}${figures.map((cell) => cell.padStart(10)).join("")}`.trimEnd();
}

/** Measures the import of an event log by the command that people run: its time from start to end, and its memory. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { ImportReport } from "../../exchange/index.js";
import { inProject } from "../paths.js";
import { emptyBook, emptyOnServer, type DatabaseName, type Ground } from "./ground.js";
import { ended, type Processes } from "./processes.js";
import type { Scale } from "./scale.js";
import { environmentOf } from "./sides.js";

export interface ImportFigures {
  /** The file's name. */
  readonly log: string;
  readonly traces: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
}

const realLog = inProject("..", "shared", "data", "loan-event-log", "applications-2011-10-11.xes.gz");
const smallLog = inProject("test", "logs", "sample.xes");

/** The real log where it lies beside the project, else the small one of the tests. */
export const logOf = ({ log }: Pick<Scale, "log">): string =>
  log === "REAL" && existsSync(realLog) ? realLog : smallLog;

export async function measuredImport(
  name: DatabaseName,
  ground: Ground,
  processes: Processes,
  log: string,
): Promise<ImportFigures> {
  const mould = name === "mariadb" ? await emptyOnServer(ground, "import") : await emptyBook(ground, "embedded-import");
  const said = join(ground.folder, `${name}-import.log`);
  const peakFile = join(ground.folder, `${name}-import.peak`);
  const args = ["import-log", log, "--mapping", inProject("policy", "mappings", "loan-event-log.yaml"), "--json"];
  const start = performance.now();
  const env = { ...environmentOf(ground, mould), LIANBAN_BENCH_PEAK_FILE: peakFile };
  const code = await ended(processes.lianban(args, { env, logFile: said }));
  const seconds = (performance.now() - start) / 1_000;
  const text = readFileSync(said, "utf8");
  const figures = reportIn(text);
  // The small log has bad traces on purpose, and the command says so.
  if (!figures || (code !== 0 && figures.bad.length === 0)) {
    throw new Error(`The import ended with ${code}: ${text.slice(-2_000)}`);
  }
  const peakMegabytes = (Number(readFileSync(peakFile, "utf8")) * 1_024) / 1e6;
  return { log: log.split(/[\\/]/).at(-1) ?? log, traces: figures.imported, seconds, peakMegabytes };
}

function reportIn(text: string): Pick<ImportReport, "imported" | "bad"> | null {
  const last = text.trim().split("\n").at(-1) ?? "";
  return last.startsWith("{") ? (JSON.parse(last) as ImportReport) : null;
}

/** The logs that tests read: our own always, the real one where it lies beside the checkout. */
import { existsSync } from "node:fs";
import { join } from "node:path";

export interface TestLog {
  readonly name: string;
  readonly file: string;
  /** Numbers of the traces that are not imported: bad ones, repeated ones. */
  readonly leftOut: readonly number[];
}

export const sampleFile = join(__dirname, "sample.xes");
export const mappingFile = join(__dirname, "../../policy/mappings/loan-event-log.yaml");
/** One case as a program like this one exports it, shortened. */
export const ownSampleFile = join(__dirname, "own-sample.xes");
export const ownMappingFile = join(__dirname, "../../policy/mappings/lianban-export.yaml");

const sampleLeftOut = [21, 22, 23, 24, 25, 26, 27, 28, 29, 30];
const realFile = join(__dirname, "../../../shared/data/loan-event-log/applications-2011-10-11.xes.gz");

const real: TestLog = { name: "the real log", file: realFile, leftOut: [] };

export const testLogs: readonly TestLog[] = [
  { name: "the sample", file: sampleFile, leftOut: sampleLeftOut },
  { name: "the sample, packed", file: `${sampleFile}.gz`, leftOut: sampleLeftOut },
  ...(existsSync(realFile) ? [real] : []),
];

/** The command `export-log`: the event log into a file, whole or not at all. */
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { exportLog, noCounts, type ExportCounts, type ExportRange, type ExportServices } from "./exportLog.js";

export interface ExportRun {
  readonly services: ExportServices;
  readonly file: string;
  readonly range: ExportRange;
  /** Packed; by itself where the file's name ends in .gz. */
  readonly gzip?: boolean;
}

/** What was written. @throws Error where the file cannot be written; then nothing is left of it. */
export async function runExport({ services, file, range, gzip }: ExportRun): Promise<ExportCounts> {
  const part = `${file}.part`;
  let counts: ExportCounts = noCounts;
  const pieces = Readable.from(exportLog(services, range, (now) => (counts = { ...now })));
  const target = createWriteStream(part);
  try {
    if (gzip || file.endsWith(".gz")) await pipeline(pieces, createGzip(), target);
    else await pipeline(pieces, target);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return counts;
}

/** The command `import-log`: a progress bar while it runs, what became of each trace at its end, and an exit code. */
import { statSync } from "node:fs";
import { SingleBar } from "cli-progress";
import type { Journal } from "../../journal/index.js";
import type { Language } from "../../kernel/index.js";
import type { InputStore } from "../inputs/take.js";
import { loadMapping } from "../mapping/load.js";
import { importLog } from "./importLog.js";
import { reportOf, reportText } from "./report.js";

export interface ImportRun {
  readonly file: string;
  readonly mappingFile: string;
  readonly journal: Journal;
  readonly inputs?: InputStore;
  /** Figures as JSON instead of sentences. */
  readonly json: boolean;
  readonly language?: Language;
  readonly out: { write(text: string): unknown };
  /** The bar is drawn here, where it is a terminal. */
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/**
 * 0 when every trace is stored, now or before; 1 where one was bad or in conflict, or the file broke off: a script sees that
 * something of the log is not there, and the report says what.
 * @throws MappingFaulty with every fault of the mapping; Refused where a partner's code is taken.
 */
export async function runImport({
  file,
  mappingFile,
  journal,
  inputs,
  json,
  language = "en",
  out,
  err,
}: ImportRun): Promise<0 | 1> {
  const mapping = loadMapping(mappingFile);
  const bar = err.isTTY ? barFor(file, err) : null;
  const result = await importLog(file, mapping, journal, {
    inputs,
    onProgress: ({ bytes, read, imported }) => bar?.update(bytes, { read, imported }),
  }).finally(() => bar?.stop());
  const report = reportOf(result, language);
  out.write(json ? `${JSON.stringify(report)}\n` : reportText(report));
  return result.broken || result.bad.length > 0 || result.conflicts.length > 0 ? 1 : 0;
}

function barFor(file: string, stream: NodeJS.WritableStream): SingleBar {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const format = "{bar} {percentage} % · {read} traces read, {imported} imported · {duration_formatted}";
  const bar = new SingleBar({ format, stream, hideCursor: true, fps: 5, barsize: 30, clearOnComplete: true });
  bar.start(size, 0, { read: 0, imported: 0 });
  return bar;
}

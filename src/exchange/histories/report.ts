/** What an import tells: figures for machines, sentences for people. Pure. */
import { fillMessage, type Language, type Refusal } from "../../kernel/index.js";
import { exchangeMessages, type ExchangeCode } from "../messages.js";
import type { LogFault } from "../xes/model.js";
import type { ImportResult } from "./importLog.js";

export interface FaultReport {
  /** The trace's number in the file, from 1; null where the file is to blame. */
  readonly trace: number | null;
  readonly name: string | null;
  readonly line: number;
  readonly column: number | null;
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
}

/** The shape of `--json`. */
export interface ImportReport {
  readonly read: number;
  readonly imported: number;
  readonly skipped: number;
  readonly conflicts: readonly { readonly trace: number; readonly name: string; readonly line: number }[];
  readonly bad: readonly FaultReport[];
  /** Where the file could not be read further; null where it was read to its end. */
  readonly broken: FaultReport | null;
}

export function reportOf({ conflicts, bad, broken, ...counts }: ImportResult, language: Language): ImportReport {
  return {
    ...counts,
    conflicts: conflicts.map(({ traceIndex, traceId, line }) => ({ trace: traceIndex, name: traceId, line })),
    bad: bad.map((fault) => faultReport(fault, language)),
    broken: broken && faultReport(broken, language),
  };
}

function faultReport({ traceIndex, traceName, line, column, reasons }: LogFault, language: Language): FaultReport {
  const said = reasons.map((reason) => ({ code: reason.code, message: messageOf(reason, language) }));
  return { trace: traceIndex, name: traceName, line, column, reasons: said };
}

const messageOf = ({ code, params }: Refusal, language: Language): string =>
  fillMessage(exchangeMessages[code as ExchangeCode][language], params);

/** Beyond this many the rest is only counted: a terminal is no place for thousands of faults. */
const listed = 50;

export function reportText(report: ImportReport): string {
  const { read, imported, skipped, conflicts, bad, broken } = report;
  const rest = (count: number) => (count > listed ? [`  … and ${count - listed} more (--json lists them all)`] : []);
  const lines = [
    `${read} traces read: ${imported} imported, ${skipped} already there, ${conflicts.length} in conflict, ${bad.length} bad.`,
    ...(conflicts.length > 0
      ? ["In conflict with what is there under their id, or counts in their place, and left out:"]
      : []),
    ...conflicts.slice(0, listed).map(({ trace, name, line }) => `  trace ${trace} (${name}), line ${line}`),
    ...rest(conflicts.length),
    ...(bad.length > 0 ? ["Bad, and left out:"] : []),
    ...bad.slice(0, listed).flatMap(faultLines),
    ...rest(bad.length),
    ...(broken
      ? ["The file could not be read to its end; what came before this place is imported:", ...faultLines(broken)]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

function faultLines({ trace, name, line, column, reasons }: FaultReport): string[] {
  const place = `line ${line}${column === null ? "" : `, column ${column}`}`;
  const who = trace === null ? place : `trace ${trace}${name === null ? "" : ` (${name})`}, ${place}`;
  return [`  ${who}:`, ...reasons.map(({ message }) => `    ${message}`)];
}

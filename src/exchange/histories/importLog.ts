/** Imports an event log: one trace, a history or an input of a board, is one transaction; what is bad, known or in conflict is told and changes nothing. */
import type { Journal } from "../../journal/index.js";
import type { StatedInput } from "../inputs/stated.js";
import { takeInput, type InputStore } from "../inputs/take.js";
import { mappingDigest } from "../mapping/load.js";
import type { LogMapping } from "../mapping/schema.js";
import type { LogSource } from "../xes/bytes.js";
import type { LogFault } from "../xes/model.js";
import { readXes } from "../xes/read.js";
import type { TraceHistory } from "./derive.js";
import { examine, type Meeting } from "./examine.js";
import { importHistory } from "./importHistory.js";
import { partnersOf } from "./measure.js";
import { ensurePartners } from "./partners.js";
import type { NamedPartner } from "./stated.js";

export interface ImportConflict {
  readonly traceIndex: number;
  readonly traceId: string;
  readonly line: number;
}

export interface ImportCounts {
  /** Traces met in the file, bad ones included. */
  readonly read: number;
  readonly imported: number;
  /** The same trace was there already. */
  readonly skipped: number;
}

export interface ImportResult extends ImportCounts {
  /** Another content is stored under the same identity; of an input, another one that says otherwise counts. */
  readonly conflicts: readonly ImportConflict[];
  /** Traces that are not stored, and what else is wrong with the file; each with its place and every reason. */
  readonly bad: readonly LogFault[];
  /** The fault at which the file could not be read further; what came before it is imported. */
  readonly broken: LogFault | null;
}

export interface ImportOptions {
  /** Stores what people of the exporting center entered for a board: another room's to know. */
  readonly inputs?: InputStore;
  readonly onProgress?: (progress: ImportCounts & { readonly bytes: number }) => void;
  /** Transactions under way at a time; by default 1 where the whole file is locked, 8 on a server. */
  readonly inFlight?: number;
}

/**
 * Reads and stores the log's traces in the order of the file. Run again, it goes on where it stopped.
 * @throws Refused where a partner's code is taken; Busy where the database is; nothing of the trace at hand is stored.
 */
export async function importLog(
  source: LogSource,
  mapping: LogMapping,
  journal: Journal,
  { onProgress, inputs, inFlight = journal.database.kind === "sqlite" ? 1 : 8 }: ImportOptions = {},
): Promise<ImportResult> {
  const digest = mappingDigest(mapping);
  const conflicts: ImportConflict[] = [];
  const bad: LogFault[] = [];
  let broken: LogFault | null = null;
  let [read, imported, skipped, bytes] = [0, 0, 0, 0];
  let partners: Promise<void> | null = null;
  /** By code; those of one trace are there before it is stored. */
  const stated = new Map<string, Promise<void>>();
  const ensureStated = async (wanted: readonly NamedPartner[]) => {
    for (const one of wanted) {
      const known = stated.get(one.code) ?? ensurePartners(journal, [one]);
      stated.set(one.code, known);
      await known;
    }
  };
  const told = () => onProgress?.({ read, imported, skipped, bytes });
  const lanes = newLanes(inFlight);

  async function store(history: TraceHistory, traceIndex: number, line: number): Promise<void> {
    const meeting: Meeting = await importHistory(journal, history, digest);
    if (meeting === "NEW") imported += 1;
    else if (meeting === "SAME") skipped += 1;
    else conflicts.push({ traceIndex, traceId: history.traceId, line });
    told();
  }

  async function storeInput(given: StatedInput, traceIndex: number, line: number): Promise<void> {
    const at = { source: mapping.source.code, mappingDigest: digest, line: given.line };
    const met = await takeInput(inputs, given, at);
    if (met === "NEW") imported += 1;
    else if (met === "SAME") skipped += 1;
    else if (met === "CONFLICT") conflicts.push({ traceIndex, traceId: given.traceId, line });
    else {
      const { reasons } = met;
      bad.push({ traceIndex, traceName: given.traceId, line, column: null, ends: false, reasons });
    }
    told();
  }

  const { trace, event } = mapping.defaultsOf;
  try {
    for await (const item of readXes(source, { defaultsOf: { trace, event }, onBytes: (count) => (bytes = count) })) {
      const examined = examine(item, mapping);
      if (examined.kind === "HISTORY") {
        const { history, traceIndex, line } = examined;
        // Not before the first trace that is sound: a file that is no log leaves nothing at all.
        await (partners ??= ensurePartners(journal, partnersOf(mapping)));
        await ensureStated(history.partners);
        await lanes.enter(history.traceId, () => store(history, traceIndex, line));
        read += 1;
      } else if (examined.kind === "INPUT") {
        const { input, traceIndex, line } = examined;
        await ensureStated([input.partner]);
        // One by one: of two that say the same thing the first in the file counts.
        await lanes.enter("inputs of boards", () => storeInput(input, traceIndex, line));
        read += 1;
      } else if (examined.fault.ends) broken = examined.fault;
      else {
        if (examined.fault.traceIndex !== null) read += 1;
        bad.push(examined.fault);
        told();
      }
    }
  } finally {
    await lanes.empty();
  }
  lanes.check();
  bad.sort((one, other) => one.line - other.line);
  conflicts.sort((one, other) => one.traceIndex - other.traceIndex);
  return { read, imported, skipped, conflicts, bad, broken };
}

/** At most so many tasks at a time, and those of one key one after another; the first error stops whoever enters next. */
function newLanes(width: number) {
  const running = new Map<string, Promise<void>>();
  let failure: { error: unknown } | null = null;
  const check = () => {
    if (failure) throw failure.error;
  };
  return {
    async enter(key: string, task: () => Promise<void>): Promise<void> {
      while (running.has(key)) await running.get(key);
      while (running.size >= width) await Promise.race(running.values());
      check();
      const run = task()
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => running.delete(key));
      running.set(key, run);
    },
    async empty(): Promise<void> {
      await Promise.all(running.values());
    },
    check,
  };
}

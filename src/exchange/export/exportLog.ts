/** The whole book as an event log (IEEE 1849-2016 XES): every submitted case, every history and what was entered for boards, page by page. */
import { LoanCase } from "../../casework/index.js";
import { startOfDay, addDays, type Day } from "../../kernel/index.js";
import { Partner } from "../../parties/index.js";
import { selectRows, type Keys, type RowClass, type Sql } from "../../platform/index.js";
import { History } from "../histories/rows.js";
import { caseTraces } from "./cases.js";
import type { FactOfMember } from "./facts.js";
import { historyTraces } from "./histories.js";
import { inputTraces, type EnteredInput } from "./inputs.js";
import { otherTraces } from "./others.js";
import { attribute, logEnd, logHead } from "./xml.js";

export interface ExportServices {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly zone: string;
  /** What counts of cases: another room's to know. */
  readonly caseFacts: (caseIds: readonly string[]) => Promise<readonly FactOfMember[]>;
  /** What counts on no case, by its stream: of so many streams after one of them, in their order. */
  readonly otherFacts: (
    range: ExportRange,
    page: { readonly after: string; readonly atMost: number },
  ) => Promise<readonly FactOfMember[]>;
  /** What people entered for boards and others confirmed, as far as it counts, page by page. */
  readonly inputs: (range: ExportRange) => AsyncIterable<readonly EnteredInput[]>;
}

/**
 * Traces registered, what counts on no case measured, and periods of what was entered, on these days, in the center's
 * zone; all of them where nothing is said.
 */
export interface ExportRange {
  readonly from?: Day | null;
  readonly to?: Day | null;
}

export interface ExportCounts {
  readonly cases: number;
  readonly histories: number;
  /** Streams on which something was measured that is on no case, such as a complaint. */
  readonly others: number;
  /** Figures from outside, tasks, points and vetoes. */
  readonly inputs: number;
}

export const noCounts: ExportCounts = { cases: 0, histories: 0, others: 0, inputs: 0 };

const tracesAtATime = 100;

/**
 * Pieces of the file, in order; memory holds a page of traces and no more. A case counts from its submission on: before
 * that it is the applicant's draft. What happens while the file is written may or may not be in it.
 */
export async function* exportLog(
  services: ExportServices,
  range: ExportRange = {},
  onProgress: (counts: ExportCounts) => void = () => undefined,
): AsyncGenerator<string, ExportCounts> {
  const { sql, keys, caseFacts, otherFacts, inputs, zone } = services;
  const faces = await selectRows(sql, Partner, "1 = 1 ORDER BY code");
  const byId = new Map(faces.map((face) => [face.id, face]));
  const byCode = new Map(faces.map((face) => [face.code, face]));
  const center = faces.find(({ kind }) => kind === "CENTER");
  const counts = { ...noCounts };
  yield logHead([
    ...attribute("string", "concept:name", `Lianban ${center?.code ?? ""}`.trim()),
    ...attribute("string", "lifecycle:model", "standard"),
    ...attribute("string", "zone", zone),
  ]);
  for await (const page of pages(sql, LoanCase, "submitted = 1", "openedAt", range, zone)) {
    yield (await caseTraces({ sql, keys, partners: byId, factsOf: caseFacts }, page)).join("");
    counts.cases += page.length;
    onProgress(counts);
  }
  for await (const page of pages(sql, History, "1 = 1", "registeredAt", range, zone)) {
    yield (await historyTraces({ sql, keys, partners: byCode }, page)).join("");
    counts.histories += page.length;
    onProgress(counts);
  }
  for (let after = ""; ;) {
    const facts = await otherFacts(range, { after, atMost: tracesAtATime });
    const traces = otherTraces(facts, byCode, keys);
    if (traces.length > 0) yield traces.join("");
    counts.others += traces.length;
    onProgress(counts);
    after = facts.at(-1)?.subjectId ?? "";
    if (traces.length < tracesAtATime) break;
  }
  for await (const page of inputs(range)) {
    yield inputTraces({ keys, center: center?.code, partners: byCode }, page).join("");
    counts.inputs += page.length;
    onProgress(counts);
  }
  yield logEnd;
  return counts;
}

/** By id, so that no row is met twice whatever is written meanwhile. */
async function* pages<T extends { readonly id: string }>(
  sql: Sql,
  rowClass: RowClass<T>,
  condition: string,
  column: string,
  { from, to }: ExportRange,
  zone: string,
): AsyncGenerator<T[]> {
  const tests = [
    { sql: condition, params: [] },
    ...(from ? [{ sql: `${column} >= ?`, params: [startOfDay(from, zone)] }] : []),
    ...(to ? [{ sql: `${column} < ?`, params: [startOfDay(addDays(to, 1), zone)] }] : []),
  ];
  const where = tests.map((test) => test.sql).join(" AND ");
  const params = tests.flatMap((test) => test.params);
  for (let after = ""; ;) {
    const page = await selectRows(sql, rowClass, `${where} AND id > ? ORDER BY id LIMIT ${tracesAtATime}`, [
      ...params,
      after,
    ]);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (page.length < tracesAtATime || !last) return;
    after = last.id;
  }
}

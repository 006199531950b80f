/** The flow of work in a period, of cases or of histories: which traces count, read in portions, with a limit. */
import { caseSight, LoanCase } from "../../casework/index.js";
import {
  instantOf,
  msOf,
  parsePeriod,
  periodBounds,
  sightSql,
  workingMsBetween,
  type Calendar,
  type Sight,
} from "../../kernel/index.js";
import type { Viewer } from "../../parties/index.js";
import { selectRows, type Sql } from "../../platform/index.js";
import { caseTraces } from "./cases.js";
import { countTrace, emptyFlow, type Flow, type FlowTrace, type WorkingMs } from "./graph.js";
import { historyTrace, type HistoryReader } from "./histories.js";
import { countLoops, type Loops } from "./rework.js";

/** So many are read for one question; more are refused by name, with what narrows it. */
export const flowLimits = { CASES: 5_000, HISTORIES: 20_000 } as const;
export type FlowSource = keyof typeof flowLimits;
const atATime = 500;

export interface FlowServices {
  readonly sql: Sql;
  readonly calendar: Calendar;
  readonly histories: HistoryReader;
  readonly now: string;
}

export interface FlowAsked {
  readonly period: string;
  readonly source: FlowSource;
  readonly partnerId: string | null;
  readonly product: string | null;
}

export type ProcessFlowData = { readonly flow: Flow; readonly loops: Loops };

/** What counts, what is wrong with the question, or null where the viewer has no such traces. */
export async function processFlow(
  services: FlowServices,
  viewer: Viewer,
  asked: FlowAsked,
): Promise<ProcessFlowData | { readonly argument: string; readonly why: string } | null> {
  const period = parsePeriod(asked.period);
  if (!period) return { argument: "period", why: `no period: ${asked.period}` };
  const range = periodBounds(period, services.calendar.zone);
  const { source } = asked;
  if (source === "HISTORIES") {
    if (viewer.partyKind !== "CENTER") return null;
    if (asked.product !== null) return { argument: "product", why: "histories have no product" };
  }
  const limit = flowLimits[source];
  const portions =
    source === "CASES"
      ? casePortions(services, caseSight(viewer), range, asked, limit)
      : historyPortions(services, range, asked, limit);
  const working: WorkingMs = source === "CASES" ? workingOn(services.calendar) : null;
  const data: ProcessFlowData = { flow: emptyFlow(), loops: new Map() };
  for await (const portion of portions) {
    if (portion === null)
      return {
        argument: "period",
        why: `more than ${limit} were opened in ${period.text}: ask for a shorter period, a partner or a product`,
      };
    for (const trace of portion) {
      countTrace(data.flow, trace, working);
      countLoops(data.loops, trace.steps, source, working);
    }
  }
  return data;
}

/** Cases by the day they were opened; null where there are more than may be read. */
async function* casePortions(
  { sql, now }: FlowServices,
  sight: Sight,
  { from, until }: { from: string; until: string },
  { partnerId, product }: FlowAsked,
  limit: number,
): AsyncGenerator<FlowTrace[] | null> {
  const seen = sightSql(sight);
  const tests: { sql: string; params: readonly (string | number | boolean | null)[] }[] = [
    { sql: "submitted = 1 AND openedAt >= ? AND openedAt < ?", params: [from, until] },
    seen,
    ...(partnerId ? [{ sql: "(bankId = ? OR guaranteeCompanyId = ?)", params: [partnerId, partnerId] }] : []),
    ...(product ? [{ sql: "productCode = ?", params: [product] }] : []),
  ];
  const where = tests.map((test) => test.sql).join(" AND ");
  const cases = await selectRows(
    sql,
    LoanCase,
    `${where} ORDER BY id LIMIT ${limit + 1}`,
    tests.flatMap(({ params }) => params),
  );
  if (cases.length > limit) {
    yield null;
    return;
  }
  for (let at = 0; at < cases.length; at += atATime)
    yield await caseTraces(sql, cases.slice(at, at + atATime), msOf(now));
}

async function* historyPortions(
  { histories }: FlowServices,
  range: { from: string; until: string },
  { partnerId }: FlowAsked,
  limit: number,
): AsyncGenerator<FlowTrace[] | null> {
  const ids = await histories.ids(range, partnerId, limit + 1);
  if (ids.length > limit) {
    yield null;
    return;
  }
  const partners = await histories.partnersOfOfficers(ids);
  for (let at = 0; at < ids.length; at += atATime) {
    const portion = ids.slice(at, at + atATime);
    const events = await histories.events(portion);
    yield portion.map((id) => historyTrace(events.get(id) ?? [], (officer) => partners.get(officer) ?? null));
  }
}

/** The same two instants are asked for again and again. */
function workingOn(calendar: Calendar): WorkingMs {
  return (from, to) => (to <= from ? 0 : workingMsBetween(calendar, instantOf(from), instantOf(to)));
}

/** The flow of work in a period, of cases or of histories: what is kept of it and still holds, and the rest counted anew. */
import { setImmediate as othersTurn } from "node:timers/promises";
import { parsePeriod, periodBounds, type Calendar, type Sight } from "../../kernel/index.js";
import { caseSource } from "./cases.js";
import { known, type Flow } from "./graph.js";
import { byPartner, historySource, type HistoryReader } from "./histories.js";
import {
  isMonthKept,
  keepMonth,
  keepTraces,
  keptMonth,
  keptTraces,
  keptVersions,
  proofOf,
  type FlowDatabase,
} from "./kept.js";
import type { Loops } from "./rework.js";
import { addPacked, addRoll, emptyRoll, type FlowSource, type Roll } from "./roll.js";
import { cellKey, type FlowAsked, type ListedTrace, type Span, type TraceCell, type TraceSource } from "./source.js";

/** So many are counted anew for one question; more are refused by name, with what narrows it. */
export const flowLimits: Readonly<Record<FlowSource, number>> = { CASES: 5_000, HISTORIES: 20_000 };
/** Counted in one go; then others get their turn, for the embedded database answers without letting them. */
const atATime = 100;

export interface FlowServices {
  readonly database: FlowDatabase;
  readonly calendar: Calendar;
  readonly histories: HistoryReader;
  /** Instead of the usual ones. */
  readonly limits?: Readonly<Record<FlowSource, number>>;
}

export interface ProcessFlowData {
  readonly flow: Flow;
  readonly loops: Loops;
  /** How many were counted for this question, because nothing that was kept of them holds. */
  readonly anew: number;
}

/** What counts, what is wrong with the question, or null where the viewer has no such traces. */
export async function processFlow(
  services: FlowServices,
  sight: Sight,
  asked: FlowAsked,
): Promise<ProcessFlowData | { readonly argument: string; readonly why: string } | null> {
  const period = parsePeriod(asked.period);
  if (!period) return { argument: "period", why: `no period: ${asked.period}` };
  if (asked.source === "HISTORIES" && sight !== "ALL") return null;
  const source = sourceOf(services, sight, asked);
  const total = emptyRoll();
  const plans: MonthPlan[] = [];
  for (const month of monthsOf(asked.period)) plans.push(await planMonth(services, source, month, total));
  const limit = (services.limits ?? flowLimits)[asked.source];
  const due = await countStale(services, source, plans, limit);
  if (due > limit) return { argument: "period", why: tooMany(due, limit, period.text) };
  let anew = 0;
  for (const plan of plans) anew += await countMonth(services, source, plan, total);
  const { flow, loops } = total;
  if (asked.source === "CASES") return { flow, loops, anew };
  const partners = await services.database.read.all<{ id: string; code: string }>("SELECT id, code FROM partner");
  const handOvers = byPartner(total, new Map(partners.map(({ id, code }) => [code, id])));
  return { flow: { ...flow, handOvers }, loops, anew };
}

const tooMany = (due: number, limit: number, period: string): string =>
  `${due} of those opened in ${period} are still to be counted, more than ${limit} at once: ask for a shorter period, ` +
  `a partner or a product; or later, or after \`lianban flow ${period}\`, which counts them all`;

const sourceOf = ({ database, calendar, histories }: FlowServices, sight: Sight, asked: FlowAsked): TraceSource =>
  asked.source === "CASES"
    ? caseSource(database.read, calendar, sight, asked)
    : historySource(histories, calendar, asked);

/** Every period is made of whole months. */
function monthsOf(text: string): string[] {
  const { from, to } = parsePeriod(text) ?? { from: "", to: "" };
  const [year, first, last] = [from.slice(0, 4), Number(from.slice(5, 7)), Number(to.slice(5, 7))];
  return Array.from({ length: last - first + 1 }, (_, at) => `${year}-${String(first + at).padStart(2, "0")}`);
}

interface MonthPlan {
  readonly month: string;
  /** Those that no kept month tells of. */
  readonly traces: readonly ListedTrace[];
  /** Whether they are all that there are, so that the month can be kept. */
  readonly whole: boolean;
}

/** Adds what is kept of a month and holds; tells what is left. A cell that is seen in part is left: its traces are. */
async function planMonth(
  { database: { read }, calendar }: FlowServices,
  source: TraceSource,
  month: string,
  total: Roll,
): Promise<MonthPlan> {
  const span = spanOf(month, calendar);
  const overview = await source.overview(span);
  const inSight = overview.cells.filter(({ seen }) => seen > 0);
  if (inSight.length === 0) return { month, traces: [], whole: false };
  const full = inSight.filter(({ count, seen }) => seen === count).map(({ cell }) => cell);
  const proof = proofOf(source, overview);
  const kept = full.length > 0 ? await keptMonth(read, source, { month, proof, cells: full }) : null;
  kept?.forEach((text) => addPacked(total, text));
  if (kept && full.length === inSight.length) return { month, traces: [], whole: false };
  const told = new Set(kept ? full.map(cellKey) : []);
  const traces = (await source.list(span)).filter(({ cell }) => !told.has(cellKey(cell)));
  return { month, traces, whole: full.length === overview.cells.length };
}

const spanOf = (month: string, { zone }: Calendar): Span => {
  const period = parsePeriod(month);
  if (!period) throw new Error(`No month: ${month}`);
  return periodBounds(period, zone);
};

/** How many are to be counted anew; not looked into where there are no more than may be. */
async function countStale(
  { database: { read } }: FlowServices,
  source: TraceSource,
  plans: readonly MonthPlan[],
  limit: number,
): Promise<number> {
  const traces = plans.flatMap((plan) => plan.traces);
  if (traces.length <= limit || limit === Infinity) return 0;
  let due = 0;
  for (const portion of portionsOf(traces)) {
    const kept = await keptVersions(read, source, idsOf(portion));
    due += portion.filter(({ id, version }) => kept.get(id) !== version).length;
  }
  return due;
}

const idsOf = (traces: readonly ListedTrace[]): string[] => traces.map(({ id }) => id);

function* portionsOf<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let at = 0; at < items.length; at += atATime) yield items.slice(at, at + atATime);
}

/** Adds the traces of a month, in portions; keeps what was counted, and the month where it is whole. How many were counted. */
async function countMonth(
  { database }: FlowServices,
  source: TraceSource,
  { month, traces, whole }: MonthPlan,
  total: Roll,
): Promise<number> {
  const cells = new Map<string, { readonly cell: TraceCell; readonly roll: Roll }>();
  const [all, moving] = [
    { count: 0, versions: 0 },
    { count: 0, anew: 0 },
  ];
  /** What a trace is added to. */
  const place = ({ cell, version }: ListedTrace): Roll => {
    all.count += 1;
    all.versions += version;
    return whole ? known(cells, cellKey(cell), () => ({ cell, roll: emptyRoll() })).roll : total;
  };
  for (const portion of portionsOf(traces)) {
    await othersTurn();
    const kept = await keptTraces(database.read, source, idsOf(portion));
    const stale = portion.filter((one) => {
      const found = kept.get(one.id);
      if (found?.version !== one.version) return true;
      addPacked(place(one), found.text);
      return false;
    });
    if (stale.length === 0) continue;
    const counted = await source.count(idsOf(stale));
    counted.forEach((one) => addRoll(place(one), one.roll));
    moving.count += counted.filter(({ lasting }) => !lasting).length;
    moving.anew += stale.length;
    await keepTraces(database, source, counted);
  }
  for (const { roll } of cells.values()) addRoll(total, roll);
  if (whole && moving.count === 0 && all.count > 0)
    await keepMonth(database, source, { month, proof: proofOf(source, all), cells: [...cells.values()] });
  return moving.anew;
}

/** Counts and keeps what is new in a month, whatever the limit; how many. Nothing where it is kept as it stands. */
export async function keepFlowOf(services: FlowServices, month: string, source: FlowSource): Promise<number> {
  const asked: FlowAsked = { period: month, source, partnerId: null, product: null };
  const from = sourceOf(services, "ALL", asked);
  const overview = await from.overview(spanOf(month, services.calendar));
  if (overview.count === 0) return 0;
  if (await isMonthKept(services.database.read, from, month, proofOf(from, overview))) return 0;
  const limits = { CASES: Infinity, HISTORIES: Infinity };
  const data = await processFlow({ ...services, limits }, "ALL", asked);
  return data && "anew" in data ? data.anew : 0;
}

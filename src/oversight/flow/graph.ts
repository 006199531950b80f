/** The flow of work between steps, counted from traces: what follows on what, how long it waits, and who was waited for. Pure. */
import { msOf, workingMsFrom, type Calendar } from "../../kernel/index.js";

/** A step that was done; `startedAt` where its beginning is known. */
export interface FlowStep {
  readonly activity: string;
  readonly at: number;
  readonly startedAt: number | null;
  /** Whose step it was: a party, or an officer of a history; null where nobody's. */
  readonly partyId: string | null;
}

/** Whom a stretch of a case's time goes to. */
export interface HeldSpan {
  readonly from: number;
  /** Infinity while it runs: only what lies between two steps counts. */
  readonly to: number;
  /** Kinds of party and APPLICANT, in order; none before anybody's clock ran. */
  readonly holders: readonly string[];
  readonly paused: boolean;
}

/** Of instants as they are kept. */
export const spanOf = (stretch: {
  readonly from: string;
  readonly to: string | null;
  readonly holders: readonly string[];
  readonly paused: boolean;
}): HeldSpan => ({ ...stretch, from: msOf(stretch.from), to: stretch.to === null ? Infinity : msOf(stretch.to) });

export interface FlowTrace {
  readonly steps: readonly FlowStep[];
  /** Null where nobody knows whose move it was. */
  readonly spans: readonly HeldSpan[] | null;
}

/** Milliseconds of working time between two instants; null where office hours are not known. */
export type WorkingMs = ((from: number, to: number) => number) | null;

/** The center's hours as published. */
export const workingOn =
  (calendar: Calendar): WorkingMs =>
  (from, to) =>
    to <= from ? 0 : workingMsFrom(calendar, from, to);

export interface NodeTally {
  count: number;
  starts: number;
  ends: number;
  readonly serviceMs: number[];
}

export interface HeldTally {
  readonly holders: readonly string[];
  readonly paused: boolean;
  elapsedMs: number;
  workingMs: number;
}

export interface EdgeTally {
  readonly from: string;
  readonly to: string;
  readonly waitMs: number[];
  /** Of those whose office hours are known. */
  readonly workingMs: number[];
  readonly held: Map<string, HeldTally>;
}

export interface HandOverTally {
  readonly fromPartyId: string;
  readonly toPartyId: string;
  readonly waitMs: number[];
  readonly workingMs: number[];
}

export interface Flow {
  traces: number;
  /** How many of them were told as a case is: in the words of cases, with their loops, in office hours. */
  asCases: number;
  readonly nodes: Map<string, NodeTally>;
  readonly edges: Map<string, EdgeTally>;
  readonly handOvers: Map<string, HandOverTally>;
}

export const emptyFlow = (): Flow => ({
  traces: 0,
  asCases: 0,
  nodes: new Map(),
  edges: new Map(),
  handOvers: new Map(),
});

export const noSteps = (): NodeTally => ({ count: 0, starts: 0, ends: 0, serviceMs: [] });

export const edgeOf = ({ edges }: Flow, from: string, to: string): EdgeTally =>
  known(edges, `${from}\n${to}`, () => ({ from, to, waitMs: [], workingMs: [], held: new Map() }));

export const handOverOf = (handOvers: Flow["handOvers"], fromPartyId: string, toPartyId: string): HandOverTally =>
  known(handOvers, `${fromPartyId}\n${toPartyId}`, () => ({ fromPartyId, toPartyId, waitMs: [], workingMs: [] }));

export const heldOf = (held: Map<string, HeldTally>, holders: readonly string[], paused: boolean): HeldTally =>
  known(held, `${paused}/${holders.join()}`, () => ({ holders, paused, elapsedMs: 0, workingMs: 0 }));

/** Counts a trace in. Steps are in the order that counts; a step that began before the one before it ended waits for nothing. */
export function countTrace(flow: Flow, { steps, spans }: FlowTrace, working: WorkingMs): void {
  flow.traces += 1;
  steps.forEach((step, index) => {
    const node = known(flow.nodes, step.activity, noSteps);
    node.count += 1;
    if (index === 0) node.starts += 1;
    if (step.startedAt !== null) node.serviceMs.push(step.at - step.startedAt);
    const next = steps[index + 1];
    if (!next) {
      node.ends += 1;
      return;
    }
    const from = step.at;
    const to = Math.max(from, next.startedAt ?? next.at);
    const workingMs = working ? [working(from, to)] : [];
    const edge = edgeOf(flow, step.activity, next.activity);
    edge.waitMs.push(to - from);
    edge.workingMs.push(...workingMs);
    if (spans) hold(edge.held, spans, from, to, working);
    if (step.partyId === null || next.partyId === null || step.partyId === next.partyId) return;
    const handOver = handOverOf(flow.handOvers, step.partyId, next.partyId);
    handOver.waitMs.push(to - from);
    handOver.workingMs.push(...workingMs);
  });
}

/** Every millisecond of the wait goes to one set of holders or a pause, or to nobody. */
function hold(
  held: Map<string, HeldTally>,
  spans: readonly HeldSpan[],
  from: number,
  to: number,
  working: WorkingMs,
): void {
  const add = (holders: readonly string[], paused: boolean, start: number, end: number) => {
    if (end <= start) return;
    const tally = heldOf(held, holders, paused);
    tally.elapsedMs += end - start;
    tally.workingMs += working ? working(start, end) : 0;
  };
  let reached = from;
  for (const span of spans) {
    const [start, end] = [Math.max(span.from, reached), Math.min(span.to, to)];
    if (end <= start) continue;
    add([], false, reached, start);
    add(span.holders, span.paused, start, end);
    reached = end;
  }
  add([], false, reached, to);
}

/** What stands under a key, made where nothing does yet. */
export function known<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const fresh = make();
  map.set(key, fresh);
  return fresh;
}

/** From the least on; medians and shares are read off it. */
export const inOrder = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

/** The middle one, of an even number the mean of the two; null of none. */
export function medianOf(sorted: Float64Array): number | null {
  if (sorted.length === 0) return null;
  const upper = sorted[sorted.length >> 1] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[(sorted.length >> 1) - 1] as number) + upper) / 2;
}

/** The smallest value that at least nine in ten do not pass (nearest rank); null of none. */
export const ninetiethOf = (sorted: Float64Array): number | null =>
  sorted.length === 0 ? null : (sorted[Math.ceil((sorted.length * 9) / 10) - 1] as number);

export const sumOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0);

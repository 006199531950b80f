/** What traces come to, put together: counted trace by trace, added up, written as text and read again. Pure. */
import { deflateSync, inflateSync } from "node:zlib";
import { countTrace, edgeOf, emptyFlow, handOverOf, heldOf, known, noSteps } from "./graph.js";
import type { Flow, FlowTrace, HeldTally, WorkingMs } from "./graph.js";
import { countLoops, loopOf, type LoopKind, type Loops } from "./rework.js";

export type FlowSource = "CASES" | "HISTORIES";

export interface Roll {
  readonly flow: Flow;
  readonly loops: Loops;
  /** Of histories: the codes of the partners for which something was measured of an officer. */
  readonly officers: Map<string, Set<string>>;
}

export const emptyRoll = (): Roll => ({ flow: emptyFlow(), loops: new Map(), officers: new Map() });

/** `source`: in whose words the trace is told, which may be a case's although it is a history. */
export function rollOf(trace: FlowTrace, source: FlowSource, working: WorkingMs): Roll {
  const roll = emptyRoll();
  if (source === "CASES") roll.flow.asCases += 1;
  countTrace(roll.flow, trace, working);
  countLoops(roll.loops, trace.steps, source, working);
  return roll;
}

/** A list may be longer than what a call takes as arguments. */
function append(to: number[], from: readonly number[]): void {
  for (const value of from) to.push(value);
}

/** Adds the second to the first: what all traces come to is the sum of what each comes to. */
export function addRoll(total: Roll, more: Roll): void {
  const { flow, loops, officers } = total;
  flow.traces += more.flow.traces;
  flow.asCases += more.flow.asCases;
  for (const [activity, { count, starts, ends, serviceMs }] of more.flow.nodes) {
    const node = known(flow.nodes, activity, noSteps);
    node.count += count;
    node.starts += starts;
    node.ends += ends;
    append(node.serviceMs, serviceMs);
  }
  for (const { from, to, waitMs, workingMs, held } of more.flow.edges.values()) {
    const edge = edgeOf(flow, from, to);
    append(edge.waitMs, waitMs);
    append(edge.workingMs, workingMs);
    for (const one of held.values()) {
      const tally = heldOf(edge.held, one.holders, one.paused);
      tally.elapsedMs += one.elapsedMs;
      tally.workingMs += one.workingMs;
    }
  }
  for (const { fromPartyId, toPartyId, waitMs, workingMs } of more.flow.handOvers.values()) {
    const handOver = handOverOf(flow.handOvers, fromPartyId, toPartyId);
    append(handOver.waitMs, waitMs);
    append(handOver.workingMs, workingMs);
  }
  for (const { kind, activity, count, open, addedMs, addedWorkingMs } of more.loops.values()) {
    const loop = loopOf(loops, kind, activity);
    loop.count += count;
    loop.open += open;
    append(loop.addedMs, addedMs);
    append(loop.addedWorkingMs, addedWorkingMs);
  }
  for (const [officer, codes] of more.officers)
    for (const code of codes) known(officers, officer, () => new Set<string>()).add(code);
}

/** The layout of the text. Another one, or another way of counting, is a new number: what was kept is counted anew. */
export const rollFormat = 2;

/** Values as steps from each to the next greater one: whole milliseconds, all of them, in few characters. */
type Steps = readonly number[];

interface Packed {
  readonly words: readonly string[];
  readonly traces: number;
  readonly asCases: number;
  readonly nodes: readonly (readonly [activity: number, count: number, starts: number, ends: number, service: Steps])[];
  readonly edges: readonly (readonly [from: number, to: number, wait: Steps, working: Steps, held: PackedHeld[]])[];
  readonly handOvers: readonly (readonly [from: number, to: number, wait: Steps, working: Steps])[];
  readonly loops: readonly (readonly [
    ...[kind: number, activity: number, count: number, open: number],
    ...[added: Steps, addedWorking: Steps],
  ])[];
  readonly officers: readonly (readonly [officer: number, codes: number[]])[];
}
type PackedHeld = readonly [holders: number[], paused: 0 | 1, elapsedMs: number, workingMs: number];

/** Letters and digits only, whatever the activities are called. */
export function packRoll({ flow, loops, officers }: Roll): string {
  const words = new Map<string, number>();
  const word = (text: string): number => known(words, text, () => words.size);
  const packedHeld = ({ holders, paused, elapsedMs, workingMs }: HeldTally): PackedHeld => [
    ...([holders.map(word), paused ? 1 : 0, elapsedMs, workingMs] as const),
  ];
  const packed: Omit<Packed, "words"> = {
    ...{ traces: flow.traces, asCases: flow.asCases },
    nodes: [...flow.nodes].map(([activity, { count, starts, ends, serviceMs }]) => [
      ...([word(activity), count, starts, ends, stepsOf(serviceMs)] as const),
    ]),
    edges: [...flow.edges.values()].map(({ from, to, waitMs, workingMs, held }) => [
      ...([word(from), word(to), stepsOf(waitMs), stepsOf(workingMs)] as const),
      [...held.values()].map(packedHeld),
    ]),
    handOvers: [...flow.handOvers.values()].map(({ fromPartyId, toPartyId, waitMs, workingMs }) => [
      ...([word(fromPartyId), word(toPartyId), stepsOf(waitMs), stepsOf(workingMs)] as const),
    ]),
    loops: [...loops.values()].map(({ kind, activity, count, open, addedMs, addedWorkingMs }) => [
      ...([word(kind), word(activity), count, open, stepsOf(addedMs), stepsOf(addedWorkingMs)] as const),
    ]),
    officers: [...officers].map(([officer, codes]) => [word(officer), [...codes].map(word)]),
  };
  return deflateSync(JSON.stringify({ words: [...words.keys()], ...packed })).toString("base64");
}

/** Adds what a text says to what is there. */
export function addPacked(total: Roll, text: string): void {
  const packed = JSON.parse(inflateSync(Buffer.from(text, "base64")).toString("utf8")) as Packed;
  const word = (at: number): string => packed.words[at] as string;
  const { flow, loops, officers } = total;
  flow.traces += packed.traces;
  flow.asCases += packed.asCases;
  for (const [activity, count, starts, ends, service] of packed.nodes) {
    const node = known(flow.nodes, word(activity), noSteps);
    node.count += count;
    node.starts += starts;
    node.ends += ends;
    addSteps(node.serviceMs, service);
  }
  for (const [from, to, wait, working, held] of packed.edges) {
    const edge = edgeOf(flow, word(from), word(to));
    addSteps(edge.waitMs, wait);
    addSteps(edge.workingMs, working);
    for (const [holders, paused, elapsedMs, workingMs] of held) {
      const tally = heldOf(edge.held, holders.map(word), paused === 1);
      tally.elapsedMs += elapsedMs;
      tally.workingMs += workingMs;
    }
  }
  for (const [from, to, wait, working] of packed.handOvers) {
    const handOver = handOverOf(flow.handOvers, word(from), word(to));
    addSteps(handOver.waitMs, wait);
    addSteps(handOver.workingMs, working);
  }
  for (const [kind, activity, count, open, added, addedWorking] of packed.loops) {
    const loop = loopOf(loops, word(kind) as LoopKind, word(activity));
    loop.count += count;
    loop.open += open;
    addSteps(loop.addedMs, added);
    addSteps(loop.addedWorkingMs, addedWorking);
  }
  for (const [officer, codes] of packed.officers)
    for (const code of codes) known(officers, word(officer), () => new Set<string>()).add(word(code));
}

function stepsOf(values: readonly number[]): number[] {
  const sorted = values.length < 2 ? [...values] : [...values].sort((one, other) => one - other);
  for (let at = sorted.length - 1; at > 0; at -= 1) sorted[at] = (sorted[at] as number) - (sorted[at - 1] as number);
  return sorted;
}

function addSteps(to: number[], steps: Steps): void {
  let value = 0;
  for (const step of steps) to.push((value += step));
}

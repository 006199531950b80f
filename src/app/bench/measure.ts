/** Measures a side: the same load on it as on the other, and its own processor time and statements meanwhile. */
import type { ChildProcess } from "node:child_process";
import { isDeepStrictEqual } from "node:util";
import { figuresOf, type Figures } from "./figures.js";
import type { Ask, LoadResult, LoadTask } from "./load/loop.js";
import { ask } from "./processes.js";
import type { Side } from "./sides.js";

export interface Work {
  /** What each client sends. */
  readonly clients: readonly (readonly Ask[])[];
  /** Null: every request once. */
  readonly forMs: number | null;
  readonly must: string;
}

export async function measured(load: ChildProcess, { url }: Side, work: Work): Promise<Figures> {
  const before = await ownFigures(url);
  const { requests, seconds, latenciesMs } = await ask<LoadTask, LoadResult>(load, { url, ...work });
  const after = await ownFigures(url);
  return figuresOf({
    requests,
    seconds,
    latenciesMs,
    cpuSeconds: after.cpuSeconds - before.cpuSeconds,
    statements: after.statements - before.statements,
  });
}

/** What the server says of itself at /metrics. */
async function ownFigures(url: string): Promise<{ cpuSeconds: number; statements: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const read = (name: string): number => {
    const value = new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1];
    if (value === undefined) throw new Error(`${url}/metrics does not tell ${name}`);
    return Number(value);
  };
  return {
    cpuSeconds: read("lianban_process_cpu_seconds_total"),
    statements: read("lianban_sql_statements_total"),
  };
}

/** The `data` of both sides' answers, which must be equal. @throws Error naming the first place where they are not. */
export async function sameAnswer(system: Side, floor: Side, asks: { system: Ask; floor: Ask }): Promise<unknown> {
  const ours = await dataOf(system, asks.system);
  const theirs = await dataOf(floor, asks.floor);
  if (!isDeepStrictEqual(ours, theirs))
    throw new Error(`The two sides answer differently: ${firstDifference(ours, theirs)}`);
  return ours;
}

async function dataOf({ url }: Side, { method, path, headers, body }: Ask): Promise<unknown> {
  const response = await fetch(`${url}${path}`, { method, headers, ...(method === "POST" && { body }) });
  const text = await response.text();
  const { data, errors } = (response.ok ? JSON.parse(text) : {}) as { data?: unknown; errors?: unknown };
  if (!data || errors) throw new Error(`${path} answered ${text.slice(0, 2_000)}`);
  return data;
}

export function firstDifference(one: unknown, other: unknown, place = "data"): string {
  const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
  if (!isObject(one) || !isObject(other)) return `${place} is ${JSON.stringify(one)} and ${JSON.stringify(other)}`;
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const at = (value: object, name: string) => (value as Record<string, unknown>)[name];
  const name = names.find((each) => !isDeepStrictEqual(at(one, each), at(other, each)));
  return name === undefined
    ? `${place} is of another kind`
    : firstDifference(at(one, name), at(other, name), `${place}.${name}`);
}

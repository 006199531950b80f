/** A process of its own that gives case commands as it is told over its standard input, line by line. */
import { createInterface } from "node:readline";
import { aggregatesIn } from "../../src/app/services.js";
import { caseCommandOf, runCommand, tickCases, type CaseServices } from "../../src/casework/index.js";
import { createJournal, type ExecutePoint } from "../../src/journal/index.js";
import type { Viewer } from "../../src/parties/index.js";
import {
  createKeys,
  openDatabase,
  parseKeys,
  type BlobStore,
  type DatabaseSettings,
} from "../../src/platform/index.js";
import { loadPolicies } from "../../src/policy/index.js";

export interface Setting {
  readonly database: DatabaseSettings;
  readonly keys: string;
  readonly now: string;
}

/** What it is told: a command to give so many times, or to go on where it stopped. */
export type Order =
  | {
      readonly give: string;
      readonly viewer: Viewer;
      readonly input: { readonly caseId: string };
      readonly times: number;
      /** Stops at this point of its first attempt until it is told to go on. */
      readonly hold?: ExecutePoint;
    }
  /** To see to all that is due, the clock standing at that time. */
  | { readonly tickAt: string }
  | { readonly go: true };

/** What it says: that it is ready, that it stands where it was to stop, that it is kept waiting, what came of it. */
export type Report =
  | { readonly ready: true }
  | { readonly held: true }
  | { readonly kept: true }
  | { readonly done: readonly (readonly string[])[] }
  | { readonly ticked: Readonly<Record<string, number>>; readonly failed: number };

const say = (report: Report) => void process.stdout.write(`${JSON.stringify(report)}\n`);

async function main(): Promise<void> {
  const setting = JSON.parse(process.argv[2] ?? "") as Setting;
  const database = await openDatabase(setting.database);
  let stop: { readonly at: ExecutePoint; readonly until: Promise<void> } | null = null;
  let goOn: () => void = () => undefined;
  const probe = async (point: ExecutePoint) => {
    if (point !== stop?.at) return;
    say({ held: true });
    await stop.until;
    stop = null;
  };
  const policies = loadPolicies("policy");
  const aggregates = aggregatesIn(policies.calendar.zone);
  const keys = createKeys(parseKeys(setting.keys));
  let now = setting.now;
  const clock = () => new Date(now);
  const journal = createJournal({ database, keys, aggregates, clock, probe });
  const services: CaseServices = { journal, policies, blobs: {} as BlobStore };

  async function carryOut(order: Order): Promise<void> {
    if ("go" in order) return goOn();
    if ("tickAt" in order) {
      now = order.tickAt;
      const { written, failed } = await tickCases(services);
      return say({ ticked: written, failed });
    }
    if (order.hold) stop = { at: order.hold, until: new Promise((resolve) => (goOn = resolve)) };
    // The embedded database has nobody else to ask who waits: this side tells that it was turned away.
    const before = database.stats.conflicts;
    const watch = setInterval(() => {
      if (database.stats.conflicts === before) return;
      clearInterval(watch);
      say({ kept: true });
    }, 5);
    const done: string[][] = [];
    for (let time = 0; time < order.times; time += 1) {
      const outcome = await runCommand(services, order.viewer, caseCommandOf(order.give), order.input);
      done.push(outcome.ok ? [] : outcome.refusals.map(({ code }) => code));
    }
    clearInterval(watch);
    say({ done });
  }

  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => void carryOut(JSON.parse(line) as Order));
  lines.on("close", () => void database.close());
  say({ ready: true });
}

void main();

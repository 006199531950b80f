/**
 * What a server does by itself: now and then it throws away what has had its time and counts what will be asked for, and
 * every minute it sees to the deadlines that are over. Safe in many processes at once.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { resetDueDates, sweepRatingTickets, tickCases } from "../casework/index.js";
import { sweepUploads } from "../documents/index.js";
import { limits } from "../kernel/index.js";
import { sweepSignIn } from "../parties/index.js";
import { placeholders, type Database } from "../platform/index.js";
import { keepFlows } from "./flowJob.js";
import { traced, type Log } from "./logging.js";
import type { Services } from "./services.js";

const firstAfterMs = 60_000;
const everyMs = 3_600_000;
const tickFirstMs = 5_000;
const tickEveryMs = 60_000;
const rowsAtOnce = 500;
const casesAtOnce = 1_000;
const dayMs = 86_400_000;

type Job = (services: Services, now: string) => Promise<object>;

const jobs: Readonly<Record<string, Job>> = {
  signIn: async ({ database }, now) => ({ rows: await sweepSignIn(database, now) }),
  ratings: async ({ database }, now) => ({ rows: await database.write((tx) => sweepRatingTickets(tx, now)) }),
  uploads: (services) => sweepUploads(services),
  requests: async ({ database }, now) => ({ rows: await forgetRequests(database, now) }),
  flows: keepFlows,
};

/** Idempotency keys are remembered so long and no longer; in small transactions, that nobody waits for. */
async function forgetRequests(database: Database, now: string): Promise<number> {
  const before = new Date(Date.parse(now) - limits.journal.idempotencyDays * dayMs).toISOString();
  for (let forgotten = 0; ;) {
    const old = await database.read.all<{ id: string }>(
      `SELECT id FROM journal_request WHERE recordedAt < ? ORDER BY recordedAt LIMIT ${rowsAtOnce}`,
      [before],
    );
    if (old.length === 0) return forgotten;
    const ids = old.map(({ id }) => id);
    forgotten += await database.write((tx) =>
      tx.run(`DELETE FROM journal_request WHERE id IN ${placeholders(ids)}`, ids),
    );
  }
}

/** Every job once; what fails is logged and tried again the next time. */
export async function runJobs(services: Services, log: Log): Promise<void> {
  for (const [name, job] of Object.entries(jobs)) {
    try {
      const done = await job(services, services.journal.clock().toISOString());
      log.info({ job: name, ...done }, "Swept");
    } catch (error) {
      log.error({ job: name, ...traced(error) }, "A sweep failed");
    }
  }
}

/** Due dates on a new calendar, then what is over by now: pauses, deadlines, approvals. What fails is tried again. */
export async function runTick(services: Services, log: Log): Promise<void> {
  try {
    const reset = await resetDueDates(services, { atMost: casesAtOnce });
    if (reset.seen > 0) log.info({ job: "dueDates", ...reset }, "Due dates set anew");
    const { error, ...ticked } = await tickCases(services);
    if (ticked.failed > 0) log.error({ job: "deadlines", ...ticked, ...traced(error) }, "Some cases were not seen to");
    else if (ticked.cases > 0) log.info({ job: "deadlines", ...ticked }, "Ticked");
  } catch (error) {
    log.error({ job: "deadlines", ...traced(error) }, "A tick failed");
  }
}

/** From now on, until it is stopped; stopping waits for what is under way. */
export function startJobs(services: Services, log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const pause = (ms: number) => sleep(ms, undefined, { signal: stopping.signal, ref: false });
  const loop = async (run: typeof runJobs, firstMs: number, thenMs: number) => {
    // Processes that start together do not sweep together.
    for (let ms = firstMs; ; ms = thenMs) {
      await pause(ms * (1 + Math.random() / 10));
      await run(services, log);
    }
  };
  const ended = (error: unknown) => {
    if (!stopping.signal.aborted) log.error(traced(error), "A job ended");
  };
  const running = Promise.all([
    loop(runJobs, firstAfterMs, everyMs).catch(ended),
    loop(runTick, tickFirstMs, tickEveryMs).catch(ended),
  ]);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

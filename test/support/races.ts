/** Races that certainly collide: contenders on openings of their own, held between loading and appending. */
import mysql from "mysql2/promise";
import { setTimeout as sleep } from "node:timers/promises";
import type { CaseServices } from "../../src/casework/index.js";
import { createJournal, type ExecutePoint, type JournalOptions, type Outcome } from "../../src/journal/index.js";
import { mysqlOptions, type Database } from "../../src/platform/index.js";
import type { CaseWorld } from "./cases.js";
import type { TestDatabase } from "./harness.js";

/** One who takes part, as a process of its own would: own connections, own journal, own memory of states. */
export interface Seat {
  readonly database: Database;
  readonly services: CaseServices;
  probe: (point: ExecutePoint) => Promise<void> | void;
}

export interface SeatOptions extends Pick<JournalOptions, "lockHeads"> {
  /** Both in one process: one database, whose writes queue. */
  readonly shared?: boolean;
  /** How a seat's database is opened, where a test has its own way. */
  readonly reopen?: () => Promise<Database>;
}

export async function takeSeats(
  fresh: TestDatabase,
  world: Pick<CaseWorld, "services">,
  count: number,
  { shared = false, lockHeads, reopen = fresh.reopen }: SeatOptions = {},
): Promise<Seat[]> {
  const { journal } = world.services;
  const seats: Seat[] = [];
  for (let at = 0; at < count; at += 1) {
    const database = shared ? fresh.database : await reopen();
    const seat: Seat = {
      database,
      probe: () => undefined,
      services: {
        ...world.services,
        journal: createJournal({
          database,
          keys: journal.keys,
          aggregates: [...journal.aggregates.values()] as never[],
          clock: journal.clock,
          lockHeads,
          probe: (point) => seat.probe(point),
        }),
      },
    };
    seats.push(seat);
  }
  return seats;
}

/** How they collided: all had read the same state, or the others were seen waiting for the first one's lock. */
export type Meeting = "ALL_LOADED" | "OTHERS_WAITED";

export interface RaceResult<Result> {
  /** In the order of the contenders. */
  readonly outcomes: readonly Result[];
  readonly met: Meeting;
  /** Attempts that were lost and tried again, of all contenders. */
  readonly retries: number;
}

/** What a contender does at its seat. */
export type Act<Result = Outcome> = (services: CaseServices) => Promise<Result>;

/**
 * Starts one act at each seat. Whoever comes between loading and appending is held until every other one is there too, or
 * is seen waiting for a lock. @throws Error where they never met.
 */
export async function race<Result = Outcome>(
  fresh: TestDatabase,
  seats: readonly Seat[],
  acts: readonly Act<Result>[],
): Promise<RaceResult<Result>> {
  const taking = seats.slice(0, acts.length);
  const loaded = new Set<Seat>();
  const lost = taking.map(({ services }) => services.journal.retries.count);
  const waits = await watchWaits(fresh, taking);
  let met: Meeting | null = null;
  for (const seat of taking) {
    seat.probe = async (point) => {
      if (point !== "loaded" || loaded.has(seat)) return;
      loaded.add(seat);
      await until("the contenders met", async () => {
        const missing = taking.length - loaded.size;
        const waiting = missing > 0 ? await waits.count() : 0;
        // Whoever came to load while the others were being counted does not wait.
        if (loaded.size === taking.length) met ??= "ALL_LOADED";
        else if (waiting >= missing) met ??= "OTHERS_WAITED";
        return met !== null;
      });
    };
  }
  try {
    const outcomes = await Promise.all(acts.map((act, at) => act((taking[at] as Seat).services)));
    if (!met) throw new Error("Nobody came between loading and appending: this was no race");
    const retries = taking.reduce((sum, { services }, at) => sum + services.journal.retries.count - (lost[at] ?? 0), 0);
    return { outcomes, met, retries };
  } finally {
    for (const seat of taking) seat.probe = () => undefined;
    await waits.close();
  }
}

const usualPatienceMs = 10_000;

export async function until(
  what: string,
  reached: () => Promise<boolean> | boolean,
  patienceMs = usualPatienceMs,
): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  while (!(await reached())) {
    if (Date.now() > giveUpAt) throw new Error(`It never came to this: ${what}`);
    await sleep(5);
  }
}

interface Waits {
  /** How many wait for a lock now. */
  count(): Promise<number>;
  close(): Promise<void>;
}

async function watchWaits(fresh: TestDatabase, seats: readonly Seat[]): Promise<Waits> {
  if (fresh.settings.url) return watchServer(fresh.settings.url);
  const databases = [...new Set(seats.map(({ database }) => database))];
  const close = () => Promise.resolve();
  // In one process the others stand in the queue; in others they are turned away from BEGIN IMMEDIATE and come again.
  if (databases.length < seats.length) {
    return { count: () => Promise.resolve((databases[0]?.writesInFlight ?? 0) - 1), close };
  }
  const before = databases.map(({ stats }) => stats.conflicts);
  const turnedAway = () => databases.filter(({ stats }, at) => stats.conflicts > (before[at] ?? 0)).length;
  return { count: () => Promise.resolve(turnedAway()), close };
}

/** Counts the transactions of this database that wait for a lock, as the server itself tells; its tables of them lag. */
export async function watchServer(url: string): Promise<Waits> {
  const connection = await mysql.createConnection(mysqlOptions(url));
  const name = new URL(url).pathname.slice(1);
  const ask = async (sql: string) => (await connection.query(sql))[0] as Record<string, unknown>[];
  return {
    async count() {
      const [engine] = await ask("SHOW ENGINE INNODB STATUS");
      const waiting = String(engine?.["Status"])
        .split("---TRANSACTION")
        // Before the first one the last deadlock is told, which is over.
        .slice(1)
        .filter((about) => about.includes("LOCK WAIT"))
        .map((about) => Number(/(?:MySQL|MariaDB) thread id (\d+)/.exec(about)?.[1]));
      const ours = (await ask("SHOW PROCESSLIST")).filter(({ db }) => db === name).map(({ Id }) => Number(Id));
      return waiting.filter((thread) => ours.includes(thread)).length;
    },
    close: () => connection.end(),
  };
}

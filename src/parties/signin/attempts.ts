/** The counters of failed sign-ins in the database: a try is reserved before the password is looked at. */
import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "../../kernel/index.js";
import {
  conflictOf,
  insertRows,
  placeholders,
  selectRows,
  updateRow,
  type Database,
  type Keys,
  type WriteSql,
} from "../../platform/index.js";
import { SignInAttempt } from "./rows.js";
import { clientPlace, countedKinds, noFailures, relieved, struck, throttleKinds, waitSeconds } from "./throttle.js";
import type { Counter, Counters, ThrottleKind } from "./throttle.js";

const triesAtMost = 8;
const inLineAtMost = 30;

/** What a try counts against, as keyed digests. */
export interface Attempt {
  readonly subjects: Readonly<Record<ThrottleKind, string>>;
  /** The client showed a mark that we gave it for this username. */
  readonly marked: boolean;
}

/** Digests, because what was typed as a username may be a password, and an address is personal data. */
export function attemptOf(keys: Keys, username: string, address: string, nonce: string | null = null): Attempt {
  const place = clientPlace(address);
  const digest = (...parts: string[]) => keys.mac("sign-in", parts.join("\n"));
  const pair = nonce === null ? digest("PAIR", username, place) : digest("DEVICE", username, nonce);
  const subjects = { PAIR: pair, NAME: digest("NAME", username), ADDRESS: digest("ADDRESS", place) };
  return { subjects, marked: nonce !== null };
}

/** Whether a try may be made now (0), or how many seconds it has to wait; a try that may be made counts at once. */
export function reserveAttempt(database: Database, { subjects, marked }: Attempt, now: string): Promise<number> {
  return writeAgain(database, async (tx) => {
    const { counters, rows } = await load(tx, subjects, now);
    const wait = waitSeconds(counters, now, marked);
    if (wait > 0) return wait;
    for (const kind of countedKinds(counters, now, marked)) {
      await store(tx, rows.get(subjects[kind]), subjects[kind], struck(kind, counters[kind], now));
    }
    return 0;
  });
}

/** Takes the strike back after a right password, and remembers the place. */
export async function relieveAttempt(tx: WriteSql, { subjects, marked }: Attempt, now: string): Promise<void> {
  const { counters, rows } = await load(tx, subjects, now);
  for (const kind of countedKinds(counters, now, marked)) {
    await store(tx, rows.get(subjects[kind]), subjects[kind], relieved(kind, counters[kind], now));
  }
}

async function load(tx: WriteSql, subjects: Attempt["subjects"], now: string) {
  const wanted = Object.values(subjects);
  const found = await selectRows(
    tx,
    SignInAttempt,
    `subject IN ${placeholders(wanted)} ORDER BY subject${tx.forUpdate}`,
    wanted,
  );
  const rows = new Map(found.map((row) => [row.subject, row]));
  const counters = Object.fromEntries(
    throttleKinds.map((kind) => [kind, rows.get(subjects[kind]) ?? noFailures(now)]),
  ) as Record<ThrottleKind, Counter> satisfies Counters;
  return { counters, rows };
}

async function store(tx: WriteSql, known: SignInAttempt | undefined, subject: string, counter: Counter): Promise<void> {
  const { failures, countedAt, lastAttemptAt, blockedUntil, succeededAt } = counter;
  const values = { failures, countedAt, lastAttemptAt, blockedUntil, succeededAt };
  if (known) await updateRow(tx, SignInAttempt, known.id, values);
  else await insertRows(tx, SignInAttempt, [{ id: newId(), subject, ...values }]);
}

/** A technical write that may lose a race and is then made again. */
export async function writeAgain<T>(database: Database, fn: (tx: WriteSql) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.write(fn);
    } catch (error) {
      if (conflictOf(error) === null || tries >= triesAtMost) throw error;
      await sleep(Math.random() * 8 * tries);
    }
  }
}

/** Tries for one username at one address, one after the other: honest ones at the same moment do not strike each other. */
const lines = new Map<string, { waiting: number; last: Promise<unknown> }>();

/** Null when too many wait already. */
export async function inLine<T>(subject: string, fn: () => Promise<T>): Promise<T | null> {
  const line = lines.get(subject) ?? { waiting: 0, last: Promise.resolve() };
  if (line.waiting >= inLineAtMost) return null;
  line.waiting += 1;
  const turn = line.last.then(fn, fn);
  line.last = turn.catch(() => undefined);
  lines.set(subject, line);
  try {
    return await turn;
  } finally {
    line.waiting -= 1;
    if (line.waiting === 0) lines.delete(subject);
  }
}

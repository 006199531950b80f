/** How failed sign-ins slow the next ones down, and why that never locks a partner out. Pure. */
import { limits } from "../../kernel/index.js";

const { failuresOfNameAtAddress, failuresOfAddress, windowMinutes, lockMinutes } = limits.signIn;

/**
 * PAIR counts a username at a place (an address, or a client that shows our mark), NAME a username wherever, ADDRESS an
 * address whoever. Only PAIR holds where the right password came from before: whoever guesses elsewhere slows
 * themselves and strangers down, never the officer at their own desk.
 */
export const throttleRules = {
  PAIR: {
    freeFailures: failuresOfNameAtAddress,
    firstDelaySeconds: 5,
    delaySecondsAtMost: lockMinutes * 60,
    leakSeconds: 3_600,
  },
  NAME: { freeFailures: 20, firstDelaySeconds: 10, delaySecondsAtMost: lockMinutes * 60, leakSeconds: 600 },
  ADDRESS: {
    freeFailures: failuresOfAddress,
    firstDelaySeconds: 5,
    delaySecondsAtMost: 300,
    leakSeconds: (windowMinutes * 60) / failuresOfAddress,
  },
} as const;
export type ThrottleKind = keyof typeof throttleRules;
export const throttleKinds = Object.keys(throttleRules) as ThrottleKind[];

/** A place is known for as long after the last right password. */
export const knownPlaceDays = 90;

export interface Counter {
  readonly failures: number;
  readonly countedAt: string;
  readonly lastAttemptAt: string;
  readonly blockedUntil: string | null;
  readonly succeededAt: string | null;
}

export type Counters = Readonly<Record<ThrottleKind, Counter>>;

export const noFailures = (now: string): Counter => ({
  failures: 0,
  countedAt: now,
  lastAttemptAt: now,
  blockedUntil: null,
  succeededAt: null,
});

const plusSeconds = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * 1_000).toISOString();

/** Old failures leak away one by one. */
export function leaked(kind: ThrottleKind, counter: Counter, now: string): Counter {
  const { leakSeconds } = throttleRules[kind];
  const gone = Math.max(0, Math.floor((Date.parse(now) - Date.parse(counter.countedAt)) / (leakSeconds * 1_000)));
  const failures = Math.max(0, counter.failures - gone);
  return { ...counter, failures, countedAt: failures === 0 ? now : plusSeconds(counter.countedAt, gone * leakSeconds) };
}

/** How long after its n-th failure the next try has to wait: nothing at first, then twice as long each time. */
export function delaySeconds(kind: ThrottleKind, failures: number): number {
  const { freeFailures, firstDelaySeconds, delaySecondsAtMost } = throttleRules[kind];
  if (failures < freeFailures) return 0;
  return Math.min(delaySecondsAtMost, firstDelaySeconds * 2 ** Math.min(failures - freeFailures, 20));
}

/** Counted as failed before the password is looked at, so that many tries at once do not slip through together. */
export function struck(kind: ThrottleKind, counter: Counter, now: string): Counter {
  const fresh = leaked(kind, counter, now);
  const failures = fresh.failures + 1;
  const delay = delaySeconds(kind, failures);
  return { ...fresh, failures, lastAttemptAt: now, blockedUntil: delay === 0 ? null : plusSeconds(now, delay) };
}

/** The try turned out right: the username starts anew at this place, the other counters lose the one strike. */
export function relieved(kind: ThrottleKind, counter: Counter, now: string): Counter {
  if (kind === "PAIR") return { ...noFailures(now), succeededAt: now };
  const failures = Math.max(0, counter.failures - 1);
  return { ...counter, failures, blockedUntil: delaySeconds(kind, failures) === 0 ? null : counter.blockedUntil };
}

/** Whether the right password came from this place before: by our own memory, or by the mark that the client showed. */
export const isKnownPlace = ({ PAIR: { succeededAt } }: Counters, now: string, marked = false): boolean =>
  marked || (succeededAt !== null && plusSeconds(succeededAt, knownPlaceDays * 86_400) > now);

/** The counters that a try at this place meets and moves. */
export const countedKinds = (counters: Counters, now: string, marked = false): readonly ThrottleKind[] =>
  isKnownPlace(counters, now, marked) ? ["PAIR"] : throttleKinds;

/** Whole seconds that a try has to wait; 0 when it may be made now. */
export function waitSeconds(counters: Counters, now: string, marked = false): number {
  const waits = countedKinds(counters, now, marked).map((kind) => {
    const { blockedUntil } = counters[kind];
    return blockedUntil === null ? 0 : Math.ceil((Date.parse(blockedUntil) - Date.parse(now)) / 1_000);
  });
  return Math.max(0, ...waits);
}

/**
 * One spelling for one client: IPv4 as it is, IPv6 by its network of 64 bits, because a client picks the rest freely.
 */
export function clientPlace(address: string): string {
  const plain = address.trim().toLowerCase().replace(/%.*$/, "");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  if (mapped) return mapped[1] as string;
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const groups = head === "" ? [] : head.split(":");
  const rest = tail ? tail.split(":") : [];
  const whole =
    tail === undefined
      ? groups
      : [...groups, ...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill("0"), ...rest];
  return whole
    .slice(0, 4)
    .map((group) => (Number.parseInt(group, 16) || 0).toString(16))
    .join(":");
}

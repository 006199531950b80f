/** A scene for tests of sign-in: the test world, a clock to be moved on, a hasher that counts. */
import { makeWorld, testPasswords, type World } from "./world.js";
import { testKeys, type TestDatabase } from "./harness.js";
import { createJournal, type ExecutePoint, type Journal } from "../../src/journal/index.js";
import {
  partyAggregates,
  signIn,
  type Passwords,
  type SessionChannel,
  type SignedIn,
} from "../../src/parties/index.js";

export const desk = "198.51.100.7";
export const elsewhere = "203.0.113.66";

export interface Scene {
  readonly fresh: TestDatabase;
  readonly journal: Journal;
  readonly world: World;
  readonly passwords: Passwords & { readonly runs: number };
  /** Lets the clock run on. */
  pass(seconds: number): void;
  try(
    username: string,
    password: string,
    address?: string,
    more?: { newPassword?: string | null; channel?: SessionChannel; device?: string | null },
  ): Promise<SignedIn>;
}

export async function makeScene(open: () => Promise<TestDatabase>): Promise<Scene> {
  const fresh = await open();
  let now = Date.parse("2026-11-22T04:00:00.000Z");
  const journal = createJournal({
    database: fresh.database,
    keys: testKeys,
    aggregates: partyAggregates,
    clock: () => new Date(now),
  });
  const world = await makeWorld(journal);
  let runs = 0;
  const passwords = {
    ...testPasswords,
    verify(hash: string | null, password: string) {
      runs += 1;
      return testPasswords.verify(hash, password);
    },
    get runs() {
      return runs;
    },
  };
  return {
    fresh,
    journal,
    world,
    passwords,
    pass: (seconds) => (now += seconds * 1_000),
    try: (username, password, address = desk, { newPassword = null, channel = "API", device = null } = {}) =>
      signIn(journal, { username, password, newPassword, device }, { address, channel, language: "en" }, passwords),
  };
}

export const codesOf = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }): string[] =>
  outcome.ok ? [] : (outcome.refusals ?? []).map(({ code }) => code);
export const tokenOf = (signed: SignedIn): string => (signed.ok ? signed.token : "");

/** A probe at which the first so many attempts wait for each other, so that they are sure to collide. */
export function meetingPoint(howMany: number, point: ExecutePoint) {
  let arrived = 0;
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  return {
    met: () => arrived >= howMany,
    async meet(reached: ExecutePoint): Promise<void> {
      if (reached !== point) return;
      arrived += 1;
      if (arrived >= howMany) open();
      await gate;
    },
  };
}

/** Signing in: right, wrong, under attack, and what ends a session. */
import { makeWorld, testPasswords, worldPassword, type World } from "../../../test/support/world.js";
import { onEachDatabase, testKeys, type TestDatabase } from "../../../test/support/harness.js";
import { createJournal, type Journal } from "../../journal/index.js";
import { selectRows } from "../../platform/index.js";
import {
  authenticate,
  changePassword,
  disableMember,
  enableMember,
  partyAggregates,
  resetPassword,
  Session,
  sessionLimits,
  setPartyActive,
  signIn,
  SignInAttempt,
  signOut,
  type Passwords,
  type SignedIn,
} from "../index.js";

const desk = "198.51.100.7";
const elsewhere = "203.0.113.66";

interface Scene {
  readonly fresh: TestDatabase;
  readonly journal: Journal;
  readonly world: World;
  readonly passwords: Passwords & { readonly runs: number };
  /** Lets the clock run on. */
  pass(seconds: number): void;
  try(username: string, password: string, address?: string, newPassword?: string): Promise<SignedIn>;
}

async function scene(open: () => Promise<TestDatabase>): Promise<Scene> {
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
    try: (username, password, address = desk, newPassword) =>
      signIn(
        journal,
        { username, password, newPassword: newPassword ?? null },
        { address, channel: "API", language: "en" },
        passwords,
      ),
  };
}

const codesOf = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }): string[] =>
  outcome.ok ? [] : (outcome.refusals ?? []).map(({ code }) => code);
const tokenOf = (signed: SignedIn): string => (signed.ok ? signed.token : "");

onEachDatabase((open) => {
  test("the right password opens a session whose token is stored nowhere", async () => {
    const { fresh, journal, world, ...it } = await scene(open);
    const signed = await it.try(" Bank-Officer ", worldPassword);
    expect(signed).toMatchObject({
      ok: true,
      viewer: { ...world.viewers.bankOfficer, language: "en", sessionId: expect.any(String) },
    });
    expect(await authenticate(journal, tokenOf(signed))).toMatchObject({
      memberId: world.viewers.bankOfficer.memberId,
    });
    expect(await authenticate(journal, `${tokenOf(signed)}x`)).toBeNull();
    const kept = JSON.stringify([
      await selectRows(fresh.database.read, Session, "1 = 1"),
      await selectRows(fresh.database.read, SignInAttempt, "1 = 1"),
    ]);
    for (const secret of [tokenOf(signed), desk, "bank-officer", worldPassword]) expect(kept).not.toContain(secret);
  });

  test("an unknown name, a wrong password, a disabled member and a suspended party are one answer for one hash", async () => {
    const { journal, world, passwords, ...it } = await scene(open);
    await disableMember(journal, world.viewers.administrator, { memberId: world.viewers.bankColleague.memberId });
    await setPartyActive(journal, { partyId: world.partyIds.otherBank, active: false });
    const answers: unknown[] = [];
    for (const [username, password] of [
      ["nobody", worldPassword],
      ["bank-officer", "wrong-password"],
      ["bank-colleague", worldPassword],
      ["other-bank-officer", worldPassword],
    ] as const) {
      const before = passwords.runs;
      answers.push(await it.try(username, password));
      expect(passwords.runs - before).toBe(1);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set(['{"ok":false,"refusals":[{"code":"SIGN_IN_FAILED"}]}']),
    );
  });

  test("a hundred failures from elsewhere slow the attacker down and leave the officer at work", async () => {
    const { passwords, ...it } = await scene(open);
    expect(codesOf(await it.try("bank-officer", worldPassword))).toEqual([]);
    const before = passwords.runs;
    const codes: string[] = [];
    for (let attempt = 0; attempt < 100; attempt += 1) {
      codes.push(...codesOf(await it.try("bank-officer", `guess-${attempt}`, elsewhere)));
      it.pass(1);
    }
    expect(codes).toHaveLength(100);
    expect(passwords.runs - before).toBeLessThan(12);
    expect(codes.filter((code) => code === "SIGN_IN_FAILED")).toHaveLength(passwords.runs - before);
    expect(codesOf(await it.try("bank-officer", worldPassword))).toEqual([]);
    expect(codesOf(await it.try("bank-officer", worldPassword, elsewhere))).toEqual(["SIGN_IN_THROTTLED"]);
  });

  test("a hundred guesses from a hundred addresses are slowed by the name, and the known desk still opens", async () => {
    const { passwords, ...it } = await scene(open);
    await it.try("bank-officer", worldPassword);
    const before = passwords.runs;
    for (let attempt = 0; attempt < 100; attempt += 1) await it.try("bank-officer", "a guess", `203.0.113.${attempt}`);
    expect(passwords.runs - before).toBe(20);
    expect(codesOf(await it.try("bank-officer", worldPassword))).toEqual([]);
  });

  test("whoever guesses every name of a bank from its own address locks none of its known officers out", async () => {
    const { ...it } = await scene(open);
    const officers = ["bank-officer", "bank-colleague", "bank-manager"];
    for (const officer of officers) await it.try(officer, worldPassword);
    for (let attempt = 0; attempt < 80; attempt += 1) await it.try(`made-up-${attempt}`, "a guess");
    expect(codesOf(await it.try("made-up-0", "a guess"))).toEqual(["SIGN_IN_THROTTLED"]);
    for (const officer of officers) expect(codesOf(await it.try(officer, worldPassword))).toEqual([]);
  });

  test("an unknown name is slowed as a known one is, and the wait ends as announced", async () => {
    const it = await scene(open);
    const answers = { known: [] as string[], unknown: [] as string[] };
    for (let attempt = 0; attempt < 7; attempt += 1) {
      answers.known.push(...codesOf(await it.try("bank-officer", "a guess", desk)));
      answers.unknown.push(...codesOf(await it.try("nobody", "a guess", "198.51.100.8")));
    }
    expect(answers.known).toEqual(answers.unknown);
    const waiting = await it.try("bank-officer", worldPassword);
    expect(waiting).toMatchObject({ refusals: [{ code: "SIGN_IN_THROTTLED", params: { seconds: 5 } }] });
    it.pass(5);
    expect(codesOf(await it.try("bank-officer", worldPassword))).toEqual([]);
  });

  test("many tries at the same moment do not slip through together", async () => {
    const { passwords, ...it } = await scene(open);
    const before = passwords.runs;
    await Promise.all(Array.from({ length: 25 }, (_, at) => it.try("bank-officer", `guess-${at}`)));
    expect(passwords.runs - before).toBe(5);
  });

  test("the same member signing in many times at once is no attack", async () => {
    const it = await scene(open);
    const signed = await Promise.all(Array.from({ length: 12 }, () => it.try("bank-officer", worldPassword)));
    expect(signed.filter(({ ok }) => ok)).toHaveLength(12);
  });

  test("a session ends by idleness, at its absolute end, by signing out, and by disabling the member", async () => {
    const { journal, world, ...it } = await scene(open);
    const idle = tokenOf(await it.try("bank-officer", worldPassword));
    const { idleMinutes, absoluteMinutes } = sessionLimits.API;
    for (let minutes = 0; minutes < absoluteMinutes - idleMinutes; minutes += idleMinutes - 1) {
      it.pass((idleMinutes - 1) * 60);
      expect(await authenticate(journal, idle)).not.toBeNull();
    }
    it.pass(idleMinutes * 60);
    expect(await authenticate(journal, idle)).toBeNull();

    const busy = tokenOf(await it.try("bank-officer", worldPassword));
    for (let hour = 0; hour < absoluteMinutes / 60 - 1; hour += 1) {
      it.pass(3_600);
      expect(await authenticate(journal, busy)).not.toBeNull();
    }
    it.pass(3_600);
    expect(await authenticate(journal, busy)).toBeNull();

    const left = await it.try("bank-officer", worldPassword);
    const other = tokenOf(await it.try("bank-officer", worldPassword));
    if (left.ok) await signOut(journal, left.viewer);
    expect(await authenticate(journal, tokenOf(left))).toBeNull();
    expect(await authenticate(journal, other)).not.toBeNull();

    const { administrator, bankOfficer } = world.viewers;
    expect(codesOf(await disableMember(journal, administrator, { memberId: bankOfficer.memberId }))).toEqual([]);
    expect(await authenticate(journal, other)).toBeNull();
    await enableMember(journal, administrator, { memberId: bankOfficer.memberId });
    expect(await authenticate(journal, other)).toBeNull();
    expect(codesOf(await it.try("bank-officer", worldPassword))).toEqual([]);
  });

  test("a suspended party's sessions stop at once and go on when it is resumed", async () => {
    const { journal, world } = await scene(open);
    const token = await world.tokenOf("bankOfficer");
    await setPartyActive(journal, { partyId: world.partyIds.bank, active: false });
    expect(await authenticate(journal, token)).toBeNull();
    await setPartyActive(journal, { partyId: world.partyIds.bank, active: true });
    expect(await authenticate(journal, token)).not.toBeNull();
  });

  test("a one-time password opens a session only together with an own one, and only for some days", async () => {
    const { journal, world, ...it } = await scene(open);
    const { administrator, bankOfficer } = world.viewers;
    const old = await world.tokenOf("bankOfficer");
    const hash = await testPasswords.hash("k3mf-9xwp-tttt-qq77");
    const oneTimeUntil = "2026-11-29T04:00:00.000Z";
    await resetPassword(journal, administrator, { memberId: bankOfficer.memberId }, { hash, oneTimeUntil });
    expect(await authenticate(journal, old)).toBeNull();
    expect(codesOf(await it.try("bank-officer", worldPassword))).toEqual(["SIGN_IN_FAILED"]);
    const once = (newPassword?: string) => it.try("bank-officer", "k3mf-9xwp-tttt-qq77", desk, newPassword);
    expect(codesOf(await once())).toEqual(["PASSWORD_CHANGE_REQUIRED"]);
    expect(codesOf(await once("k3mf-9xwp-tttt-qq77"))).toEqual(["PASSWORD_UNCHANGED"]);
    expect(codesOf(await once("123"))).toEqual(["PASSWORD_TOO_SHORT"]);
    expect(codesOf(await once("seven green bottles"))).toEqual([]);
    expect(codesOf(await once("eight green bottles"))).toEqual(["SIGN_IN_FAILED"]);
    expect(codesOf(await it.try("bank-officer", "seven green bottles"))).toEqual([]);

    await resetPassword(journal, administrator, { memberId: bankOfficer.memberId }, { hash, oneTimeUntil });
    it.pass(8 * 86_400);
    expect(codesOf(await once("nine green bottles"))).toEqual(["SIGN_IN_FAILED"]);
  });

  test("two uses of a one-time password at once: one of them counts", async () => {
    const { journal, world, ...it } = await scene(open);
    const hash = await testPasswords.hash("k3mf-9xwp-tttt-qq77");
    const asked = { memberId: world.viewers.bankOfficer.memberId };
    await resetPassword(journal, world.viewers.administrator, asked, {
      hash,
      oneTimeUntil: "2027-01-01T00:00:00.000Z",
    });
    const uses = await Promise.all(
      [desk, elsewhere].map((address, at) =>
        it.try("bank-officer", "k3mf-9xwp-tttt-qq77", address, `${at} green bottles`),
      ),
    );
    expect(uses.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test("changing one's password needs the present one, keeps this session and ends the others", async () => {
    const { journal, world, passwords, ...it } = await scene(open);
    const here = await it.try("bank-officer", worldPassword);
    const there = tokenOf(await it.try("bank-officer", worldPassword));
    if (!here.ok) throw new Error("not signed in");
    const change = (currentPassword: string, newPassword: string, idempotencyKey?: string) =>
      changePassword(journal, here.viewer, { currentPassword, newPassword, idempotencyKey }, desk, passwords);
    expect(codesOf(await change("wrong-password", "short"))).toEqual(["CURRENT_PASSWORD_WRONG", "PASSWORD_TOO_SHORT"]);
    expect(codesOf(await change(worldPassword, "seven green bottles", "change-1"))).toEqual([]);
    expect(await change(worldPassword, "seven green bottles", "change-1")).toMatchObject({ ok: true, replayed: true });
    expect(await authenticate(journal, here.token)).not.toBeNull();
    expect(await authenticate(journal, there)).toBeNull();
    const kept = await journal.database.read.all("SELECT type, text FROM journal_entry WHERE streamId = ?", [
      world.viewers.bankOfficer.memberId,
    ]);
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toContain("bottles");
  });

  test("authenticating takes one statement, two for whoever belongs to a unit, and notes the use once a minute", async () => {
    const { journal, world, fresh, ...it } = await scene(open);
    const statementsFor = async (token: string) => {
      const before = fresh.database.stats.statements;
      await authenticate(journal, token);
      return fresh.database.stats.statements - before;
    };
    const manager = await world.tokenOf("bankManager");
    expect(await statementsFor(manager)).toBe(1);
    expect(await statementsFor(await world.tokenOf("bankOfficer"))).toBe(2);
    it.pass(61);
    expect(await statementsFor(manager)).toBe(2);
    expect(await statementsFor(manager)).toBe(1);
  });

  test("a system acts for an active officer of its own party, with what both may do and where the officer works", async () => {
    const { journal, world } = await scene(open);
    const { bankSystem, bankOfficer, bankColleague, administrator } = world.viewers;
    const system = await world.tokenOf("bankSystem");
    const acting = await authenticate(journal, system, { onBehalfOf: "Bank-Colleague" });
    expect(acting).toMatchObject({
      memberId: bankSystem.memberId,
      onBehalfOfId: bankColleague.memberId,
      unitId: world.unitIds.gulou,
      unitIds: [world.unitIds.gulou],
      roles: ["BANK_OFFICER"],
    });
    expect(await authenticate(journal, system, { onBehalfOf: "bank-manager" })).toMatchObject({ roles: [] });
    const refused = { refusals: [{ code: "ON_BEHALF_OF_REFUSED" }] };
    for (const onBehalfOf of ["other-bank-officer", "nobody", "bank-system"]) {
      await expect(authenticate(journal, system, { onBehalfOf })).rejects.toMatchObject(refused);
    }
    const person = await world.tokenOf("bankOfficer");
    await expect(authenticate(journal, person, { onBehalfOf: "bank-colleague" })).rejects.toMatchObject(refused);
    await disableMember(journal, administrator, { memberId: bankColleague.memberId });
    await expect(authenticate(journal, system, { onBehalfOf: "bank-colleague" })).rejects.toMatchObject(refused);
    expect(bankOfficer.onBehalfOfId).toBeNull();
  });
});

/** Signing in: right, wrong, under attack, with a one-time password. */
import { onEachDatabase } from "../../../test/support/harness.js";
import { codesOf, desk, elsewhere, makeScene, tokenOf } from "../../../test/support/scene.js";
import { testPasswords, worldPassword } from "../../../test/support/world.js";
import { selectRows } from "../../platform/index.js";
import { authenticate, changePassword, disableMember, resetPassword, Session, SignInAttempt } from "../index.js";

onEachDatabase((open) => {
  test("the right password opens a session whose token is stored nowhere", async () => {
    const { fresh, journal, world, ...it } = await makeScene(open);
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

  test("an unknown name, a wrong password and a disabled member are one answer for one hash", async () => {
    const { journal, world, passwords, ...it } = await makeScene(open);
    await disableMember(journal, world.viewers.administrator, { memberId: world.viewers.bankColleague.memberId });
    const answers: unknown[] = [];
    for (const [username, password] of [
      ["nobody", worldPassword],
      ["bank-officer", "wrong-password"],
      ["bank-colleague", worldPassword],
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
    const { passwords, ...it } = await makeScene(open);
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
    const { passwords, ...it } = await makeScene(open);
    await it.try("bank-officer", worldPassword);
    const before = passwords.runs;
    for (let attempt = 0; attempt < 100; attempt += 1) await it.try("bank-officer", "a guess", `203.0.113.${attempt}`);
    expect(passwords.runs - before).toBe(20);
    expect(codesOf(await it.try("bank-officer", worldPassword))).toEqual([]);
  });

  test("whoever guesses every name of a bank from its own address locks none of its known officers out", async () => {
    const { ...it } = await makeScene(open);
    const officers = ["bank-officer", "bank-colleague", "bank-manager"];
    for (const officer of officers) await it.try(officer, worldPassword);
    for (let attempt = 0; attempt < 110; attempt += 1) await it.try(`made-up-${attempt}`, "a guess");
    expect(codesOf(await it.try("made-up-0", "a guess"))).toEqual(["SIGN_IN_THROTTLED"]);
    for (const officer of officers) expect(codesOf(await it.try(officer, worldPassword))).toEqual([]);
  });

  test("at the officer's own address, the mark of their client keeps the way open that somebody beside them blocks", async () => {
    const it = await makeScene(open);
    const signed = await it.try("bank-officer", worldPassword);
    const device = signed.ok ? signed.device : null;
    for (let attempt = 0; attempt < 30; attempt += 1) await it.try("bank-officer", "a guess");
    expect(codesOf(await it.try("bank-officer", worldPassword))).toEqual(["SIGN_IN_THROTTLED"]);
    expect(codesOf(await it.try("bank-officer", worldPassword, desk, { device }))).toEqual([]);
    expect(codesOf(await it.try("bank-officer", worldPassword, elsewhere, { device }))).toEqual([]);
    for (const forged of [`${device}x`, String(device).replace(/^\d{4}/, "2025"), "x", "", "2026-11-22.x."]) {
      expect(codesOf(await it.try("bank-officer", worldPassword, desk, { device: forged }))).toEqual([
        "SIGN_IN_THROTTLED",
      ]);
    }
    for (let attempt = 0; attempt < 5; attempt += 1) await it.try("bank-officer", "a guess", desk, { device });
    expect(codesOf(await it.try("bank-officer", worldPassword, desk, { device }))).toEqual(["SIGN_IN_THROTTLED"]);
  });

  test("a mark is no other username's, and wears out", async () => {
    const it = await makeScene(open);
    const signed = await it.try("bank-officer", worldPassword);
    const device = signed.ok ? signed.device : null;
    for (let attempt = 0; attempt < 5; attempt += 1) await it.try("bank-manager", "a guess");
    expect(codesOf(await it.try("bank-manager", worldPassword, desk, { device }))).toEqual(["SIGN_IN_THROTTLED"]);
    it.pass(100 * 86_400);
    for (let attempt = 0; attempt < 5; attempt += 1) await it.try("bank-officer", "a guess");
    expect(codesOf(await it.try("bank-officer", worldPassword, desk, { device }))).toEqual(["SIGN_IN_THROTTLED"]);
  });

  test("an unknown name is slowed as a known one is, and the wait ends as announced", async () => {
    const it = await makeScene(open);
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
    const { passwords, ...it } = await makeScene(open);
    const before = passwords.runs;
    await Promise.all(Array.from({ length: 25 }, (_, at) => it.try("bank-officer", `guess-${at}`)));
    expect(passwords.runs - before).toBe(5);
  });

  test("the same member signing in many times at once is no attack", async () => {
    const it = await makeScene(open);
    const signed = await Promise.all(Array.from({ length: 12 }, () => it.try("bank-officer", worldPassword)));
    expect(signed.filter(({ ok }) => ok)).toHaveLength(12);
  });

  test("a one-time password opens a session only together with an own one, and only for some days", async () => {
    const { journal, world, ...it } = await makeScene(open);
    const { administrator, bankOfficer } = world.viewers;
    const old = await world.tokenOf("bankOfficer");
    const hash = await testPasswords.hash("k3mf-9xwp-tttt-qq77");
    const oneTimeUntil = "2026-11-29T04:00:00.000Z";
    await resetPassword(journal, administrator, { memberId: bankOfficer.memberId }, { hash, oneTimeUntil });
    expect(await authenticate(journal, old)).toBeNull();
    expect(codesOf(await it.try("bank-officer", worldPassword))).toEqual(["SIGN_IN_FAILED"]);
    const once = (newPassword?: string) => it.try("bank-officer", "k3mf-9xwp-tttt-qq77", desk, { newPassword });
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
    const { journal, world, ...it } = await makeScene(open);
    const hash = await testPasswords.hash("k3mf-9xwp-tttt-qq77");
    const asked = { memberId: world.viewers.bankOfficer.memberId };
    await resetPassword(journal, world.viewers.administrator, asked, {
      hash,
      oneTimeUntil: "2027-01-01T00:00:00.000Z",
    });
    const uses = await Promise.all(
      [desk, elsewhere].map((address, at) =>
        it.try("bank-officer", "k3mf-9xwp-tttt-qq77", address, { newPassword: `${at} green bottles` }),
      ),
    );
    expect(uses.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test("changing one's password needs the present one, keeps this session and ends the others", async () => {
    const { journal, world, passwords, ...it } = await makeScene(open);
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
});

/** Sessions: who a token stands for, and what ends it. */
import { onEachDatabase } from "../../../test/support/harness.js";
import { codesOf, desk, makeScene, tokenOf } from "../../../test/support/scene.js";
import { worldPassword } from "../../../test/support/world.js";
import { selectRows } from "../../platform/index.js";
import {
  authenticate,
  disableMember,
  enableMember,
  Session,
  sessionLimits,
  suspendParty,
  SignInAttempt,
  signOut,
  sweepSignIn,
} from "../index.js";

onEachDatabase((open) => {
  test("a session ends by idleness, at its absolute end, by signing out, and by disabling the member", async () => {
    const { journal, world, ...it } = await makeScene(open);
    const console = () => it.try("bank-officer", worldPassword, desk, { channel: "CONSOLE" });
    const idle = tokenOf(await console());
    const { idleMinutes, absoluteMinutes } = sessionLimits.CONSOLE;
    for (let minutes = 0; minutes < absoluteMinutes - idleMinutes; minutes += idleMinutes - 1) {
      it.pass((idleMinutes - 1) * 60);
      expect(await authenticate(journal, idle)).not.toBeNull();
    }
    it.pass(idleMinutes * 60);
    expect(await authenticate(journal, idle)).toBeNull();

    const busy = tokenOf(await console());
    for (let half = 0; half < absoluteMinutes / 30 - 1; half += 1) {
      it.pass(1_800);
      expect(await authenticate(journal, busy)).not.toBeNull();
    }
    it.pass(1_800);
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

  test("a suspended party's people go on with the cases they have: their sessions stay, and they sign in", async () => {
    const { journal, world, ...it } = await makeScene(open);
    const token = await world.tokenOf("bankOfficer");
    expect(codesOf(await suspendParty(journal, { partyId: world.partyIds.bank, reason: "整改" }))).toEqual([]);
    expect(await authenticate(journal, token)).not.toBeNull();
    expect(codesOf(await it.try("bank-officer", worldPassword))).toEqual([]);
  });

  test("authenticating takes one statement, two for whoever belongs to a unit, and notes the use once a minute", async () => {
    const { journal, world, fresh, ...it } = await makeScene(open);
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
    const { journal, world } = await makeScene(open);
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

  test("sweeping takes away what ended long ago and leaves what still counts", async () => {
    const { journal, fresh, ...it } = await makeScene(open);
    const old = await it.try("bank-officer", worldPassword);
    if (old.ok) await signOut(journal, old.viewer);
    it.pass(60 * 86_400);
    const token = tokenOf(await it.try("bank-manager", worldPassword));
    const left = await it.try("bank-colleague", worldPassword);
    if (left.ok) await signOut(journal, left.viewer);
    it.pass(10);
    await sweepSignIn(fresh.database, journal.clock().toISOString());
    const sessions = await selectRows(fresh.database.read, Session, "revokedAt IS NOT NULL");
    expect(sessions.map(({ id }) => id)).toEqual([left.ok ? left.viewer.sessionId : null]);
    expect(await authenticate(journal, token)).not.toBeNull();
    it.pass(40 * 86_400);
    await sweepSignIn(fresh.database, journal.clock().toISOString());
    // The address, and the two usernames that came after the first.
    expect(await selectRows(fresh.database.read, SignInAttempt, "1 = 1")).toHaveLength(5);
  });
});

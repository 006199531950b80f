/** Administering members: who may do it to whom, every reason at once, and what two at the same time come to. */
import { onEachDatabase, testKeys, type TestDatabase } from "../../../test/support/harness.js";
import { codesOf, meetingPoint } from "../../../test/support/scene.js";
import { makeWorld, testPasswords, type MemberName, type World } from "../../../test/support/world.js";
import { createJournal, type ExecutePoint, type Journal } from "../../journal/index.js";
import { selectRow, selectRows } from "../../platform/index.js";
import {
  authenticate,
  changeRoles,
  changeUnit,
  createMember,
  Credential,
  disableMember,
  enableMember,
  Member,
  partyAggregates,
  resetPassword,
  type NewMember,
  type Role,
  type Viewer,
} from "../index.js";

const journalOn = (fresh: Pick<TestDatabase, "database">, probe?: (point: ExecutePoint) => Promise<void>) =>
  createJournal({ database: fresh.database, keys: testKeys, aggregates: partyAggregates, probe });

const password = { hash: "not a hash", oneTimeUntil: null };
const newcomer = (world: World, more: Partial<NewMember> = {}): NewMember => ({
  partyId: world.partyIds.bank,
  username: "newcomer",
  name: "新人",
  roles: ["BANK_OFFICER"],
  ...more,
});

async function everything({ database }: Pick<TestDatabase, "database">): Promise<string> {
  const tables = [
    "journal_stream",
    "journal_entry",
    "journal_request",
    "member",
    "member_name",
    "credential",
    "session",
  ];
  return JSON.stringify(
    await Promise.all(tables.map((table) => database.read.all(`SELECT * FROM ${table} ORDER BY id`))),
  );
}

/** Every act on the same member of the first bank, by someone. */
const acts = (journal: Journal, world: World, by: MemberName) => {
  const asker = world.viewers[by];
  const { memberId } = world.viewers.bankColleague;
  return {
    create: () => createMember(journal, asker, newcomer(world), password),
    disable: () => disableMember(journal, asker, { memberId }),
    enable: () => enableMember(journal, asker, { memberId }),
    roles: () => changeRoles(journal, asker, { memberId, roles: ["BANK_MANAGER"], amountRank: 1 }),
    reset: () => resetPassword(journal, asker, { memberId }, password),
  };
};

onEachDatabase((open) => {
  test("whoever may not is answered with one reason alone, whatever else is wrong, and nothing changes", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    const world = await makeWorld(journal);
    const before = await everything(fresh);
    const answers = {
      bankOfficer: "NOT_ALLOWED",
      bankSystem: "NOT_ALLOWED",
      otherBankManager: "NOT_FOUND",
      otherBankOfficer: "NOT_FOUND",
      guaranteeManager: "NOT_FOUND",
      reviewer: "NOT_ALLOWED",
      approver: "NOT_ALLOWED",
      fundsOfficer: "NOT_ALLOWED",
      supervisor: "NOT_ALLOWED",
      auditor: "NOT_ALLOWED",
    } as const;
    for (const [who, code] of Object.entries(answers) as [MemberName, string][]) {
      const wrong = newcomer(world, { username: "?", name: "", roles: [], amountRank: 77 });
      const given = {
        ...acts(journal, world, who),
        wrong: () => createMember(journal, world.viewers[who], wrong, password),
      };
      for (const [name, act] of Object.entries(given))
        expect([who, name, codesOf(await act())]).toEqual([who, name, [code]]);
    }
    expect(await everything(fresh)).toBe(before);
  });

  test.each<MemberName>(["administrator", "bankManager"])("%s administers the bank's members", async (who) => {
    const fresh = await open();
    const journal = journalOn(fresh);
    const world = await makeWorld(journal);
    const { create, disable, enable, roles, reset } = acts(journal, world, who);
    const token = await world.tokenOf("bankColleague");
    expect(codesOf(await create())).toEqual([]);
    expect(codesOf(await roles())).toEqual([]);
    expect(await authenticate(journal, token)).toMatchObject({ roles: ["BANK_MANAGER"] });
    expect(codesOf(await disable())).toEqual([]);
    expect(codesOf(await disable())).toEqual(["MEMBER_DISABLED"]);
    expect(codesOf(await reset())).toEqual(["MEMBER_DISABLED"]);
    expect(codesOf(await enable())).toEqual([]);
    expect(codesOf(await enable())).toEqual(["MEMBER_ACTIVE"]);
    expect(codesOf(await reset())).toEqual([]);
    const { memberId } = world.viewers.bankColleague;
    expect(await selectRow(fresh.database.read, Credential, "id = ?", [memberId])).toMatchObject(password);
    expect(await selectRow(fresh.database.read, Member, "id = ?", [memberId])).toMatchObject({
      active: true,
      version: 5,
    });
  });

  test("a manager of a branch administers that branch only", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    const world = await makeWorld(journal);
    const { administrator, bankColleague, bankOfficer } = world.viewers;
    const rolesOf = { memberId: bankColleague.memberId, roles: ["BANK_MANAGER"] as Role[], amountRank: 1 };
    await changeRoles(journal, administrator, rolesOf);
    const branchManager = await authenticate(journal, await world.tokenOf("bankColleague"));
    if (!branchManager) throw new Error("not signed in");
    const outside = await disableMember(journal, branchManager, { memberId: bankOfficer.memberId });
    expect(codesOf(outside)).toEqual(["NOT_FOUND"]);
    expect(codesOf(await createMember(journal, branchManager, newcomer(world), password))).toEqual(["NOT_FOUND"]);
    const inside = newcomer(world, { unitId: world.unitIds.gulou });
    expect(codesOf(await createMember(journal, branchManager, inside, password))).toEqual([]);
  });

  test("everything wrong with a new member is said at once", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    const world = await makeWorld(journal);
    const wrong = newcomer(world, {
      username: "1?",
      name: " x",
      unitId: world.unitIds.otherEast,
      roles: ["CENTER_APPROVER", "BANK_OFFICER", "BANK_OFFICER"],
      amountRank: 10,
    });
    const { administrator } = world.viewers;
    expect(codesOf(await createMember(journal, administrator, wrong, password))).toEqual([
      "USERNAME_INVALID",
      "NAME_INVALID",
      "UNIT_NOT_FOUND",
      "ROLE_TWICE",
      "ROLE_OF_OTHER_PARTY",
      "RANK_INVALID",
    ]);
    const taken = newcomer(world, { username: "Bank-Officer ", roles: [] });
    expect(codesOf(await createMember(journal, administrator, taken, password))).toEqual([
      "USERNAME_TAKEN",
      "ROLES_EMPTY",
    ]);
    const nowhere = newcomer(world, { partyId: "no-such-party" });
    expect(codesOf(await createMember(journal, administrator, nowhere, password))).toEqual(["NOT_FOUND"]);
  });

  test("nobody disables, resets or promotes themselves, and a stale version is told with the other reasons", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    const { viewers } = await makeWorld(journal);
    const { administrator } = viewers;
    const self = { memberId: administrator.memberId, expectedVersion: 9 };
    const reasons = ["STALE_VERSION", "NOT_ONESELF"];
    expect(codesOf(await disableMember(journal, administrator, self))).toEqual(reasons);
    expect(codesOf(await resetPassword(journal, administrator, self, password))).toEqual(reasons);
    const roles = { ...self, roles: ["ADMINISTRATOR"] as Role[], amountRank: 9 };
    expect(codesOf(await changeRoles(journal, administrator, roles))).toEqual(reasons);
  });

  test("a member moves to a unit of their own party, which a branch's manager reaches only inside the branch", async () => {
    const journal = journalOn(await open());
    const world = await makeWorld(journal);
    const { bankManager, bankColleague, bankOfficer, administrator } = world.viewers;
    const { city, gulou, otherEast } = world.unitIds;
    const move = async (asker: Viewer, unitId: string | null) =>
      codesOf(await changeUnit(journal, asker, { memberId: bankOfficer.memberId, unitId }));
    expect(await move(bankManager, otherEast)).toEqual(["UNIT_NOT_FOUND"]);
    expect(await move(bankManager, city)).toEqual(["UNIT_UNCHANGED"]);
    expect(await move(bankManager, gulou)).toEqual([]);
    const rolesOf = { memberId: bankColleague.memberId, roles: ["BANK_MANAGER"] as Role[], amountRank: 1 };
    await changeRoles(journal, administrator, rolesOf);
    const branchManager = await authenticate(journal, await world.tokenOf("bankColleague"));
    expect(branchManager && (await move(branchManager, city))).toEqual(["UNIT_NOT_FOUND"]);
    expect(await move(administrator, null)).toEqual([]);
  });

  test("a repeated key creates one member; the same key with other roles is refused", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    const world = await makeWorld(journal);
    const create = (more: Partial<NewMember> = {}) =>
      createMember(journal, world.viewers.bankManager, newcomer(world, more), password, "create-1");
    const first = await create();
    expect(await create()).toEqual({ ...first, replayed: true });
    expect(codesOf(await create({ roles: ["BANK_MANAGER"] }))).toEqual(["IDEMPOTENCY_KEY_REUSED"]);
    expect(await selectRows(fresh.database.read, Member, "username = 'newcomer'")).toHaveLength(1);
  });

  test("of two administrators who disable each other at once exactly one is left", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    const world = await makeWorld(journal);
    const hash = await testPasswords.hash("quiet-harbour-52");
    const second = newcomer(world, { partyId: world.partyIds.center, roles: ["ADMINISTRATOR"] });
    const made = await createMember(journal, null, second, { hash, oneTimeUntil: null });
    const { administrator } = world.viewers;
    const other = { ...administrator, memberId: made.ok ? made.resultId : "" };
    const { meet, met } = meetingPoint(fresh.name === "embedded" ? 1 : 2, "begun");
    const outcomes = await Promise.all([
      disableMember(journalOn(fresh, meet), administrator, { memberId: other.memberId }),
      disableMember(journalOn({ database: await fresh.reopen() }, meet), other, { memberId: administrator.memberId }),
    ]);
    expect(outcomes.map(codesOf).sort()).toEqual([[], ["NOT_ALLOWED"]]);
    expect(met()).toBe(true);
  });

  test("two who take the same username at once: one has it, the other is told", async () => {
    const fresh = await open();
    const world = await makeWorld(journalOn(fresh));
    // Both have looked whether the name is free before either writes; the embedded database lets only one begin.
    const { meet, met } = meetingPoint(fresh.name === "embedded" ? 1 : 2, "loaded");
    const parties = [newcomer(world), newcomer(world, { partyId: world.partyIds.otherBank })];
    const databases = [fresh.database, await fresh.reopen()];
    const outcomes = await Promise.all(
      parties.map((one, at) =>
        createMember(journalOn({ database: databases[at] ?? fresh.database }, meet), null, one, password),
      ),
    );
    expect(outcomes.map(codesOf).sort()).toEqual([[], ["USERNAME_TAKEN"]]);
    expect(met()).toBe(true);
  });
});

/** Administering parties: who may do it where, every reason at once, and what a repeated key comes to. */
import { onEachDatabase, testKeys, type TestDatabase } from "../../../test/support/harness.js";
import { codesOf } from "../../../test/support/scene.js";
import { makeWorld, type MemberName, type World } from "../../../test/support/world.js";
import { createJournal, type Journal } from "../../journal/index.js";
import { selectRow, selectRows } from "../../platform/index.js";
import {
  addUnit,
  authenticate,
  changeRoles,
  disableMember,
  netAssetsOn,
  NetAssets,
  party,
  Partner,
  partyAggregates,
  registerParty,
  stateNetAssets,
  Unit,
  type AskedBy,
  type NewParty,
  type NewUnit,
} from "../index.js";

interface Ground {
  readonly fresh: TestDatabase;
  readonly journal: Journal;
  readonly world: World;
}

const newBank: NewParty = { kind: "BANK", code: "BOC", name: "中国银行咸宁分行", nameEn: "Bank of China, Xianning" };
const unitOf = (world: World, more: Partial<NewUnit> = {}): NewUnit => ({
  partyId: world.partyIds.bank,
  code: "SOUTH",
  name: "城南支行",
  nameEn: "South Branch",
  ...more,
});
const assetsOf = (world: World, partyId = world.partyIds.guarantor) => ({
  partyId,
  asOf: "2026-01-01",
  amountFen: 20_000_000_000,
});

onEachDatabase((open) => {
  const ground = async (): Promise<Ground> => {
    const fresh = await open();
    const journal = createJournal({ database: fresh.database, keys: testKeys, aggregates: partyAggregates });
    return { fresh, journal, world: await makeWorld(journal) };
  };
  const acts = ({ journal, world }: Ground, by: AskedBy) => ({
    register: () => registerParty(journal, newBank, by),
    unit: () => addUnit(journal, unitOf(world), by),
    assets: () => stateNetAssets(journal, assetsOf(world), by),
  });

  test("the administrator registers a party with units, and states net assets, in their own name", async () => {
    const at = await ground();
    const { fresh, journal, world } = at;
    const { register, unit, assets } = acts(at, { asker: world.viewers.administrator });
    for (const act of [register, unit, assets]) expect(codesOf(await act())).toEqual([]);
    expect(await selectRow(fresh.database.read, Partner, "code = 'BOC'", [])).toMatchObject({
      ...newBank,
      active: true,
    });
    expect(await selectRow(fresh.database.read, Unit, "code = 'SOUTH'", [])).toMatchObject({ path: "/SOUTH/" });
    const guarantor = await journal.read(party, world.partyIds.guarantor);
    expect(guarantor && netAssetsOn(guarantor, "2026-02-01")).toBe(20_000_000_000);
    const theirs = await fresh.database.read.all<{ type: string }>(
      "SELECT type FROM journal_entry WHERE actorId = ? ORDER BY type",
      [world.viewers.administrator.memberId],
    );
    expect(theirs.map(({ type }) => type)).toEqual(["NET_ASSETS_STATED", "PARTY_REGISTERED", "UNIT_ADDED"]);
  });

  test("whoever may not is answered with one reason alone, whatever else is wrong, and nothing changes", async () => {
    const at = await ground();
    const { fresh, journal, world } = at;
    const heads = () => fresh.database.read.all("SELECT * FROM journal_stream ORDER BY id");
    const before = await heads();
    const strangers: MemberName[] = ["bankOfficer", "bankSystem", "otherBankManager", "guaranteeManager", "reviewer"];
    for (const who of [...strangers, "bankManager", "supervisor", "auditor"] as MemberName[]) {
      const by = { asker: world.viewers[who] };
      const { unit, assets, register } = acts(at, by);
      const wrong = {
        register,
        assets,
        wrongly: () => registerParty(journal, { ...newBank, kind: "CENTER", code: "?", name: "" }, by),
        ...(who === "bankManager" ? {} : { unit, badUnit: () => addUnit(journal, unitOf(world, { code: "?" }), by) }),
      };
      for (const [name, act] of Object.entries(wrong)) {
        expect([who, name, codesOf(await act())]).toEqual([who, name, ["NOT_ALLOWED"]]);
      }
    }
    expect(await heads()).toEqual(before);
  });

  test("a manager adds units to their own party, and one of a branch below that branch only", async () => {
    const { journal, world } = await ground();
    const { administrator, bankManager, bankColleague, guaranteeManager } = world.viewers;
    const { gulou, city } = world.unitIds;
    expect(codesOf(await addUnit(journal, unitOf(world), { asker: bankManager }))).toEqual([]);
    const own = unitOf(world, { partyId: world.partyIds.guarantor });
    expect(codesOf(await addUnit(journal, own, { asker: guaranteeManager }))).toEqual([]);

    const { memberId } = bankColleague;
    await changeRoles(journal, administrator, { memberId, roles: ["BANK_MANAGER"], amountRank: 1 });
    const asker = await authenticate(journal, await world.tokenOf("bankColleague"));
    if (!asker) throw new Error("not signed in");
    const add = async (parentId: string | null, code: string) =>
      codesOf(await addUnit(journal, unitOf(world, { parentId, code }), { asker }));
    expect(await add(gulou, "BELOW")).toEqual([]);
    expect(await add(city, "BESIDE")).toEqual(["NOT_ALLOWED"]);
    expect(await add(null, "BESIDE")).toEqual(["NOT_ALLOWED"]);
  });

  test("who was disabled after they came in does nothing more", async () => {
    const at = await ground();
    const { bankManager, administrator } = at.world.viewers;
    await disableMember(at.journal, administrator, { memberId: bankManager.memberId });
    expect(codesOf(await acts(at, { asker: bankManager }).unit())).toEqual(["NOT_ALLOWED"]);
  });

  test("everything wrong is said at once", async () => {
    const { journal, world } = await ground();
    const by = { asker: world.viewers.administrator };
    const center: NewParty = { kind: "CENTER", code: "XN", name: " x", nameEn: "a\tb" };
    expect(codesOf(await registerParty(journal, center, by))).toEqual([
      "NAME_INVALID",
      "NAME_INVALID",
      "PARTY_CODE_TAKEN",
      "CENTER_EXISTS",
    ]);
    const unit = unitOf(world, { parentId: world.unitIds.otherEast, code: "CITY", name: "" });
    expect(codesOf(await addUnit(journal, unit, by))).toEqual(["NAME_INVALID", "UNIT_NOT_FOUND", "UNIT_CODE_TAKEN"]);
    const assets = { ...assetsOf(world, world.partyIds.bank), amountFen: 0 };
    expect(codesOf(await stateNetAssets(journal, assets, by))).toEqual([
      "NOT_A_GUARANTEE_COMPANY",
      "NET_ASSETS_INVALID",
    ]);
    const nowhere = unitOf(world, { partyId: "no-such-party", code: "?" });
    expect(codesOf(await addUnit(journal, nowhere, by))).toEqual(["NOT_FOUND"]);
    expect(codesOf(await stateNetAssets(journal, assetsOf(world, "no-such-party"), by))).toEqual(["NOT_FOUND"]);
  });

  test("a repeated key does each once; the same key with something else is refused", async () => {
    const at = await ground();
    const { fresh, journal, world } = at;
    const { administrator: asker } = world.viewers;
    for (const name of ["register", "unit", "assets"] as const) {
      const act = () => acts(at, { asker, idempotencyKey: name })[name]();
      const first = await act();
      expect(await act()).toEqual({ ...first, replayed: true });
    }
    const other = { ...newBank, code: "ABC" };
    const again = await registerParty(journal, other, { asker, idempotencyKey: "register" });
    expect(codesOf(again)).toEqual(["IDEMPOTENCY_KEY_REUSED"]);
    expect(await selectRows(fresh.database.read, Partner, "kind = 'BANK'")).toHaveLength(3);
    expect(await selectRows(fresh.database.read, NetAssets, "asOf = '2026-01-01'")).toHaveLength(1);
  });
});

/** What a center begins with, and what the test world promises to those who build on it. */
import { meetingPoint } from "../../test/support/scene.js";
import { makeWorld, testPasswords, worldPassword } from "../../test/support/world.js";
import { onEachDatabase, testKeys, type TestDatabase } from "../../test/support/harness.js";
import { createJournal, StreamRow, type Aggregate } from "../journal/index.js";
import { selectRow, selectRows, tableOf } from "../platform/index.js";
import {
  Credential,
  DeveloperBuilding,
  DeveloperProject,
  initCenter,
  Member,
  MemberName,
  NetAssets,
  netAssetsOn,
  party,
  partyAggregates,
  Partner,
  Unit,
} from "./index.js";

const journalOn = (fresh: TestDatabase) =>
  createJournal({ database: fresh.database, keys: testKeys, aggregates: partyAggregates });

const center = {
  code: "XN",
  name: "咸宁住房公积金中心",
  nameEn: "Xianning Center",
  administrator: { username: "Root.Admin", name: "管理员" },
};

onEachDatabase((open) => {
  test("the world has its parties, units, members and viewers", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    const world = await makeWorld(journal);
    expect(await selectRows(fresh.database.read, Partner, "active = 1")).toHaveLength(6);
    expect(await selectRow(fresh.database.read, Unit, "id = ?", [world.unitIds.gulou])).toMatchObject({
      path: "/CITY/GULOU/",
      parentId: world.unitIds.city,
    });
    const { viewers, unitIds } = world;
    expect(viewers.bankOfficer.unitIds).toEqual([unitIds.city, unitIds.gulou]);
    expect(viewers.bankColleague.unitIds).toEqual([unitIds.gulou]);
    expect(viewers.bankManager).toMatchObject({ unitIds: null, roles: ["BANK_MANAGER"], rank: 1, partyKind: "BANK" });
    expect(viewers.seniorApprover).toMatchObject({ roles: ["CENTER_APPROVER"], rank: 3, partyKind: "CENTER" });
    expect(viewers.bankSystem.roles).toEqual([]);
    const guarantor = await journal.read(party, world.partyIds.guarantor);
    expect(guarantor && [netAssetsOn(guarantor, "2019-12-31"), netAssetsOn(guarantor, "2024-01-01")]).toEqual([
      null,
      10_000_000_000,
    ]);
  });

  test("a member's name and password are in no entry and no derived row", async () => {
    const fresh = await open();
    const world = await makeWorld(journalOn(fresh));
    const { memberId } = world.viewers.bankOfficer;
    expect(await selectRow(fresh.database.read, MemberName, "id = ?", [memberId])).toMatchObject({ name: "李伟" });
    const credential = await selectRow(fresh.database.read, Credential, "id = ?", [memberId]);
    expect(await testPasswords.verify(credential?.hash ?? null, worldPassword)).toBe(true);
    const kept = JSON.stringify([
      await fresh.database.read.all("SELECT * FROM journal_entry"),
      await selectRows(fresh.database.read, Member, "1 = 1"),
    ]);
    expect(kept).not.toContain("李伟");
    expect(kept).not.toContain("argon2");
  });

  test("the entries of every stream imply the rows that stand in the tables, and no others", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    await makeWorld(journal);
    const streams = await selectRows(fresh.database.read, StreamRow, "1 = 1");
    const implied: string[] = [];
    for (const { id, kind } of streams) {
      const aggregate = journal.aggregates.get(kind) as Aggregate<unknown>;
      const state = await journalOn(fresh).read(aggregate, id);
      for (const { table, row } of aggregate.rowsOf(state)) {
        implied.push(tableOf(table).name);
        const stored = await selectRow(fresh.database.read, table, "id = ?", [(row as { id: string }).id]);
        expect(stored).toEqual(row);
      }
    }
    for (const table of [Partner, Unit, Member, NetAssets, DeveloperProject, DeveloperBuilding]) {
      const { name } = tableOf(table);
      const stored = await fresh.database.read.all(`SELECT id FROM ${name}`);
      expect([name, stored.length]).toEqual([name, implied.filter((one) => one === name).length]);
    }
  });

  test("a center is founded once, with a password that nobody else knows", async () => {
    const fresh = await open();
    const founded = await initCenter(journalOn(fresh), center, testPasswords);
    expect(founded).toMatchObject({ username: "root.admin" });
    const credential = await selectRow(fresh.database.read, Credential, "id = ?", [founded.memberId]);
    expect(await testPasswords.verify(credential?.hash ?? null, String(founded.generatedPassword))).toBe(true);
    await expect(initCenter(journalOn(fresh), center, testPasswords)).rejects.toMatchObject({
      refusals: expect.arrayContaining([{ code: "CENTER_EXISTS" }]),
    });
    await expect(initCenter(journalOn(fresh), { ...center, code: "XM" }, testPasswords)).rejects.toMatchObject({
      refusals: [{ code: "CENTER_EXISTS" }],
    });
  });

  test("two processes founding a center at once found one", async () => {
    const fresh = await open();
    // Both have read that there is none before either writes; the embedded database lets only one begin at all.
    const { meet, met } = meetingPoint(fresh.name === "embedded" ? 1 : 2, "loaded");
    const journals = [fresh.database, await fresh.reopen()].map((database) =>
      createJournal({ database, keys: testKeys, aggregates: partyAggregates, probe: meet }),
    );
    const tries = await Promise.allSettled(
      journals.map((journal, at) => initCenter(journal, { ...center, code: `C${at}` }, testPasswords)),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(tries.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { refusals: [{ code: "CENTER_EXISTS" }] },
    });
    expect(await selectRows(fresh.database.read, Partner, "kind = 'CENTER'")).toHaveLength(1);
    expect(met()).toBe(true);
  });
});

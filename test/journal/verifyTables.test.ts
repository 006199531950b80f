/** No derived table of any room can be changed unseen: in a center in which everything happened that a mutation needs. */
import { freshDatabase, onEachDatabase, type TestDatabase } from "../support/harness.js";
import { prepare, type Prepared } from "../authorisation/prepared.js";
import { mappingFile, ownMappingFile, ownSampleFile, sampleFile } from "../logs/logs.js";
import { servicesOn } from "../support/raceScene.js";
import { derivedTables, everyKindOfTampering, filled } from "../support/tamperedRows.js";
import { copyAll } from "../support/wholeDatabase.js";
import { tables } from "../../src/app/tables.js";
import { importLog, loadMapping } from "../../src/exchange/index.js";
import { verifyJournal } from "../../src/journal/index.js";
import { resultOf } from "../../src/parties/index.js";
import { importYear, setUnitHours } from "../../src/policy/index.js";
import { application, fundCase } from "../support/cases.js";

jest.setTimeout(300_000);

const days = ["monday", "tuesday", "wednesday", "thursday", "friday"];

let home: TestDatabase;
let things: Prepared;
beforeAll(async () => {
  home = await freshDatabase({ name: "embedded", url: null });
  things = await prepare(home);
  const { desk, services, world } = things.base;
  const { journal } = services;
  await importLog(sampleFile, loadMapping(mappingFile), journal);
  expect(await importLog(ownSampleFile, loadMapping(ownMappingFile), journal)).toMatchObject({ imported: 1 });
  const hours = Object.fromEntries([...days, "saturday", "sunday"].map((day) => [day, ["09:00-17:00"]]));
  const given = { unitId: world.unitIds.gulou, hours: hours as never };
  resultOf(await setUnitHours(journal, services.policies.calendar.zone, given, { asker: world.viewers.administrator }));
  const year = { year: 2027, holidays: ["2027-01-01"], workingWeekends: ["2027-01-02"], digest: "d", file: "{}" };
  resultOf(await importYear(journal, services.policies.calendar, year));
  const commercial = { lenderId: world.partyIds.otherBank, amount: 10_000_000 };
  const combined = await desk.open(fundCase({ product: "COMBINED", application: application({ commercial }) }));
  await desk.advanceTo(combined, "ACCEPTANCE");
});
afterAll(() => home.dispose());

onEachDatabase((open) => {
  test("all of them are clean, and each changed column, removed and added row is found", async () => {
    const fresh = await open();
    await copyAll(home.database, fresh.database);
    const { journal } = servicesOn(things.base.services, fresh.database);
    const verified = () => verifyJournal({ journal, tables });
    const { differences } = await verified();
    expect(differences).toEqual([]);
    const all = await filled(fresh);
    const names = new Set(all.map(({ table }) => table.name));
    expect(
      derivedTables()
        .map(({ name }) => name)
        .filter((name) => !names.has(name)),
    ).toEqual([]);
    await everyKindOfTampering(fresh, all, verified, false);
  });
});

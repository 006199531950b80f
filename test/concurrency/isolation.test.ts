/** The same races under every isolation that a center's server may be set to. */
import { testDatabases } from "../support/databases.js";
import { freshDatabase, onEachDatabase, type TestDatabase } from "../support/harness.js";
import { makeRaceScene, type RaceScene } from "../support/raceScene.js";
import { openWithSettings, settingsOf, type SessionSettings } from "../support/sessionSettings.js";
import { declareRaces } from "./declare.js";

jest.setTimeout(60_000);

const server = testDatabases().some(({ url }) => url !== null);
let original: RaceScene;
beforeAll(async () => {
  if (server) original = await makeRaceScene(await freshDatabase({ name: "embedded", url: null }));
});
afterAll(() => original?.fresh.dispose());

const settings: readonly SessionSettings[] = [
  { isolation: "READ COMMITTED", snapshotIsolation: "ON" },
  { isolation: "READ COMMITTED", snapshotIsolation: "OFF" },
  { isolation: "REPEATABLE READ", snapshotIsolation: "ON" },
  { isolation: "REPEATABLE READ", snapshotIsolation: "OFF" },
];

onEachDatabase((open, name) => {
  if (name === "embedded") {
    test("a file knows one isolation only: whoever writes is alone", async () => {
      const { database, reopen } = await open();
      const other = await reopen();
      let second = false;
      await database.write(async () => {
        const waiting = other.write(() => Promise.resolve(void (second = true)));
        await new Promise((resolve) => setTimeout(resolve, 50));
        expect(second).toBe(false);
        expect(other.stats.conflicts).toBeGreaterThan(0);
        void waiting;
      });
      await other.write(() => Promise.resolve());
      expect(second).toBe(true);
    });
    return;
  }
  // Making a database takes longer than filling it: they all run on one.
  let fresh: TestDatabase;
  const again = async () => (fresh ??= await open());
  describe.each(settings)("with $isolation and snapshot isolation $snapshotIsolation", (one) => {
    test("the server does as it is told", async () => {
      const database = await openWithSettings(await again(), one);
      const { snapshotIsolation = one.snapshotIsolation, isolation } = await settingsOf(database);
      expect({ isolation, snapshotIsolation }).toEqual(one);
      await database.close();
    });

    describe("and the head locked", () => {
      const meeting = { STREAM: "OTHERS_WAITED", CLAIM: "ALL_LOADED" } as const;
      declareRaces(() => original, again, { meeting, opening: () => openWithSettings(fresh, one) });
    });

    describe("and no lock", () => {
      const meeting = { STREAM: "ALL_LOADED", CLAIM: "ALL_LOADED" } as const;
      declareRaces(() => original, again, { meeting, lockHeads: false, opening: () => openWithSettings(fresh, one) });
    });
  });

  test("the settings differ where somebody reads and then writes without a thought", async () => {
    const lostUpdate = async (snapshotIsolation: SessionSettings["snapshotIsolation"]) => {
      const database = await openWithSettings(fresh, { isolation: "REPEATABLE READ", snapshotIsolation });
      const known = (await settingsOf(database)).snapshotIsolation !== undefined;
      await fresh.database.write((tx) => tx.run("REPLACE INTO case_number VALUES ('XN2026', 1)"));
      const careless = database.write(async (tx) => {
        await tx.all("SELECT * FROM case_number");
        await fresh.database.write((other) => other.run("UPDATE case_number SET nextNumber = 2"));
        await tx.run("UPDATE case_number SET nextNumber = 3");
      });
      const errno = await careless.then(
        () => null,
        (error: { errno: number }) => error.errno,
      );
      await database.close();
      return known ? errno : "no such setting";
    };
    const [on, off] = [await lostUpdate("ON"), await lostUpdate("OFF")];
    expect(on === "no such setting" || (on === 1020 && off === null)).toBe(true);
  });
});

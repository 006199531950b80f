/** A command that breaks at any point leaves nothing, not even that it was asked; given again it is carried out. */
import type { CaseServices } from "../../src/casework/index.js";
import { createJournal, type ExecutePoint, type JournalOptions } from "../../src/journal/index.js";
import { breakingAt, pulledThePlug } from "../support/facades.js";
import { freshDatabase, onEachDatabase } from "../support/harness.js";
import { copyScene, makeRaceScene, type RaceScene } from "../support/raceScene.js";
import { allContentsOf } from "../support/wholeDatabase.js";
import { commands } from "./commands.js";

jest.setTimeout(60_000);

const points: readonly ExecutePoint[] = ["begun", "loaded", "decided", "appended", "rowsWritten", "beforeCommit"];

let original: RaceScene;
beforeAll(async () => {
  original = await makeRaceScene(await freshDatabase({ name: "embedded", url: null }));
});
afterAll(() => original.fresh.dispose());

/** The scene's services over a journal that something is wrong with. */
function over({ services }: RaceScene, wrong: Partial<JournalOptions>): CaseServices {
  const { database, keys, clock, aggregates } = services.journal;
  const kinds = [...aggregates.values()] as never[];
  return { ...services, journal: createJournal({ database, keys, clock, aggregates: kinds, ...wrong }) };
}

onEachDatabase((open) => {
  let scene: RaceScene;
  beforeAll(async () => {
    scene = await copyScene(original, await open());
  });

  test.each(commands)("$what: broken anywhere it leaves nothing, and then it is done", async ({ ready }) => {
    const command = await ready(scene);
    const before = await allContentsOf(scene.fresh.database);

    for (const point of points) {
      const probe = (reached: ExecutePoint) => {
        if (reached === point) throw new Error(`${pulledThePlug} at ${point}`);
      };
      await expect(command(over(scene, { probe }))).rejects.toThrow(`${pulledThePlug} at ${point}`);
      expect({ point, ...(await allContentsOf(scene.fresh.database)) }).toEqual({ point, ...before });
    }

    // In place of every single statement; that the last one was had shows in the end being reached.
    const turn = { at: 1 };
    const atTheEnd = "would be committed now";
    const probe = (reached: ExecutePoint) => {
      if (reached === "beforeCommit") throw new Error(atTheEnd);
    };
    const breaking = over(scene, { database: breakingAt(scene.fresh.database, turn), probe });
    for (let ended = false; !ended; turn.at += 1) {
      const { message } = await command(breaking).then(
        () => new Error("It was carried out"),
        (error: Error) => error,
      );
      expect([pulledThePlug, atTheEnd]).toContain(message);
      ended = message === atTheEnd;
    }
    expect(turn.at).toBeGreaterThan(10);
    expect(await allContentsOf(scene.fresh.database)).toEqual(before);

    expect(await command(scene.services)).toMatchObject({ ok: true, replayed: false });
    expect(await allContentsOf(scene.fresh.database)).not.toEqual(before);
    expect(await command(scene.services)).toMatchObject({ ok: true, replayed: true });
  });
});

/** Two people who do at once what only one of them may: one wins, the other is told why, on whatever the database allows. */
import { freshDatabase, onEachDatabase } from "../support/harness.js";
import { makeRaceScene, type RaceScene } from "../support/raceScene.js";
import { race, takeSeats, type Seat } from "../support/races.js";
import { declareRaces } from "./declare.js";
import { races } from "./raceTable.js";

jest.setTimeout(60_000);

let original: RaceScene;
beforeAll(async () => {
  original = await makeRaceScene(await freshDatabase({ name: "embedded", url: null }));
});
afterAll(() => original.fresh.dispose());

onEachDatabase((open, name) => {
  if (name === "embedded") {
    // The whole file is locked, so whoever comes second waits, whatever it is about.
    const meeting = { STREAM: "OTHERS_WAITED", CLAIM: "OTHERS_WAITED" } as const;
    describe("in one process, whose writes queue", () => {
      declareRaces(() => original, open, { meeting, shared: true });
    });
    describe("in processes of their own", () => {
      declareRaces(() => original, open, { meeting });
    });
  } else {
    describe("with the head locked", () => {
      const meeting = { STREAM: "OTHERS_WAITED", CLAIM: "ALL_LOADED" } as const;
      declareRaces(() => original, open, { meeting });
    });
    describe("with no lock, on unique keys and conditional writes alone", () => {
      const meeting = { STREAM: "ALL_LOADED", CLAIM: "ALL_LOADED" } as const;
      declareRaces(() => original, open, { meeting, lockHeads: false });
    });
  }
});

test.each(races)("of $what each alone would win", async ({ acts }) => {
  const [alone] = (await takeSeats(original.fresh, original, 1)) as [Seat];
  alone.probe = (point) => {
    if (point === "beforeCommit") throw new Error("would have been accepted");
  };
  for (const act of acts(original)) await expect(act(alone.services)).rejects.toThrow("would have been accepted");
});

test("contenders who never meet make no race", async () => {
  const seats = await takeSeats(original.fresh, original, 2);
  const far = (id: string) => () => Promise.resolve({ ok: true as const, resultId: id, replayed: false });
  await expect(race(original.fresh, seats, [far("one"), far("other")])).rejects.toThrow("this was no race");
});

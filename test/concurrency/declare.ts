/** Declares every race of the table for one way in which contenders may meet. */
import { tables } from "../../src/app/tables.js";
import { claimTotals, verifyJournal } from "../../src/journal/index.js";
import type { Database } from "../../src/platform/index.js";
import type { TestDatabase } from "../support/harness.js";
import { copyScene, give, type RaceScene } from "../support/raceScene.js";
import { race, takeSeats, type Meeting, type Seat, type SeatOptions } from "../support/races.js";
import { races, type RaceRow } from "./raceTable.js";

export interface Way extends Pick<SeatOptions, "lockHeads" | "shared"> {
  /** How each contender's database is opened; as another process would, where not said. */
  readonly opening?: (fresh: TestDatabase) => Promise<Database>;
  /** How contenders for one stream meet; for one claim, where they hold different streams. */
  readonly meeting: Readonly<Record<RaceRow["over"], Meeting>>;
}

/** Holds two loans of the three that ask for it: 30 % of 450,000 yuan each. */
const capacityTakenFen = 27_000_000;

export function declareRaces(
  original: () => RaceScene,
  open: () => Promise<TestDatabase>,
  { meeting, opening, ...options }: Way,
): void {
  let scene: RaceScene;
  let seats: Seat[];
  const opened: Database[] = [];
  beforeAll(async () => {
    const fresh = await open();
    scene = await copyScene(original(), fresh);
    const reopen = async () => {
      const database = await (opening?.(fresh) ?? fresh.reopen());
      opened.push(database);
      return database;
    };
    seats = await takeSeats(fresh, scene, 2, { ...options, reopen });
    // The first application of this company: two may be confirmed, and this is one of them.
    const { services } = seats[0] as Seat;
    const first = await give(services, scene.world.viewers.allRounder, "DECISION_CONFIRM", scene.guaranteed[0]);
    expect(first.ok).toBe(true);
  });
  afterAll(() => Promise.all(opened.map((database) => database.close().catch(() => undefined))));

  test.each(races)("of $what one wins and the other is told why", async ({ acts, over, reasons }) => {
    const { outcomes, met, retries } = await race(scene.fresh, seats, acts(scene));
    expect(met).toBe(meeting[over]);
    // Who had read what the winner then changed lost an attempt; who waited lost none.
    if (met === "ALL_LOADED") expect(retries).toBeGreaterThan(0);
    else expect(retries).toBe(0);
    const losers = outcomes.filter((outcome) => !outcome.ok);
    expect(outcomes.length - losers.length).toBe(1);
    expect(losers.map(({ refusals }) => refusals.map(({ code }) => code))).toEqual([reasons]);
  });

  test("what they left is right by replay, by chain and by the claims' sums", async () => {
    const { journal } = (seats[0] as Seat).services;
    const { differences } = await verifyJournal({ journal, tables });
    expect(differences).toEqual([]);
    const claim = { kind: "GUARANTEE_CAPACITY", subject: scene.world.partyIds.otherGuarantor };
    const totals = await claimTotals(scene.fresh.database.read, [claim]);
    expect([...totals.values()]).toEqual([capacityTakenFen]);
  });
}

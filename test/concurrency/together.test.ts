/** What several may do to one case at once: everybody's act counts, once, and the book has no gap. */
import { tables } from "../../src/app/tables.js";
import { Check, type CaseServices } from "../../src/casework/index.js";
import { Busy, readEntries, verifyJournal, type Outcome } from "../../src/journal/index.js";
import { logOpening, openingsOf } from "../../src/parties/index.js";
import { selectRows } from "../../src/platform/index.js";
import { freshDatabase, onEachDatabase } from "../support/harness.js";
import { copyScene, give, makeRaceScene, type RaceScene } from "../support/raceScene.js";
import { race, takeSeats, watchServer, type Act, type Seat } from "../support/races.js";

jest.setTimeout(60_000);

let original: RaceScene;
beforeAll(async () => {
  original = await makeRaceScene(await freshDatabase({ name: "embedded", url: null }));
});
afterAll(() => original.fresh.dispose());

const allTrue = (outcomes: readonly Outcome[]) => outcomes.every(({ ok }) => ok);

onEachDatabase((open, name) => {
  const lockings = name === "embedded" ? [true] : [true, false];

  describe.each(lockings)("heads locked: %s", (lockHeads) => {
    let scene: RaceScene;
    let seats: Seat[];
    beforeAll(async () => {
      scene = await copyScene(original, await open());
      seats = await takeSeats(scene.fresh, scene, 3, { lockHeads });
    });
    const met = lockHeads ? "OTHERS_WAITED" : "ALL_LOADED";

    test("three parties who saw the same case record three checks, each against its check's own version", async () => {
      const { world, inReview: caseId, fresh } = scene;
      const checks = await selectRows(fresh.database.read, Check, "caseId = ?", [caseId]);
      const recording = (who: keyof typeof world.viewers, owner: Check["owner"]): Act => {
        const check = checks.find((one) => one.owner === owner && one.result === "OPEN");
        const input = { checkId: check?.id, result: "PASSED", expectedVersion: check?.version };
        return (services) => give(services, world.viewers[who], "CHECK_RECORD", caseId, input);
      };
      const parties = [
        recording("bankOfficer", "BANK"),
        recording("guaranteeOfficer", "GUARANTEE_COMPANY"),
        recording("reviewer", "CENTER"),
      ];
      const result = await race(fresh, seats, parties);
      expect(result.outcomes).toEqual(parties.map(() => ({ ok: true, resultId: caseId, replayed: false })));
      expect(result.met).toBe(met);
      if (lockHeads) expect(result.retries).toBe(0);
      else expect(result.retries).toBeGreaterThanOrEqual(2);
      const recorded = await selectRows(fresh.database.read, Check, "caseId = ? AND result = 'PASSED'", [caseId]);
      expect(recorded.map(({ owner }) => owner).sort()).toEqual(["BANK", "CENTER", "GUARANTEE_COMPANY"]);
    });

    test("whoever saw the case itself before the others acted is told that it has changed", async () => {
      const { world, desk, inReview: caseId, fresh } = scene;
      const { version } = await desk.state(caseId);
      const defects = [world.viewers.bankOfficer, world.viewers.reviewer].map(
        (viewer): Act =>
          (services) =>
            give(services, viewer, "DEFECT_POST", caseId, {
              kind: "MISSING",
              note: "缺少材料",
              expectedVersion: version,
            }),
      );
      const { outcomes } = await race(fresh, seats, defects);
      const losers = outcomes.filter((outcome) => !outcome.ok);
      expect(losers).toMatchObject([{ refusals: [{ code: "STALE_VERSION", params: { version: version + 1 } }] }]);
    });

    test("two who open the same person's file for the first time are both in its log", async () => {
      const { world, fresh } = scene;
      const { lifecycle } = await scene.desk.state(scene.toPay);
      const personId = lifecycle.content.people[0]?.personId ?? "";
      const opening = (who: keyof typeof world.viewers): Act => {
        return ({ journal }) => logOpening(journal, world.viewers[who], [personId], { purpose: "IDENTITY_CHECK" });
      };
      const result = await race(fresh, seats, [opening("bankOfficer"), opening("reviewer")]);
      expect(allTrue(result.outcomes)).toBe(true);
      // Neither stream was there: nothing could be locked on a server.
      expect(result.met).toBe(name === "embedded" ? "OTHERS_WAITED" : "ALL_LOADED");
      const openings = await openingsOf(fresh.database.read, personId);
      const { bankOfficer, reviewer } = world.viewers;
      expect(openings.map(({ memberId }) => memberId).sort()).toEqual([bankOfficer.memberId, reviewer.memberId].sort());
    });
  });

  const clients = 16;
  const commandsEach = 4;

  /** Every client gives its commands one after the other; "BUSY" where the journal gave up. */
  async function crowd(scene: RaceScene, seats: readonly Seat[]): Promise<("OK" | "BUSY")[]> {
    const visit = (services: CaseServices) =>
      give(services, scene.world.viewers.bankOfficer, "VISIT_RECORD", scene.toPay, {
        reasonCode: "EXPLAIN",
        place: "BRANCH",
      });
    const perClient = await Promise.all(
      Array.from({ length: clients }, async (_one, at) => {
        const { services } = seats[at % seats.length] as Seat;
        const results: ("OK" | "BUSY")[] = [];
        for (let count = 0; count < commandsEach; count += 1) {
          const result = await visit(services).catch((error: unknown) => {
            if (error instanceof Busy) return "BUSY" as const;
            throw error;
          });
          if (result !== "BUSY" && !result.ok) throw new Error(JSON.stringify(result.refusals));
          results.push(result === "BUSY" ? "BUSY" : "OK");
        }
        return results;
      }),
    );
    return perClient.flat();
  }

  async function expectEachOnce(scene: RaceScene, seats: readonly Seat[], before: number, accepted: number) {
    const rows = await readEntries(scene.fresh.database.read, "streamId = ? ORDER BY seq", [scene.toPay]);
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_row, at) => at + 1));
    expect(rows.slice(before).map(({ type }) => type)).toEqual(
      Array.from({ length: accepted }, () => "VISIT_RECORDED"),
    );
    const visits = await scene.fresh.database.read.all("SELECT id FROM visit WHERE caseId = ?", [scene.toPay]);
    expect(visits).toHaveLength(accepted);
    const { differences } = await verifyJournal({ journal: (seats[0] as Seat).services.journal, tables });
    expect(differences).toEqual([]);
  }

  test(`of ${clients} clients on one case, on two openings, no command is lost and none counts twice`, async () => {
    const scene = await copyScene(original, await open());
    const seats = await takeSeats(scene.fresh, scene, 2);
    const before = (await scene.desk.state(scene.toPay)).version;
    const waiting = await crowdWaits(scene, seats);
    const results = await crowd(scene, seats);
    expect(results).toEqual(Array.from({ length: clients * commandsEach }, () => "OK"));
    expect(await waiting()).toBeGreaterThan(0);
    await expectEachOnce(scene, seats, before, results.length);
  });

  if (name !== "embedded") {
    test("without the lock some may be told to come again, and what was accepted still counts once", async () => {
      const scene = await copyScene(original, await open());
      const seats = await takeSeats(scene.fresh, scene, 2, { lockHeads: false });
      const before = (await scene.desk.state(scene.toPay)).version;
      const results = await crowd(scene, seats);
      const retries = seats.reduce((sum, { services }) => sum + services.journal.retries.count, 0);
      expect(retries).toBeGreaterThan(0);
      await expectEachOnce(scene, seats, before, results.filter((result) => result === "OK").length);
    });
  }

  if (name !== "embedded") {
    test("whoever loses to others eight times is told to come again, and has left nothing", async () => {
      const scene = await copyScene(original, await open());
      const [unlucky, rival] = (await takeSeats(scene.fresh, scene, 2, { lockHeads: false })) as [Seat, Seat];
      const visit = (services: CaseServices) =>
        give(services, scene.world.viewers.bankOfficer, "VISIT_RECORD", scene.toPay, {
          reasonCode: "EXPLAIN",
          place: "BRANCH",
        });
      const before = (await scene.desk.state(scene.toPay)).version;
      unlucky.probe = async (point) => {
        if (point === "loaded") await visit(rival.services);
      };
      await expect(visit(unlucky.services)).rejects.toThrow(Busy);
      expect(unlucky.services.journal.retries.count).toBe(8);
      await expectEachOnce(scene, [rival], before, 8);
    });
  }

  /** The most who were seen waiting at once. */
  async function crowdWaits(scene: RaceScene, seats: readonly Seat[]): Promise<() => Promise<number>> {
    const { url } = scene.fresh.settings;
    const server = url ? await watchServer(url) : null;
    let most = 0;
    for (const seat of seats) {
      seat.probe = async (point) => {
        if (point !== "loaded" || most > 0) return;
        const seen = server ? await server.count() : seats.filter(({ database }) => database.writesInFlight > 1).length;
        most = Math.max(most, seen);
      };
    }
    return async () => {
      await server?.close();
      return most;
    };
  }
});

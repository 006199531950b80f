/** A frozen board computed again comes to the same, on either database and in any zone; a changed fact is found. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { factSources } from "../../src/app/context.js";
import { scoreboardCommand } from "../../src/app/index.js";
import { tables } from "../../src/app/tables.js";
import { verifyJournal } from "../../src/journal/index.js";
import { checkBoards, type BoardCheck } from "../../src/oversight/index.js";
import { freshDatabase, onEachDatabase, type TestDatabase } from "../support/harness.js";
import { servicesOn } from "../support/raceScene.js";
import { copyAll } from "../support/wholeDatabase.js";
import { boardWorld, type BoardWorld } from "./support/boards.js";

jest.setTimeout(180_000);

let home: TestDatabase;
let at: BoardWorld;
let kept: BoardCheck;

beforeAll(async () => {
  home = await freshDatabase({ name: "embedded", url: null });
  at = await boardWorld(home);
  const { board } = await at.act("supervisor", "boardPreview", { period: "2026-03", kind: "BANK" }, "board { id }");
  for (const who of ["bankManager", "otherBankManager"] as const) {
    await at.act(who, "boardObjectionsWaive", { boardId: board.id });
  }
  await at.act("supervisor", "boardFreeze", { boardId: board.id, overrideReason: "试行" });
  expect(await at.codes("seniorApprover", "boardFreezeConfirm", { boardId: board.id })).toEqual([]);
  // What comes later changes nothing of it.
  at.clock.now = "2026-05-04T02:00:00.000Z";
  for (let count = 0; count < 2; count += 1) {
    const visit = { reasonCode: "EXPLAIN", place: "BRANCH" };
    await at.desk.act(at.caseIds[0] ?? "", at.world.viewers.bankOfficer, "VISIT_RECORD", visit);
  }
  [kept] = (await checkBoards({ ...at.services, factSources }, asked)) as [BoardCheck];
});
afterAll(() => home.dispose());

const asked = { period: "2026-03", kind: "BANK" };

async function told(check: () => Promise<number>): Promise<{ code: number; text: string }> {
  let text = "";
  const spy = jest.spyOn(process.stdout, "write").mockImplementation((piece) => {
    text += String(piece);
    return true;
  });
  try {
    return { code: await check(), text };
  } finally {
    spy.mockRestore();
  }
}

test("the command says the same digests and leaves with 0; with 1 where a fact was changed, and names it", async () => {
  process.env["LIANBAN_DATA"] = home.settings.dataFolder;
  const check = () => scoreboardCommand("2026-03", { kind: "banks", check: true });
  try {
    const same = await told(check);
    expect(same.code).toBe(0);
    expect(same.text).toContain(kept.resultDigest);
    await home.database.write((tx) =>
      tx.run("UPDATE partner_fact SET value = value + 60000 WHERE indicator = 'HANDLING_TIME' AND partnerId = ?", [
        at.world.partyIds.bank,
      ]),
    );
    const other = await told(check);
    expect(other.code).toBe(1);
    expect(other.text).toContain("DIFFERENT, first at CCB HANDLING_TIME");
    await home.database.write((tx) =>
      tx.run("UPDATE partner_fact SET value = value - 60000 WHERE indicator = 'HANDLING_TIME' AND partnerId = ?", [
        at.world.partyIds.bank,
      ]),
    );
    // What everybody is shown says otherwise than the book.
    const swap = (one: string, other: string) =>
      home.database.write((tx) => tx.run("UPDATE score_board_card SET stored = replace(stored, ?, ?)", [one, other]));
    const [card] = await home.database.read.all<{ stored: string }>(
      "SELECT stored FROM score_board_card WHERE place = 1",
    );
    const score = /"score":\d+/.exec(card?.stored ?? "")?.[0] ?? "";
    await swap(score, '"score":9999');
    const altered = await told(check);
    expect(altered.code).toBe(1);
    expect(altered.text).toContain("DIFFERENT, first at CCB ROW SCORE");
    await swap('"score":9999', score);
    expect((await told(check)).code).toBe(0);
    const shown = await told(() => scoreboardCommand("2026-03", { kind: "banks" }));
    expect(shown.text).toContain("frozen");
    await expect(scoreboardCommand("2026-02", { kind: "banks", check: true })).rejects.toThrow("Cannot check");
  } finally {
    delete process.env["LIANBAN_DATA"];
  }
});

onEachDatabase((open, name) => {
  let fresh: TestDatabase;
  beforeAll(async () => {
    fresh = await open();
    await copyAll(home.database, fresh.database);
  });

  test("the same digests here, and in a process whose clock stands in New York", async () => {
    const services = { ...servicesOn(at.services, fresh.database), factSources };
    expect(await checkBoards(services, asked)).toEqual([{ ...kept, ok: true, first: null }]);
    expect(kept.again).toEqual({ inputDigest: kept.inputDigest, resultDigest: kept.resultDigest });
    const script = ["-r", join(__dirname, "../support/register.cjs"), join(__dirname, "support/digests.ts")];
    const { stdout } = await promisify(execFile)(process.execPath, [...script, JSON.stringify(fresh.settings)], {
      env: { ...process.env, TZ: "America/New_York" },
    });
    const there = JSON.parse(stdout) as { zone: number; checks: BoardCheck[] };
    expect(there.zone).toBe(300);
    expect(there.checks).toEqual([kept]);
  });

  test(`after verify it is still the same on ${name}; a fact that is gone, and a row that says otherwise, are found`, async () => {
    const services = { ...servicesOn(at.services, fresh.database), factSources };
    expect((await verifyJournal({ journal: services.journal, tables })).differences).toEqual([]);
    expect((await checkBoards(services, asked))[0]?.ok).toBe(true);
    const swap = (one: string, other: string) =>
      fresh.database.write((tx) => tx.run("UPDATE score_board_card SET stored = replace(stored, ?, ?)", [one, other]));
    await swap('"sampleSize":3', '"sampleSize":4');
    expect((await checkBoards(services, asked))[0]).toMatchObject({ ok: false, first: { partner: "CCB" } });
    expect((await checkBoards(services, asked))[0]?.first?.indicator).toMatch(/^ROW [A-Z_]+$/);
    await swap('"sampleSize":4', '"sampleSize":3');
    expect((await checkBoards(services, asked))[0]?.ok).toBe(true);
    await fresh.database.write((tx) => tx.run("UPDATE score_board SET resultDigest = 'x'"));
    expect((await checkBoards(services, asked))[0]).toMatchObject({ ok: false, first: { indicator: "ROW" } });
    await fresh.database.write((tx) => tx.run("DELETE FROM score_board_card WHERE place = 2"));
    expect((await checkBoards(services, asked))[0]?.first).toEqual({ partner: "ICBC", indicator: "ROW CARD" });
    await fresh.database.write((tx) =>
      tx.run("DELETE FROM partner_fact WHERE indicator = 'ZERO_TRIP' AND caseId = ?", [at.caseIds[2] ?? ""]),
    );
    expect((await checkBoards(services, asked))[0]).toMatchObject({
      ok: false,
      first: { partner: "CCB", indicator: "ZERO_TRIP" },
    });
  });
});

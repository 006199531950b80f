/** Two real processes on one database: what holds between them is what the database holds, and nothing in memory. */
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { tables } from "../../src/app/tables.js";
import { readEntries, verifyJournal } from "../../src/journal/index.js";
import { createKeys, newMasterKey, parseKeys } from "../../src/platform/index.js";
import { application, caseWorld, fundCase, monday, type CaseWorld } from "../support/cases.js";
import { onEachDatabase, type TestDatabase } from "../support/harness.js";
import { until, watchServer } from "../support/races.js";
import { allContentsOf } from "../support/wholeDatabase.js";
import type { Order, Report, Setting } from "./contender.js";

jest.setTimeout(120_000);

const keys = newMasterKey("two-processes");
const here = join(__dirname, "../..");

interface Contender {
  tell(order: Order): void;
  /** Waits until it has said such a thing, and takes it as heard. */
  hear<Kind extends string>(kind: Kind): Promise<Extract<Report, Record<Kind, unknown>>>;
  has(kind: string): boolean;
  /** What it said before counts no more. */
  forget(): void;
  end(): Promise<void>;
  /** Without a word, as when the power goes. */
  kill(): Promise<void>;
}

function contender(setting: Setting): Contender {
  const args = ["-r", join(here, "test/support/register.cjs"), join(here, "test/concurrency/contender.ts")];
  const child: ChildProcess = spawn(process.execPath, [...args, JSON.stringify(setting)], {
    cwd: here,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const said: Report[] = [];
  let ended = false;
  child.once("exit", () => (ended = true));
  if (child.stdout)
    createInterface({ input: child.stdout }).on("line", (line) => said.push(JSON.parse(line) as Report));
  const has = (kind: string) => said.some((report) => kind in report);
  return {
    has,
    forget: () => void said.splice(0),
    tell: (order) => void child.stdin?.write(`${JSON.stringify(order)}\n`),
    async hear(kind) {
      await until(
        `a process says "${kind}"`,
        () => {
          if (ended) throw new Error("A process ended before its time");
          return has(kind);
        },
        60_000,
      );
      const [report] = said.splice(
        said.findIndex((one) => kind in one),
        1,
      );
      return report as never;
    },
    async end() {
      child.stdin?.end();
      await until("a process ends", () => ended);
    },
    async kill() {
      child.kill("SIGKILL");
      await until("a process is gone", () => ended);
    },
  };
}

onEachDatabase((open) => {
  let fresh: TestDatabase;
  let world: CaseWorld;
  let pair: readonly [Contender, Contender];
  beforeAll(async () => {
    fresh = await open();
    const setting = { database: fresh.settings, keys, now: monday };
    pair = [contender(setting), contender(setting)];
    world = await caseWorld(fresh, { keys: createKeys(parseKeys(keys)) });
    for (const one of pair) await one.hear("ready");
  });
  afterAll(async () => {
    for (const one of pair) await one.end();
  });

  /** Both hold at their first command: one stands between loading and appending, the other is seen waiting for it. */
  async function theyMeet(): Promise<void> {
    const server = fresh.settings.url ? await watchServer(fresh.settings.url) : null;
    await until("one has loaded and the other waits", async () => {
      const loaded = pair.filter((one) => one.has("held")).length;
      const waiting = server ? await server.count() : pair.filter((one) => one.has("kept")).length;
      return loaded === 1 && waiting === 1;
    });
    await server?.close();
  }

  test("of two processes that accept and refuse a case at once one wins, having been waited for", async () => {
    const {
      desk,
      world: { viewers },
    } = world;
    const caseId = await desk.open(fundCase({ application: application() }));
    await desk.advanceTo(caseId, "ACCEPTANCE");
    await desk.attachAllFor(caseId, "ACCEPTANCE");
    const [accepting, refusing] = pair;
    accepting.tell({
      give: "LOAN_CASE_ACCEPT",
      viewer: viewers.bankOfficer,
      input: { caseId },
      times: 1,
      hold: "loaded",
    });
    const refusal = { caseId, reasonCode: "NOT_COMPLETED" };
    refusing.tell({ give: "LOAN_CASE_REFUSE", viewer: viewers.bankManager, input: refusal, times: 1, hold: "loaded" });
    await theyMeet();
    const [first, second] = accepting.has("held") ? [accepting, refusing] : [refusing, accepting];
    first.tell({ go: true });
    expect(await first.hear("done")).toEqual({ done: [[]] });
    await second.hear("held");
    second.tell({ go: true });
    expect(await second.hear("done")).toEqual({ done: [["WRONG_STAGE"]] });
  });

  test("of two processes that write to one case at once no command is lost and none counts twice", async () => {
    const times = 25;
    const {
      desk,
      services,
      world: { viewers },
    } = world;
    const caseId = await desk.open(fundCase({ application: application() }));
    const before = (await desk.state(caseId)).version;
    const input = { caseId, reasonCode: "EXPLAIN", place: "BRANCH" };
    const who = [viewers.bankOfficer, viewers.bankManager] as const;
    pair.forEach((one, at) => {
      one.forget();
      one.tell({ give: "VISIT_RECORD", viewer: who[at] ?? who[0], input, times, hold: "loaded" });
    });
    await theyMeet();
    for (const one of pair) one.tell({ go: true });
    for (const one of pair) expect(await one.hear("done")).toEqual({ done: Array.from({ length: times }, () => []) });
    const rows = await readEntries(fresh.database.read, "streamId = ? ORDER BY seq", [caseId]);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: before + 2 * times }, (_one, at) => at + 1));
    const actors = rows.slice(before).map(({ actorId }) => actorId);
    for (const { memberId } of who) expect(actors.filter((actor) => actor === memberId)).toHaveLength(times);
    const { differences } = await verifyJournal({ journal: services.journal, tables });
    expect(differences).toEqual([]);
  });

  test("of two processes that see to what is due at once each missed deadline is written once", async () => {
    const { desk } = world;
    const late: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      const caseId = await desk.open(fundCase({ application: application() }));
      await desk.advanceTo(caseId, "ACCEPTANCE");
      late.push(caseId);
    }
    for (const one of pair) one.forget();
    for (const one of pair) one.tell({ tickAt: "2026-03-05T01:30:00.000Z" });
    const said = [await pair[0].hear("ticked"), await pair[1].hear("ticked")];
    expect(said.map(({ failed }) => failed)).toEqual([0, 0]);
    const after = await readEntries(fresh.database.read, "type = ?", ["DEADLINE_MISSED"]);
    const of = (caseId: string) => after.filter(({ streamId }) => streamId === caseId);
    for (const caseId of late) {
      const clocks = of(caseId).map(({ text }) => (JSON.parse(text) as { body: { clockId: string } }).body.clockId);
      const { clocks: known } = await desk.state(caseId);
      const overdue = known.clocks.filter(({ missedAt }) => missedAt !== null).map(({ id }) => id);
      expect(clocks.length).toBeGreaterThan(0);
      expect([...clocks].sort()).toEqual([...overdue].sort());
    }
    // What each says it wrote adds up to what stands there.
    const told = said.reduce((sum, { ticked }) => sum + (ticked["DEADLINE_MISSED"] ?? 0), 0);
    expect(told).toBe(after.length);
    for (const one of pair) one.forget();
    pair[0].tell({ tickAt: "2026-03-05T01:30:00.000Z" });
    expect((await pair[0].hear("ticked")).ticked["DEADLINE_MISSED"]).toBeUndefined();
  });

  test("a process that is killed just before COMMIT leaves nothing, and nobody waits for it", async () => {
    const { desk, staff } = world;
    const caseId = await desk.open(fundCase({ application: application() }));
    const before = await allContentsOf(fresh.database);
    const [dying] = pair;
    const input = { caseId, reasonCode: "EXPLAIN", place: "BRANCH" };
    dying.forget();
    dying.tell({ give: "VISIT_RECORD", viewer: staff.bankOfficer, input, times: 1, hold: "beforeCommit" });
    await dying.hear("held");
    await dying.kill();
    expect(await allContentsOf(fresh.database)).toEqual(before);
    await desk.act(caseId, staff.bankOfficer, "VISIT_RECORD", input);
  });
});

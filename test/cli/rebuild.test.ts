/** `lianban rebuild` as people run it: what it says, what it answers with, and what it does by itself after an upgrade. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initCommand, migrateCommand, rebuildCommand, verifyCommand } from "../../src/app/index.js";
import { rebuildAfterUpgrade } from "../../src/app/commands/rebuild.js";
import { readConfiguration } from "../../src/app/configuration.js";
import { FlowTraceRow } from "../../src/oversight/index.js";
import { insertRows, openDatabase } from "../../src/platform/index.js";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "lianban-rebuild-cli-"));
  process.env["LIANBAN_DATA"] = home;
});
afterEach(() => {
  delete process.env["LIANBAN_DATA"];
  rmSync(home, { recursive: true, force: true });
});

/** What a command writes on either output, and its answer. */
async function told<T>(run: () => Promise<T>): Promise<{ answer: T; text: string }> {
  let text = "";
  const listen = (piece: unknown) => {
    text += String(piece);
    return true;
  };
  const spies = [process.stdout, process.stderr].map((one) => jest.spyOn(one, "write").mockImplementation(listen));
  try {
    return { answer: await run(), text };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

async function damagedCenter(): Promise<void> {
  const center = { name: "咸宁中心", nameEn: "Xianning", code: "XN", username: "admin", administrator: "管理员" };
  await told(() => initCommand(center));
  const database = await openDatabase({ url: null, dataFolder: home });
  await database.write((tx) => tx.run("UPDATE partner SET name = '别的中心'"));
  await database.close();
}

const verified = async () => (await told(() => verifyCommand({}))).answer;

test("it says by table what is wrong, writes it unless it is a dry run, and then has nothing to do", async () => {
  await expect(rebuildCommand({})).rejects.toThrow(`there is no database in ${home}`);
  await damagedCenter();
  const counts = "  partner: 0 added, 1 changed, 0 removed\n";
  const dry = await told(() => rebuildCommand({ dryRun: true }));
  expect(dry).toEqual({
    answer: 0,
    text: `2 streams; the rows of 1 are not what their entries say.\n${counts}Nothing was written.\n`,
  });
  expect(await verified()).toBe(1);
  const done = await told(() => rebuildCommand({}));
  expect(done.text).toContain(`2 streams; the rows of 1 were rebuilt.\n${counts}`);
  expect(await verified()).toBe(0);
  const again = await told(() => rebuildCommand({ json: true }));
  expect(JSON.parse(again.text)).toEqual({
    ...{ ok: true, dryRun: false, tables: {}, firstLeftAlone: null },
    figures: { streams: 2, rebuilt: 0, leftAlone: 0, claims: 0, tallies: 0 },
  });
});

test("after an upgrade a database with entries is rebuilt, and nothing is said of an empty one", async () => {
  await told(() => migrateCommand({}));
  expect((await told(() => rebuildAfterUpgrade(readConfiguration()))).text).toBe("");
  await damagedCenter();
  const { text } = await told(() => rebuildAfterUpgrade(readConfiguration()));
  expect(text).toContain("the rows of 1 were rebuilt");
  expect(await verified()).toBe(0);
});

test("what was counted of rows that are rebuilt is forgotten, by a dry run it is not", async () => {
  await damagedCenter();
  const database = await openDatabase({ url: null, dataFolder: home });
  const row: FlowTraceRow = { id: "case", version: 1, countedBy: "1", roll: "" };
  await database.write((tx) => insertRows(tx, FlowTraceRow, [row]));
  const kept = () => database.read.all("SELECT id FROM flow_trace");
  await told(() => rebuildCommand({ dryRun: true }));
  expect(await kept()).toHaveLength(1);
  await told(() => rebuildCommand({}));
  expect(await kept()).toHaveLength(0);
  await database.close();
});

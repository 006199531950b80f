/** `lianban verify` as people run it: what it says, what it answers with, and a bar only where there is a terminal. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { initCommand, migrateCommand, verifyCommand, type VerifyCommandOptions } from "../../src/app/index.js";
import { reportLines, verifyAll } from "../../src/app/commands/verify.js";
import { readConfiguration } from "../../src/app/configuration.js";
import { openServices } from "../../src/app/services.js";
import { differenceKinds, type DifferenceKind } from "../../src/journal/index.js";
import { openDatabase } from "../../src/platform/index.js";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "lianban-verify-cli-"));
  process.env["LIANBAN_DATA"] = home;
});
afterEach(() => {
  delete process.env["LIANBAN_DATA"];
  rmSync(home, { recursive: true, force: true });
});

/** What a command writes on standard output, and its answer. */
async function told<T>(run: () => Promise<T>): Promise<{ answer: T; text: string }> {
  let text = "";
  const spy = jest.spyOn(process.stdout, "write").mockImplementation((piece) => {
    text += String(piece);
    return true;
  });
  try {
    return { answer: await run(), text };
  } finally {
    spy.mockRestore();
  }
}

const verify = (options: VerifyCommandOptions = {}) => told(() => verifyCommand(options));

async function center(): Promise<void> {
  await told(() =>
    initCommand({ name: "咸宁中心", nameEn: "Xianning", code: "XN", username: "admin", administrator: "管理员" }),
  );
}

async function change(sql: string): Promise<void> {
  const database = await openDatabase({ url: null, dataFolder: home });
  await database.write((tx) => tx.run(sql));
  await database.close();
}

test("where there is no database, or none of this version, that is said and nothing is made", async () => {
  await expect(verify()).rejects.toThrow(`there is no database in ${home}`);
  await expect(verify()).rejects.toThrow("there is no database");
  await told(() => migrateCommand({}));
  await change("DELETE FROM migrations WHERE name LIKE 'Journal%'");
  await expect(verify()).rejects.toThrow(/migrations are missing: Journal/);
});

test("a center as it begins holds together; a changed one does not, and each difference has its line", async () => {
  await center();
  const clean = await verify({ blobs: true });
  expect(clean.answer).toBe(0);
  expect(clean.text).toMatch(/^2 streams with \d+ entries, .*\nAll of it holds together\.\n$/);

  await change("UPDATE partner SET name = '别的中心'");
  await change("UPDATE journal_entry SET channel = 'API'");
  const changed = await verify();
  expect(changed.answer).toBe(1);
  expect(changed.text).toContain("ENTRY_COPY × 2: a column of an entry is not what its text says\n  first: streamId ");
  expect(changed.text).toContain("column channel, stored API, computed SYSTEM\n");
  expect(changed.text).toContain("ROW_DIFFERS × 1: a derived row differs from what follows from the entries\n  here: ");
  expect(changed.text).toContain("table partner, id ");
  expect(changed.text).toContain("column name, stored 别的中心, computed 咸宁中心\n");
  expect(changed.text).toMatch(/It does not hold together\.\n$/);

  const json = await verify({ json: true });
  expect(json.answer).toBe(1);
  expect(JSON.parse(json.text)).toMatchObject({
    ok: false,
    figures: { streams: 2, notReplayed: 0 },
    differences: [
      { kind: "ENTRY_COPY", count: 2, first: { column: "channel" } },
      { kind: "ROW_DIFFERS", count: 1, first: { table: "partner", stored: "别的中心" } },
    ],
  });
});

test("the bar is drawn on a terminal and nowhere else", async () => {
  await center();
  const services = await openServices(readConfiguration());
  const drawnOn = async (more: object) => {
    let drawn = "";
    const stream = new Writable({
      write(piece, _encoding, done) {
        drawn += String(piece);
        done();
      },
    });
    const report = await verifyAll(services, false, Object.assign(stream, more));
    expect(report.ok).toBe(true);
    return drawn;
  };
  const terminal = { isTTY: true, columns: 120, cursorTo: () => true, moveCursor: () => true, clearLine: () => true };
  expect(await drawnOn(terminal)).toContain("of 2 streams");
  expect(await drawnOn({})).toBe("");
  await services.close();
});

test("every kind of difference has words, and long values are cut short", () => {
  const figures = {
    streams: 1,
    entries: 1,
    rows: 0,
    notReplayed: 1,
    reread: 1,
    claims: 0,
    tallies: 0,
    privateReferences: 0,
    erased: 0,
    blobs: 0,
  };
  const kinds = Object.keys(differenceKinds) as DifferenceKind[];
  const differences = kinds.map((kind) => ({ kind, count: 1, first: { kind, stored: "x".repeat(500), seq: 3 } }));
  const lines = reportLines({ ok: false, figures, differences });
  for (const kind of kinds) expect(lines).toContain(`${kind} × 1: ${differenceKinds[kind]}`);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(200);
  expect(lines.join("\n")).toContain("Streams that cannot be replayed, whose rows were not compared: 1.");
});

/** Targets and the event log from the command line, on a database of its own. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleFile } from "../logs/logs.js";

jest.setTimeout(240_000);

const home = mkdtempSync(join(tmpdir(), "lianban-oversight-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const project = join(__dirname, "../..");

function run(...args: string[]) {
  const env = { PATH: process.env["PATH"], LIANBAN_DATA: join(home, "data") };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(project, "scripts/lianban.mjs"), ...args], {
    env,
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
}

test("an imported log goes out again, and comes back to where it is known", () => {
  expect(run("migrate").code).toBe(0);
  const targets = run("targets", "2016", "--as-of", "2016-09-30", "--json");
  expect(JSON.parse(targets.out)).toEqual({ year: 2016, asOf: "2016-09-30", calendarShare: 75, rows: [] });
  expect(run("targets", "2016", "--as-of", "2015-01-01")).toMatchObject({
    code: 1,
    err: expect.stringContaining("not in 2016"),
  });
  const mapping = (name: string) => join(project, "policy/mappings", name);
  const imported = JSON.parse(run("import-log", sampleFile, "--mapping", mapping("loan-event-log.yaml"), "--json").out);
  const file = join(home, "out.xes.gz");
  const out = JSON.parse(run("export-log", file, "--json").out);
  expect(out).toEqual({ cases: 0, histories: imported.imported, others: 0, inputs: 0 });
  expect(readFileSync(file).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
  const again = run("import-log", file, "--mapping", mapping("lianban-export.yaml"), "--json");
  expect(JSON.parse(again.out)).toMatchObject({
    read: imported.imported,
    imported: 0,
    skipped: imported.imported,
    bad: [],
  });
  const flow = (...more: string[]) => run("flow", "2011", "--source", "histories", ...more);
  const told = JSON.parse(flow("--json").out);
  expect(told).toMatchObject({ period: "2011", source: "HISTORIES", countedAnew: told.traces });
  expect(told.traces).toBeGreaterThan(0);
  expect(JSON.parse(flow("--json").out)).toEqual({ ...told, countedAnew: 0 });
  expect(flow().out).toMatch(new RegExp(`^${told.traces} histories of 2011\nMost time lies between:\n {2}`));
  expect(run("flow", "2011-13")).toMatchObject({ code: 1, err: expect.stringContaining("2011-13 is no period") });
  const wrong = run("export-log", join(home, "no", "where.xes"), "--from", "2016");
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining("--from is a day") });
  expect(existsSync(join(home, "no"))).toBe(false);
});

/** The benchmark in short: it measures both sides on every database there is, and they answer the same. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { BenchReport } from "../../src/app/bench/bench.js";
import { testDatabases } from "../support/databases.js";

jest.setTimeout(240_000);

/** The command refuses to report where the floor's answer is not the system's, field by field. */
test("system and floor answer the same, at the number of statements that was counted before", async () => {
  const url = testDatabases().find((one) => one.url)?.url;
  const report = await trial({ PATH: process.env["PATH"], ...(url && { DATABASE_URL: url }) });
  expect(report.databases.map(({ name }) => name)).toEqual(url ? ["mariadb", "embedded"] : ["embedded"]);
  for (const { worklist, case: whole, casePage, commands, import: log } of report.databases) {
    for (const { system, floor, ratios } of [worklist, whole, casePage, commands]) {
      for (const figure of [...Object.values(system), ...Object.values(floor), ...Object.values(ratios)]) {
        expect(figure).toBeGreaterThan(0);
      }
    }
    // Session and member, page of cases, then entries, documents and banks of all of them at once.
    expect(worklist.system.statementsPerRequest).toBeLessThanOrEqual(5);
    expect(worklist.floor.statementsPerRequest).toBe(3);
    expect(whole.system.statementsPerRequest).toBeLessThanOrEqual(36);
    expect(log.traces).toBe(21);
  }
});

function trial(env: NodeJS.ProcessEnv): Promise<BenchReport> {
  const script = join(__dirname, "../../scripts/lianban.mjs");
  const child = spawn(process.execPath, [script, "bench", "--trial", "--json"], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { out: "", err: "" };
  child.stdout.on("data", (piece) => (texts.out += String(piece)));
  child.stderr.on("data", (piece) => (texts.err += String(piece)));
  return new Promise((resolve, reject) => {
    child.once("close", (code) => {
      if (code === 0) resolve(JSON.parse(texts.out) as BenchReport);
      else reject(new Error(`The benchmark ended with ${code}: ${texts.err}`));
    });
  });
}

/** Runs jest and counts what it found. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inProject, projectRoot } from "./project.mjs";
import { run } from "./run.mjs";

/** Rooms whose pure rules deal in days, periods and hours: run again where the machine's zone is another one. */
const daysAndZones = ["src/kernel", "src/policy", "src/oversight", "src/exchange"];

export const foldersOfDayTests = () => daysAndZones.filter((folder) => hasTests(inProject(folder)));

const hasTests = (path) =>
  existsSync(path) && readdirSync(path, { recursive: true }).some((file) => file.endsWith(".test.ts"));

/** What a run of tests found: whole numbers of tests, and whether all of it went well. */
export const nothingYet = { passed: 0, failed: 0, skipped: 0 };

export const sum = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** Runs jest with `args`, on the server at `databaseUrl` too where there is one, with `env` on top. */
export async function runSuite({ args = [], databaseUrl, env = {} }) {
  const folder = mkdtempSync(join(tmpdir(), "lianban-test-"));
  const report = join(folder, "report.json");
  const jest = [inProject("node_modules/jest/bin/jest.js"), "--maxWorkers=2", "--json", `--outputFile=${report}`];
  const server = databaseUrl ? { LIANBAN_TEST_DATABASE_URL: databaseUrl } : {};
  try {
    const code = await run(process.execPath, [...jest, ...args], {
      cwd: projectRoot,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...cleanEnvironment(), NODE_ENV: "test", ...server, ...env },
    });
    return count(report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Without what would point the program under test at somebody's real data. */
function cleanEnvironment() {
  const { DATABASE_URL, LIANBAN_TEST_DATABASE_URL, LIANBAN_DATA, LIANBAN_KEYS, PORT, ...rest } = process.env;
  return rest;
}

/** A test file that could not run at all counts as one failed test, and so does an end without a report. */
function count(report, code) {
  if (!existsSync(report)) return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  const found = JSON.parse(readFileSync(report, "utf8"));
  const failed = found.numFailedTests + found.numRuntimeErrorTestSuites;
  return {
    passed: found.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: found.numPendingTests + found.numTodoTests,
  };
}

/** Before the first test: settles which database server is used, and hides the real one from the program under test. */
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Answer {
  version?: string;
  url?: string;
  reason?: string;
}

const probe = join(__dirname, "../../scripts/support/probe.mjs");

function ask(url: string): Answer {
  return JSON.parse(execFileSync(process.execPath, [probe, url], { encoding: "utf8" })) as Answer;
}

/** Workers inherit this environment. `npm test` has chosen already; `npx jest` looks at DATABASE_URL. */
export default function globalSetup(): void {
  const given = process.env.DATABASE_URL;
  if (given && !process.env.LIANBAN_TEST_DATABASE_URL) {
    const { url, reason } = ask(given);
    if (url) process.env.LIANBAN_TEST_DATABASE_URL = url;
    else process.stderr.write(`DATABASE_URL cannot be used (${reason}): only the embedded database is tested.\n`);
  }
  process.env.LIANBAN_TEST_FOLDER = mkdtempSync(join(tmpdir(), "lianban-suite-"));
  // A test that forgets to name its database must never meet somebody's real one.
  for (const name of ["DATABASE_URL", "LIANBAN_DATA", "LIANBAN_KEYS", "PORT"]) delete process.env[name];
}

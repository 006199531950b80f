/** `npm test`: installs what is missing, then checks the sources and runs every test on every database there is. */
import { ensureBuilt } from "./support/build.mjs";
import { failedChecks, heading } from "./support/checks.mjs";
import { ensureInstalled } from "./support/install.mjs";
import { say } from "./support/project.mjs";
import { leaveWith } from "./support/run.mjs";
import { foldersOfDayTests, nothingYet, runSuite, sum } from "./support/suite.mjs";
import { databaseServer } from "./support/testDatabases.mjs";

const args = process.argv.slice(2);

await leaveWith(async () => {
  await ensureInstalled({ dev: true });
  // With arguments (`npm test -- src/kernel`) somebody wants an answer about those tests only.
  if (args.length === 0) {
    const failed = await failedChecks();
    if (failed.length > 0) {
      return finish({ ...nothingYet, failed: failed.length }, `Not in order: ${failed.join(", ")}. No test was run.`);
    }
    heading("Build");
    await ensureBuilt();
  }
  const server = await databaseServer();
  try {
    return await testOn(server);
  } finally {
    await server.stop();
  }
});

async function testOn({ url, words }) {
  heading("Tests");
  say(`Databases: ${words}\n`);
  let found = await runSuite({ args, databaseUrl: url });
  const again = foldersOfDayTests();
  if (args.length === 0 && found.failed === 0 && again.length > 0) {
    heading("Tests of days and periods again, on a machine in New York");
    found = sum(found, await runSuite({ args: again, databaseUrl: url, env: { TZ: "America/New_York" } }));
  }
  const skipped = found.skipped > 0 ? `${found.skipped} skipped. ` : "";
  return finish(found, `${skipped}Databases: ${words}`);
}

function finish({ passed, failed }, words) {
  heading("Result");
  say(words);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

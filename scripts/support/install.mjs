/** Installs the packages that package-lock.json names, when some of them are not there. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { projectRoot, say } from "./project.mjs";
import { Failure, run } from "./run.mjs";

/**
 * Makes sure that the packages of `root` are installed; `dev` asks for those of development too.
 * Two processes that find them missing at once install them once.
 */
export async function ensureInstalled({ root = projectRoot, dev = false } = {}) {
  if (isInstalled(root, dev)) return;
  await withLock(
    join(root, "dist/.lock"),
    async () => {
      if (!isInstalled(root, dev)) await install(root, dev);
    },
    () => say("Waiting for another process that is installing or building …"),
  );
}

async function install(root, dev) {
  say("Installing what package-lock.json names (npm ci); the first time may take some minutes …");
  const [npm, ...first] = npmCommand();
  const args = [...first, "ci", "--no-audit", "--no-fund", ...(dev ? ["--include=dev"] : [])];
  const code = await run(npm, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (code !== 0) throw new Failure(`npm ci failed with exit code ${code}.`);
}

/** The npm that called us, or the one on the path. */
function npmCommand() {
  const caller = process.env.npm_execpath;
  return caller?.endsWith("npm-cli.js") ? [process.execPath, caller] : ["npm"];
}

/** Whether every package of the lock file lies in node_modules in that version. */
export function isInstalled(root, dev) {
  const wanted = join(root, "package-lock.json");
  const present = join(root, "node_modules/.package-lock.json");
  if (!existsSync(present)) return false;
  const developmentIsThere = !dev || existsSync(join(root, "node_modules/jest/package.json"));
  if (developmentIsThere && statSync(present).mtimeMs >= statSync(wanted).mtimeMs) return true;
  return sameVersions(packagesOf(wanted), packagesOf(present), dev);
}

const packagesOf = (path) => JSON.parse(readFileSync(path, "utf8")).packages;

function sameVersions(wanted, present, dev) {
  return Object.entries(wanted).every(([path, { version, integrity, link, ...kind }]) => {
    if (path === "" || link) return true;
    const there = present[path];
    if (!there) return kind.optional || kind.devOptional || kind.peer || (kind.dev && !dev) || false;
    return there.version === version && there.integrity === integrity;
  });
}

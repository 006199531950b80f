/** Compiles the sources into dist/ when they have changed since the last time. */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contentOf, inputsOf, quickMarkOf } from "./inputs.mjs";
import { withLock } from "./lock.mjs";
import { projectRoot, say } from "./project.mjs";
import { Failure, run } from "./run.mjs";

/**
 * Makes sure that dist/ holds what the sources say now; nothing is done when they are as they were.
 * Processes that come at once build once, the others wait; a type error fails the build and every later
 * call until it is mended.
 */
export async function ensureBuilt({ root = projectRoot } = {}) {
  if (isFresh(root)) return;
  await withLock(
    join(root, "dist/.lock"),
    async ({ ownerDied }) => {
      if (isFresh(root)) return;
      // A compiler that was killed may have written half of its files and noted nothing.
      if (ownerDied) empty(join(root, "dist"));
      await build(root);
    },
    () => say("Waiting for another process that is installing or building …"),
  );
}

const stampOf = (root) => join(root, "dist/.stamp.json");

/** Compares names, times and sizes; where only times differ (a copy, a checkout), the contents. */
function isFresh(root) {
  if (!existsSync(stampOf(root))) return false;
  const stamp = JSON.parse(readFileSync(stampOf(root), "utf8"));
  const inputs = inputsOf(root);
  return stamp.quickMark === quickMarkOf(inputs) || stamp.content === contentOf(root, inputs);
}

async function build(root) {
  const dist = join(root, "dist");
  const inputs = inputsOf(root);
  const stamp = { quickMark: quickMarkOf(inputs), content: contentOf(root, inputs) };
  rmSync(stampOf(root), { force: true });
  say("Building …");
  const buildInfo = join(dist, ".lianban.tsbuildinfo");
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const args = [compiler, "-p", "tsconfig.build.json", "--noEmitOnError"];
  const incremental = ["--incremental", "--tsBuildInfoFile", buildInfo];
  const code = await run(process.execPath, [...args, ...incremental], { cwd: root, stdio: ["ignore", 2, 2] });
  if (code !== 0) throw new Failure("The build failed; the errors stand above.");
  removeOrphans(root, dist);
  mkdirSync(dist, { recursive: true });
  writeFileSync(`${stampOf(root)}.new`, JSON.stringify(stamp));
  renameSync(`${stampOf(root)}.new`, stampOf(root));
}

/** A source that was deleted or renamed leaves its old output behind, and a folder of migrations is read whole. */
function removeOrphans(root, dist) {
  for (const file of readdirSync(dist, { recursive: true })) {
    const source = /^(.*)\.js(?:\.map)?$/.exec(file)?.[1];
    if (source !== undefined && !existsSync(join(root, `${source}.ts`))) rmSync(join(dist, file));
  }
}

function empty(dist) {
  for (const name of readdirSync(dist)) {
    if (!name.startsWith(".lock")) rmSync(join(dist, name), { recursive: true, force: true });
  }
}

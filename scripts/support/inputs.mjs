/** What a build depends on, and two marks of it: a quick one of times and sizes, a sure one of contents. */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";

const folders = ["src", "migrations"];
const files = ["ormconfig.ts", "package.json", "package-lock.json"];

const isInput = (path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && path !== "src/console";

/** Every file that the build reads: path from `root`, time of change in ms, size in bytes; in order of path. */
export function inputsOf(root) {
  const configs = readdirSync(root).filter((name) => /^tsconfig.*\.json$/.test(name));
  const found = [...files, ...configs].flatMap((path) => look(root, path));
  return [...found, ...folders.flatMap((folder) => walk(root, folder))].sort((a, b) => (a.path < b.path ? -1 : 1));
}

export const quickMarkOf = (inputs) =>
  digest(inputs.map(({ path, changedAtMs, size }) => `${path}\t${changedAtMs}\t${size}`).join("\n"));

export function contentOf(root, inputs) {
  return digest(inputs.map(({ path }) => `${path}\t${digest(readFileSync(join(root, path)))}`).join("\n"));
}

const digest = (data) => createHash("sha256").update(data).digest("hex");

function look(root, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  return stat ? [{ path, changedAtMs: stat.mtimeMs, size: stat.size }] : [];
}

function walk(root, folder) {
  const at = join(root, folder);
  if (!statSync(at, { throwIfNoEntry: false })) return [];
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    const path = relative(root, join(at, entry.name));
    if (path === "src/console") return [];
    if (entry.isDirectory()) return walk(root, path);
    return isInput(path) ? look(root, path) : [];
  });
}

/**
 * Adds to package-lock.json the optional packages for other platforms that npm left out.
 *
 * A registry that carries a native package for some platforms only makes `npm install` write a lock file without the
 * others, and `npm ci` then refuses it everywhere. Run this after `npm install` when the test of the lock file fails.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { inProject, say } from "./support/project.mjs";

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm", "arm64", "ia32", "loong64", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

const path = inProject("package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8"));

for (const [at, { optionalDependencies, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    if (lock.packages[place] || lock.packages[`${at}/${place}`]) continue;
    say(`${name} ${version}`);
    lock.packages[place] = entry(name, version, dev);
  }
}

/** npm leaves a package alone whose system or processor is not the machine's; both stand in its name. */
function entry(name, version, dev) {
  const words = name.split(/[-/]/);
  const cpu = processors.filter((processor) => words.includes(processor));
  const os = systems.filter((system) => words.includes(system));
  if (!/^\d+\.\d+\.\d+/.test(version) || os.length !== 1)
    throw new Error(`Cannot tell what ${name} ${version} is for.`);
  return { version, ...(cpu.length > 0 && { cpu }), ...(dev && { dev }), optional: true, os };
}

const inOrder = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en"));
writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(inOrder) }, null, 2)}\n`);

/** The installation behind every script: when something is missing, and only then. */
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const project = join(__dirname, "../..");
let root: string;

/** Stands for npm: writes down how it was called and installs what the lock file names. */
const npm = `
const { appendFileSync, copyFileSync, mkdirSync, writeFileSync } = require("node:fs");
appendFileSync("calls", process.argv.slice(2).join(" ") + "\\n");
mkdirSync("node_modules/jest", { recursive: true });
writeFileSync("node_modules/jest/package.json", "{}");
copyFileSync("package-lock.json", "node_modules/.package-lock.json");
`;

const asker = (dev: boolean): string => `
import { ensureInstalled } from "./scripts/support/install.mjs";
await ensureInstalled({ dev: ${dev} });
`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "lianban-install-"));
  cpSync(join(project, "scripts"), join(root, "scripts"), { recursive: true });
  writeFileSync(join(root, "npm-cli.js"), npm);
  lock("package-lock.json", { express: "1" });
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Lock {
  [name: string]: string;
}

function lock(file: string, production: Lock, development: Lock = { jest: "1" }): void {
  const entries = [
    ...Object.entries(production).map(([name, version]) => [`node_modules/${name}`, { version }]),
    ...Object.entries(development).map(([name, version]) => [`node_modules/${name}`, { version, dev: true }]),
  ] as [string, object][];
  writeFileSync(join(root, file), JSON.stringify({ packages: { "": {}, ...Object.fromEntries(entries) } }));
}

/** What lies in node_modules: older than the lock file, so that versions decide. */
function installed(production: Lock, development: Lock): void {
  mkdirSync(join(root, "node_modules"));
  lock("node_modules/.package-lock.json", production, development);
  utimesSync(join(root, "node_modules/.package-lock.json"), new Date(0), new Date(0));
}

function ask(dev = false): Promise<number | null> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", asker(dev)], {
    cwd: root,
    stdio: "ignore",
    env: { ...process.env, npm_execpath: join(root, "npm-cli.js") },
  });
  return new Promise((resolve) => child.once("close", resolve));
}

const calls = (): number =>
  existsSync(join(root, "calls")) ? readFileSync(join(root, "calls"), "utf8").trim().split("\n").length : 0;

it("installs on a fresh clone, once, however many ask", async () => {
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([0, 0, 0]);
  expect(calls()).toBe(1);
  await ask();
  expect(calls()).toBe(1);
});

it.each([
  ["nothing is missing", { express: "1" }, { jest: "1" }, true, 0],
  ["a package has another version", { express: "2" }, { jest: "1" }, false, 1],
  ["a package is missing", {}, { jest: "1" }, false, 1],
  ["packages of development are missing and not needed", { express: "1" }, {}, false, 0],
  ["packages of development are missing and needed", { express: "1" }, {}, true, 1],
])("where %s, decides by the versions that lie there", async (_case, production, development, dev, expected) => {
  installed(production, development);
  expect(await ask(dev)).toBe(0);
  expect(calls()).toBe(expected);
});

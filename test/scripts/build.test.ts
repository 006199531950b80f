/** The build behind `npm start` and `npm run lianban`: done when needed, once, and never half. */
import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

const project = join(__dirname, "../..");
jest.setTimeout(120_000); // each build is a real run of the compiler

const home = mkdtempSync(join(tmpdir(), "lianban-build-"));
let root: string;

/** A tiny project beside the real scripts and packages, built once; each test works on a copy. */
beforeAll(() => {
  root = join(home, "built");
  mkdirSync(root);
  for (const name of ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json", "scripts"]) {
    cpSync(join(project, name), join(root, name), { recursive: true });
  }
  symlinkSync(join(project, "node_modules"), join(root, "node_modules"));
  mkdirSync(join(root, "src"));
  mkdirSync(join(root, "migrations"));
  source("ormconfig.ts", "export {};");
  source("migrations/1-first.ts", "export const first = 1;");
  source("src/word.ts", 'export const word: string = "one";');
  source(
    "src/main.ts",
    `import { readFileSync } from "node:fs";
     import { word } from "./word.js";
     const stdin = process.argv.includes("-") ? readFileSync(0, "utf8") : "";
     if (require.main === module) process.stdout.write([word, ...process.argv.slice(2), stdin].filter(Boolean).join(" "));
     process.exitCode = 7;`,
  );
  expect(lianban().stderr).toContain("Building");
});

beforeEach(() => {
  root = mkdtempSync(join(home, "copy-"));
  cpSync(join(home, "built"), root, { recursive: true, preserveTimestamps: true });
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

const source = (path: string, text: string): void => writeFileSync(join(root, path), `${text}\n`);
const built = (path: string): string => join(root, "dist", path);

function lianban(args: string[] = [], input = ""): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ["scripts/lianban.mjs", ...args], { cwd: root, input, encoding: "utf8" });
}

/** The same, without waiting for it. */
function lianbanBeside(): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["scripts/lianban.mjs"], { cwd: root });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
}

const unbuild = (): void => rmSync(join(root, "dist"), { recursive: true });

it("builds what is not built, hands over arguments, input and the exit code, and keeps stdout for the program", () => {
  unbuild();
  const first = lianban(["verify", "-"], "from stdin");
  expect(first).toMatchObject({ status: 7, stdout: "one verify - from stdin" });
  expect(first.stderr).toContain("Building");
});

it("builds nothing while the sources are as they were, also where only their times differ", () => {
  expect(lianban().stderr).toBe("");
  utimesSync(join(root, "src/word.ts"), new Date(), new Date());
  expect(lianban()).toMatchObject({ stdout: "one", stderr: "" });
});

it("runs a changed source, also one whose time lies in the past", () => {
  source("src/word.ts", 'export const word: string = "two";');
  utimesSync(join(root, "src/word.ts"), new Date(0), new Date(0));
  expect(lianban().stdout).toBe("two");
});

it("removes the output of a source that is gone", () => {
  expect(existsSync(built("migrations/1-first.js"))).toBe(true);
  rmSync(join(root, "migrations/1-first.ts"));
  lianban();
  expect(existsSync(built("migrations/1-first.js"))).toBe(false);
});

it("fails on a type error, every time until it is mended, and never runs what was built before", () => {
  source("src/word.ts", "export const word: string = 1;");
  for (const attempt of [lianban(), lianban()]) {
    expect(attempt).toMatchObject({ status: 1, stdout: "" });
    expect(attempt.stderr).toContain("src/word.ts");
  }
  source("src/word.ts", 'export const word: string = "one";');
  expect(lianban()).toMatchObject({ status: 7, stdout: "one" });
});

it("builds once when several processes come at once, and all of them run the whole", async () => {
  unbuild();
  const all = await Promise.all([lianbanBeside(), lianbanBeside(), lianbanBeside()]);
  expect(all.map(({ status, stdout }) => [status, stdout])).toEqual(Array(3).fill([7, "one"]));
  expect(all.filter(({ stderr }) => stderr.includes("Building"))).toHaveLength(1);
});

it("builds from nothing after a builder was killed, and does not wait for the dead", () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  source("src/word.ts", 'export const word: string = "two";');
  writeFileSync(built("src/main.js"), "half a fi");
  writeFileSync(built(".lock"), JSON.stringify({ pid, host: hostname(), since: 0 }));
  expect(lianban()).toMatchObject({ status: 7, stdout: "two" });
  expect(readFileSync(built("src/main.js"), "utf8")).toContain("exitCode");
});

/** The private database server of a test run: whatever ends the run, the server and its folder go with it. */
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const mariadb = join(__dirname, "../../scripts/support/mariadb.mjs");
let folder: string;

/** Stands for mariadbd, so that the test runs on every machine: notes its process id and greets whoever connects. */
const server = `#!${process.execPath}
const option = (name) => process.argv.find((arg) => arg.startsWith(name + "="))?.slice(name.length + 1);
if (process.argv.includes("--version")) console.log("Ver 1-MariaDB");
else {
  require("node:fs").writeFileSync(process.env.NOTE, String(process.pid));
  if (process.env.BROKEN) process.exit(1);
  const greeting = Buffer.from([1, 0, 0, 0, 10]);
  require("node:net").createServer((socket) => socket.end(greeting)).listen(option("--port"), "127.0.0.1");
}
`;
const installer = `#!${process.execPath}
require("node:fs").writeFileSync(process.env.NOTE + ".installer", process.argv.join("\\n"));
setTimeout(() => {}, Number(process.env.INSTALL_MS ?? 0));
`;

/** Stands for a test run that has its server and goes on; a word on stdin asks it to stop the server. */
const runner = `
const { startPrivateServer } = await import(${JSON.stringify(mariadb)});
const { url, stop } = await startPrivateServer();
process.stdout.write(url);
process.stdin.once("data", async () => { await stop(); process.exit(0); });
`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lianban-guard-"));
  mkdirSync(join(folder, "bin"));
  mkdirSync(join(folder, "tmp"));
  program("mariadbd", server);
  program("mariadb-install-db", installer);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, text: string): void {
  const path = join(folder, "bin", name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

function startRun(env: Record<string, string> = {}) {
  return spawn(process.execPath, ["--input-type=module", "-e", runner], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { PATH: join(folder, "bin"), TMPDIR: join(folder, "tmp"), NOTE: join(folder, "pid"), ...env },
  });
}

const foldersLeft = (): string[] => readdirSync(join(folder, "tmp"));

function serverRuns(): boolean {
  try {
    process.kill(Number(readFileSync(join(folder, "pid"), "utf8")), 0);
    return true;
  } catch {
    return false;
  }
}

async function becomesTrue(what: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 100 && !what(); tries++) await wait(50);
  return what();
}

it.each(["SIGKILL", "SIGINT", "SIGTERM"] as const)("leaves nothing when the run ends by %s", async (signal) => {
  const run = startRun();
  await once(run.stdout, "data");
  expect([serverRuns(), foldersLeft()]).toEqual([true, [expect.stringMatching(/^lianban-db-/)]]);
  run.kill(signal);
  expect(await becomesTrue(() => !serverRuns() && foldersLeft().length === 0)).toBe(true);
});

it("keeps to its own folder while it is being installed: what starts clears the temporary folder that it is given", async () => {
  const run = startRun();
  await once(run.stdout, "data");
  const [own] = foldersLeft();
  const given = readFileSync(join(folder, "pid.installer"), "utf8").split("\n");
  expect(given).toContain(`--tmpdir=${join(folder, "tmp", String(own))}`);
  run.stdin.write("stop");
  await once(run, "exit");
});

it("leaves nothing when the run ends while the server is being installed", async () => {
  const run = startRun({ INSTALL_MS: "60000" });
  expect(await becomesTrue(() => foldersLeft().length === 1)).toBe(true);
  await wait(300);
  run.kill("SIGKILL");
  expect(await becomesTrue(() => foldersLeft().length === 0)).toBe(true);
});

it("has stopped the server and removed its folder when stop() answers", async () => {
  const run = startRun();
  const [url] = (await once(run.stdout, "data")) as [Buffer];
  expect(url.toString()).toMatch(/^mysql:\/\/root@127\.0\.0\.1:\d+\/$/);
  run.stdin.write("stop");
  await once(run, "exit");
  expect([serverRuns(), foldersLeft()]).toEqual([false, []]);
});

it("says so when a server does not start, and leaves nothing", async () => {
  const run = startRun({ BROKEN: "1" });
  let words = "";
  run.stderr.on("data", (data: Buffer) => (words += data.toString()));
  const [code] = (await once(run, "exit")) as [number];
  expect([code, foldersLeft()]).toEqual([1, []]);
  expect(words).toContain("did not start");
});

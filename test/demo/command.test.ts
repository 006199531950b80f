/** `lianban demo` as people run it: what it refuses, in words and by its exit code. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newMasterKey } from "../../src/platform/index.js";

jest.setTimeout(120_000);

const home = mkdtempSync(join(tmpdir(), "lianban-demo-command-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function demo(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const script = join(__dirname, "../../scripts/lianban.mjs");
  const child = spawn(process.execPath, [script, "demo", ...args], {
    env: { PATH: process.env["PATH"], LIANBAN_DATA: join(home, "data"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (piece) => (said += String(piece)));
  child.stdout.on("data", (piece) => (said += String(piece)));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, said };
}

test("is refused in production, before anything is touched", async () => {
  const production = { LIANBAN_MODE: "production", LIANBAN_KEYS: newMasterKey("k1"), LIANBAN_BLOBS: home };
  const said = expect.stringContaining("this is production mode");
  expect(await demo([], production)).toEqual({ code: 1, said });
  expect(await demo(["--reset-passwords"], production)).toEqual({ code: 1, said });
  expect(existsSync(join(home, "data", "lianban.sqlite"))).toBe(false);
});

test("new passwords need a demonstration", async () => {
  const said = expect.stringContaining("there is no demonstration yet: run `lianban demo`");
  expect(await demo(["--reset-passwords"])).toEqual({ code: 1, said });
});

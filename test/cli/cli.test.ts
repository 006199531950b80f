/** The command line as people run it: exit codes, words, figures, and a server that starts and ends in good order. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newMasterKey } from "../../src/platform/index.js";

jest.setTimeout(240_000);

const home = mkdtempSync(join(tmpdir(), "lianban-cli-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

type Env = Readonly<Record<string, string>>;

function start(args: readonly string[], env: Env = {}): ChildProcess {
  const script = join(__dirname, "../../scripts/lianban.mjs");
  return spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env["PATH"], LIANBAN_DATA: join(home, "data"), PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function ended(child: ChildProcess): Promise<Ended> {
  const texts = { out: "", err: "" };
  child.stdout?.on("data", (piece) => (texts.out += String(piece)));
  child.stderr?.on("data", (piece) => (texts.err += String(piece)));
  return new Promise((resolve) =>
    child.once("close", (code) => {
      // Where the sources have changed since the last time, whoever runs first builds.
      resolve({ code, out: texts.out, err: texts.err.replace(/^(Building|Waiting for) .*\n/gm, "") });
    }),
  );
}

const run = (args: readonly string[], env: Env = {}): Promise<Ended> => ended(start(args, env));

/** The first text on the stream that matches. */
function seen(stream: NodeJS.ReadableStream | null, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    stream?.on("data", (piece) => {
      text += String(piece);
      const found = pattern.exec(text);
      if (found) resolve(found[1] ?? found[0]);
    });
    stream?.once("end", () => reject(new Error(`Never said ${pattern}: ${text}`)));
  });
}

beforeAll(async () => {
  // Whoever is first builds; nothing below should wait for that.
  expect((await run(["--help"])).code).toBe(0);
});

test("what cannot be understood leaves with 2, help with 0", async () => {
  const [nonsense, noArgument, noOption, help] = await Promise.all([
    run(["nonsense"]),
    run(["backup"]),
    run(["init", "--name", "x"]),
    run(["backup", "--help"]),
  ]);
  expect([nonsense.code, noArgument.code, noOption.code, help.code]).toEqual([2, 2, 2, 0]);
  expect(nonsense.err).toContain("unknown command 'nonsense'");
  expect(noOption.err).toContain("--name-en");
  expect(help.out).toContain("database, documents and keys in one archive");
});

test("what goes wrong is told in its own words, without a stack, and leaves with 1", async () => {
  const url = "mysql://root@127.0.0.1:1/none";
  const [noDatabase, faulty, noArchive] = await Promise.all([
    run(["migrate"], { DATABASE_URL: url }),
    run(["serve"], { LIANBAN_MODE: "production", PORT: "x", LIANBAN_DATA: join(home, "nothing") }),
    run(["restore", join(home, "none.tar.gz")]),
  ]);
  expect(noDatabase).toMatchObject({ code: 1, err: expect.stringMatching(/^Failed: .*ECONNREFUSED.*\n$/) });
  expect(faulty).toMatchObject({
    code: 1,
    err: [
      "Cannot serve:",
      "  - PORT must be a number from 0 to 65535",
      "  - LIANBAN_KEYS is missing: production needs keys of its own",
      "  - LIANBAN_BLOBS is missing: production needs a folder for documents",
      "",
    ].join("\n"),
  });
  expect(noArchive.err).toBe(`Cannot restore:\n  - ${join(home, "none.tar.gz")} is not there\n`);
});

test("whoever stops reading is left in peace: no stack, and the command's own exit code", async () => {
  const child = start(["policy", "check"]);
  child.stdout?.destroy();
  expect(await ended(child)).toEqual({ code: 0, out: "", err: "" });
});

test("a real center: begun, served in production only when nothing is missing, backed up and brought back", async () => {
  const env = {
    LIANBAN_DATA: join(home, "center"),
    LIANBAN_KEYS: newMasterKey("k1"),
    LIANBAN_BLOBS: join(home, "documents"),
  };
  const production = { ...env, LIANBAN_MODE: "production" };
  expect((await run(["serve"], production)).err).toBe(
    [
      "Cannot serve:",
      `  - LIANBAN_BLOBS: ${env.LIANBAN_BLOBS} is not there or cannot be written`,
      "  - there is no database yet: run `lianban migrate`",
      "",
    ].join("\n"),
  );

  const init = ["init", "--name", "南京住房公积金管理中心", "--name-en", "Nanjing Center", "--code", "NJ", "--json"];
  const begun = await run(init, env);
  expect(begun.code).toBe(0);
  const { username, generatedPassword } = JSON.parse(begun.out) as { username: string; generatedPassword: string };
  expect(await run(init, env)).toMatchObject({ code: 1, err: expect.stringContaining("(CENTER_EXISTS)") });

  const child = start(["serve"], production);
  const ending = ended(child);
  const url = await seen(child.stderr, /"url":"(http:[^"]+)"/);
  const query =
    "mutation ($input: SignInInput!) { signIn(input: $input) { token viewer { roles } userErrors { code } } }";
  const variables = { input: { username, password: generatedPassword } };
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data } = (await response.json()) as { data: { signIn: { token: string; viewer: object } } };
  expect(data.signIn).toMatchObject({ viewer: { roles: ["ADMINISTRATOR"] }, userErrors: [] });

  const backup = await run(["backup", home, "--json"], production);
  const { file, rows } = JSON.parse(backup.out) as { file: string; rows: number };
  child.kill("SIGTERM");
  const { code, err } = await ending;
  expect(code).toBe(0);
  expect(err).toContain('"msg":"Closed"');
  expect(err).not.toContain(data.signIn.token);
  expect(err).not.toContain(generatedPassword);

  const place = { LIANBAN_DATA: join(home, "restored"), LIANBAN_KEYS: env.LIANBAN_KEYS };
  const restored = await run(["restore", file, "--json"], place);
  expect(restored).toMatchObject({ code: 0, err: "" });
  expect(JSON.parse(restored.out)).toMatchObject({ rows, migrated: [] });
  expect(readdirSync(home).filter((name) => name.startsWith(".lianban"))).toEqual([]);
});

test("start migrates, serves and says what to open; a second one on its port says so at once", async () => {
  const data = join(home, "trial");
  const child = start(["start"], { LIANBAN_DATA: data });
  const ending = ended(child);
  const url = await seen(child.stdout, /Start page\s+(http:\S+)\//);
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  const { port } = new URL(url);
  const second = await run(["start"], { LIANBAN_DATA: join(home, "other"), PORT: port });
  expect(second).toMatchObject({ code: 1, err: expect.stringContaining(`port ${port} is taken`) });
  expect(existsSync(join(home, "other", "lianban.sqlite"))).toBe(false);
  child.kill("SIGINT");
  expect((await ending).code).toBe(0);
});

test("a year's holidays come in by a file, once; a faulty one is told line by line", async () => {
  const days = (list: string) =>
    `year: 2027\nsource: test\nholidays:\n  - { names: { en: A, zh: 元旦 }, days: [${list}] }\n`;
  const file = join(home, "cn-2027.yaml");
  const env = { LIANBAN_DATA: join(home, "calendar") };
  expect((await run(["migrate"], env)).code).toBe(0);
  writeFileSync(file, `${days("2027-01-01, 2026-01-03, 2027-02-30")}workingWeekends: [2027-01-04]\nmore: 1\n`);
  const bad = await run(["calendar", "import", file], env);
  expect({ code: bad.code, out: bad.out, lines: bad.err.trim().split("\n").slice(1).sort() }).toEqual({
    code: 1,
    out: "",
    lines: [
      "  - cn-2027.yaml:4 holidays[0].days[1]: 2026-01-03 lies outside 2027",
      "  - cn-2027.yaml:4 holidays[0].days[2]: must be a day that exists, written YYYY-MM-DD",
      "  - cn-2027.yaml:5 workingWeekends[0]: 2027-01-04 is not a Saturday or Sunday",
      "  - cn-2027.yaml:6 more: is not known here",
    ],
  });
  writeFileSync(file, `${days("2027-01-01")}workingWeekends: [2027-01-02]\n`);
  const told: object[] = [];
  for (const known of [false, true]) {
    const good = await run(["calendar", "import", file, "--json"], env);
    expect({ code: good.code, err: good.err }).toEqual({ code: 0, err: "" });
    told.push(JSON.parse(good.out) as object);
    expect(told.at(-1)).toMatchObject({ year: 2027, lastYear: 2027, known, failed: 0 });
  }
  const shown = await run(["calendar", "show"], env);
  expect(shown.out).toContain("Holidays of 2027: 2027-01-01");
  expect(shown.out).toContain("Worked weekends: 2027-01-02");
});

/** The tour: one whole case over HTTP by three parties, on both databases; and how it says that a step failed. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onEachDatabase } from "../support/harness.js";
import { serverOn, type TestServer } from "../support/server.js";
import { testPasswords } from "../support/world.js";
import { foundCenter, freshPasswords } from "../../src/app/demo/found.js";
import type { SignIn } from "../../src/app/demo/signIns.js";
import { listen } from "../../src/app/http/listen.js";
import { apiResolvers } from "../../src/app/resolvers.js";
import { tables } from "../../src/app/tables.js";
import { StepFailed } from "../../src/app/tour/client.js";
import { walkTour } from "../../src/app/tour/tour.js";
import { verifyJournal } from "../../src/journal/index.js";

jest.setTimeout(240_000);

const asFile = (signIns: readonly SignIn[]) => signIns.map((one) => ({ ...one, roles: [...one.roles] }));

onEachDatabase((open) => {
  let server: TestServer;
  let signIns: ReturnType<typeof asFile>;
  beforeAll(async () => {
    server = await serverOn(await open(), { resolvers: apiResolvers });
    const founded = await foundCenter(server.services.journal, await freshPasswords(testPasswords));
    signIns = asFile(founded.signIns);
  });
  afterAll(() => server.close());

  async function walk(who = signIns, url = server.url) {
    const lines: string[] = [];
    const done = walkTour(url, who, (line) => lines.push(line));
    const failed = await done.then(
      () => null,
      (error: unknown) => error as StepFailed,
    );
    return { lines, failed, toured: failed ? null : await done };
  }

  /** As if only those were known, the first of each role. */
  const onlyWith = (username: string) => {
    const wanted = signIns.find((one) => one.username === username);
    return signIns.filter(({ roles }) => roles[0] !== wanted?.roles[0]).concat(wanted ?? []);
  };

  test("takes a case from application to pay-out, and says so step by step", async () => {
    const { lines, failed, toured } = await walk();
    expect(failed).toBeNull();
    expect(toured).toMatchObject({ number: expect.stringMatching(/^QIWU\d{4}000001$/), stage: "SERVICING" });
    const stages = lines.map((line) => /^[ \d]\d .*? {2}([A-Z]+) /.exec(line)?.[1]).filter(Boolean);
    expect([...new Set(stages)]).toEqual([
      ...["APPLICATION", "ACCEPTANCE", "REVIEW", "APPROVAL", "SIGNING", "SECURITY", "DISBURSEMENT", "SERVICING"],
    ]);
    expect(lines.at(-1)).toMatch(/星河银行（虚构）: 1, 450000.00 yuan$/);
  });

  test("can be walked again on the same center, with other people; what was written holds together", async () => {
    const { toured } = await walk();
    expect(toured?.number).toMatch(/000002$/);
    const { journal } = server.services;
    expect(await verifyJournal({ journal, tables })).toMatchObject({ ok: true });
  });

  test("ends at the first step that is refused, with every reason", async () => {
    const { lines, failed } = await walk(onlyWith("center.approver2"));
    expect(failed).toMatchObject({ doing: "decisionConfirm", reasons: [expect.stringContaining("(ABOVE_LIMIT")] });
    expect(lines.at(-1)).toContain("decisionPropose");
  });

  test("tells a wrong password, a role that nobody has, and a server that is not there", async () => {
    const wrong = signIns.map((one) => (one.username === "center.funds" ? { ...one, password: "not-the-one" } : one));
    expect((await walk(wrong)).failed?.reasons.join()).toContain("(SIGN_IN_FAILED)");
    const few = signIns.filter(({ roles }) => !roles.includes("GUARANTEE_OFFICER"));
    expect((await walk(few)).failed?.reasons).toEqual(["none of the sign-ins is a GUARANTEE_OFFICER"]);
    const { failed } = await walk(signIns, await nowhere());
    expect(failed).toBeInstanceOf(StepFailed);
    expect(failed?.reasons.join()).toContain("does not answer: ECONNREFUSED");
  });
});

/** An address where nothing listens any more. */
async function nowhere(): Promise<string> {
  const { url, close } = await listen(() => undefined, { host: "127.0.0.1", port: 0 });
  await close();
  return url;
}

describe("as a command", () => {
  const home = mkdtempSync(join(tmpdir(), "lianban-tour-test-"));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  async function run(args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
    const script = join(__dirname, "../../scripts/lianban.mjs");
    const child = spawn(process.execPath, [script, "tour", ...args], {
      env: { PATH: process.env["PATH"], LIANBAN_DATA: join(home, "data") },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const texts = { out: "", err: "" };
    child.stdout.on("data", (piece) => (texts.out += String(piece)));
    child.stderr.on("data", (piece) => (texts.err += String(piece)));
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, ...texts };
  }

  test("brings its own server and leaves with 0", async () => {
    const { code, out, err } = await run(["--json"]);
    expect(JSON.parse(out)).toMatchObject({ stage: "SERVICING" });
    expect(err).toContain("paymentConfirm");
    expect(code).toBe(0);
  });

  test("leaves with 1 where there is nobody to sign in, or no server", async () => {
    const file = join(home, "sign-ins.json");
    const officer = (role: string) => ({ username: role.toLowerCase(), password: "x", roles: [role] });
    const officers = ["BANK_OFFICER", "GUARANTEE_OFFICER", "CENTER_REVIEWER", "CENTER_APPROVER", "FUNDS_OFFICER"];
    writeFileSync(file, JSON.stringify({ signIns: officers.map(officer) }));
    const url = ["--url", await nowhere()];
    expect(await run([...url, "--sign-ins", file])).toMatchObject({
      code: 1,
      err: expect.stringContaining(" does not answer: ECONNREFUSED"),
    });
    expect(await run(url)).toMatchObject({ code: 1, err: expect.stringContaining("--url needs --sign-ins FILE") });
  });
});

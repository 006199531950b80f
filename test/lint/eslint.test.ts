/** The linter's rules hold: each fixture breaks one of them, and the linter finds that one and no other. */
import { execFile } from "node:child_process";
import { basename, join } from "node:path";

const root = join(__dirname, "../..");
const eslint = join(root, "node_modules/eslint/bin/eslint.js");

interface FileReport {
  filePath: string;
  messages: { ruleId: string | null; line: number; message: string }[];
}

/** Runs the linter with the project's own settings; its exit code says only whether it found something. */
function runLinter(args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [eslint, ...args], { cwd: root, maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
      if (error && error.code !== 1) reject(new Error(stderr));
      else resolve(stdout);
    });
  });
}

interface RuleSettings {
  rules: Record<string, [number, ...unknown[]]>;
}

async function settingsFor(path: string): Promise<RuleSettings> {
  return JSON.parse(await runLinter(["--print-config", path])) as RuleSettings;
}

describe("the linter", () => {
  const found = new Map<string, (string | null)[]>();

  beforeAll(async () => {
    const out = await runLinter(["--no-ignore", "--format", "json", "test/lint/fixtures/rules"]);
    for (const { filePath, messages } of JSON.parse(out) as FileReport[]) {
      found.set(
        basename(filePath, ".ts"),
        messages.map(({ ruleId }) => ruleId),
      );
    }
  });

  const typed = (rule: string): string => `@typescript-eslint/${rule}`;

  it.each([
    ["no-floating-promises", typed("no-floating-promises")],
    ["no-misused-promises", typed("no-misused-promises")],
    ["no-explicit-any", typed("no-explicit-any")],
    ["consistent-type-imports", typed("consistent-type-imports")],
    ["switch-exhaustiveness-check", typed("switch-exhaustiveness-check")],
    ["no-unused-vars", typed("no-unused-vars")],
    ["eqeqeq", "eqeqeq"],
    ["max-lines", "max-lines"],
  ])("finds in %s.ts that rule broken, once, and nothing else", (fixture, rule) => {
    expect(found.get(fixture)).toEqual([rule]);
  });

  it("cannot be silenced by a comment", () => {
    expect(found.get("silenced")).toContain(typed("no-floating-promises"));
  });

  it("finds nothing in a file that is as it should be", () => {
    expect(found.get("clean")).toEqual([]);
  });

  it.each([
    ["src/app/server.ts", 2],
    ["src/casework/review/decide.ts", 2],
    ["src/main.ts", 0],
    ["src/app/cli.ts", 0],
  ])("treats console output in %s as severity %i", async (path, severity) => {
    const { rules } = await settingsFor(path);
    expect(rules["no-console"]?.[0] ?? 0).toBe(severity);
  });
});

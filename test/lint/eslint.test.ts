/** The linter's rules hold: each fixture breaks one of them, and the linter finds that one and no other. */
import { execFile } from "node:child_process";
import { basename, join } from "node:path";
import { promisify } from "node:util";

const root = join(__dirname, "../..");

/** Runs in a process of its own, because the settings are an ES module: lints the fixtures, looks up rules by path. */
const linter = `
import { ESLint } from "eslint";
const eslint = new ESLint({ ignore: false });
const reports = await eslint.lintFiles("test/lint/fixtures/rules");
const settings = await Promise.all(JSON.parse(process.argv[1]).map((path) => eslint.calculateConfigForFile(path)));
process.stdout.write(JSON.stringify({ reports, severities: settings.map(({ rules }) => rules["no-console"]?.[0] ?? 0) }));
`;

interface Findings {
  reports: { filePath: string; messages: { ruleId: string | null }[] }[];
  severities: number[];
}

const consoleOutput: [path: string, severity: number][] = [
  ["src/app/server.ts", 2],
  ["src/casework/review/decide.ts", 2],
  ["src/main.ts", 0],
  ["src/app/cli.ts", 0],
];

describe("the linter", () => {
  const found = new Map<string, (string | null)[]>();
  const severities = new Map<string, number>();

  beforeAll(async () => {
    const paths = consoleOutput.map(([path]) => path);
    const args = ["--input-type=module", "-e", linter, JSON.stringify(paths)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 2 ** 24 });
    const findings = JSON.parse(stdout) as Findings;
    for (const { filePath, messages } of findings.reports) {
      found.set(
        basename(filePath, ".ts"),
        messages.map(({ ruleId }) => ruleId),
      );
    }
    paths.forEach((path, i) => severities.set(path, findings.severities[i] ?? -1));
  }, 120_000);

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

  it.each(consoleOutput)("treats console output in %s as severity %i", (path, severity) => {
    expect(severities.get(path)).toBe(severity);
  });
});

/** The direction of imports holds: a tree of rooms that breaks each rule once is refused for each, a tidy one passes. */
import { execFile } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../..");
const cruiser = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
const settings = join(root, ".dependency-cruiser.cjs");

interface Cruise {
  summary: { violations: { from: string; to: string; rule: { name: string } }[]; totalCruised: number };
}

/** Looks at `src/` of a fixture with the project's own settings. */
function cruise(fixture: string): Promise<Cruise["summary"]> {
  const args = [cruiser, "--config", settings, "--output-type", "json", "src"];
  const cwd = join(__dirname, "fixtures", fixture);
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 2 ** 24 }, (_error, stdout, stderr) => {
      if (stdout) resolve((JSON.parse(stdout) as Cruise).summary);
      else reject(new Error(stderr));
    });
  });
}

/** A package by its name, wherever it is installed. */
const named = (path: string): string => path.replace(/^.*node_modules\/([^/]+)\/.*$/, "package $1");

jest.setTimeout(120_000);

describe("the direction of imports", () => {
  it("is refused by name wherever a tree of rooms breaks it", async () => {
    const { violations } = await cruise("rooms");
    const found = violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${named(to)}`);
    expect(found.sort()).toEqual(
      [
        "kernel-looks-down-only: src/kernel/climbs.ts → src/platform/index.ts",
        "platform-looks-down-only: src/platform/climbs.ts → src/journal/index.ts",
        "journal-looks-down-only: src/journal/climbs.ts → src/parties/index.ts",
        "parties-looks-down-only: src/parties/climbs.ts → src/policy/index.ts",
        "policy-looks-down-only: src/policy/climbs.ts → src/documents/index.ts",
        "documents-looks-down-only: src/documents/climbs.ts → src/casework/index.ts",
        "casework-looks-down-only: src/casework/climbs.ts → src/oversight/index.ts",
        "oversight-looks-down-only: src/oversight/climbs.ts → src/exchange/index.ts",
        "servicedesk-looks-down-only: src/servicedesk/climbs.ts → src/app/index.ts",
        "exchange-looks-down-only: src/exchange/climbs.ts → src/app/index.ts",
        "app-looks-down-only: src/app/climbs.ts → src/main.ts",
        "through-the-index: src/casework/reaches.ts → src/parties/inside.ts",
        "through-the-index-from-main: src/main.ts → src/app/inside.ts",
        "no-sibling-part: src/casework/review/decide.ts → src/casework/notices/decide.ts",
        "no-circle: src/kernel/about.ts → src/kernel/round.ts",
        "no-tests-in-the-program: src/kernel/borrows.ts → src/kernel/some.test.ts",
        "no-development-package: src/kernel/plays.ts → package fast-check",
        "no-unknown-module: src/kernel/lost.js → ./gone.js",
        "no-unlisted-package: src/kernel/sponges.js → package accepts",
        "console-stands-alone: src/console/peeks.ts → src/kernel/index.ts",
        "kernel-looks-down-only: src/kernel/serves.ts → src/console/index.ts",
      ].sort(),
    );
  });

  it("lets a tidy tree pass, circles of types included", async () => {
    const { violations, totalCruised } = await cruise("tidy");
    expect(totalCruised).toBeGreaterThan(10);
    expect(violations).toEqual([]);
  });
});

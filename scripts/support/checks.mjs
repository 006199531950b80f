/** The checks that read the sources without running them: format, lint, direction of imports, types. */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inProject, projectRoot, say } from "./project.mjs";
import { run } from "./run.mjs";

const checks = [
  {
    name: "Format",
    script: "prettier/bin/prettier.cjs",
    args: ["--check", "--log-level=warn", "."],
    mend: "npm run format",
  },
  { name: "Lint", script: "eslint/bin/eslint.js", args: ["--max-warnings=0", "."] },
  {
    name: "Direction of imports",
    script: "dependency-cruiser/bin/dependency-cruise.mjs",
    args: ["--config", ".dependency-cruiser.cjs", "src"],
  },
  { name: "Types", script: "typescript/bin/tsc", args: ["--noEmit", "-p", "tsconfig.json"] },
];

/** Runs every check, whatever the others said, and answers the names of those that failed. Lint takes as long as the rest. */
export async function failedChecks() {
  const folder = mkdtempSync(join(tmpdir(), "lianban-checks-"));
  const failed = [];
  const inTurn = async (some) => {
    for (const check of some) if (!(await passes(check, join(folder, check.name)))) failed.push(check.name);
  };
  try {
    await Promise.all([
      inTurn(checks.filter(({ name }) => name === "Lint")),
      inTurn(checks.filter(({ name }) => name !== "Lint")),
    ]);
    return failed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What it says waits in a file until it has ended: two that run at once do not talk into each other. */
async function passes({ name, script, args, mend }, file) {
  const said = openSync(file, "w");
  const options = { cwd: projectRoot, stdio: ["ignore", said, said] };
  const code = await run(process.execPath, [inProject("node_modules", script), ...args], options).finally(() =>
    closeSync(said),
  );
  heading(name);
  const text = readFileSync(file, "utf8").trim();
  if (text) say(text);
  say(code === 0 ? "in order" : `NOT IN ORDER${mend ? ` (to mend it: ${mend})` : ""}`);
  return code === 0;
}

export const heading = (text) => say(`\n=== ${text}`);

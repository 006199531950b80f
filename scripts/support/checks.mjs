/** The checks that read the sources without running them: format, lint, direction of imports, types. */
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

/** Runs every check, whatever the others said, and answers the names of those that failed. */
export async function failedChecks() {
  const failed = [];
  for (const { name, script, args, mend } of checks) {
    heading(name);
    const code = await run(process.execPath, [inProject("node_modules", script), ...args], { cwd: projectRoot });
    say(code === 0 ? "in order" : `NOT IN ORDER${mend ? ` (to mend it: ${mend})` : ""}`);
    if (code !== 0) failed.push(name);
  }
  return failed;
}

export const heading = (text) => say(`\n=== ${text}`);

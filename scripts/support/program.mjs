/** Prepares the program (packages, build) and then becomes it. */
import Module from "node:module";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { inProject } from "./project.mjs";
import { leaveWith } from "./run.mjs";

/**
 * Runs `dist/src/main.js ARGS…` in this very process, as `node dist/src/main.js ARGS…` would: standard streams,
 * signals and the exit code are the program's own, and no second process stands between it and the terminal.
 */
export async function becomeProgram(args) {
  let ready = false;
  await leaveWith(async () => {
    await ensureInstalled();
    await ensureBuilt();
    ready = true;
  });
  if (!ready) return;
  process.argv = [process.argv[0], inProject("dist/src/main.js"), ...args];
  Module.runMain();
}

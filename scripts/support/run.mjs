/** Runs another program to its end, passing signals on to it. */
import { spawn } from "node:child_process";
import { constants } from "node:os";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Somebody stopped us: not a failure to explain, only a code to leave with. */
export class Interrupted extends Error {
  constructor(signal) {
    super(`stopped by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** A failure that is told in one sentence, without a stack. */
export class Failure extends Error {}

/**
 * Runs `command` and answers its exit code (128 + number when a signal ended it).
 * Throws {@link Interrupted} when we were asked to stop meanwhile, after the program has ended.
 */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: "inherit", ...options });
  let stoppedBy;
  const passOn = (signal) => {
    stoppedBy = signal;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, passOn);
  try {
    const [code, signal] = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (...end) => resolve(end));
    });
    if (stoppedBy) throw new Interrupted(stoppedBy);
    return code ?? 128 + constants.signals[signal];
  } finally {
    for (const signal of signals) process.off(signal, passOn);
  }
}

/** Runs a script's `main` and leaves with its exit code; a {@link Failure} is one line, anything else a stack. */
export async function leaveWith(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof Interrupted)) {
      process.stderr.write(`${error instanceof Failure ? error.message : error.stack}\n`);
    }
    process.exitCode = error.exitCode ?? 1;
  }
}

/** The benchmark's other processes: servers, floors, the load generator; none outlives the run. */
import { fork, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Reply } from "./parent.js";

const compiled = (...parts: string[]): string => join(__dirname, ...parts);
const program = compiled("../../main.js");

const startWithinMs = 30_000;
const endWithinMs = 15_000;

export interface ProgramOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Where standard error goes. */
  readonly logFile: string;
  readonly execArgv?: readonly string[];
}

export interface Processes {
  /** A process of the benchmark's own that answers messages. */
  helper(file: "floor/main.js" | "load/main.js"): ChildProcess;
  /** `lianban ARGS…` as anybody runs it. */
  lianban(args: readonly string[], options: ProgramOptions): ChildProcess;
  stop(child: ChildProcess): Promise<void>;
  stopAll(): Promise<void>;
}

/** A group of its own for each: Ctrl-C reaches only us, and we stop them in order. */
export function createProcesses(): Processes {
  const running = new Set<ChildProcess>();
  const known = (child: ChildProcess): ChildProcess => {
    running.add(child);
    child.once("exit", () => running.delete(child));
    return child;
  };
  return {
    helper: (file) =>
      known(
        fork(compiled(file), { detached: true, stdio: ["ignore", "ignore", "inherit", "ipc"], serialization: "json" }),
      ),
    lianban(args, { env, logFile, execArgv = [] }) {
      const log = openSync(logFile, "a");
      const child = fork(program, [...args], {
        detached: true,
        env: { PATH: process.env["PATH"], NODE_ENV: "production", ...env },
        execArgv: ["--require", compiled("leash.js"), ...execArgv],
        stdio: ["ignore", log, log, "ipc"],
      });
      closeSync(log);
      return known(child);
    },
    stop,
    async stopAll() {
      await Promise.all([...running].map(stop));
    },
  };
}

/** Asks it to end, and ends it where it does not. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), endWithinMs);
  await ended;
  clearTimeout(late);
}

/** Sends one message and waits for its answer. @throws Error with the fault told, or when the process ends first. */
export function ask<Message extends object, Answer>(child: ChildProcess, message: Message): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error("A process of the benchmark ended before it answered"));
    child.once("exit", onExit);
    child.once("message", (reply: Reply<Answer>) => {
      child.off("exit", onExit);
      if ("fault" in reply) reject(new Error(reply.fault));
      else resolve(reply.answer);
    });
    child.send(message, (error) => error && reject(error));
  });
}

/** The exit code of a program that ends by itself. */
export const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once("exit", (code) => resolve(code)));

/** The address that a starting server writes to its log. @throws Error with the log's end when it does not start. */
export async function servingAt(child: ChildProcess, logFile: string): Promise<string> {
  for (let waitedMs = 0; waitedMs < startWithinMs; waitedMs += 50) {
    const url = /"url":"(http:[^"]+)"/.exec(readFileSync(logFile, "utf8"))?.[1];
    if (url) return url;
    if (child.exitCode !== null || child.signalCode !== null) break;
    await sleep(50);
  }
  throw new Error(`The server did not start: ${readFileSync(logFile, "utf8").slice(-2_000)}`);
}

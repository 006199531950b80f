/**
 * Owns a private database server (arguments: its program, its folder): starts it, says on stdout where it answers,
 * and ends it and removes the folder as soon as stdin closes, which happens even when our parent is killed.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { installation, options } from "./mariadb-options.mjs";

const [server, folder] = process.argv.slice(2);
const errorLog = join(folder, "error.log");
const patienceMs = 120_000;
let running;

process.stdin.resume().once("close", () => leave(0));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => leave(1));

let leaving = false;

/** Nothing in there is worth a clean shutdown. */
async function leave(code) {
  if (leaving) return;
  leaving = true;
  if (running?.pid && running.exitCode === null && running.signalCode === null) {
    const ended = once(running, "exit");
    killGroup(running.pid);
    await ended;
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  process.exit(code);
}

function killGroup(pid) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // already gone
  }
}

/** A group of its own for each program: the installer is a shell script with children. */
function begin(program, args) {
  running = spawn(program, args, { stdio: "ignore", detached: true });
  running.once("error", (error) => fail(error.message));
  return new Promise((resolve) => running.once("exit", resolve));
}

async function fail(reason) {
  if (leaving) return;
  process.stderr.write(`${server}: ${reason}\n${endOf(errorLog)}`);
  await leave(1);
}

function endOf(path) {
  try {
    return readFileSync(path, "utf8").split("\n").slice(-15).join("\n");
  } catch {
    return "";
  }
}

/** A port that is free now; whoever takes it before us makes the start fail, and we ask for another. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Whether a server greets us there: the first packet's first byte is version 10 of the protocol. */
function greets(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const answer = (yes) => {
      socket.destroy();
      resolve(yes);
    };
    socket.setTimeout(1_000, () => answer(false));
    socket.once("error", () => answer(false));
    socket.once("data", (packet) => answer(packet[4] === 10));
  });
}

async function serve() {
  const port = await freePort();
  let ended = false;
  void begin(server, options(server, folder, port, errorLog)).then(() => (ended = true));
  const until = Date.now() + patienceMs;
  while (!ended && Date.now() < until) {
    if (await greets(port)) return port;
    await wait(100);
  }
  return undefined;
}

const install = installation(server, folder, errorLog);
if ((await begin(install.program, install.args)) !== 0) await fail(`${install.program} failed.`);
const port = (await serve()) ?? (await serve());
if (port === undefined) await fail("does not answer.");
running.once("exit", () => fail("ended before its time."));
process.stdout.write(`${JSON.stringify({ url: `mysql://root@127.0.0.1:${port}/` })}\n`);

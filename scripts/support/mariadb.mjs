/** A private MariaDB (or MySQL) server for tests and measurements: empty, on loopback, gone when we are. */
import { spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { inProject } from "./project.mjs";
import { Failure } from "./run.mjs";

/** Servers are often installed where an ordinary user's path does not look. */
const alsoIn = ["/usr/sbin", "/usr/local/sbin", "/usr/libexec", "/usr/local/mysql/bin", "/opt/homebrew/bin"];

/** The path of the first of `names` that can be run on this machine, or undefined. */
export function findProgram(...names) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...alsoIn].filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const findServer = () => findProgram("mariadbd", "mysqld");

/**
 * Starts a server of our own on a temporary folder and a free port; `inMemory`, where the machine has room for that:
 * a suite makes and drops databases by the hundred, and each table made waits for a disk otherwise.
 * Answers its `url` (root without password, no database named) and `stop()`, which ends it and removes the folder.
 * A guard process does both as well when we die without a word, however that happens.
 */
export async function startPrivateServer({ server = findServer(), inMemory = false } = {}) {
  const folder = mkdtempSync(join((inMemory && memoryFolder()) || shortTemporaryFolder(), "lianban-db-"));
  const guard = spawn(process.execPath, [inProject("scripts/support/mariadb-guard.mjs"), server, folder], {
    stdio: ["pipe", "pipe", "inherit"],
    detached: true, // Ctrl-C reaches every process of the terminal; the guard hears of our end through the pipe
  });
  const gone = new Promise((resolve) => guard.once("exit", resolve));
  guard.stdin.on("error", () => {}); // the guard may be gone before us
  const stop = async () => {
    guard.stdin.end();
    await gone;
  };
  const lines = createInterface({ input: guard.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) throw new Failure(`${server} is on this machine, but a private instance of it did not start.`);
  return { ...JSON.parse(first.value), stop };
}

/** A socket's path may have 107 characters at most. */
const shortTemporaryFolder = () => (tmpdir().length < 60 ? tmpdir() : "/tmp");

const memoryNeededBytes = 2 * 2 ** 30;

/** A file system in memory with room for a suite's databases, or undefined; none where another folder is asked for. */
function memoryFolder(folder = "/dev/shm") {
  if (process.env.TMPDIR) return undefined;
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= memoryNeededBytes ? folder : undefined;
  } catch {
    return undefined;
  }
}

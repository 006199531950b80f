/** One process at a time: a lock file that outlives neither its owner nor a crash. */
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const beatMs = 1_000;
const deadAfterMs = 20_000;

/**
 * Runs `work` while holding the lock file at `path`, waiting for whoever holds it now.
 * `work` is told whether the last owner died while holding it (what it was making may be half done).
 * `onWait` is called once when there is somebody to wait for.
 */
export async function withLock(path, work, onWait = () => {}) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), since: Date.now() });
  let ownerDied = false;
  let told = false;
  while (!take(path, mine)) {
    if (removeIfDead(path)) ownerDied = true;
    else {
      if (!told) onWait();
      told = true;
      await wait(150);
    }
  }
  const beat = setInterval(() => touch(path), beatMs);
  try {
    return await work({ ownerDied });
  } finally {
    clearInterval(beat);
    if (readLock(path)?.text === mine) unlinkSync(path);
  }
}

function take(path, text) {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** Moves a dead owner's lock away; a lock that changed hands between the look and the move is put back. */
function removeIfDead(path) {
  const seen = readLock(path);
  if (!seen || !isDead(seen)) return false;
  const away = `${path}.${process.pid}`;
  try {
    renameSync(path, away);
    const taken = readFileSync(away, "utf8");
    if (taken !== seen.text) linkSync(away, path);
    unlinkSync(away);
    return taken === seen.text;
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
}

function readLock(path) {
  try {
    return { text: readFileSync(path, "utf8"), ageMs: Date.now() - statSync(path).mtimeMs };
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function isDead({ text, ageMs }) {
  if (ageMs > deadAfterMs) return true;
  let owner;
  try {
    owner = JSON.parse(text);
  } catch {
    return false; // being written at this moment
  }
  if (owner.host !== hostname()) return false;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The folder went away under us; the work itself will say so.
  }
}

/** Clearing away what sign-in no longer needs. */
import { instantOf, msOf } from "../../kernel/index.js";
import type { Database } from "../../platform/index.js";
import { knownPlaceDays } from "./throttle.js";

const sessionsKeptDays = 30;

/** Deletes sessions that ended a month ago and counters of places not known any more; the number of rows. For a job. */
export function sweepSignIn(database: Database, now: string): Promise<number> {
  const before = (days: number) => instantOf(msOf(now) - days * 86_400_000);
  return database.write(async (tx) => {
    const ended = before(sessionsKeptDays);
    const sessions = await tx.run("DELETE FROM session WHERE expiresAt < ? OR revokedAt < ?", [ended, ended]);
    const attempts = await tx.run("DELETE FROM sign_in_attempt WHERE lastAttemptAt < ?", [before(knownPlaceDays)]);
    return sessions + attempts;
  });
}

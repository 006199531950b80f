/** One transaction, tried again as a new one where it lost a race. */
import { setTimeout as sleep } from "node:timers/promises";
import { conflictOf, type Database, type WriteSql } from "../../platform/index.js";
import { Busy, LostRace } from "../attempt.js";

const triesAtMost = 8;

/** @throws Busy naming what could not be done. */
export async function retried<T>(database: Database, what: string, work: (tx: WriteSql) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.write(work);
    } catch (error) {
      if (!(error instanceof LostRace) && conflictOf(error) === null) throw error;
      database.stats.conflicts += 1;
      if (tries >= triesAtMost) throw new Busy(`${what} lost ${tries} races`, { cause: error });
      await sleep(Math.random() * 8 * tries);
    }
  }
}

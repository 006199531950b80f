/** Many commands in one transaction: all of them count, or none. */
import type { Database } from "../../platform/index.js";

/**
 * Runs `fn` with a database whose writes all go into one transaction, and whose reads see them. For setting up only: a
 * refusal inside must end the whole, because nothing takes back a part of it.
 */
export function inOneTransaction<T>(database: Database, fn: (whole: Database) => Promise<T>): Promise<T> {
  return database.write((tx) =>
    fn({
      kind: database.kind,
      read: { all: tx.all, run: tx.run },
      write: (inner) => inner(tx),
      stats: database.stats,
      writesInFlight: 0,
      close: () => Promise.resolve(),
    }),
  );
}

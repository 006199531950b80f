/** A database that notes what is written to it: the rows of each command, for the floor to write in its own way. */
import type { Database } from "../../platform/index.js";
import type { Write } from "./floor/driver.js";

export interface Recording {
  readonly database: Database;
  /** Everything that was written since the last time, in order. */
  taken(): Write[];
}

export function recording(database: Database): Recording {
  let writes: Write[] = [];
  return {
    database: {
      ...database,
      get writesInFlight() {
        return database.writesInFlight;
      },
      write: (fn) =>
        database.write((tx) =>
          fn({
            ...tx,
            run(sql, params = []) {
              writes.push([sql, [...params]]);
              return tx.run(sql, params);
            },
          }),
        ),
    },
    taken() {
      const all = writes;
      writes = [];
      return all;
    },
  };
}

/** Databases that misbehave on purpose, or tell what they are asked: the real one behind a face. */
import { OutcomeUnknown, type Database, type Sql, type SqlValue, type WriteSql } from "../../src/platform/index.js";

type Ask = <T>(sql: string, params: readonly SqlValue[], go: () => Promise<T>) => Promise<T>;

const through = <Face extends Sql>(sql: Face, ask: Ask): Face => ({
  ...sql,
  all: (text: string, params: readonly SqlValue[] = []) => ask(text, params, () => sql.all(text, params)),
  run: (text: string, params: readonly SqlValue[] = []) => ask(text, params, () => sql.run(text, params)),
});

interface Face {
  readonly read?: Ask;
  readonly inWrite?: Ask;
  readonly write?: <T>(go: () => Promise<T>) => Promise<T>;
}

/** The same database, every statement and every transaction through these. */
function behind(database: Database, { read, inWrite, write = (go) => go() }: Face): Database {
  return {
    kind: database.kind,
    read: read ? through(database.read, read) : database.read,
    stats: database.stats,
    get writesInFlight() {
      return database.writesInFlight;
    },
    write: <T>(fn: (tx: WriteSql) => Promise<T>) =>
      write(() => database.write((tx) => fn(inWrite ? through(tx, inWrite) : tx))),
    close: () => database.close(),
  };
}

export const pulledThePlug = "pulled the plug";

/** Breaks in place of the statement whose turn it is, counted from 1 inside one transaction. */
export function breakingAt(database: Database, turn: { at: number }): Database {
  let count = 0;
  return behind(database, {
    inWrite(_sql, _params, go) {
      count += 1;
      return count === turn.at ? Promise.reject(new Error(pulledThePlug)) : go();
    },
    write(go) {
      count = 0;
      return go();
    },
  });
}

/** How the connection is lost in the next transaction: after the server has committed, or before it heard of it. */
export interface NextCommit {
  lost: "AFTER" | "BEFORE" | null;
}

/** Loses the connection in the COMMIT when told to: nobody knows then what became of it. */
export function losingCommits(database: Database, next: NextCommit): Database {
  const unknown = () => new OutcomeUnknown("The connection was lost during COMMIT");
  return {
    ...behind(database, {}),
    async write(fn) {
      const { lost } = next;
      next.lost = null;
      if (lost === "BEFORE") {
        await database.write(async (tx) => Promise.reject(await fn(tx).then(unknown)));
      }
      const result = await database.write(fn);
      if (lost === "AFTER") throw unknown();
      return result;
    },
  };
}

export interface Heard {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** Writes down what is read. */
export function listening(database: Database, heard: Heard[]): Database {
  return behind(database, {
    read(sql, params, go) {
      heard.push({ sql, params });
      return go();
    },
  });
}

/** Does something first, each time that such a statement is about to be read. */
export function askedBefore(database: Database, which: RegExp, first: () => Promise<void>): Database {
  return behind(database, {
    async read(sql, _params, go) {
      if (which.test(sql)) await first();
      return go();
    },
  });
}

/** Finds nothing in such tables, and writes nothing. */
export function forgetting(database: Database, which: RegExp): Database {
  return behind(database, {
    read: <T>(sql: string, _params: readonly SqlValue[], go: () => Promise<T>) =>
      which.test(sql) ? Promise.resolve([] as T) : go(),
    write: () => Promise.resolve(undefined as never),
  });
}

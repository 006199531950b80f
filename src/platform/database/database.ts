/** The database: one side to read, one to write; nothing else holds a connection. */

export type SqlValue = string | number | boolean | null | Buffer;
export type RawRow = Record<string, unknown>;

export interface Sql {
  /** The rows of a query; `?` placeholders. */
  all<T = RawRow>(sql: string, params?: readonly SqlValue[]): Promise<T[]>;
  /** Runs a statement; the number of rows it matched. */
  run(sql: string, params?: readonly SqlValue[]): Promise<number>;
}

/** The transaction's side of the database. */
export interface WriteSql extends Sql {
  /** Locks what a SELECT names until the transaction ends: " FOR UPDATE", or nothing where the whole file is locked. */
  readonly forUpdate: string;
  /** Where the two kinds have different words for the same thing. */
  readonly kind: DatabaseKind;
}

/** Counted since the start; benchmarks and tests read them. */
export interface DatabaseStats {
  statements: number;
  rows: number;
  transactions: number;
  conflicts: number;
}

export type DatabaseKind = "sqlite" | "mariadb" | "mysql";

export interface Database {
  readonly kind: DatabaseKind;
  readonly read: Sql;
  /** Runs `fn` in one transaction; commits when it resolves, else rolls back. Never nested. */
  write<T>(fn: (tx: WriteSql) => Promise<T>): Promise<T>;
  readonly stats: DatabaseStats;
  /** How many writes wait or run in this process. */
  readonly writesInFlight: number;
  close(): Promise<void>;
}

/** The connection broke while a COMMIT was under way: nobody knows yet whether it counts. */
export class OutcomeUnknown extends Error {
  override readonly name = "OutcomeUnknown";
}

export type Conflict = "DUPLICATE" | "DEADLOCK" | "LOCK_WAIT" | "SNAPSHOT" | "BUSY";

/** A unique key by this prefix is one that two honest writers may race for; the loser tries again. */
export const racePrefix = "race_";

/** What was read a moment ago does not hold any more, as a conditional write has found; it is tried again. */
export class LostRace extends Error {
  override readonly name = "LostRace";
}

/** The kind of lost race that an error tells of, or null when it is something else. */
export function conflictOf(error: unknown): Conflict | null {
  const { code, errno, message } = error as { code?: string; errno?: number; message?: string };
  if (error instanceof LostRace) return "SNAPSHOT";
  if (errno === 1213) return "DEADLOCK";
  if (errno === 1205 || errno === 3572) return "LOCK_WAIT";
  if (errno === 1020) return "SNAPSHOT";
  if (errno === 1062) return message?.includes(racePrefix) ? "DUPLICATE" : null;
  if (code?.startsWith("SQLITE_BUSY")) return "BUSY";
  if (code?.startsWith("SQLITE_CONSTRAINT")) return message?.includes(racePrefix) ? "DUPLICATE" : null;
  return null;
}

/** Whether a row was refused because its key is there already, whichever key that is. */
export function isDuplicate(error: unknown): boolean {
  const { code, errno } = error as { code?: string; errno?: number };
  return errno === 1062 || code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY";
}

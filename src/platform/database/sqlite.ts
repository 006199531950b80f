/** The embedded database: one file, one connection that writes behind a queue, one that reads. */
import Sqlite from "better-sqlite3";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { racePrefix, type Database, type DatabaseStats, type Sql, type SqlValue, type WriteSql } from "./database.js";

const busyPatienceMs = 10_000;
const statementCacheSize = 500;

export interface SqliteOptions {
  readonly file: string;
  /** Waits for the disk at each commit; only throw-away databases of tests do without. */
  readonly durable: boolean;
}

export function openSqlite({ file, durable }: SqliteOptions): Database {
  mkdirSync(dirname(file), { recursive: true });
  const stats: DatabaseStats = { statements: 0, rows: 0, transactions: 0, conflicts: 0 };
  const writer = new Sqlite(file, { timeout: 0 });
  writer.pragma("journal_mode = WAL");
  writer.pragma(`synchronous = ${durable ? "FULL" : "OFF"}`);
  writer.pragma("foreign_keys = ON");
  const reader = new Sqlite(file, { timeout: 2_000 });
  reader.pragma("query_only = ON");
  const write = sqlOn(writer, stats);
  let queue: Promise<unknown> = Promise.resolve();
  let writesInFlight = 0;

  async function transaction<T>(fn: (tx: WriteSql) => Promise<T>): Promise<T> {
    await beginImmediate(writer, stats);
    stats.transactions += 1;
    try {
      const result = await fn({ ...write, forUpdate: "", kind: "sqlite" });
      writer.exec("COMMIT");
      return result;
    } catch (error) {
      if (writer.inTransaction) writer.exec("ROLLBACK");
      throw withRaceKey(writer, error);
    }
  }

  return {
    kind: "sqlite",
    read: sqlOn(reader, stats),
    write(fn) {
      writesInFlight += 1;
      const turn = queue.then(() => transaction(fn)).finally(() => (writesInFlight -= 1));
      queue = turn.catch(() => undefined);
      return turn;
    },
    stats,
    get writesInFlight() {
      return writesInFlight;
    },
    async close() {
      await queue;
      reader.close();
      writer.close();
    },
  };
}

/** Another process may hold the file: waits without blocking this one. */
async function beginImmediate(db: Sqlite.Database, stats: DatabaseStats): Promise<void> {
  const giveUpAt = Date.now() + busyPatienceMs;
  for (;;) {
    try {
      db.exec("BEGIN IMMEDIATE");
      return;
    } catch (error) {
      stats.conflicts += 1;
      const busy = (error as { code?: string }).code?.startsWith("SQLITE_BUSY");
      if (!busy || Date.now() > giveUpAt) throw error;
      await sleep(2 + Math.random() * 8);
    }
  }
}

function sqlOn(db: Sqlite.Database, stats: DatabaseStats): Sql {
  const cache = new Map<string, Sqlite.Statement>();
  const prepare = (sql: string): Sqlite.Statement => {
    const known = cache.get(sql);
    if (known) return known;
    if (cache.size >= statementCacheSize) cache.clear();
    const statement = db.prepare(sql);
    cache.set(sql, statement);
    return statement;
  };
  const bind = (params: readonly SqlValue[]) =>
    params.map((value) => (typeof value === "boolean" ? Number(value) : value));
  // The driver is synchronous; an async face makes its errors rejections as the other driver's are.
  return {
    async all<T>(sql: string, params: readonly SqlValue[] = []) {
      stats.statements += 1;
      const rows = prepare(sql).all(...bind(params)) as T[];
      stats.rows += rows.length;
      return Promise.resolve(rows);
    },
    async run(sql: string, params: readonly SqlValue[] = []) {
      stats.statements += 1;
      return Promise.resolve(prepare(sql).run(...bind(params)).changes);
    },
  };
}

/** SQLite's message names columns; adds the name of the race key made of them, so that both databases read alike. */
function withRaceKey(db: Sqlite.Database, error: unknown): unknown {
  if (!(error instanceof Sqlite.SqliteError) || !error.code.startsWith("SQLITE_CONSTRAINT")) return error;
  const columns = /failed: (.*)$/.exec(error.message)?.[1];
  const keys = db.prepare("SELECT name, tbl_name AS tableName FROM sqlite_master WHERE type = 'index'").all() as {
    name: string;
    tableName: string;
  }[];
  const key = keys.find(({ name, tableName }) => {
    if (!name.startsWith(racePrefix)) return false;
    const info = db.pragma(`index_info(${name})`) as { name: string }[];
    return info.map((part) => `${tableName}.${part.name}`).join(", ") === columns;
  });
  if (key) error.message += ` for key '${key.name}'`;
  return error;
}

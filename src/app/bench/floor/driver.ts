/** The two drivers as a hand-written program would use them: the shortest way to rows and to one transaction. */
import Sqlite from "better-sqlite3";
import mysql from "mysql2/promise";
import { embeddedFile, mysqlOptions, type DatabaseSettings, type SqlValue } from "../../../platform/index.js";

export type Row = Readonly<Record<string, string | number | null>>;

/** A statement with its values, as the journal wrote it in the rehearsal. */
export type Write = readonly [sql: string, params: readonly SqlValue[]];

export interface Driver {
  all(sql: string, params: readonly SqlValue[]): Promise<Row[]>;
  /** All of them in one transaction. */
  transaction(writes: readonly Write[]): Promise<void>;
  /** Statements sent so far, without those that begin and end a transaction. */
  statements(): number;
  close(): Promise<void>;
}

export const openDriver = (settings: DatabaseSettings): Driver =>
  settings.url ? server(settings.url) : file(embeddedFile(settings.dataFolder));

/** As many connections as the system's own pool has. */
const connectionLimit = 16;

function server(url: string): Driver {
  const pool = mysql.createPool({ ...mysqlOptions(url), connectionLimit });
  let statements = 0;
  return {
    async all(sql, params) {
      statements += 1;
      const [rows] = await pool.query(sql, [...params]);
      return rows as Row[];
    },
    async transaction(writes) {
      const connection = await pool.getConnection();
      try {
        await connection.query("START TRANSACTION");
        for (const [sql, params] of writes) {
          statements += 1;
          await connection.query(inItsWords(sql), [...params]);
        }
        await connection.query("COMMIT");
      } finally {
        connection.release();
      }
    },
    statements: () => statements,
    close: () => pool.end(),
  };
}

/** The rehearsal was on the embedded database, which adds to a row that is there in other words. */
const inItsWords = (sql: string): string =>
  sql
    .replace(/ON CONFLICT \([^)]*\) DO UPDATE SET/, "ON DUPLICATE KEY UPDATE")
    .replace(/excluded\.(\w+)/g, "VALUES($1)");

/** Waits for the disk at each commit, as the system does. */
function file(path: string): Driver {
  const db = new Sqlite(path);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  const prepared = new Map<string, Sqlite.Statement>();
  let statements = 0;
  const prepare = (sql: string): Sqlite.Statement => {
    const statement = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, statement);
    statements += 1;
    return statement;
  };
  return {
    all: (sql, params) => Promise.resolve(prepare(sql).all(...params) as Row[]),
    transaction(writes) {
      db.exec("BEGIN IMMEDIATE");
      for (const [sql, params] of writes) prepare(sql).run(...params);
      db.exec("COMMIT");
      return Promise.resolve();
    },
    statements: () => statements,
    close: () => Promise.resolve(void db.close()),
  };
}

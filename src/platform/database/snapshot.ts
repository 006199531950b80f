/** The whole database as it stands at one instant, read table by table while others go on writing. */
import Sqlite from "better-sqlite3";
import mysql from "mysql2";
import type { RawRow } from "./database.js";
import { mysqlOptions } from "./mysql.js";
import { embeddedFile, type DatabaseSettings } from "./open.js";

export interface Snapshot {
  /** Every table, by name. */
  readonly tables: readonly string[];
  /** Every row as the driver gives it; streamed. One table at a time. */
  rows(table: string): AsyncIterable<RawRow>;
  close(): Promise<void>;
}

/** The caller closes it soon: an open snapshot makes the database keep what was changed meanwhile. */
export const openSnapshot = (settings: DatabaseSettings): Promise<Snapshot> =>
  settings.url ? snapshotOfServer(settings.url) : snapshotOfFile(embeddedFile(settings.dataFolder));

async function snapshotOfFile(file: string): Promise<Snapshot> {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true });
  database.exec("BEGIN");
  // The first read fixes the instant.
  const names = database
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all();
  return Promise.resolve({
    tables: names.map(({ name }) => name).sort(),
    async *rows(table) {
      yield* database.prepare<[], RawRow>(`SELECT * FROM "${table}"`).iterate();
    },
    close() {
      database.close();
      return Promise.resolve();
    },
  });
}

const rowsAhead = 500;

async function snapshotOfServer(url: string): Promise<Snapshot> {
  const connection = mysql.createConnection(mysqlOptions(url));
  const ask = (sql: string) =>
    new Promise<RawRow[]>((resolve, reject) => {
      connection.query(sql, (error: unknown, rows) => (error ? reject(error as Error) : resolve(rows as RawRow[])));
    });
  await ask("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
  await ask("START TRANSACTION WITH CONSISTENT SNAPSHOT");
  const listed = await ask("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'");
  return {
    tables: listed.map((row) => String(Object.values(row)[0])).sort(),
    async *rows(table) {
      const stream = connection.query(`SELECT * FROM \`${table}\``).stream({ highWaterMark: rowsAhead });
      for await (const row of stream) yield row as RawRow;
    },
    close: () => new Promise((resolve) => connection.end(() => resolve())),
  };
}

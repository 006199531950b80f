/** Changes what is stored behind the program's back, as a hand in the database would, and puts it back afterwards. */
import Sqlite from "better-sqlite3";
import mysql from "mysql2/promise";
import { embeddedFile, mysqlOptions, type RawRow, type SqlValue } from "../../src/platform/index.js";
import type { TestDatabase } from "./harness.js";

/** Runs a statement past every foreign key; the rows it answers. */
export type Run = (sql: string, params?: readonly SqlValue[]) => Promise<RawRow[]>;

interface BackDoor {
  readonly run: Run;
  tables(): Promise<string[]>;
  close(): Promise<void>;
}

/** Does the change, looks, and puts every table back as it was. */
export async function whileTampered<T>(
  fresh: TestDatabase,
  change: (run: Run) => Promise<unknown>,
  look: () => Promise<T>,
): Promise<T> {
  const door = await backDoor(fresh);
  const before = await contents(door);
  try {
    await change(door.run);
    if (JSON.stringify([...before]) === JSON.stringify([...(await contents(door))])) throw new Error("Nothing changed");
    return await look();
  } finally {
    await putBack(door, before);
    await door.close();
  }
}

async function contents({ run, tables }: BackDoor): Promise<Map<string, RawRow[]>> {
  const found = new Map<string, RawRow[]>();
  for (const table of await tables()) found.set(table, await run(`SELECT * FROM ${table} ORDER BY 1`));
  return found;
}

async function putBack(door: BackDoor, before: ReadonlyMap<string, readonly RawRow[]>): Promise<void> {
  const after = await contents(door);
  for (const [table, rows] of before) {
    if (JSON.stringify(rows) === JSON.stringify(after.get(table))) continue;
    await door.run(`DELETE FROM ${table}`);
    for (const row of rows) {
      const slots = Object.keys(row).map(() => "?");
      const sql = `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${slots.join(", ")})`;
      await door.run(sql, Object.values(row) as SqlValue[]);
    }
  }
}

async function backDoor({ settings }: TestDatabase): Promise<BackDoor> {
  if (settings.url) {
    const connection = await mysql.createConnection(mysqlOptions(settings.url));
    await connection.query("SET foreign_key_checks = 0");
    const run: Run = async (sql, params = []) => (await connection.query(sql, [...params]))[0] as unknown as RawRow[];
    return {
      run,
      tables: async () => (await run("SHOW TABLES")).map((row) => String(Object.values(row)[0])),
      close: () => connection.end(),
    };
  }
  const file = new Sqlite(embeddedFile(settings.dataFolder), { timeout: 2_000 });
  file.pragma("foreign_keys = OFF");
  const run: Run = async (sql, params = []) => {
    const statement = file.prepare<unknown[], RawRow>(sql);
    if (statement.reader) return statement.all(...params);
    statement.run(...params);
    return [];
  };
  return {
    run,
    tables: async () =>
      (await run("SELECT name FROM sqlite_master WHERE type = 'table'")).map(({ name }) => String(name)),
    close: async () => void file.close(),
  };
}

/** Databases for tests: every test that touches one runs on the embedded one and, where there is one, on MariaDB. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mysql from "mysql2/promise";
import { migrate } from "../../src/app/migrate.js";
import {
  createKeys,
  embeddedFile,
  mysqlOptions,
  newMasterKey,
  openDatabase,
  parseKeys,
  type Database,
  type DatabaseSettings,
  type Keys,
} from "../../src/platform/index.js";
import { testDatabases } from "./databases.js";

export interface TestDatabase {
  readonly name: "embedded" | "mariadb";
  readonly settings: DatabaseSettings;
  readonly database: Database;
  /** A second opening of the same database, as another process has. */
  reopen(): Promise<Database>;
  dispose(): Promise<void>;
}

export const testKeys: Keys = createKeys(parseKeys(newMasterKey("test")));

type Kind = ReturnType<typeof testDatabases>[number];

/** Declares the same tests once for each database that there is. */
export function onEachDatabase(declare: (fresh: () => Promise<TestDatabase>, name: Kind["name"]) => void): void {
  for (const kind of testDatabases()) {
    describe(`on ${kind.name}`, () => {
      const open: TestDatabase[] = [];
      afterAll(async () => {
        for (const one of open) await one.dispose();
      });
      declare(async () => {
        const fresh = await freshDatabase(kind);
        open.push(fresh);
        return fresh;
      }, kind.name);
    });
  }
}

export async function freshDatabase(kind: Kind): Promise<TestDatabase> {
  return kind.url ? freshMariadb(kind.url) : freshEmbedded();
}

const worker = `${process.pid}_${process.env["JEST_WORKER_ID"] ?? "0"}`;
/** The folder of this run of the suite, which is removed at its end whatever happened to the workers. */
const temporary = (): string => (process.env["LIANBAN_TEST_FOLDER"] ??= mkdtempSync(join(tmpdir(), "lianban-suite-")));

/** Worker processes load this file anew for every file of tests; what takes a while is kept for the whole run. */
const kept = (name: string): string => join(temporary(), name);
let made = 0;

/** Migrated once per run by the real migrations, then copied: the database's files by name. */
async function embeddedTemplate(): Promise<string> {
  const template = kept("template");
  if (existsSync(template)) return template;
  const dataFolder = mkdtempSync(join(temporary(), "lianban-template-"));
  await migrate({ url: null, dataFolder, durable: false });
  const database = await openDatabase({ url: null, dataFolder, durable: false });
  await database.read.all("SELECT 1");
  await database.write((tx) => tx.all("SELECT 1"));
  await database.close();
  try {
    renameSync(dataFolder, template);
  } catch {
    // Another worker was quicker, and its template is the same.
    rmSync(dataFolder, { recursive: true, force: true });
  }
  return template;
}

async function freshEmbedded(): Promise<TestDatabase> {
  const template = embeddedFile(await embeddedTemplate());
  const dataFolder = mkdtempSync(join(temporary(), "lianban-test-"));
  mkdirSync(dataFolder, { recursive: true });
  for (const suffix of ["", "-wal"]) {
    if (existsSync(template + suffix)) copyFileSync(template + suffix, embeddedFile(dataFolder) + suffix);
  }
  const settings = { url: null, dataFolder, durable: false };
  const database = await openDatabase(settings);
  const opened = [database];
  return {
    name: "embedded",
    settings,
    database,
    async reopen() {
      const again = await openDatabase(settings);
      opened.push(again);
      return again;
    },
    async dispose() {
      for (const one of opened) await one.close().catch(() => undefined);
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

const urlOf = (server: string, name: string): string => {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

async function onServer<T>(server: string, fn: (connection: mysql.Connection) => Promise<T>): Promise<T> {
  const connection = await mysql.createConnection({ ...mysqlOptions(server), database: undefined });
  try {
    return await fn(connection);
  } finally {
    await connection.end();
  }
}

/** What makes a migrated database on that server: migrated once per run by the real migrations. */
async function serverTemplate(server: string): Promise<string[]> {
  const template = kept("template.json");
  if (existsSync(template)) return JSON.parse(readFileSync(template, "utf8")) as string[];
  const name = `lb_template_${worker}`;
  await onServer(server, async (connection) => {
    await connection.query(`DROP DATABASE IF EXISTS ${name}`);
    await connection.query(`CREATE DATABASE ${name}`);
  });
  await migrate({ url: urlOf(server, name), dataFolder: "" });
  const statements = await onServer(server, async (connection) => {
    await connection.query(`USE ${name}`);
    const [tables] = await connection.query("SHOW TABLES");
    const made: string[] = [];
    for (const row of tables as Record<string, string>[]) {
      const [shown] = await connection.query(`SHOW CREATE TABLE \`${Object.values(row)[0]}\``);
      made.push(String((shown as Record<string, string>[])[0]?.["Create Table"]));
    }
    const [applied] = await connection.query("SELECT timestamp, name FROM migrations ORDER BY id");
    for (const { timestamp, name: migration } of applied as { timestamp: number; name: string }[]) {
      made.push(`INSERT INTO migrations (timestamp, name) VALUES (${timestamp}, '${migration}')`);
    }
    // The statements are all that is needed of it.
    await connection.query(`DROP DATABASE ${name}`);
    return made;
  });
  writeFileSync(`${template}.${worker}`, JSON.stringify(statements));
  renameSync(`${template}.${worker}`, template);
  return statements;
}

async function freshMariadb(server: string): Promise<TestDatabase> {
  const statements = await serverTemplate(server);
  made += 1;
  const name = `lb_test_${worker}_${made}`;
  await onServer(server, async (connection) => {
    await connection.query(`DROP DATABASE IF EXISTS ${name}`);
    await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    await connection.query(`USE ${name}`);
    await connection.query("SET foreign_key_checks = 0");
    for (const statement of statements) await connection.query(statement);
  });
  const dataFolder = mkdtempSync(join(temporary(), "lianban-test-"));
  const settings = { url: urlOf(server, name), dataFolder, connectionLimit: 8 };
  const database = await openDatabase(settings);
  const opened = [database];
  return {
    name: "mariadb",
    settings,
    database,
    async reopen() {
      const again = await openDatabase(settings);
      opened.push(again);
      return again;
    },
    async dispose() {
      for (const one of opened) await one.close().catch(() => undefined);
      rmSync(dataFolder, { recursive: true, force: true });
      await onServer(server, (connection) => connection.query(`DROP DATABASE IF EXISTS ${name}`));
    },
  };
}

/** The databases of a benchmark: one seeded by the program's own commands, and equal copies of it for every server. */
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import mysql from "mysql2/promise";
import { createJournal, type Journal } from "../../journal/index.js";
import {
  createKeys,
  embeddedFile,
  mysqlOptions,
  openDatabase,
  openFolderBlobs,
  openSnapshot,
  parseKeys,
  type DatabaseSettings,
  type RawRow,
  type SqlValue,
} from "../../platform/index.js";
import { loadPolicies } from "../../policy/index.js";
import type { CaseServices } from "../../casework/index.js";
import { migrate } from "../migrate.js";
import { inProject } from "../paths.js";
import { aggregatesIn } from "../services.js";
import { recording, type Recording } from "./recording.js";

/** Where a run keeps everything; nothing else is written. */
export interface Ground {
  readonly folder: string;
  /** As LIANBAN_KEYS. */
  readonly keys: string;
  readonly blobFolder: string;
  /** Where MariaDB or MySQL answers; null where there is none. */
  readonly server: string | null;
  /** Begins the name of every database that is made there. */
  readonly prefix: string;
}

export type DatabaseName = "mariadb" | "embedded";

/** The program's services on an embedded database; what it writes is noted. */
export async function openBook(
  { keys: text, blobFolder }: Ground,
  settings: DatabaseSettings,
): Promise<Recording & { readonly services: CaseServices; readonly journal: Journal }> {
  const noted = recording(await openDatabase(settings));
  const keys = createKeys(parseKeys(text));
  const policies = loadPolicies(inProject("policy"), { production: true });
  const aggregates = aggregatesIn(policies.calendar.zone);
  const journal = createJournal({ database: noted.database, keys, aggregates });
  return {
    ...noted,
    journal,
    services: { journal, policies, blobs: await openFolderBlobs({ folder: blobFolder, keys }) },
  };
}

/** An empty embedded database; it does not wait for the disk, because it is a mould only. */
export async function emptyBook({ folder }: Ground, name: string): Promise<DatabaseSettings> {
  const settings = { url: null, dataFolder: join(folder, name), durable: false };
  await migrate(settings);
  return settings;
}

/** An equal embedded database under another name. The mould must be closed. */
export function embeddedCopy({ folder }: Ground, mould: DatabaseSettings, name: string): DatabaseSettings {
  const dataFolder = join(folder, name);
  mkdirSync(dataFolder, { recursive: true });
  copyFileSync(embeddedFile(mould.dataFolder), embeddedFile(dataFolder));
  return { url: null, dataFolder };
}

/** An equal database on the server. */
export async function serverCopy(ground: Ground, mould: DatabaseSettings, name: string): Promise<DatabaseSettings> {
  const settings = await emptyOnServer(ground, name);
  const snapshot = await openSnapshot(mould);
  const database = await openDatabase({ ...settings, connectionLimit: 2 });
  try {
    await database.write(async (tx) => {
      await tx.run("SET foreign_key_checks = 0");
      for (const table of snapshot.tables.filter((one) => one !== "migrations")) {
        for await (const rows of inBatches(snapshot.rows(table))) {
          const columns = Object.keys(rows[0] ?? {});
          const slots = `(${columns.map(() => "?").join(", ")})`;
          await tx.run(
            `INSERT INTO ${table} (${columns.join(", ")}) VALUES ${rows.map(() => slots).join(", ")}`,
            rows.flatMap((row) => columns.map((column) => row[column] as SqlValue)),
          );
        }
      }
      await tx.run("SET foreign_key_checks = 1");
    });
    return settings;
  } finally {
    await snapshot.close();
    await database.close();
  }
}

const rowsPerInsert = 200;

async function* inBatches(rows: AsyncIterable<RawRow>): AsyncGenerator<RawRow[]> {
  let batch: RawRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < rowsPerInsert) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** A migrated database of our own on the server. */
export async function emptyOnServer({ server, prefix, folder }: Ground, name: string): Promise<DatabaseSettings> {
  if (!server) throw new Error("There is no database server");
  const url = new URL(server);
  url.pathname = `/${prefix}${name}`;
  await onServer(server, `CREATE DATABASE ${prefix}${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const settings = { url: url.href, dataFolder: join(folder, `server-${name}`) };
  await migrate(settings);
  return settings;
}

/** Leaves nothing behind, here and on the server. */
export async function clearGround({ server, prefix, folder }: Ground, names: readonly string[]): Promise<void> {
  for (const name of server ? names : []) await onServer(server ?? "", `DROP DATABASE IF EXISTS ${prefix}${name}`);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function onServer(server: string, statement: string): Promise<void> {
  const connection = await mysql.createConnection({ ...mysqlOptions(server), database: undefined });
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}

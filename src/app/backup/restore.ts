/** Restores a backup into an empty place: everything is checked first, and all of it comes in or nothing. */
import { createReadStream, existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { extract, list } from "tar";
import {
  embeddedFile,
  openDatabase,
  parseKeys,
  type Database,
  type RawRow,
  type SqlValue,
  type WriteSql,
} from "../../platform/index.js";
import { Faults, type Configuration } from "../configuration.js";
import { knownMigrations, migrate } from "../migrate.js";
import { keysFileName, manifestFile, measureFile, readManifest, tableFile, type Manifest } from "./manifest.js";

export interface RestoredBackup {
  readonly madeAt: string;
  readonly tables: number;
  readonly rows: number;
  readonly blobs: number;
  /** Migrations that are newer than the backup and were applied after it. */
  readonly migrated: readonly string[];
}

const doing = "Cannot restore";
const rowsPerInsert = 100;

/** @throws Faults naming everything that stands in the way; then nothing was changed. */
export async function restoreBackup(configuration: Configuration, file: string): Promise<RestoredBackup> {
  if (!existsSync(file)) throw new Faults(doing, [`${file} is not there`]);
  const { dataFolder, blobFolder } = configuration;
  await mkdir(dataFolder, { recursive: true });
  const staging = await mkdtemp(join(dataFolder, ".lianban-restore-"));
  try {
    await unpack(file, staging);
    const manifest = await checked(staging);
    const keys = await readFile(join(staging, keysFileName), "utf8");
    const faults = [
      ...migrationFaults(manifest),
      ...keyFaults(configuration, keys),
      ...(await occupied(configuration)),
    ];
    if (faults.length > 0) throw new Faults(doing, faults);
    const undo: (() => Promise<void>)[] = [];
    try {
      if (existsSync(join(staging, "blobs"))) {
        undo.push(() => rm(blobFolder, { recursive: true, force: true }));
        await mkdir(dirname(blobFolder), { recursive: true });
        await cp(join(staging, "blobs"), blobFolder, { recursive: true });
      }
      if (configuration.keys === null) {
        undo.push(() => rm(configuration.keysFile, { force: true }));
        await writeFile(configuration.keysFile, keys, { mode: 0o600 });
      }
      await migrate(configuration.database, manifest.migrations);
      await fill(configuration, manifest, staging);
    } catch (error) {
      for (const one of undo) await one();
      throw error;
    }
    const migrated = await migrate(configuration.database);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const blobs = manifest.files.filter(({ path }) => path.startsWith("blobs/")).length;
    return { madeAt: manifest.madeAt, tables: manifest.tables.length, rows, blobs, migrated };
  } finally {
    await rm(staging, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Read to its end before anything is written, so that nothing is still being written when it fails. @throws Faults */
async function unpack(file: string, staging: string): Promise<void> {
  try {
    await list({ file, strict: true });
    await extract({
      file,
      cwd: staging,
      strict: true,
      preserveOwner: false,
      filter: (_path, entry) => "type" in entry && ["File", "OldFile", "Directory"].includes(entry.type),
    });
  } catch (error) {
    throw new Faults(doing, [`${file} is no whole archive (${(error as Error).message})`]);
  }
}

/** The manifest, once every file is what it says and no other one is there. @throws Faults */
async function checked(staging: string): Promise<Manifest> {
  const path = join(staging, manifestFile);
  const manifest = existsSync(path) ? readManifest(await readFile(path, "utf8")) : null;
  if (!manifest) throw new Faults(doing, ["the archive is no backup that this version can read"]);
  const faults: string[] = [];
  for (const { path: name, bytes, sha256 } of manifest.files) {
    const found = existsSync(join(staging, name)) ? await measureFile(join(staging, name)) : null;
    if (!found) faults.push(`${name} is missing from the archive`);
    else if (found.bytes !== bytes || found.sha256 !== sha256) faults.push(`${name} is not what was backed up`);
  }
  const named = new Set(manifest.files.map(({ path: name }) => name));
  const expected = [keysFileName, ...manifest.tables.map(({ name }) => tableFile(name))];
  faults.push(...expected.filter((name) => !named.has(name)).map((name) => `${name} is not in the list of files`));
  const entries = await readdir(staging, { recursive: true, withFileTypes: true });
  const there = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(staging.length + 1));
  faults.push(
    ...there.filter((name) => name !== manifestFile && !named.has(name)).map((name) => `${name} is too much`),
  );
  if (faults.length > 0) throw new Faults(doing, faults);
  return manifest;
}

function migrationFaults({ migrations }: Manifest): string[] {
  const known = new Set(knownMigrations());
  const strange = migrations.filter((name) => !known.has(name));
  return strange.length === 0 ? [] : [`the backup is of a newer version (migrations ${strange.join(", ")})`];
}

/** Where the keys are given by the environment, every key of the backup must be among them. */
function keyFaults({ keys: given }: Configuration, backedUp: string): string[] {
  if (given === null) return [];
  const there = new Map(parseKeys(given).map(({ id, key }) => [id, key]));
  const missing = parseKeys(backedUp).filter(({ id, key }) => !there.get(id)?.equals(key));
  return missing.map(
    ({ id }) => `LIANBAN_KEYS does not hold the backup's key ${id} (it is in the archive's file "keys")`,
  );
}

/** Whatever is there already. */
async function occupied({ database: settings, blobFolder, keysFile, keys }: Configuration): Promise<string[]> {
  const faults: string[] = [];
  if (existsSync(blobFolder) && (await readdir(blobFolder)).length > 0) faults.push(`${blobFolder} is not empty`);
  if (keys === null && existsSync(keysFile)) faults.push(`${keysFile} is there already`);
  if (!settings.url && !existsSync(embeddedFile(settings.dataFolder))) return faults;
  const database = await openDatabase({ ...settings, connectionLimit: 1 });
  try {
    for (const table of await tablesOf(database)) {
      if (table === "migrations") continue;
      const [row] = await database.read.all(`SELECT 1 AS one FROM ${table} LIMIT 1`);
      if (row) faults.push(`the database is not empty: there are rows in ${table}`);
    }
    return faults;
  } finally {
    await database.close();
  }
}

async function tablesOf(database: Database): Promise<string[]> {
  const sql =
    database.kind === "sqlite"
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()";
  return (await database.read.all<{ name: string }>(sql)).map(({ name }) => name).sort();
}

/** Every row in one transaction; references between tables are looked at when all are in. */
async function fill({ database: settings }: Configuration, manifest: Manifest, staging: string): Promise<void> {
  const database = await openDatabase({ ...settings, connectionLimit: 2 });
  try {
    await database.write(async (tx) => {
      const isFile = database.kind === "sqlite";
      await tx.run(isFile ? "PRAGMA defer_foreign_keys = ON" : "SET foreign_key_checks = 0");
      try {
        for (const { name, rows } of manifest.tables) {
          const count = await fillTable(tx, name, join(staging, tableFile(name)));
          if (count !== rows) throw new Faults(doing, [`${name} has ${count} rows in the archive instead of ${rows}`]);
        }
      } finally {
        if (!isFile) await tx.run("SET foreign_key_checks = 1");
      }
    });
  } finally {
    await database.close();
  }
}

async function fillTable(tx: WriteSql, table: string, file: string): Promise<number> {
  let count = 0;
  let batch: RawRow[] = [];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (!line) continue;
    batch.push(JSON.parse(line) as RawRow);
    count += 1;
    if (batch.length < rowsPerInsert) continue;
    await insertRaw(tx, table, batch);
    batch = [];
  }
  if (batch.length > 0) await insertRaw(tx, table, batch);
  return count;
}

async function insertRaw(tx: WriteSql, table: string, rows: readonly RawRow[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  if (!columns.every((column) => /^[A-Za-z][A-Za-z0-9_]*$/.test(column))) throw new Error(`${table} has odd columns`);
  const slots = `(${columns.map(() => "?").join(", ")})`;
  await tx.run(
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES ${rows.map(() => slots).join(", ")}`,
    rows.flatMap((row) => columns.map((column) => row[column] as SqlValue)),
  );
}

/** Makes a backup: database, documents and keys of one instant in one archive. */
import { createWriteStream, existsSync, statSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { create } from "tar";
import { embeddedFile, openSnapshot, type RawRow, type Snapshot } from "../../platform/index.js";
import { Faults, type Configuration } from "../configuration.js";
import { keysText } from "../services.js";
import { blobFile, keysFileName, manifestFile, measureFile, tableFile, type Manifest } from "./manifest.js";

export interface MadeBackup {
  readonly file: string;
  readonly bytes: number;
  readonly tables: number;
  readonly rows: number;
  readonly blobs: number;
}

const doing = "Cannot make a backup";

/**
 * Reads one snapshot of the database, then the documents: a document is there before any row names it, so none that the
 * snapshot names is missing. The archive holds the keys and is readable by its owner only.
 * @param target a folder, or the name of a file that is not there yet.
 * @throws Faults
 */
export async function makeBackup(configuration: Configuration, target: string, now = new Date()): Promise<MadeBackup> {
  const { database, blobFolder } = configuration;
  const file = fileFor(target, now);
  if (!database.url && !existsSync(embeddedFile(database.dataFolder))) {
    throw new Faults(doing, [`there is no database in ${database.dataFolder}`]);
  }
  await mkdir(dirname(file), { recursive: true });
  const staging = await mkdtemp(join(dirname(file), ".lianban-backup-"));
  const half = `${file}.half`;
  try {
    await mkdir(join(staging, "database"));
    const { tables, migrations } = await writeTables(await openSnapshot(database), staging);
    await writeFile(join(staging, keysFileName), keysText(configuration), { mode: 0o600 });
    const blobs = await listBlobs(blobFolder);
    if (blobs.length > 0) await symlink(blobFolder, join(staging, "blobs"));
    const paths = [keysFileName, ...tables.map(({ name }) => tableFile(name)), ...blobs.map(blobFile)];
    const files = [];
    for (const path of paths) files.push({ path, ...(await measureFile(join(staging, path))) });
    const manifest: Manifest = {
      format: "lianban-backup-1",
      madeAt: now.toISOString(),
      kind: database.url ? "server" : "sqlite",
      migrations,
      tables,
      files,
    };
    await writeFile(join(staging, manifestFile), JSON.stringify(manifest, null, 1));
    await create({ file: half, cwd: staging, gzip: true, portable: true, follow: true, strict: true, mode: 0o600 }, [
      manifestFile,
      ...paths,
    ]);
    await rename(half, file);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    return { file, bytes: statSync(file).size, tables: tables.length, rows, blobs: blobs.length };
  } finally {
    await rm(half, { force: true });
    await rm(staging, { recursive: true, force: true });
  }
}

function fileFor(target: string, now: Date): string {
  const path = resolve(target);
  const isFolder = existsSync(path) ? statSync(path).isDirectory() : /[\\/]$/.test(target);
  if (isFolder) return join(path, `lianban-${now.toISOString().replace(/[:.]/g, "-")}.tar.gz`);
  if (existsSync(path)) throw new Faults(doing, [`${path} is there already, and a backup never replaces another`]);
  return path;
}

/** One file of JSON lines for each table; the migrations, which the restore runs itself, by name. */
async function writeTables(snapshot: Snapshot, staging: string): Promise<Pick<Manifest, "tables" | "migrations">> {
  try {
    const tables = [];
    for (const name of snapshot.tables.filter((table) => table !== "migrations")) {
      const written = { rows: 0 };
      const lines = Readable.from(linesOf(name, snapshot.rows(name), written));
      await pipeline(lines, createWriteStream(join(staging, tableFile(name)), { mode: 0o600 }));
      tables.push({ name, rows: written.rows });
    }
    if (!snapshot.tables.includes("migrations")) throw new Faults(doing, ["the database was never migrated"]);
    const applied: { id: number; name: string }[] = [];
    for await (const row of snapshot.rows("migrations")) applied.push(row as { id: number; name: string });
    return { tables, migrations: applied.sort((one, other) => one.id - other.id).map(({ name }) => name) };
  } finally {
    await snapshot.close();
  }
}

async function* linesOf(table: string, rows: AsyncIterable<RawRow>, written: { rows: number }): AsyncGenerator<string> {
  for await (const row of rows) {
    for (const [column, value] of Object.entries(row)) {
      const isPlain = value === null || typeof value === "string" || Number.isSafeInteger(value);
      if (!isPlain) throw new Error(`${table}.${column} holds a value that a backup cannot write`);
    }
    written.rows += 1;
    yield `${JSON.stringify(row)}\n`;
  }
}

/** The digests of every document in the folder. */
async function listBlobs(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const shelves = (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort();
  const found = await Promise.all(shelves.map((shelf) => readdir(join(folder, shelf))));
  return found.flat().filter((name) => /^[0-9a-f]{64}$/.test(name));
}

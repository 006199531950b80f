/** Backups: what comes back is what was there, on either kind of database, whole or not at all. */
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create, extract, list } from "tar";
import { freshDatabase, onEachDatabase, type TestDatabase } from "../../../test/support/harness.js";
import { testDatabases } from "../../../test/support/databases.js";
import { initCenter } from "../../parties/index.js";
import { newMasterKey, openDatabase, openSnapshot, type DatabaseSettings } from "../../platform/index.js";
import { readConfiguration, type Configuration } from "../configuration.js";
import { openServices } from "../services.js";
import { makeBackup } from "./make.js";
import { restoreBackup } from "./restore.js";

const home = mkdtempSync(join(tmpdir(), "lianban-backup-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
let made = 0;
const place = (database: DatabaseSettings, more: Partial<Configuration> = {}): Configuration => {
  made += 1;
  const read = readConfiguration({ LIANBAN_DATA: join(home, `data${made}`) });
  return { ...read, database: database.url ? database : { ...database, dataFolder: read.dataFolder }, ...more };
};
const here = (fresh: TestDatabase): Configuration => {
  made += 1;
  return { ...readConfiguration({ LIANBAN_DATA: join(home, `data${made}`) }), database: fresh.settings };
};

const pdf = Buffer.concat([Buffer.from("%PDF-"), Buffer.alloc(200_000, "貸")]);

/** A center, its administrator and a document. */
async function live(configuration: Configuration): Promise<void> {
  const services = await openServices(configuration);
  const administrator = { username: "admin", name: "管理员", password: "correct horse battery 9" };
  await initCenter(services.journal, { code: "C1", name: "中心", nameEn: "Center", administrator });
  await services.blobs.put(pieces(pdf), { maxBytes: 1_000_000 });
  await services.close();
}

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

async function contents(settings: DatabaseSettings): Promise<Record<string, string[]>> {
  const snapshot = await openSnapshot(settings);
  const found: Record<string, string[]> = {};
  for (const table of snapshot.tables) {
    const rows: string[] = [];
    for await (const row of snapshot.rows(table)) {
      if (table === "migrations") rows.push(String(row["name"]));
      else rows.push(JSON.stringify(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1))));
    }
    found[table] = rows.sort();
  }
  await snapshot.close();
  return found;
}

/** A place without any tables. */
async function emptied(fresh: TestDatabase): Promise<DatabaseSettings> {
  if (!fresh.settings.url) return { ...fresh.settings };
  const database = await openDatabase(fresh.settings);
  await database.write(async (tx) => {
    await tx.run("SET foreign_key_checks = 0");
    const tables = await tx.all<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()",
    );
    for (const { name } of tables) await tx.run(`DROP TABLE ${name}`);
    await tx.run("SET foreign_key_checks = 1");
  });
  await database.close();
  return fresh.settings;
}

onEachDatabase((open) => {
  test.each(testDatabases())("everything comes back on %p", async (kind) => {
    const from = here(await open());
    await live(from);
    const backup = await makeBackup(from, home);
    expect(statSync(backup.file).mode & 0o777).toBe(0o600);
    expect(backup).toMatchObject({ blobs: 1, rows: expect.any(Number) });

    const other = await freshDatabase(kind);
    try {
      const to = place(await emptied(other));
      expect(await restoreBackup(to, backup.file)).toMatchObject({ rows: backup.rows, blobs: 1, migrated: [] });
      expect(await contents(to.database)).toEqual(await contents(from.database));
      const services = await openServices(to);
      const digest = createHash("sha256").update(pdf).digest("hex");
      expect(await services.blobs.verify(digest)).toBe("OK");
      await services.close();
      expect(readFileSync(to.keysFile, "utf8")).toBe(readFileSync(from.keysFile, "utf8"));
    } finally {
      await other.dispose();
    }
  });

  test("a place that is not empty is left as it is, with everything named that is in the way", async () => {
    const from = here(await open());
    await live(from);
    const { file } = await makeBackup(from, join(home, `occupied${made}.tar.gz`));
    const before = await contents(from.database);
    const refused = restoreBackup(from, file);
    await expect(refused).rejects.toMatchObject({
      faults: expect.arrayContaining([
        `${from.blobFolder} is not empty`,
        `${from.keysFile} is there already`,
        "the database is not empty: there are rows in journal_entry",
      ]),
    });
    expect(await contents(from.database)).toEqual(before);
  });
});

describe("an archive", () => {
  let from: Configuration;
  let file: string;
  let fresh: TestDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase({ name: "embedded", url: null });
    from = here(fresh);
    await live(from);
    ({ file } = await makeBackup(from, join(home, "whole.tar.gz")));
  });
  afterAll(() => fresh.dispose());

  const nowhere = () => place({ url: null, dataFolder: "" });

  /** The archive with one thing changed. */
  async function changed(name: string, change: (folder: string) => void): Promise<string> {
    const folder = join(home, name);
    mkdirSync(folder);
    await extract({ file, cwd: folder });
    change(folder);
    const changedFile = join(home, `${name}.tar.gz`);
    const paths = ["manifest.json", "keys", "database", "blobs", "extra"].filter((path) =>
      existsSync(join(folder, path)),
    );
    await create({ file: changedFile, cwd: folder, gzip: true }, paths);
    return changedFile;
  }

  const manifestOf = (folder: string) =>
    JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as { migrations: string[] };

  test.each<[string, (folder: string) => void, string]>([
    [
      "changed row",
      (folder) => writeFileSync(join(folder, "database/partner.jsonl"), "{}\n"),
      "partner.jsonl is not what",
    ],
    ["missing table", (folder) => rmSync(join(folder, "database/member.jsonl")), "member.jsonl is missing"],
    [
      "missing documents",
      (folder) => rmSync(join(folder, "blobs"), { recursive: true }),
      "is missing from the archive",
    ],
    ["further file", (folder) => writeFileSync(join(folder, "extra"), "x"), "extra is too much"],
    ["other keys", (folder) => writeFileSync(join(folder, "keys"), newMasterKey("k9")), "keys is not what"],
    ["no manifest", (folder) => rmSync(join(folder, "manifest.json")), "no backup that this version can read"],
    [
      "newer migration",
      (folder) => {
        const manifest = manifestOf(folder);
        const migrations = [...manifest.migrations, "Future9990000000000"];
        writeFileSync(join(folder, "manifest.json"), JSON.stringify({ ...manifest, migrations }));
      },
      "of a newer version",
    ],
  ])("with a %s is refused, and nothing of it comes in", async (what, change, reason) => {
    const to = nowhere();
    const archive = await changed(what.replace(/ /g, "-"), change);
    await expect(restoreBackup(to, archive)).rejects.toThrow(reason);
    expect([to.blobFolder, to.keysFile, join(to.dataFolder, "lianban.sqlite")].filter(existsSync)).toEqual([]);
  });

  test("that was cut short is refused", async () => {
    const cut = join(home, "cut.tar.gz");
    writeFileSync(cut, readFileSync(file));
    truncateSync(cut, Math.floor(statSync(file).size / 2));
    await expect(restoreBackup(nowhere(), cut)).rejects.toThrow(/no whole archive|missing|not what/);
  });

  test("holds the database, the documents and the keys, and never replaces another", async () => {
    const names: string[] = [];
    await list({ file, onReadEntry: ({ path }) => void names.push(path) });
    expect(names).toEqual(expect.arrayContaining(["manifest.json", "keys", "database/journal_entry.jsonl"]));
    expect(names.some((name) => name.startsWith("blobs/"))).toBe(true);
    await expect(makeBackup(from, file)).rejects.toThrow("never replaces another");
  });

  test("comes back where the environment gives the keys only with the keys that it was sealed by", async () => {
    const keys = readFileSync(from.keysFile, "utf8");
    const otherKeys = { ...nowhere(), keys: newMasterKey("k1") };
    await expect(restoreBackup(otherKeys, file)).rejects.toThrow("does not hold the backup's key k1");
    const sameKeys = { ...nowhere(), keys: `${keys},${newMasterKey("k2")}` };
    await restoreBackup(sameKeys, file);
    expect(existsSync(sameKeys.keysFile)).toBe(false);
  });
});

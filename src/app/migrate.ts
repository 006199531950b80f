/** Brings a database to the newest migration; two processes that start together do not meet. */
import type { DataSource } from "typeorm";
import { dataSourceOf } from "../../ormconfig.js";
import { migrations } from "../../migrations/index.js";
import { openDatabase, type DatabaseSettings } from "../platform/index.js";

const lockSeconds = 120;

/** The name of every migration of this version, oldest first. */
export const knownMigrations = (): string[] => migrations.map(({ name }) => name);

/**
 * The names of the migrations that were applied now.
 * @param only those, and none that is newer: what a restored backup was made of.
 */
export async function migrate(settings: DatabaseSettings, only?: readonly string[]): Promise<string[]> {
  const chosen = only && migrations.filter(({ name }) => only.includes(name));
  return withDataSource(settings, chosen, async (source) => {
    const isServer = source.options.type !== "better-sqlite3";
    const lock = isServer ? source.createQueryRunner() : null;
    try {
      await lock?.query("SELECT GET_LOCK('lianban.migrate', ?)", [lockSeconds]);
      const applied = await source.runMigrations();
      return applied.map(({ name }) => name);
    } finally {
      await lock?.query("SELECT RELEASE_LOCK('lianban.migrate')");
      await lock?.release();
    }
  });
}

/** The names of the migrations that are still to be applied. */
export async function pendingMigrations(settings: DatabaseSettings): Promise<string[]> {
  return withDataSource(settings, undefined, async (source) => {
    const runner = source.createQueryRunner();
    try {
      const known = (await runner.hasTable("migrations"))
        ? ((await runner.query("SELECT name FROM migrations")) as { name: string }[]).map(({ name }) => name)
        : [];
      return source.migrations.map(({ name }) => String(name)).filter((name) => !known.includes(name));
    } finally {
      await runner.release();
    }
  });
}

/** The statements that would bring the database to what the classes say; empty when they agree. */
export async function schemaDrift(settings: DatabaseSettings): Promise<string[]> {
  return withDataSource(settings, undefined, async (source) =>
    (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query),
  );
}

async function withDataSource<T>(
  settings: DatabaseSettings,
  chosen: readonly (new () => object)[] | undefined,
  fn: (source: DataSource) => Promise<T>,
): Promise<T> {
  const source = dataSourceOf({ ...settings, kind: await serverKind(settings) });
  if (chosen) source.setOptions({ migrations: chosen as never });
  await source.initialize();
  try {
    return await fn(source);
  } finally {
    await source.destroy();
  }
}

async function serverKind(settings: DatabaseSettings): Promise<"mariadb" | "mysql" | undefined> {
  if (!settings.url) return undefined;
  const database = await openDatabase({ ...settings, connectionLimit: 1 });
  await database.close();
  return database.kind === "sqlite" ? undefined : database.kind;
}

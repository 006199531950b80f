/** Whether requests would be answered now: the database, its migrations, the folder of documents. */
import { access, constants } from "node:fs/promises";
import type { Database } from "../platform/index.js";
import { knownMigrations } from "./migrate.js";
import type { Services } from "./services.js";

const patienceMs = 2_000;

/** The names of migrations that the database does not have; all of them where it has none. */
export async function missingMigrations(database: Pick<Database, "read">): Promise<string[]> {
  const applied = await database.read.all<{ name: string }>("SELECT name FROM migrations").catch(() => []);
  const names = new Set(applied.map(({ name }) => name));
  return knownMigrations().filter((name) => !names.has(name));
}

/** Every reason why not, in words that name no secret; empty when ready. */
export async function unreadiness({ database, configuration }: Services): Promise<string[]> {
  const looked = await Promise.all([
    within(database.read.all("SELECT 1 AS one"), "the database does not answer"),
    access(configuration.blobFolder, constants.W_OK).then(
      () => null,
      () => "the folder of documents cannot be written",
    ),
  ]);
  const reasons = looked.filter((reason) => reason !== null);
  if (looked[0] !== null) return reasons;
  const missing = await missingMigrations(database);
  return missing.length === 0 ? reasons : [...reasons, `migrations are missing: ${missing.join(", ")}`];
}

/** Null when it is done in time, else what to say. */
async function within(work: Promise<unknown>, otherwise: string): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), patienceMs);
  });
  const done = work.then(
    () => null,
    () => otherwise,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

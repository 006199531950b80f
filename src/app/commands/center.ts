/** `lianban init`, `migrate`, `backup` and `restore`: a center's beginning, growth and safety. */
import { initCenter } from "../../parties/index.js";
import { makeBackup } from "../backup/make.js";
import { restoreBackup } from "../backup/restore.js";
import { readConfiguration } from "../configuration.js";
import { migrate } from "../migrate.js";
import { openServices } from "../services.js";
import { err, tell } from "./terminal.js";

export interface InitOptions {
  readonly code?: string;
  readonly name: string;
  readonly nameEn: string;
  readonly username: string;
  readonly administrator: string;
  readonly json?: boolean;
}

/** The center and its first administrator; the password comes from LIANBAN_PASSWORD or is made up and told once. */
export async function initCommand(options: InitOptions): Promise<void> {
  const configuration = readConfiguration();
  await migrate(configuration.database);
  const services = await openServices(configuration);
  try {
    const password = process.env["LIANBAN_PASSWORD"] || null;
    const made = await initCenter(services.journal, {
      code: options.code ?? configuration.centerCode,
      name: options.name,
      nameEn: options.nameEn,
      administrator: { username: options.username, name: options.administrator, password },
    });
    tell(options.json, made, [
      `The center ${options.name} (${options.nameEn}) begins; its administrator signs in as ${made.username}.`,
      ...(made.generatedPassword ? [`Password (told once): ${made.generatedPassword}`] : []),
    ]);
  } finally {
    await services.close();
  }
}

export async function migrateCommand({ json }: { readonly json?: boolean }): Promise<void> {
  const applied = await migrate(readConfiguration().database);
  const words = applied.length === 0 ? ["The database is up to date."] : applied.map((name) => `Applied ${name}`);
  tell(json, { applied }, words);
}

export async function backupCommand(target: string, { json }: { readonly json?: boolean }): Promise<void> {
  const made = await makeBackup(readConfiguration(), target);
  tell(json, made, [
    `Backed up ${made.rows} rows of ${made.tables} tables, ${made.blobs} documents and the keys:`,
    made.file,
  ]);
  if (!json) err("It holds the keys: keep it as safe as them.");
}

export async function restoreCommand(file: string, { json }: { readonly json?: boolean }): Promise<void> {
  const restored = await restoreBackup(readConfiguration(), file);
  tell(json, restored, [
    `Restored ${restored.rows} rows of ${restored.tables} tables and ${restored.blobs} documents, as of ${restored.madeAt}.`,
    ...restored.migrated.map((name) => `Applied ${name}`),
    ...(restored.migrated.length > 0
      ? ["Run `lianban rebuild`: rows that only this version derives are not there yet."]
      : []),
    "Run `lianban verify` to see that all of it holds together.",
  ]);
}

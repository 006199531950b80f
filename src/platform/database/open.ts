/** Opens the database that the configuration names. */
import { join } from "node:path";
import type { Database } from "./database.js";
import { openMysql } from "./mysql.js";
import { openSqlite } from "./sqlite.js";

export interface DatabaseSettings {
  /** mysql://user:password@host:port/database; null for the embedded one. */
  readonly url: string | null;
  /** The folder of the embedded database. */
  readonly dataFolder: string;
  readonly durable?: boolean;
  readonly connectionLimit?: number;
}

export const embeddedFile = (dataFolder: string): string => join(dataFolder, "lianban.sqlite");

export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  if (settings.url) return openMysql(settings.url, settings.connectionLimit ?? 16);
  return Promise.resolve(openSqlite({ file: embeddedFile(settings.dataFolder), durable: settings.durable ?? true }));
}

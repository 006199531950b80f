/** The data source of TypeORM: for migrations and the schema check; the program itself speaks to the drivers. */
import "reflect-metadata";
import { join } from "node:path";
import { DataSource, type DataSourceOptions } from "typeorm";
import { migrations } from "./migrations/index.js";
import { tables } from "./src/app/tables.js";
import { embeddedFile, mysqlOptions } from "./src/platform/index.js";

const common = {
  entities: tables as never[],
  migrations: migrations as never[],
  migrationsTransactionMode: "none",
  synchronize: false,
  logging: false,
} satisfies Partial<DataSourceOptions>;

/** The kind matters: told `mysql` on MariaDB, TypeORM sees drift where there is none. */
export function dataSourceOf(database: {
  url: string | null;
  dataFolder: string;
  kind?: "mariadb" | "mysql";
}): DataSource {
  if (!database.url) {
    return new DataSource({
      ...common,
      type: "better-sqlite3",
      database: embeddedFile(database.dataFolder),
      enableWAL: true,
    });
  }
  const { host, port, user, password, database: name } = mysqlOptions(database.url);
  return new DataSource({
    ...common,
    type: database.kind ?? "mariadb",
    host,
    port,
    username: user,
    password: password as string,
    database: name,
    timezone: "Z",
    charset: "utf8mb4_bin",
  });
}

/** For TypeORM's own command line. */
export default dataSourceOf({
  url: process.env["DATABASE_URL"] ?? null,
  dataFolder: process.env["LIANBAN_DATA"] ?? join(process.cwd(), "data"),
});

/** Columns added to a table that is there already, alike on SQLite, MariaDB and MySQL. */
import type { QueryRunner } from "typeorm";

/** What a column may be whose value older rows do not have. */
const types = {
  id: "varchar(36)",
  code: "varchar(64)",
  text: "varchar(255)",
  instant: "varchar(24)",
  json: "text",
  int: "integer",
} as const;

/** Adds what is missing: DDL does not roll back, so a step must be safe to run again. */
export async function addColumns(
  runner: QueryRunner,
  table: string,
  columns: Readonly<Record<string, keyof typeof types>>,
): Promise<void> {
  for (const [name, type] of Object.entries(columns)) {
    if (await runner.hasColumn(table, name)) continue;
    await runner.query(`ALTER TABLE ${table} ADD COLUMN ${name} ${types[type]} NULL`);
  }
}

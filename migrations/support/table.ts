/** A small language for tables that come out alike on SQLite, MariaDB and MySQL. */
import { Table, TableForeignKey, TableIndex, type QueryRunner, type TableColumnOptions } from "typeorm";

/** Column types; a `?` at the end makes it nullable, a number sets the characters: "text(40)?". */
const types: Record<string, TableColumnOptions["type"]> = {
  id: "varchar",
  code: "varchar",
  text: "varchar",
  instant: "varchar",
  day: "varchar",
  long: "text",
  json: "text",
  fen: "bigint",
  int: "integer",
  flag: "boolean",
};
const lengths: Record<string, string> = { id: "36", code: "64", text: "255", instant: "24", day: "10" };

export interface TableShape {
  /** The first column is the primary key. */
  readonly columns: Readonly<Record<string, string>>;
  /** Unique keys by name; `race_…` is one that honest writers may race for. */
  readonly unique?: Readonly<Record<string, readonly string[]>>;
  readonly index?: Readonly<Record<string, readonly string[]>>;
  /** Column → table whose `id` it names, inside one room. */
  readonly foreign?: Readonly<Record<string, string>>;
}

function columnOf(name: string, shape: string, isPrimary: boolean): TableColumnOptions {
  const found = /^([a-z]+)(?:\((\d+)\))?(\?)?$/.exec(shape);
  const [, kind = "", length, nullable] = found ?? [];
  const type = types[kind];
  if (!type) throw new Error(`Column ${name} has no known type: ${shape}`);
  return {
    name,
    type,
    isPrimary,
    isNullable: nullable !== undefined,
    ...(type === "varchar" && { length: length ?? lengths[kind] ?? "255" }),
  };
}

/** Makes a table unless it is there already: DDL does not roll back, so a step must be safe to run again. */
export async function createTable(runner: QueryRunner, name: string, shape: TableShape): Promise<void> {
  if (await runner.hasTable(name)) return;
  const columns = Object.entries(shape.columns).map(([column, type], at) => columnOf(column, type, at === 0));
  const indices = [
    ...Object.entries(shape.unique ?? {}).map(([key, names]) => ({ key, names, isUnique: true })),
    ...Object.entries(shape.index ?? {}).map(([key, names]) => ({ key, names, isUnique: false })),
  ].map(({ key, names, isUnique }) => new TableIndex({ name: key, columnNames: [...names], isUnique }));
  const foreignKeys = Object.entries(shape.foreign ?? {}).map(
    ([column, table]) =>
      new TableForeignKey({
        name: `fk_${name}_${column}`,
        columnNames: [column],
        referencedTableName: table,
        referencedColumnNames: ["id"],
        onDelete: "RESTRICT",
        onUpdate: "RESTRICT",
      }),
  );
  await runner.createTable(new Table({ name, columns, indices, foreignKeys }));
}

/** Further columns that may be empty: what is there already stays as it is, and nothing is rebuilt. */
export async function addColumns(
  runner: QueryRunner,
  table: string,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  const quote = (name: string) => (runner.connection.options.type === "better-sqlite3" ? `"${name}"` : `\`${name}\``);
  for (const [name, shape] of Object.entries(columns)) {
    const { type, length, isNullable } = columnOf(name, shape, false);
    if (!isNullable) throw new Error(`${table}.${name} is added to rows that are there: it must be nullable`);
    if (await runner.hasColumn(table, name)) continue;
    const sized = length ? `${String(type)}(${length})` : String(type);
    await runner.query(`ALTER TABLE ${quote(table)} ADD COLUMN ${quote(name)} ${sized} NULL`);
  }
}

export async function createTables(runner: QueryRunner, tables: Readonly<Record<string, TableShape>>): Promise<void> {
  for (const [name, shape] of Object.entries(tables)) await createTable(runner, name, shape);
}

/** Adds indexes that are not there yet. */
export async function addIndexes(
  runner: QueryRunner,
  name: string,
  indexes: Readonly<Record<string, readonly string[]>>,
  { isUnique = false } = {},
): Promise<void> {
  const known = (await runner.getTable(name))?.indices.map((index) => index.name) ?? [];
  for (const [key, names] of Object.entries(indexes)) {
    if (known.includes(key)) continue;
    await runner.createIndex(name, new TableIndex({ name: key, columnNames: [...names], isUnique }));
  }
}

/** Text compares byte by byte on every database, as it does on SQLite. */
export async function useBinaryCollation(runner: QueryRunner): Promise<void> {
  if (!["mysql", "mariadb"].includes(runner.connection.options.type)) return;
  const database = await runner.getCurrentDatabase();
  await runner.query(`ALTER DATABASE \`${database}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
}

/** What every migration of ours answers to `down`. */
export const forwardOnly = (): Promise<void> =>
  Promise.reject(new Error("Migrations only go forward; restore a backup to go back"));

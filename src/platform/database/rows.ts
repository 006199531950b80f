/** Rows to values and back, by column kind, the same on every driver. */
import type { RawRow, Sql, SqlValue } from "./database.js";
import { tableOf, type ColumnSpec, type RowClass } from "./tables.js";

/** Rows per INSERT; keeps a statement below every driver's limit of placeholders. */
const insertBatchRows = 200;

/** Raw rows as instances of nothing: plain values with the row class's type, null where the database has NULL. */
export function readRows<T extends object>(rowClass: RowClass<T>, raw: readonly RawRow[]): T[] {
  const special = [...tableOf(rowClass).columns].filter(([, { kind }]) => kind === "flag" || kind === "json");
  for (const row of raw) {
    for (const [name, { kind }] of special) {
      const value = row[name];
      if (value === null || value === undefined) continue;
      row[name] = kind === "flag" ? Boolean(value) : (JSON.parse(value as string) as unknown);
    }
  }
  return raw as T[];
}

/** Every row of a table that a condition names. */
export async function selectRows<T extends object>(
  sql: Sql,
  rowClass: RowClass<T>,
  condition: string,
  params: readonly SqlValue[] = [],
): Promise<T[]> {
  return readRows(rowClass, await sql.all(`SELECT * FROM ${tableOf(rowClass).name} WHERE ${condition}`, params));
}

export async function selectRow<T extends object>(
  sql: Sql,
  rowClass: RowClass<T>,
  condition: string,
  params: readonly SqlValue[] = [],
): Promise<T | null> {
  return (await selectRows(sql, rowClass, condition, params))[0] ?? null;
}

export const insertRows = <T extends object>(sql: Sql, rowClass: RowClass<T>, rows: readonly T[]): Promise<void> =>
  putRows("INSERT", sql, rowClass, rows);

/** The same, in place of whatever stands under their primary keys. */
export const replaceRows = <T extends object>(sql: Sql, rowClass: RowClass<T>, rows: readonly T[]): Promise<void> =>
  putRows("REPLACE", sql, rowClass, rows);

async function putRows<T extends object>(
  verb: "INSERT" | "REPLACE",
  sql: Sql,
  rowClass: RowClass<T>,
  rows: readonly T[],
): Promise<void> {
  const { name, columns } = tableOf(rowClass);
  const names = [...columns.keys()];
  const slots = `(${names.map(() => "?").join(", ")})`;
  for (let at = 0; at < rows.length; at += insertBatchRows) {
    const batch = rows.slice(at, at + insertBatchRows);
    const params = batch.flatMap((row) =>
      [...columns].map(([column, spec]) => toSql(name, column, spec, (row as RawRow)[column])),
    );
    await sql.run(`${verb} INTO ${name} (${names.join(", ")}) VALUES ${batch.map(() => slots).join(", ")}`, params);
  }
}

/** Sets the given columns of one row by id; the number of rows matched. */
export async function updateRow<T extends object>(
  sql: Sql,
  rowClass: RowClass<T>,
  id: string,
  changes: Partial<T>,
): Promise<number> {
  const { name, columns } = tableOf(rowClass);
  const names = Object.keys(changes);
  const params = names.map((column) => {
    const spec = columns.get(column);
    if (!spec) throw new Error(`${name} has no column ${column}`);
    return toSql(name, column, spec, (changes as RawRow)[column]);
  });
  return sql.run(`UPDATE ${name} SET ${names.map((column) => `${column} = ?`).join(", ")} WHERE id = ?`, [
    ...params,
    id,
  ]);
}

export async function deleteRow(sql: Sql, rowClass: RowClass, id: string): Promise<void> {
  await sql.run(`DELETE FROM ${tableOf(rowClass).name} WHERE id = ?`, [id]);
}

/** `(?, ?, ?)` for a list; never empty, because `IN ()` is no SQL. */
export const placeholders = (values: readonly unknown[]): string => `(${values.map(() => "?").join(", ") || "NULL"})`;

/** One value as the database keeps it. @throws Error naming table and column where it does not fit. */
function toSql(table: string, column: string, spec: ColumnSpec, value: unknown): SqlValue {
  const place = `${table}.${column}`;
  if (value === null || value === undefined) {
    if (!spec.nullable) throw new Error(`${place} cannot be empty`);
    return null;
  }
  switch (spec.kind) {
    case "int":
    case "fen":
      if (!Number.isSafeInteger(value)) throw new Error(`${place} is not a safe integer`);
      return value as number;
    case "flag":
      return value ? 1 : 0;
    case "json":
      return JSON.stringify(value);
    default:
      if (typeof value !== "string") throw new Error(`${place} is not text`);
      if (spec.maxLength !== null && value.length > spec.maxLength) {
        throw new Error(`${place} is longer than ${spec.maxLength} characters`);
      }
      return value;
  }
}

/** Compares the rows that a state implies with those that are stored. Pure. */
import { isDeepStrictEqual } from "node:util";
import { tableOf, type ColumnKind, type ColumnSpec, type RawRow, type RowClass } from "../../platform/index.js";
import type { RowOut } from "../aggregate.js";
import type { Difference } from "./report.js";

/** A derived table as verify walks it. */
export interface DerivedTable {
  readonly name: string;
  readonly rowClass: RowClass;
  readonly streamColumn: string;
  readonly columns: readonly (readonly [name: string, spec: ColumnSpec])[];
}

/** The derived ones among the tables, each once. */
export function derivedTables(rowClasses: Iterable<RowClass>): DerivedTable[] {
  return [...new Set(rowClasses)].flatMap((rowClass) => {
    const { name, kind, streamColumn, columns } = tableOf(rowClass);
    return kind === "derived" && streamColumn ? [{ name, rowClass, streamColumn, columns: [...columns] }] : [];
  });
}

/** Stored rows of one stream as the driver gives them, by table. */
export type StoredRows = ReadonlyMap<DerivedTable, readonly RawRow[]>;

/**
 * Every difference, both ways.
 * @throws Error when a row is implied twice, or belongs to a table that no aggregate lists.
 */
export function rowDifferences(
  streamId: string,
  streamKind: string,
  implied: readonly RowOut[],
  stored: StoredRows,
  tables: ReadonlyMap<RowClass, DerivedTable>,
): Difference[] {
  const place = { streamId, streamKind };
  const left = new Map<string, RawRow>();
  for (const { table, row } of implied) {
    const { name } = tables.get(table) ?? fail(`rowsOf names ${table.name}, which no aggregate lists`);
    const key = keyOf(name, row as RawRow);
    if (left.has(key)) fail(`rowsOf names ${key} twice`);
    left.set(key, row as RawRow);
  }
  const found: Difference[] = [];
  for (const [table, rows] of stored) {
    for (const row of rows) {
      const key = keyOf(table.name, row);
      const computed = left.get(key);
      left.delete(key);
      if (computed) found.push(...columnDifferences(table, row, computed).map((one) => ({ ...place, ...one })));
      else found.push({ kind: "ROW_EXTRA", ...place, table: table.name, id: String(row["id"]) });
    }
  }
  for (const key of left.keys()) {
    const cut = key.indexOf("/");
    found.push({ kind: "ROW_MISSING", ...place, table: key.slice(0, cut), id: key.slice(cut + 1) });
  }
  return found;
}

const keyOf = (table: string, row: RawRow): string => `${table}/${String(row["id"])}`;

function fail(message: string): never {
  throw new Error(message);
}

function columnDifferences({ name: table, columns }: DerivedTable, stored: RawRow, computed: RawRow): Difference[] {
  return columns
    .filter(([column, { kind }]) => !sameAsStored(kind, stored[column], computed[column]))
    .map(([column, { kind }]) => ({
      kind: "ROW_DIFFERS",
      table,
      id: String(stored["id"]),
      column,
      stored: shown(kind, stored[column]),
      computed: computed[column] ?? null,
    }));
}

/** Whether a value as the driver gives it is the value of a row. */
export function sameAsStored(kind: ColumnKind, stored: unknown, computed: unknown): boolean {
  const [one, other] = [stored ?? null, computed ?? null];
  if (one === null || other === null) return one === other;
  if (kind === "flag") return Number(one) === Number(other);
  if (kind !== "json") return one === other;
  const text = JSON.stringify(other);
  // The order of keys says nothing.
  return one === text || isDeepStrictEqual(shown(kind, one), JSON.parse(text));
}

function shown(kind: ColumnKind, stored: unknown): unknown {
  if (stored === null || stored === undefined) return null;
  if (kind === "flag" && (stored === 0 || stored === 1)) return stored === 1;
  if (kind !== "json") return stored;
  try {
    return JSON.parse(stored as string) as unknown;
  } catch {
    return stored;
  }
}

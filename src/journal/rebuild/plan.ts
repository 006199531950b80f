/** What has to be written so that the stored rows of a stream are those that its state implies. Pure. */
import type { ColumnSpec, RawRow, RowClass } from "../../platform/index.js";
import { rowOut, type RowOut } from "../aggregate.js";
import { differences, type Change } from "../readRows.js";
import { sameAsStored, type DerivedTable, type StoredRows } from "../verify/rows.js";

/** Rows as they are stored and as they are to be, for `writeDifferences`: what is right is the same row on both sides. */
export interface Plan {
  readonly before: readonly RowOut[];
  readonly after: readonly RowOut[];
}

export function planOf(implied: readonly RowOut[], stored: StoredRows): Plan {
  const computed = new Map<RowClass, Map<string, object>>();
  for (const { table, row } of implied) {
    const byId = computed.get(table) ?? new Map<string, object>();
    computed.set(table, byId.set(idOf(row), row));
  }
  // What is deleted goes in the other order than it came: a row that others refer to goes last.
  const before = [...stored].reverse().flatMap(([table, rows]) =>
    rows.map((row) => {
      const right = computed.get(table.rowClass)?.get(idOf(row));
      return rowOut(table.rowClass, right ? asStored(table, row, right as RawRow) : row);
    }),
  );
  return { before, after: implied };
}

/** By the comparison of verify; where it finds no difference, the row itself. */
function asStored({ columns }: DerivedTable, stored: RawRow, computed: RawRow): RawRow {
  const differs = ([name, { kind }]: readonly [string, ColumnSpec]) =>
    !sameAsStored(kind, stored[name], computed[name]);
  const wrong = columns.filter(differs).map(([name]) => [name, stored[name]] as const);
  return wrong.length === 0 ? computed : { ...computed, ...Object.fromEntries(wrong) };
}

/** Implied rows that are not among the stored ones, by table; one of another stream may have their id. */
export function missingIds(
  implied: readonly RowOut[],
  stored: StoredRows,
  tables: readonly DerivedTable[],
): Map<DerivedTable, string[]> {
  const missing = new Map<DerivedTable, string[]>();
  for (const table of tables) {
    const known = new Set((stored.get(table) ?? []).map(idOf));
    const ids = implied.flatMap((out) => (out.table === table.rowClass ? [idOf(out.row)] : []));
    const left = ids.filter((id) => !known.has(id));
    if (left.length > 0) missing.set(table, left);
  }
  return missing;
}

const idOf = (row: object): string => String((row as { id: unknown }).id);

export const changesOf = ({ before, after }: Plan): Change[] => differences(before, after);

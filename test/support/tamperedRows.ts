/** Changes, removes and adds a row of each derived table, and asks whether verify tells it. */
import { tables } from "../../src/app/tables.js";
import type { VerifyReport } from "../../src/journal/index.js";
import { tableOf, type ColumnKind, type RawRow, type TableSpec } from "../../src/platform/index.js";
import type { TestDatabase } from "./harness.js";
import { whileTampered, type Run } from "./tampering.js";

/** Another value for a column. */
const other: Record<ColumnKind, (value: unknown) => unknown> = {
  id: () => "01900000-0000-7000-8000-0000000000ff",
  code: () => "changed",
  text: (value) => `${((value as string | null) ?? "").slice(0, 40)}!`,
  long: (value) => `${(value as string | null) ?? ""}!`,
  instant: () => "1999-01-01T00:00:00.000Z",
  day: () => "1999-01-01",
  int: (value) => Number(value ?? 0) + 1_000,
  fen: (value) => Number(value ?? 0) + 1,
  flag: (value) => (value ? 0 : 1),
  json: () => '"changed"',
};

export interface Filled {
  readonly table: TableSpec;
  readonly row: RawRow;
  readonly id: string;
}

/** All but those that say which row it is and whose. */
const ownColumns = ({ table: { columns: all, streamColumn } }: Filled) =>
  [...all].filter(([name]) => name !== "id" && name !== streamColumn);

/** A further row of the same stream, other in everything that a key may hold. */
function addLike(run: Run, { table: { name, columns: all, streamColumn }, row }: Filled): Promise<unknown> {
  const values = [...all].map(([column, { kind }]) => {
    if (column === "id") return "added";
    return (column === streamColumn ? row[column] : other[kind](row[column])) as string;
  });
  return run(
    `INSERT INTO ${name} (${[...all.keys()].join(", ")}) VALUES (${values.map(() => "?").join(", ")})`,
    values,
  );
}

export const derivedTables = (): TableSpec[] =>
  [...new Set(tables)].map(tableOf).filter(({ kind }) => kind === "derived");

/** Derived tables with a row in this database. */
export async function filled(fresh: TestDatabase): Promise<Filled[]> {
  const found = [];
  for (const table of derivedTables()) {
    const [row] = await fresh.database.read.all(`SELECT * FROM ${table.name} ORDER BY id LIMIT 1`);
    if (row) found.push({ table, row, id: String(row["id"]) });
  }
  return found;
}

/** What follows from a changed row beside it: its claims and counts no longer add up, its document is another one. */
const beside: readonly string[] = ["CLAIM_TOTAL", "TALLY", "BLOB_MISSING"];

type Verify = () => Promise<VerifyReport>;

async function tampered(
  fresh: TestDatabase,
  groups: readonly (readonly Filled[])[],
  verified: Verify,
  change: (run: Run, one: Filled) => Promise<unknown>,
  kind: string,
) {
  for (const some of groups) {
    const all = async (run: Run) => {
      for (const one of some) await change(run, one);
    };
    const { differences } = await whileTampered(fresh, all, verified);
    const found = differences.find((one) => one.kind === kind);
    const columns = kind === "ROW_DIFFERS" ? some.flatMap(ownColumns) : some;
    const names = some.map(({ table }) => table.name);
    expect([names, found?.count]).toEqual([names, columns.length]);
    expect(names).toContain(found?.first.table);
    const more = new Set(differences.map((one) => one.kind).filter((one) => one !== kind));
    expect([...more].filter((one) => !beside.includes(one))).toEqual([]);
  }
}

/** Every changed column, a removed row and an added row is found, in each table by itself or in all of them at once. */
export async function everyKindOfTampering(
  fresh: TestDatabase,
  all: readonly Filled[],
  verified: Verify,
  oneByOne: boolean,
): Promise<void> {
  const groupsOf = (some: readonly Filled[]) => (oneByOne ? some.map((one) => [one]) : [some]);
  const set = (one: Filled) => ownColumns(one).map(([name]) => `${name} = ?`);
  const changed = (one: Filled) => ownColumns(one).map(([name, { kind }]) => other[kind](one.row[name]) as string);
  const change = (run: Run, one: Filled) =>
    run(`UPDATE ${one.table.name} SET ${set(one).join(", ")} WHERE id = ?`, [...changed(one), one.id]);
  await tampered(fresh, groupsOf(all), verified, change, "ROW_DIFFERS");
  const remove = (run: Run, { table, id }: Filled) => run(`DELETE FROM ${table.name} WHERE id = ?`, [id]);
  await tampered(fresh, groupsOf(all), verified, remove, "ROW_MISSING");
  const several = all.filter(({ table }) => table.streamColumn !== "id");
  await tampered(fresh, groupsOf(several), verified, addLike, "ROW_EXTRA");
}

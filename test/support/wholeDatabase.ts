/** All that a database holds: as a digest to show that nothing was changed, and copied to another one. */
import { tables } from "../../src/app/tables.js";
import { sha256 } from "../../src/kernel/index.js";
import {
  insertRows,
  selectRows,
  tableOf,
  type Database,
  type RowClass,
  type Sql,
  type TableKind,
} from "../../src/platform/index.js";

/** What must not change where a command was refused or broke; sessions and numbers taken ahead may. */
const lasting: readonly TableKind[] = ["journal", "derived", "private"];

/** Rows and digest of every table by name, so that a comparison names the table that changed. */
export type Contents = Readonly<Record<string, string>>;

export async function contentsOf(
  { read }: Pick<Database, "read">,
  kinds: readonly TableKind[] = lasting,
): Promise<Contents> {
  const found: Record<string, string> = {};
  for (const rowClass of tables) {
    const { name, kind, columns } = tableOf(rowClass);
    if (!kinds.includes(kind)) continue;
    // What is counted has no id of its own: its columns tell a row from another.
    const order = columns.has("id") ? ["id"] : [...columns.keys()];
    const rows = await read.all(`SELECT * FROM ${name} ORDER BY ${order.join(", ")}`);
    found[name] = `${rows.length} rows, ${sha256(JSON.stringify(rows))}`;
  }
  return found;
}

/** The last step of an upload or a session stands in technical tables: for commands that must leave nothing there either. */
export const allContentsOf = async (database: Pick<Database, "read">): Promise<Contents> => {
  const { case_number: _taken, ...rest } = await contentsOf(database, [...lasting, "technical"]);
  return rest;
};

/** Copies every row of one migrated database into another one, in place of whatever stands there. */
export async function copyAll(from: Pick<Database, "read">, to: Database): Promise<void> {
  const isServer = to.kind !== "sqlite";
  await to.write(async (tx) => {
    await tx.run(isServer ? "SET SESSION foreign_key_checks = 0" : "PRAGMA defer_foreign_keys = ON");
    for (const rowClass of tables) {
      await tx.run(`DELETE FROM ${tableOf(rowClass).name}`);
      await copyTable(from.read, tx, rowClass);
    }
    if (isServer) await tx.run("SET SESSION foreign_key_checks = 1");
  });
}

async function copyTable(from: Sql, to: Sql, rowClass: RowClass): Promise<void> {
  await insertRows(to, rowClass, await selectRows(from, rowClass, "1 = 1"));
}

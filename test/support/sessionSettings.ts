/** A database on a server whose one connection has settings of its own, as another center's server may have them. */
import { openDatabase, type Database, type RawRow, type Sql } from "../../src/platform/index.js";
import type { TestDatabase } from "./harness.js";

export interface SessionSettings {
  readonly isolation: "READ COMMITTED" | "REPEATABLE READ";
  /** Only where the server knows it: MariaDB from 10.6.18, 10.11.8 and 11.4.2 on; MySQL does not. */
  readonly snapshotIsolation: "ON" | "OFF";
}

const variable = "innodb_snapshot_isolation";

/** One connection only, so that it keeps what it is told; whatever reads outside of its transaction would wait for ever. */
export async function openWithSettings(
  { settings }: Pick<TestDatabase, "settings">,
  { isolation, snapshotIsolation }: SessionSettings,
): Promise<Database> {
  const database = await openDatabase({ ...settings, connectionLimit: 1 });
  await database.write(async (tx) => {
    if (await knowsVariable(tx)) await tx.run(`SET SESSION ${variable} = ${snapshotIsolation}`);
    await tx.run(`SET SESSION TRANSACTION ISOLATION LEVEL ${isolation}`);
  });
  return database;
}

const knowsVariable = async ({ all }: Pick<Sql, "all">): Promise<boolean> =>
  (await all(`SHOW VARIABLES LIKE '${variable}'`)).length > 0;

/** What the connection says of itself; without the setting where the server has none. */
export async function settingsOf({ read }: Pick<Database, "read">): Promise<Partial<SessionSettings>> {
  const rows = await read.all<RawRow>(
    `SHOW VARIABLES WHERE Variable_name IN ('${variable}', 'tx_isolation', 'transaction_isolation')`,
  );
  const values = new Map(rows.map((row) => [String(row["Variable_name"]), String(row["Value"])]));
  const isolation = (values.get("transaction_isolation") ?? values.get("tx_isolation") ?? "").replace("-", " ");
  const snapshotIsolation = values.get(variable);
  return { isolation, ...(snapshotIsolation && { snapshotIsolation }) } as Partial<SessionSettings>;
}

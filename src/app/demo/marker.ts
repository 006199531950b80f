/** What tells a demonstration from a real center: a row that is written with its first entry, and never later. */
import { insertRows, selectRow, col, Technical, type Sql } from "../../platform/index.js";

/** At most one row. */
@Technical("demonstration")
export class Demonstration {
  /** The center's party id. */
  @col.id({ primary: true }) id!: string;
  @col.int() seed!: number;
  @col.instant() filledAt!: string;
}

export const markDemonstration = (tx: Sql, row: Demonstration): Promise<void> => insertRows(tx, Demonstration, [row]);

export type CenterKind = "NONE" | "DEMONSTRATION" | "REAL";

/** Which kind of center a database holds. */
export async function centerKind(sql: Sql): Promise<CenterKind> {
  if (await selectRow(sql, Demonstration, "1 = 1")) return "DEMONSTRATION";
  const centers = await sql.all("SELECT id FROM partner WHERE kind = 'CENTER'");
  return centers.length > 0 ? "REAL" : "NONE";
}

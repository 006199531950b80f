/** Reading the totals of claims: what is taken of a thing that several streams share. */
import { placeholders, type Sql } from "../platform/index.js";
import type { ClaimRef } from "./attempt.js";
import { claimId } from "./readRows.js";
import type { ClaimTotal } from "./tables.js";

/** Totals by claim id ("KIND:subject"); 0 where nothing is held. */
export async function claimTotals(sql: Sql, claims: readonly ClaimRef[]): Promise<Map<string, number>> {
  const ids = [...new Set(claims.map(({ kind, subject }) => claimId(kind, subject)))];
  if (ids.length === 0) return new Map();
  const rows = await sql.all<ClaimTotal>(`SELECT * FROM claim_total WHERE id IN ${placeholders(ids)}`, ids);
  return new Map(ids.map((id) => [id, rows.find((row) => row.id === id)?.total ?? 0]));
}

/** Where facts come from: cases, and whatever other rooms bring in; all are read alike. */
import type { Sql, SqlValue } from "../../platform/index.js";
import type { Fact } from "../scoreboard/facts.js";

/** A table of facts in another's words; program text, never input. */
export interface FactSource {
  readonly kind: "CASE" | "HISTORY";
  /** The table, called `f`, and what is joined to it. */
  readonly from: string;
  readonly partnerId: string;
  readonly subjectId: string;
  /** What people call the case or history. */
  readonly subjectName: string;
}

export const caseFactSource: FactSource = {
  kind: "CASE",
  from: "case_fact f JOIN loan_case c ON c.id = f.caseId",
  partnerId: "f.partnerId",
  subjectId: "f.caseId",
  subjectName: "c.number",
};

export interface FactWhere {
  readonly from: string;
  readonly to: string;
  readonly indicator?: string;
  readonly partnerIds: readonly string[];
}

/** One SELECT over all sources; every row has the same columns. */
export function factsSql(sources: readonly FactSource[], where: FactWhere): { sql: string; params: SqlValue[] } {
  const selects = sources.map(
    ({ kind, from, partnerId, subjectId, subjectName }) =>
      `SELECT f.id AS id, f.indicator AS indicator, ${partnerId} AS partnerId, '${kind}' AS subjectKind, ` +
      `${subjectId} AS subjectId, ${subjectName} AS subjectName, f.day AS day, f.occurredAt AS occurredAt, ` +
      `f.amountFen AS amountFen, f.elapsedMs AS durationMs, f.passed AS passed FROM ${from} ` +
      `WHERE f.day >= ? AND f.day <= ?${where.indicator ? " AND f.indicator = ?" : ""} ` +
      `AND ${partnerId} IN (${where.partnerIds.map(() => "?").join(", ") || "NULL"})`,
  );
  const params = [where.from, where.to, ...(where.indicator ? [where.indicator] : []), ...where.partnerIds];
  return { sql: selects.join(" UNION ALL "), params: sources.flatMap(() => params) };
}

export type FactRow = Fact & {
  readonly id: string;
  readonly subjectKind: FactSource["kind"];
  readonly subjectName: string;
};

/** The drivers give a flag as 0 or 1. */
export const factOf = (row: FactRow): FactRow => ({ ...row, passed: row.passed === null ? null : Boolean(row.passed) });

export async function readFacts(sql: Sql, sources: readonly FactSource[], where: FactWhere): Promise<FactRow[]> {
  if (where.partnerIds.length === 0) return [];
  const query = factsSql(sources, where);
  return (await sql.all<FactRow>(query.sql, query.params)).map(factOf);
}

/** What each source has ever measured; all else it cannot tell. */
export async function measuredBySource(sql: Sql, sources: readonly FactSource[]): Promise<Map<string, Set<string>>> {
  const measured = new Map<string, Set<string>>();
  for (const { kind, from } of sources) {
    const rows = await sql.all<{ indicator: string }>(`SELECT DISTINCT f.indicator AS indicator FROM ${from}`);
    measured.set(kind, new Set(rows.map(({ indicator }) => indicator)));
  }
  // A case is measured in every way there is, even before the first one was.
  measured.set("CASE", new Set(["VOLUME", "FIRST_PASS", "HANDLING_TIME", "ON_TIME", "ZERO_TRIP"]));
  return measured;
}

/** Counts all facts into the tallies by the database itself: for facts that came in bulk, without commands. */
import type { DatabaseKind, Sql } from "../../platform/index.js";

/** As many rows as one statement each; what stood there before goes. */
export async function countAllFacts(sql: Sql, kind: DatabaseKind, onPart?: (part: string) => void): Promise<void> {
  const joined = (...parts: string[]) => (kind === "sqlite" ? parts.join(" || ") : `CONCAT(${parts.join(", ")})`);
  const month = joined("'M'", "SUBSTR(day, 1, 7)");
  const half = joined("'H'", "SUBSTR(day, 1, 4)", "CASE WHEN SUBSTR(day, 6, 2) <= '06' THEN 'H1' ELSE 'H2' END");
  const stratum = joined("product", "'/'", "propertyKind");
  const known = "product IS NOT NULL AND propertyKind IS NOT NULL";
  const parts = [
    { name: "days", span: joined("'D'", "day"), slice: `CASE WHEN ${known} THEN ${stratum} ELSE '-' END` },
    { name: "months", span: month, slice: "''" },
    { name: "months by kind of case", span: month, slice: stratum, where: known },
    { name: "months by unit", span: month, slice: joined("'unit:'", "unitId"), where: "unitId IS NOT NULL" },
    { name: "months by officer", span: month, slice: joined("'member:'", "memberId"), where: "memberId IS NOT NULL" },
    { name: "half-years", span: half, slice: "''" },
    { name: "half-years by kind of case", span: half, slice: stratum, where: known },
  ];
  await sql.run("DELETE FROM tally");
  for (const { name, span, slice, where = "1 = 1" } of parts) {
    onPart?.(name);
    await sql.run(
      `INSERT INTO tally (subject, measure, span, slice, value, n)
       SELECT partnerId, indicator, ${span} AS span, ${slice} AS slice, value, COUNT(*)
       FROM partner_fact WHERE reversedAt IS NULL AND ${where} GROUP BY 1, 2, 3, 4, 5`,
    );
  }
}

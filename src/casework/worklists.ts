/** Lists of things on cases, over all cases in sight: the sight of the case, and that of the thing within it. */
import { sightSql, type SqlCondition } from "../kernel/index.js";
import type { Viewer } from "../parties/index.js";
import { caseSight } from "./sight.js";

/** Rows that `page` calls row0, of cases that the viewer sees; a running one where that is wanted. */
export function onCasesInSight(viewer: Viewer, { running = false } = {}): SqlCondition {
  const { sql, params } = sightSql(caseSight(viewer), "lc");
  const more = running ? " AND lc.endedAt IS NULL" : "";
  return { sql: `EXISTS (SELECT 1 FROM loan_case lc WHERE lc.id = row0.caseId AND ${sql}${more})`, params };
}

export const allOf = (tests: readonly SqlCondition[]): SqlCondition => ({
  sql: tests.map(({ sql }) => `(${sql})`).join(" AND ") || "1 = 1",
  params: tests.flatMap(({ params }) => params),
});

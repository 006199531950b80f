/** Adds the holdings of every claim up again and compares them with its total and its limit. */
import type { Sql } from "../../platform/index.js";
import { claimId } from "../readRows.js";
import { between, following } from "./reading.js";
import type { Difference, Findings } from "./report.js";

const subjectsAtOnce = 500;

export interface Claim {
  readonly kind: string;
  readonly subject: string;
  /** Ids of the total's row; null where there is none. */
  readonly id: string | null;
  readonly total: number;
  readonly held: number;
  /** The largest limit among the holdings; null without any. */
  readonly limitAmount: number | null;
}

export async function verifyClaims(sql: Sql, findings: Findings, onProgress?: (claims: number) => void): Promise<void> {
  let done = 0;
  for await (const claims of claimsIn(sql)) {
    for (const claim of claims) findings.note(claimDifferences(claim));
    findings.count("claims", claims.length);
    done += claims.length;
    onProgress?.(done);
  }
}

/** Pages of every claim that has a total or a holding. */
export async function* claimsIn(sql: Sql): AsyncGenerator<Claim[]> {
  const kinds = await sql.all<{ kind: string }>(
    "SELECT kind FROM claim_total UNION SELECT kind FROM claim_holding ORDER BY kind",
  );
  for (const { kind } of kinds) {
    for (let after: string | null = null, last = false; !last;) {
      const upTo: string | null = await lastSubject(sql, kind, after);
      last = upTo === null;
      yield await claimsBetween(sql, kind, after, upTo);
      after = upTo;
    }
  }
}

/** The subject up to which the next page of totals goes; null after the last one. */
async function lastSubject(sql: Sql, kind: string, after: string | null): Promise<string | null> {
  const { condition, params } = following("subject", after);
  const page = await sql.all<{ subject: string }>(
    `SELECT subject FROM claim_total WHERE kind = ? AND ${condition} ORDER BY subject LIMIT ${subjectsAtOnce}`,
    [kind, ...params],
  );
  return page.at(-1)?.subject ?? null;
}

/** Totals and holdings in one statement, so that both are of one moment. */
async function claimsBetween(sql: Sql, kind: string, after: string | null, upTo: string | null): Promise<Claim[]> {
  const { condition, params } = between(after, upTo)("subject");
  const within = `kind = ? AND ${condition}`;
  const claims = await sql.all<Omit<Claim, "kind">>(
    `SELECT subject, MAX(id) AS id, SUM(total) AS total, SUM(amount) AS held, MAX(limitAmount) AS limitAmount
     FROM (
       SELECT subject, id, total, 0 AS amount, NULL AS limitAmount FROM claim_total WHERE ${within}
       UNION ALL
       SELECT subject, NULL AS id, 0 AS total, amount, limitAmount FROM claim_holding WHERE ${within}
     ) AS parts
     GROUP BY subject ORDER BY subject`,
    [kind, ...params, kind, ...params],
  );
  return claims.map((claim) => ({ kind, ...claim }));
}

/** The limit binds the sum: a total that lies is one difference, not two. */
function claimDifferences({ kind, subject, id, total, held, limitAmount }: Claim): Difference[] {
  const key = claimId(kind, subject);
  const place = { table: "claim_total", id: id ?? key };
  const found: Difference[] = [];
  if (id !== null && id !== key) found.push({ kind: "CLAIM_TOTAL", ...place, column: "id", stored: id, computed: key });
  if (total !== held) {
    const stored = id === null ? null : total;
    found.push({ kind: "CLAIM_TOTAL", ...place, column: "total", stored, computed: held });
  }
  if (held < 0 || (limitAmount !== null && held > limitAmount)) {
    found.push({ kind: "CLAIM_LIMIT", ...place, stored: held, computed: limitAmount });
  }
  return found;
}

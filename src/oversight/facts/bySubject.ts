/** The facts of named cases, with their partners by code: for whoever tells of a case and not of a board. */
import { placeholders, type Sql } from "../../platform/index.js";
import { pendingValue, unitOfFact } from "./kinds.js";

export interface SubjectFact {
  readonly subjectId: string;
  readonly indicator: string;
  readonly partnerCode: string;
  readonly day: string;
  readonly occurredAt: string;
  readonly amountFen: number | null;
  readonly elapsedMs: number | null;
  readonly passed: boolean | null;
}

type Row = Pick<SubjectFact, "subjectId" | "indicator" | "partnerCode" | "day" | "occurredAt"> & { value: number };

/** Those that stand now and are an amount, a time, or a yes or no; what is still open is none of these. */
export async function factsOfCases(sql: Sql, caseIds: readonly string[]): Promise<SubjectFact[]> {
  if (caseIds.length === 0) return [];
  const rows = await sql.all<Row>(
    "SELECT f.caseId AS subjectId, f.indicator AS indicator, p.code AS partnerCode, f.day AS day, " +
      "f.occurredAt AS occurredAt, f.value AS value FROM partner_fact f JOIN partner p ON p.id = f.partnerId " +
      `WHERE f.caseId IN ${placeholders(caseIds)} AND f.reversedAt IS NULL AND p.kind <> 'CENTER' ORDER BY f.occurredAt, f.id`,
    caseIds,
  );
  return rows.flatMap(({ value: kept, ...fact }): SubjectFact[] => {
    const [value, unit] = [Number(kept), unitOfFact(fact.indicator)];
    const none = { ...fact, amountFen: null, elapsedMs: null, passed: null };
    if (unit === "AMOUNT") return [{ ...none, amountFen: value }];
    if (unit === "DURATION") return [{ ...none, elapsedMs: value }];
    return unit === "PASS" && value !== pendingValue ? [{ ...none, passed: value === 1 }] : [];
  });
}

/** The facts of named cases, and those on no case, with their partners by code: for whoever tells of them and of no board. */
import { placeholders, type Sql } from "../../platform/index.js";
import { pendingValue, unitOfFact } from "./kinds.js";

export interface SubjectFact {
  /** The case; of a fact on no case its own stream. */
  readonly subjectId: string;
  readonly indicator: string;
  readonly partnerCode: string;
  readonly day: string;
  readonly occurredAt: string;
  readonly amountFen: number | null;
  readonly elapsedMs: number | null;
  readonly passed: boolean | null;
  /** What is none of these: hundredths of a rating, one of a count, what is still open. */
  readonly value: number | null;
  readonly product: string | null;
  readonly propertyKind: string | null;
  /** The partner's unit and officer that it counts for. */
  readonly unitCode: string | null;
  readonly unitName: string | null;
  readonly unitNameEn: string | null;
  readonly memberId: string | null;
}

type Row = Omit<SubjectFact, "amountFen" | "elapsedMs" | "passed" | "value"> & { value: number };

const rowsOf = (subject: string, condition: string): string =>
  `SELECT ${subject} AS subjectId, f.indicator AS indicator, p.code AS partnerCode, f.day AS day,
     f.occurredAt AS occurredAt, f.value AS value, f.product AS product, f.propertyKind AS propertyKind,
     u.code AS unitCode, u.name AS unitName, u.nameEn AS unitNameEn, f.memberId AS memberId
   FROM partner_fact f JOIN partner p ON p.id = f.partnerId LEFT JOIN unit u ON u.id = f.unitId
   LEFT JOIN loan_case c ON c.id = f.caseId AND c.submitted = 1
   WHERE ${condition} AND f.reversedAt IS NULL AND p.kind <> 'CENTER'`;

/** Those that stand now. */
export async function factsOfCases(sql: Sql, caseIds: readonly string[]): Promise<SubjectFact[]> {
  if (caseIds.length === 0) return [];
  const rows = await sql.all<Row>(
    `${rowsOf("f.caseId", `f.caseId IN ${placeholders(caseIds)}`)} ORDER BY f.occurredAt, f.id`,
    caseIds,
  );
  return rows.map(shown);
}

/** Days that facts count on; everything where nothing is said. */
export interface Days {
  readonly from?: string | null;
  readonly to?: string | null;
}

/** Those that stand now and are on no submitted case, stream by stream: of so many streams after one of them. */
export async function factsOnNoCase(
  sql: Sql,
  { from, to }: Days,
  { after, atMost }: { readonly after: string; readonly atMost: number },
): Promise<SubjectFact[]> {
  const days = [from ? { sql: "f.day >= ?", day: from } : null, to ? { sql: "f.day <= ?", day: to } : null];
  const asked = days.filter((one) => one !== null);
  const outside = rowsOf("f.streamId", ["c.id IS NULL", ...asked.map((one) => one.sql)].join(" AND "));
  const params = asked.map(({ day }) => day);
  const streams = await sql.all<{ subjectId: string }>(
    `SELECT DISTINCT subjectId FROM (${outside} AND f.streamId > ?) outside ORDER BY subjectId LIMIT ${atMost}`,
    [...params, after],
  );
  if (streams.length === 0) return [];
  const ids = streams.map(({ subjectId }) => subjectId);
  const rows = await sql.all<Row>(
    `${outside} AND f.streamId IN ${placeholders(ids)} ORDER BY f.streamId, f.occurredAt, f.id`,
    [...params, ...ids],
  );
  return rows.map(shown);
}

function shown({ value: kept, ...fact }: Row): SubjectFact {
  const [value, unit] = [Number(kept), unitOfFact(fact.indicator)];
  const none = { ...fact, amountFen: null, elapsedMs: null, passed: null, value: null };
  if (unit === "AMOUNT") return { ...none, amountFen: value };
  if (unit === "DURATION") return { ...none, elapsedMs: value };
  return unit === "PASS" && value !== pendingValue ? { ...none, passed: value === 1 } : { ...none, value };
}

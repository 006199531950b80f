/** How far applicants confirm what the log says of their trips: of the cases paid out, by partner; one statement for all. */
import { parsePeriod } from "../../kernel/index.js";
import { placeholders, type Sql } from "../../platform/index.js";

export interface Confirmation {
  readonly partnerId: string;
  readonly paidOut: number;
  /** Inside their budget, as it counts. */
  readonly zeroTrips: number;
  /** Applicants who said how often they went. */
  readonly confirmed: number;
  /** Those who say what the log says. */
  readonly agreeing: number;
  /** Those who went more often than was logged. */
  readonly wentMoreOften: number;
}

/** Of the partners named, or of all; null where the period is none. */
export async function confirmations(
  sql: Sql,
  { period, partnerIds }: { readonly period: string; readonly partnerIds: readonly string[] | null },
): Promise<Confirmation[] | null> {
  const days = parsePeriod(period);
  if (!days) return null;
  const only = partnerIds ? ` AND f.partnerId IN ${placeholders(partnerIds)}` : "";
  const rows = await sql.all<Confirmation>(
    `SELECT f.partnerId AS partnerId, COUNT(*) AS paidOut, SUM(f.value) AS zeroTrips,
       SUM(CASE WHEN r.tripsTold IS NULL THEN 0 ELSE 1 END) AS confirmed,
       SUM(CASE WHEN r.agrees = 1 THEN 1 ELSE 0 END) AS agreeing,
       SUM(CASE WHEN r.tripsTold > r.tripsLogged THEN 1 ELSE 0 END) AS wentMoreOften
     FROM partner_fact f LEFT JOIN rating r ON r.caseId = f.caseId
     WHERE f.indicator = 'ZERO_TRIP' AND f.reversedAt IS NULL AND f.day >= ? AND f.day <= ?${only}
     GROUP BY f.partnerId ORDER BY f.partnerId`,
    [days.from, days.to, ...(partnerIds ?? [])],
  );
  // Sums come as texts from one driver and as numbers from the other.
  return rows.map(({ partnerId, ...counts }) => {
    const numbers = Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, Number(value)]));
    return { partnerId, ...(numbers as unknown as Omit<Confirmation, "partnerId">) };
  });
}

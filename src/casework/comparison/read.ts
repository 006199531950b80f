/** Reads what the comparison needs: the cases decided in a period that somebody may see, by an index, no stream folded. */
import {
  parsePeriod,
  periodBounds,
  sightSql,
  workingMinutesBetween,
  type Period,
  type Sight,
} from "../../kernel/index.js";
import { readRows, type Sql } from "../../platform/index.js";
import type { PolicyBook } from "../../policy/index.js";
import { compareReviews, type ModeFigures } from "./figures.js";
import { ReviewOutcome } from "./rows.js";

export interface Comparison {
  readonly period: Period;
  readonly product: string | null;
  readonly modes: readonly ModeFigures[];
}

export interface ComparisonAsked {
  readonly period: string;
  readonly product?: string | null;
}

/** By the day of the decision in the center's zone, in working minutes of the calendar in force. Null for no period. */
export async function readComparison(
  { sql, policies }: { readonly sql: Sql; readonly policies: Pick<PolicyBook, "calendar"> },
  { period: text, product = null }: ComparisonAsked,
  sight: Sight,
): Promise<Comparison | null> {
  const period = parsePeriod(text);
  if (!period) return null;
  const { calendar } = policies;
  const { from, until } = periodBounds(period, calendar.zone);
  const seen = sightSql(sight, "c");
  const raw = await sql.all(
    "SELECT o.* FROM review_outcome o JOIN loan_case c ON c.id = o.id " +
      `WHERE o.decidedAt >= ? AND o.decidedAt < ?${product ? " AND o.productCode = ?" : ""} AND ${seen.sql} ORDER BY o.id`,
    [from, until, ...(product ? [product] : []), ...seen.params],
  );
  const minutes = (one: string, other: string) => workingMinutesBetween(calendar, one, other);
  return { period, product, modes: compareReviews(readRows(ReviewOutcome, raw), minutes) };
}

/** Pages of the facts behind a figure, over all their sources. */
import {
  decodeCursor,
  encodeCursor,
  keysetWhere,
  limits,
  orderSql,
  type CursorValue,
  type OrderTerm,
} from "../../kernel/index.js";
import { badInput, pageOf, pageSize, type Page, type Sql } from "../../platform/index.js";
import { factsBehind } from "../scoreboard/formulas.js";
import type { IndicatorFact, IndicatorScore } from "../scoreboard/types.js";
import { pendingValue, unitOfFact } from "./kinds.js";
import { factsSql, type Condition, type FactRow, type FactSource } from "./sources.js";

const order: readonly OrderTerm[] = [
  { column: "occurredAt", direction: "DESC" },
  { column: "id", direction: "DESC" },
];

type Behind = Pick<
  IndicatorScore,
  "code" | "partnerId" | "from" | "to" | "cutoff" | "later" | "stratum" | "withOpen" | "unitId" | "memberId"
>;

interface Asked {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** @throws GraphQLError BAD_USER_INPUT naming `first` or `after`. */
export function factPage(
  sql: Sql,
  sources: readonly FactSource[],
  { code, partnerId, withOpen, ...where }: Behind,
  asked: Asked,
): Promise<Page<IndicatorFact>> {
  return factsPage(
    sql,
    factsSql(sources, { ...where, withoutOpen: !withOpen, indicators: [factsBehind(code)], partnerIds: [partnerId] }),
    asked,
  );
}

/** Of whatever facts a SELECT finds. @throws GraphQLError BAD_USER_INPUT naming `first` or `after`. */
export async function factsPage(sql: Sql, facts: Condition, { first, after }: Asked): Promise<Page<IndicatorFact>> {
  const size = pageSize(first);
  const start = !after ? null : keysetWhere(order, placeOf(after), "row0");
  const raw = await sql.all<FactRow>(
    `SELECT * FROM (${facts.sql}) row0${start ? ` WHERE ${start.sql}` : ""} ORDER BY ${orderSql(order, "row0")} LIMIT ${size + 1}`,
    [...facts.params, ...(start?.params ?? [])],
  );
  const count = async () => {
    const most = limits.page.countedAtMost;
    const counted = `SELECT COUNT(*) AS n FROM (SELECT id FROM (${facts.sql}) row0 LIMIT ${most + 1}) counted`;
    const n = Number((await sql.all<{ n: number }>(counted, facts.params))[0]?.n ?? 0);
    return { value: Math.min(n, most), exact: n <= most };
  };
  return pageOf(raw.map(shown), size, cursorOf, count);
}

const shown = ({ indicator, value, ...row }: FactRow): IndicatorFact => {
  const unit = unitOfFact(indicator);
  return {
    ...{ id: row.id, indicator, subjectKind: row.subjectKind, subjectId: row.subjectId, subjectName: row.subjectName },
    ...{ day: row.day, occurredAt: row.occurredAt, recordedAt: row.recordedAt },
    ...{ takenBackAt: row.reversedAt, late: row.late },
    amount: unit === "AMOUNT" ? value : null,
    minutes: unit === "DURATION" ? value / 60_000 : null,
    passed: unit === "PASS" && value !== pendingValue ? value === 1 : null,
    rating: unit === "RATING" ? value / 100 : null,
  };
};

const cursorOf = ({ occurredAt, id }: IndicatorFact): string => encodeCursor(order, [occurredAt, id]);

function placeOf(after: string): CursorValue[] {
  const place = decodeCursor(order, after);
  if (!place) throw badInput("after", "no cursor of this list");
  return place;
}

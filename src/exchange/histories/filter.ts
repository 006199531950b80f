/** Which histories a list asks for, as a condition. */
import { Field, ID, InputType } from "type-graphql";
import { parsePeriod, type SqlCondition } from "../../kernel/index.js";
import { badInput, PeriodScalar } from "../../platform/index.js";

@InputType({ description: "Which histories; every condition given must hold (筛选条件)." })
export class HistoryFilter {
  @Field(() => String, { nullable: true, description: "Where they come from (来源)." })
  source?: string | null;

  @Field(() => String, { nullable: true, description: "The case's id in its source (来源案件号)." })
  traceId?: string | null;

  @Field(() => ID, { nullable: true, description: "A partner for whom something was measured on them (计入机构)." })
  partnerId?: string | null;

  @Field(() => String, { nullable: true, description: "An indicator that was measured on them (指标)." })
  indicator?: string | null;

  @Field(() => PeriodScalar, {
    nullable: true,
    description: "A period in which something was measured on them, as indicator and partner say (计入期间).",
  })
  period?: string | null;

  @Field(() => PeriodScalar, { nullable: true, description: "The period of their registration, in UTC (登记期间)." })
  registeredIn?: string | null;
}

/** Over the table that `page` calls row0. @throws GraphQLError BAD_USER_INPUT where a period is none. */
export function filterSql(filter: HistoryFilter): SqlCondition {
  const tests: SqlCondition[] = [];
  const test = (sql: string, ...params: string[]) => tests.push({ sql, params });
  if (filter.source) test("row0.source = ?", filter.source);
  if (filter.traceId) test("row0.traceId = ?", filter.traceId);
  if (filter.registeredIn) {
    const { from, to } = periodOf("filter.registeredIn", filter.registeredIn);
    test("row0.registeredAt >= ? AND row0.registeredAt <= ?", from, `${to}T23:59:59.999Z`);
  }
  const facts = factSql(filter);
  if (facts)
    test(`EXISTS (SELECT 1 FROM history_fact f WHERE f.historyId = row0.id AND ${facts.sql})`, ...facts.params);
  return joined(tests) ?? { sql: "1 = 1", params: [] };
}

/** All that is asked of one fact together: the same one must fulfil it. */
function factSql({ partnerId, indicator, period }: HistoryFilter) {
  const tests: { sql: string; params: string[] }[] = [];
  if (partnerId) tests.push({ sql: "f.partnerCode = (SELECT code FROM partner WHERE id = ?)", params: [partnerId] });
  if (indicator) tests.push({ sql: "f.indicator = ?", params: [indicator] });
  if (period) {
    const { from, to } = periodOf("filter.period", period);
    tests.push({ sql: "f.day >= ? AND f.day <= ?", params: [from, to] });
  }
  return joined(tests);
}

function joined<Params extends SqlCondition["params"]>(tests: readonly { sql: string; params: Params }[]) {
  if (tests.length === 0) return null;
  return {
    sql: tests.map(({ sql }) => sql).join(" AND "),
    params: tests.flatMap(({ params }) => params as unknown as string[]),
  };
}

function periodOf(path: string, text: string) {
  const period = parsePeriod(text);
  if (!period) throw badInput(path, `no period: ${text}`);
  return period;
}

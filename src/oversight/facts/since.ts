/** What came or went after a cut-off: with it, the count of what stands now becomes the count of what stood then. */
import { conditionOf, knownCondition, type Condition, type FactSource, type FactWhere } from "./sources.js";

/** By what the facts of a partner are told apart; histories have none of it. */
export type FactPart = "unitId" | "memberId" | "product" | "propertyKind";

/**
 * One SELECT over all sources of partnerId, indicator, subjectKind, value, n and the parts asked for. `n` is -1 for a fact
 * that stands now and was not known then, 1 for one that was and stands no longer: few rows, however many stand.
 */
export function sinceSql(
  sources: readonly FactSource[],
  where: FactWhere & { readonly cutoff: string },
  parts: readonly FactPart[],
): Condition {
  const selects = sources.flatMap((source) => {
    const { kind, from, partnerId, value, recordedAt, reversedAt } = source;
    const known = knownCondition(source, where);
    const columns = parts.map((part) => `${kind === "CASE" ? `f.${part}` : "NULL"} AS ${part}`);
    const select = (n: 1 | -1, what: Condition) => {
      const condition = conditionOf(source, where, what);
      const named = [`${partnerId} AS partnerId, f.indicator AS indicator, '${kind}' AS subjectKind`, ...columns];
      const sql = `SELECT ${named.join(", ")}, ${value} AS value, ${n} AS n FROM ${from} WHERE ${condition.sql}`;
      return { sql, params: condition.params };
    };
    const { cutoff } = where;
    // The cut-off stands by itself as well, so that an index leads to the few that are younger.
    return [
      select(-1, {
        sql: `${reversedAt} IS NULL AND ${recordedAt} > ? AND NOT (${known.sql})`,
        params: [cutoff, ...known.params],
      }),
      select(1, { sql: `${reversedAt} > ? AND (${known.sql})`, params: [cutoff, ...known.params] }),
    ];
  });
  return { sql: selects.map(({ sql }) => sql).join(" UNION ALL "), params: selects.flatMap(({ params }) => params) };
}

/** What came or went after a cut-off: with it, the count of what stands now becomes the count of what stood then. */
import {
  conditionOf,
  knownCondition,
  selectFacts,
  unionOf,
  type Condition,
  type FactPart,
  type FactSource,
  type FactWhere,
  type LateChange,
} from "./sources.js";

type Since = FactWhere & { readonly cutoff: string };

/**
 * What stands now and was not known then, and what was and stands no longer. The cut-off stands by itself as well, so that
 * an index leads to the few that are younger.
 */
function sinceConditions(source: FactSource, where: Since): Record<LateChange, Condition> {
  const { recordedAt, reversedAt } = source;
  const known = knownCondition(source, where);
  const params = [where.cutoff, ...known.params];
  const [came, went] = [
    `${reversedAt} IS NULL AND ${recordedAt} > ? AND NOT (${known.sql})`,
    `${reversedAt} > ? AND (${known.sql})`,
  ];
  return {
    CAME: conditionOf(source, where, { sql: came, params }),
    WENT: conditionOf(source, where, { sql: went, params }),
  };
}

/** Both, one row for each fact. */
export const lateFactsSql = (sources: readonly FactSource[], where: Since): Condition =>
  unionOf(
    sources.flatMap((source) => {
      const { CAME, WENT } = sinceConditions(source, where);
      return [selectFacts(source, CAME, "CAME"), selectFacts(source, WENT, "WENT")];
    }),
  );

/**
 * One SELECT over all sources of partnerId, indicator, subjectKind, value, n and the parts asked for. `n` is -1 for a fact
 * that stands now and was not known then, 1 for one that was and stands no longer: few rows, however many stand.
 */
export function sinceSql(sources: readonly FactSource[], where: Since, parts: readonly FactPart[]): Condition {
  const selects = sources.flatMap((source) => {
    const { kind, from, partnerId, value } = source;
    const columns = parts.map((part) => `${source.parts[part]} AS ${part}`);
    const named = [`${partnerId} AS partnerId, f.indicator AS indicator, '${kind}' AS subjectKind`, ...columns];
    const select = (n: 1 | -1, { sql, params }: Condition): Condition => ({
      sql: `SELECT ${named.join(", ")}, ${value} AS value, ${n} AS n FROM ${from} WHERE ${sql}`,
      params,
    });
    const { CAME, WENT } = sinceConditions(source, where);
    return [select(-1, CAME), select(1, WENT)];
  });
  return unionOf(selects);
}

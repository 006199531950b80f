/** Counts of facts as they stand now or stood at a cut-off: the tallies, less what came after it, with what went. */
import { placeholders, type Sql, type SqlValue } from "../../platform/index.js";
import { sinceSql } from "../facts/since.js";
import type { Condition, FactPart, FactSource, FactWhere, Stratum } from "../facts/sources.js";

export interface Counting {
  readonly partners: readonly { readonly id: string; readonly code: string }[];
  readonly indicators: readonly string[];
  readonly period: { readonly from: string; readonly to: string };
  /** Only cases of one kind. */
  readonly stratum?: Stratum | null;
  /** As it stood at that instant. */
  readonly cutoff?: string | null;
  readonly later?: FactWhere["later"];
}

/** Facts of a partner and kind that say the same, or lie in one class of values. */
export interface Count {
  readonly partnerId: string;
  readonly source: FactSource["kind"];
  readonly indicator: string;
  /** The part that they were counted by, such as "unit:…"; empty for all. */
  readonly slice: string;
  readonly value: number;
  readonly n: number;
  /** The sum of their values. */
  readonly total: number;
}

export interface Asked {
  /** Rows of the tallies, with what they are narrowed to: spans, slices, values. */
  readonly where: Condition;
  /** To which of these slices a fact belongs that came or went since, by its parts; null to none. */
  readonly sliceOf: (row: Readonly<Partial<Record<FactPart, string | null>>>) => string | null;
  readonly parts?: readonly FactPart[];
}

interface Row extends Partial<Record<FactPart, string | null>> {
  readonly whose: string;
  /** Null for a row of the tallies. */
  readonly subjectKind: FactSource["kind"] | null;
  readonly indicator: string;
  readonly slice: string | null;
  readonly value: number;
  readonly n: number;
  readonly total: number;
}

/** In one statement, so that no command can end between the tallies and what moved them. */
export async function readCounts(
  sql: Sql,
  sources: readonly FactSource[],
  counting: Counting,
  { where, parts = [], sliceOf }: Asked,
): Promise<Count[]> {
  const { partners, indicators } = counting;
  if (partners.length === 0 || indicators.length === 0) return [];
  const known = new Map(
    partners.flatMap((partner) =>
      sources.map(({ kind, countedBy }) => [partner[countedBy], { partnerId: partner.id, source: kind }] as const),
    ),
  );
  const tallies = {
    sql: `SELECT subject AS whose, NULL AS subjectKind, measure AS indicator, slice, value, n, total
      ${parts.map((part) => `, NULL AS ${part}`).join("")} FROM tally
      WHERE subject IN ${placeholders([...known.keys()])} AND measure IN ${placeholders(indicators)}
      AND n <> 0 AND ${where.sql}`,
    params: [...known.keys(), ...indicators, ...where.params] as SqlValue[],
  };
  const since = movedSince(sources, counting, parts);
  const rows = await sql.all<Row>(since ? `${tallies.sql} UNION ALL ${since.sql}` : tallies.sql, [
    ...tallies.params,
    ...(since?.params ?? []),
  ]);
  return rows.flatMap(({ whose, subjectKind, indicator, slice, value, n, total, ...told }): Count[] => {
    const count = { indicator, value: Number(value), n: Number(n), total: Number(total) };
    if (subjectKind === null) {
      const of = known.get(whose) as { partnerId: string; source: FactSource["kind"] };
      return [{ ...of, ...count, slice: slice ?? "" }];
    }
    const part = sliceOf(told);
    return part === null ? [] : [{ partnerId: whose, source: subjectKind, ...count, slice: part }];
  });
}

function movedSince(
  sources: readonly FactSource[],
  { partners, indicators, period: { from, to }, stratum, cutoff, later }: Counting,
  parts: readonly FactPart[],
): Condition | null {
  if (!cutoff) return null;
  const partnerIds = partners.map(({ id }) => id);
  const moved = sinceSql(sources, { from, to, indicators, partnerIds, stratum, cutoff, later }, parts);
  return {
    sql: `SELECT partnerId AS whose, subjectKind, indicator, NULL AS slice, value, n, n * value AS total
      ${parts.map((part) => `, ${part}`).join("")} FROM (${moved.sql}) moved`,
    params: moved.params,
  };
}

/** Those of one place put together; what comes to nothing goes. */
export function summed(counts: readonly Count[]): Count[] {
  const sums = new Map<string, Count>();
  for (const one of counts) {
    const { partnerId, source, indicator, slice, value } = one;
    const key = `${partnerId}\n${source}\n${indicator}\n${slice}\n${value}`;
    const before = sums.get(key);
    sums.set(key, before ? { ...before, n: before.n + one.n, total: before.total + one.total } : one);
  }
  return [...sums.values()].filter(({ n }) => n !== 0);
}

/** What a period's facts come to, read from the tallies: as many rows as there are values, however many cases there were. */
import { sliceOf, spansOf, whole } from "../../journal/index.js";
import { placeholders, type Sql } from "../../platform/index.js";
import { factsSql, type FactSource, type FactWhere } from "../facts/sources.js";
import type { Cell } from "./facts.js";

export interface Stratum {
  readonly product: string;
  readonly propertyKind: string;
}

export interface Counting {
  readonly partners: readonly { readonly id: string; readonly code: string }[];
  readonly indicators: readonly string[];
  readonly period: { readonly from: string; readonly to: string };
  /** Only cases of one kind. */
  readonly stratum?: Stratum | null;
  /** As it stood at that instant; read from the facts themselves. */
  readonly cutoff?: string | null;
  readonly later?: FactWhere["later"];
}

/** A cell, and whether it was counted in cases or in histories. */
export type CountedCell = Cell & { readonly source: FactSource["kind"] };

export async function readCells(sql: Sql, sources: readonly FactSource[], counting: Counting): Promise<CountedCell[]> {
  if (counting.partners.length === 0 || counting.indicators.length === 0) return [];
  return counting.cutoff ? cellsOfFacts(sql, sources, counting) : cellsOfTallies(sql, sources, counting);
}

interface TallyRow {
  readonly subject: string;
  readonly measure: string;
  readonly value: number;
  readonly n: number;
}

async function cellsOfTallies(
  sql: Sql,
  sources: readonly FactSource[],
  { partners, indicators, period, stratum }: Counting,
): Promise<CountedCell[]> {
  const known = new Map(
    partners.flatMap((partner) =>
      sources.map(({ kind, countedBy }) => [partner[countedBy], { partnerId: partner.id, source: kind }] as const),
    ),
  );
  const subjects = [...known.keys()];
  const spans = spansOf(period);
  const slice = stratum ? sliceOf.stratum(stratum.product, stratum.propertyKind) : whole;
  const where = `subject IN ${placeholders(subjects)} AND measure IN ${placeholders(indicators)}
    AND span IN ${placeholders(spans)} AND slice = ? AND n <> 0`;
  const rows = await sql.all<TallyRow>(
    spans.length === 1
      ? `SELECT subject, measure, value, n FROM tally WHERE ${where}`
      : `SELECT subject, measure, value, SUM(n) AS n FROM tally WHERE ${where} GROUP BY subject, measure, value`,
    [...subjects, ...indicators, ...spans, slice],
  );
  return rows.map(({ subject, measure, value, n }) => ({
    ...(known.get(subject) as { partnerId: string; source: FactSource["kind"] }),
    indicator: measure,
    value,
    n: Number(n),
  }));
}

/** Slower, and able to say what was known at any past instant. */
async function cellsOfFacts(
  sql: Sql,
  sources: readonly FactSource[],
  { partners, indicators, period: { from, to }, stratum, cutoff, later }: Counting,
): Promise<CountedCell[]> {
  const partnerIds = partners.map(({ id }) => id);
  const where: FactWhere = { from, to, indicators, partnerIds, stratum, cutoff, later };
  const facts = factsSql(sources, where);
  const rows = await sql.all<Omit<CountedCell, "source"> & { subjectKind: FactSource["kind"] }>(
    `SELECT partnerId, indicator, value, subjectKind, COUNT(*) AS n FROM (${facts.sql}) facts
     GROUP BY partnerId, indicator, value, subjectKind`,
    facts.params,
  );
  return rows.map(({ subjectKind, n, ...row }) => ({ ...row, n: Number(n), source: subjectKind }));
}

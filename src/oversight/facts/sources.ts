/** Where facts come from: cases, and whatever other rooms bring in; all are read alike. */
import { placeholders, type Sql, type SqlValue } from "../../platform/index.js";
import { factKinds, openRegistration } from "./kinds.js";

/** By what the facts of a partner are told apart. */
export type FactPart = "unitId" | "memberId" | "product" | "propertyKind";

/** A table of facts in another's words; program text, never input. */
export interface FactSource {
  readonly kind: "CASE" | "HISTORY";
  /** The table, called `f`, and what is joined to it. */
  readonly from: string;
  /** The table by itself. */
  readonly table: string;
  readonly partnerId: string;
  readonly subjectId: string;
  /** What people call the case or history. */
  readonly subjectName: string;
  readonly value: string;
  readonly recordedAt: string;
  /** When a fact was taken back; program text that is NULL while it stands. */
  readonly reversedAt: string;
  /** By what its facts are told apart inside a partner; units and officers by what its tallies know them by. */
  readonly parts: Readonly<Record<FactPart, string>>;
  /** A SELECT of code, name and nameEn of units that are in no register here, by their partner's code. */
  readonly unitFaces?: string;
  /** By what its tallies know a partner. */
  readonly countedBy: "id" | "code";
  /** Of which subjects it tells all that a case does, there being none of it too, and whether there are any at all. */
  readonly wholeWhere?: string;
  readonly wholeAny?: string;
}

export const caseFactSource: FactSource = {
  kind: "CASE",
  from: "partner_fact f LEFT JOIN loan_case c ON c.id = f.caseId",
  table: "partner_fact",
  partnerId: "f.partnerId",
  subjectId: "COALESCE(f.caseId, f.streamId)",
  subjectName: "COALESCE(c.number, f.streamId)",
  value: "f.value",
  recordedAt: "f.recordedAt",
  reversedAt: "f.reversedAt",
  parts: { product: "f.product", propertyKind: "f.propertyKind", unitId: "f.unitId", memberId: "f.memberId" },
  countedBy: "id",
};

/** One kind of case: like is compared with like. */
export interface Stratum {
  readonly product: string;
  readonly propertyKind: string;
}

/** What came after a cut-off and stands, or was known at it and has gone. */
export type LateChange = "CAME" | "WENT";

export interface FactWhere {
  readonly from: string;
  readonly to: string;
  readonly indicators: readonly string[];
  readonly partnerIds: readonly string[];
  /** Only what was recorded by then, as it stood then; everything that stands now where left out. */
  readonly cutoff?: string | null;
  /** With a cut-off: subjects that are read as they stood at a later instant of their own. */
  readonly later?: Readonly<Record<string, string>>;
  /** Without registrations that are not done yet: they are late only once their period has passed. */
  readonly withoutOpen?: boolean;
  /** Only what counts for a unit or an officer of the partner. */
  readonly unitId?: string | null;
  readonly memberId?: string | null;
  /** Only cases of this kind, by product and kind of home. */
  readonly stratum?: Stratum | null;
}

export interface Condition {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** The condition on the facts of one source: those that are known, or another choice of the period's. */
export function conditionOf(
  source: FactSource,
  where: FactWhere,
  known: Condition = knownCondition(source, where),
): { sql: string; params: SqlValue[] } {
  const { partnerId } = source;
  const { from, to, indicators, partnerIds, stratum, unitId, memberId } = where;
  const parts: (readonly [string, readonly SqlValue[]])[] = [
    ["f.day >= ? AND f.day <= ?", [from, to]],
    [`f.indicator IN (${indicators.map(() => "?").join(", ") || "NULL"})`, indicators],
    [`${partnerId} IN (${partnerIds.map(() => "?").join(", ") || "NULL"})`, partnerIds],
    [known.sql, known.params],
    ...(where.withoutOpen ? [[`(f.indicator <> ? OR ${source.value} <> ?)`, openRegistration] as const] : []),
    ...only(source, stratum && { product: stratum.product, propertyKind: stratum.propertyKind }),
    ...only(source, unitId && { unitId }),
    ...only(source, memberId && { memberId }),
  ];
  return { sql: parts.map(([sql]) => sql).join(" AND "), params: parts.flatMap(([, params]) => [...params]) };
}

/** What had been recorded by the cut-off and stood then; or what stands now. */
export function knownCondition(source: FactSource, { cutoff, later = {} }: FactWhere): Condition {
  const { subjectId, recordedAt, reversedAt } = source;
  if (!cutoff) return { sql: `${reversedAt} IS NULL`, params: [] };
  const at = `${recordedAt} <= ? AND (${reversedAt} IS NULL OR ${reversedAt} > ?)`;
  const known = (instant: string): string[] => [instant, instant];
  const ids = Object.keys(later);
  if (ids.length === 0) return { sql: at, params: known(cutoff) };
  const groups = [...new Set(Object.values(later))].map((instant) => {
    const own = ids.filter((id) => later[id] === instant);
    return { sql: `${subjectId} IN ${placeholders(own)} AND ${at}`, params: [...own, ...known(instant)] };
  });
  const rest = { sql: `${subjectId} NOT IN ${placeholders(ids)} AND ${at}`, params: [...ids, ...known(cutoff)] };
  const all = [rest, ...groups];
  return { sql: `(${all.map(({ sql }) => `(${sql})`).join(" OR ")})`, params: all.flatMap(({ params }) => params) };
}

/** Only those of a kind of case, a unit or an officer. */
function only(
  { parts }: FactSource,
  wanted: Readonly<Partial<Record<FactPart, string>>> | null | undefined | "",
): [string, readonly SqlValue[]][] {
  if (!wanted) return [];
  return Object.entries(wanted).map(([part, value]) => [`${parts[part as FactPart]} = ?`, [value]]);
}

/** The facts of one source under a condition, one row each; every source's rows have the same columns. */
export function selectFacts(source: FactSource, { sql, params }: Condition, late: LateChange | null = null): Condition {
  const { kind, from, partnerId, subjectId, subjectName, value, recordedAt, reversedAt } = source;
  const select =
    `SELECT f.id AS id, f.indicator AS indicator, ${partnerId} AS partnerId, '${kind}' AS subjectKind, ` +
    `${subjectId} AS subjectId, ${subjectName} AS subjectName, f.day AS day, f.occurredAt AS occurredAt, ` +
    `${recordedAt} AS recordedAt, ${reversedAt} AS reversedAt, ${value} AS value, ` +
    `${late ? `'${late}'` : "NULL"} AS late FROM ${from} WHERE ${sql}`;
  return { sql: select, params };
}

export const unionOf = (selects: readonly Condition[]): Condition => ({
  sql: selects.map(({ sql }) => sql).join(" UNION ALL "),
  params: selects.flatMap(({ params }) => params),
});

/** One SELECT over all sources. */
export const factsSql = (sources: readonly FactSource[], where: FactWhere): Condition =>
  unionOf(sources.map((source) => selectFacts(source, conditionOf(source, where))));

/** Facts of one kind of case counted by unit or officer; what has none of it is left out. */
export async function countFactsBy(
  sql: Sql,
  sources: readonly FactSource[],
  where: FactWhere,
  by: "unitId" | "memberId",
): Promise<{ readonly part: string; readonly indicator: string; readonly value: number; readonly n: number }[]> {
  if (where.partnerIds.length === 0) return [];
  const { sql: select, params } = unionOf(
    sources.map((source) => {
      const { from, value, parts } = source;
      const condition = conditionOf(source, where);
      const part = parts[by];
      const grouped = `${condition.sql} AND ${part} IS NOT NULL GROUP BY f.indicator, ${value}, ${part}`;
      const columns = `${part} AS part, f.indicator AS indicator, ${value} AS value, COUNT(*) AS n`;
      return { sql: `SELECT ${columns} FROM ${from} WHERE ${grouped}`, params: condition.params };
    }),
  );
  const rows = await sql.all<{ part: string; indicator: string; value: number; n: number }>(select, params);
  return rows.map((row) => ({ ...row, value: Number(row.value), n: Number(row.n) }));
}

export interface FactRow {
  readonly id: string;
  readonly indicator: string;
  readonly partnerId: string;
  readonly subjectKind: FactSource["kind"];
  readonly subjectId: string;
  readonly subjectName: string;
  readonly day: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  /** When it was taken back; null while it stands. */
  readonly reversedAt: string | null;
  readonly value: number;
  /** Which of the two it is where late facts are asked; null elsewhere. */
  readonly late: LateChange | null;
}

export async function readFacts(sql: Sql, sources: readonly FactSource[], where: FactWhere): Promise<FactRow[]> {
  if (where.partnerIds.length === 0) return [];
  const query = factsSql(sources, where);
  return sql.all<FactRow>(query.sql, query.params);
}

/** What each source has ever measured, or had by a cut-off; all else it cannot tell. */
export async function measuredBySource(
  sql: Sql,
  sources: readonly FactSource[],
  wholly: readonly FactSource[],
  cutoff: string | null = null,
): Promise<Map<string, Set<string>>> {
  const measured = new Map<string, Set<string>>();
  for (const source of sources) {
    const { kind, table, from, recordedAt, wholeWhere } = source;
    // A case is measured in every way there is, even before the first one was.
    if (kind === "CASE") measured.set(kind, new Set(Object.keys(factKinds)));
    else {
      const partly = wholly.includes(source) ? `NOT (${wholeWhere ?? ""})` : null;
      if (cutoff === null && !partly) measured.set(kind, new Set(await indicatorsIn(sql, table)));
      else {
        const where = [...(cutoff ? [`${recordedAt} <= ?`] : []), ...(partly ? [partly] : [])].join(" AND ");
        const select = `SELECT DISTINCT f.indicator AS indicator FROM ${from} WHERE ${where}`;
        const rows = await sql.all<{ indicator: string }>(select, cutoff ? [cutoff] : []);
        measured.set(kind, new Set(rows.map(({ indicator }) => indicator)));
      }
    }
  }
  return measured;
}

/** The sources that tell of some subjects all that a case does. */
export async function tellingWholly(sql: Sql, sources: readonly FactSource[]): Promise<FactSource[]> {
  const found: FactSource[] = [];
  for (const source of sources) {
    if (source.wholeAny !== undefined && (await sql.all(source.wholeAny)).length > 0) found.push(source);
  }
  return found;
}

/** Partners of whom everything is known although no case of theirs is here: their cases came in as histories. */
export async function toldWhole(
  sql: Sql,
  wholly: readonly FactSource[],
  { from, to }: { readonly from: string; readonly to: string },
  cutoff: string | null = null,
): Promise<Set<string>> {
  const ids: string[] = [];
  for (const source of wholly) {
    const rows = await sql.all<{ id: string }>(
      `SELECT whose.id AS id FROM partner whose WHERE EXISTS (SELECT 1 FROM ${source.from}
         WHERE ${source.partnerId} = whose.id AND f.day >= ? AND f.day <= ? AND ${source.wholeWhere ?? "1 = 0"}
         ${cutoff ? `AND ${source.recordedAt} <= ?` : ""})`,
      [from, to, ...(cutoff ? [cutoff] : [])],
    );
    ids.push(...rows.map(({ id }) => id));
  }
  return new Set(ids);
}

/** From one to the next in the index, so that millions of facts are not looked through. */
async function indicatorsIn(sql: Sql, table: string): Promise<string[]> {
  const rows = await sql.all<{ indicator: string }>(
    `WITH RECURSIVE known (indicator) AS (
       SELECT MIN(indicator) FROM ${table}
       UNION ALL
       SELECT (SELECT MIN(f.indicator) FROM ${table} f WHERE f.indicator > known.indicator)
       FROM known WHERE known.indicator IS NOT NULL
     ) SELECT indicator FROM known WHERE indicator IS NOT NULL`,
  );
  return rows.map(({ indicator }) => indicator);
}

/** What a viewer may see, as one predicate with two faces: SQL for lists and lookups, a test for a value in memory. */

type Scalar = string | number | boolean | null;

/** All columns of one alternative must match; an array means any of these values. */
export type SightRule = Readonly<Record<string, Scalar | readonly Scalar[]>>;

/** Nobody, everybody, or whoever matches one of the alternatives. */
export type Sight = "ALL" | "NONE" | { readonly anyOf: readonly SightRule[] };

export interface SqlCondition {
  readonly sql: string;
  readonly params: readonly Scalar[];
}

/** The predicate as a portable SQL condition over the table (or alias) given. */
export function sightSql(sight: Sight, alias?: string): SqlCondition {
  if (sight === "ALL") return { sql: "1 = 1", params: [] };
  if (sight === "NONE" || sight.anyOf.length === 0) return { sql: "1 = 0", params: [] };
  const params: Scalar[] = [];
  const column = (name: string) => (alias ? `${alias}.${name}` : name);
  const one = (name: string, value: Scalar) => {
    if (value === null) return `${column(name)} IS NULL`;
    params.push(typeof value === "boolean" ? Number(value) : value);
    return `${column(name)} = ?`;
  };
  const alternatives = sight.anyOf.map((rule) => {
    const tests = Object.entries(rule).map(([name, wanted]) => {
      if (!isList(wanted)) return one(name, wanted);
      if (wanted.length === 0) return "1 = 0";
      return `(${wanted.map((value) => one(name, value)).join(" OR ")})`;
    });
    return tests.length === 0 ? "1 = 1" : `(${tests.join(" AND ")})`;
  });
  return { sql: `(${alternatives.join(" OR ")})`, params };
}

/** The same predicate over a row in memory. */
export function inSight(sight: Sight, row: object): boolean {
  if (sight === "ALL") return true;
  if (sight === "NONE") return false;
  const values = row as Record<string, unknown>;
  return sight.anyOf.some((rule) =>
    Object.entries(rule).every(([name, wanted]) => {
      const value = values[name] ?? null;
      return isList(wanted) ? wanted.includes(value as Scalar) : wanted === value;
    }),
  );
}

const isList = (value: Scalar | readonly Scalar[]): value is readonly Scalar[] => Array.isArray(value);

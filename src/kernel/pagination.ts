/** Keyset pagination: where a page begins, as an opaque cursor and as an SQL condition. */
import type { SqlCondition } from "./sight.js";

export interface OrderTerm {
  readonly column: string;
  readonly direction: "ASC" | "DESC";
  /** NULL sorts lowest, as it does on every database here. */
  readonly nullable?: boolean;
}

export type CursorValue = string | number | null;

/** Where a row stands in an order, as a text that means nothing to its reader. */
export const encodeCursor = (order: readonly OrderTerm[], values: readonly CursorValue[]): string =>
  Buffer.from(JSON.stringify([signature(order), ...values])).toString("base64url");

/** The values of a cursor made for this very order; null for any other text. */
export function decodeCursor(order: readonly OrderTerm[], cursor: string): CursorValue[] | null {
  try {
    const [made, ...values] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    const fits =
      made === signature(order) &&
      values.length === order.length &&
      values.every((value, at) => isCursorValue(value) && (value !== null || order[at]?.nullable));
    return fits ? (values as CursorValue[]) : null;
  } catch {
    return null;
  }
}

const isCursorValue = (value: unknown): value is CursorValue =>
  value === null || typeof value === "string" || Number.isSafeInteger(value);

const signature = (order: readonly OrderTerm[]): string =>
  order.map(({ column, direction }) => `${column}${direction === "ASC" ? "+" : "-"}`).join("");

/**
 * The rows after a place in an order whose last term is unique.
 * The first term stands apart once more, so that an index on it is entered at the right place.
 */
export function keysetWhere(order: readonly OrderTerm[], after: readonly CursorValue[], alias?: string): SqlCondition {
  const name = ({ column }: OrderTerm) => (alias ? `${alias}.${column}` : column);
  const params: CursorValue[] = [];
  const equal = (term: OrderTerm, value: CursorValue) => {
    if (value === null) return `${name(term)} IS NULL`;
    params.push(value);
    return `${name(term)} = ?`;
  };
  const beyond = (term: OrderTerm, value: CursorValue, orEqual: boolean) => {
    if (value === null)
      return term.direction === "ASC"
        ? orEqual
          ? "1 = 1"
          : `${name(term)} IS NOT NULL`
        : orEqual
          ? `${name(term)} IS NULL`
          : "1 = 0";
    params.push(value);
    if (term.direction === "ASC") return `${name(term)} >${orEqual ? "=" : ""} ?`;
    const below = `${name(term)} <${orEqual ? "=" : ""} ?`;
    return term.nullable ? `(${below} OR ${name(term)} IS NULL)` : below;
  };
  const [first] = order;
  if (!first) throw new Error("A keyset needs an order");
  const entrance = beyond(first, after[0] ?? null, true);
  const alternatives = order.map((term, at) => {
    const before = order.slice(0, at).map((one, index) => equal(one, after[index] ?? null));
    return [...before, beyond(term, after[at] ?? null, false)].join(" AND ");
  });
  return { sql: `(${entrance} AND (${alternatives.map((one) => `(${one})`).join(" OR ")}))`, params };
}

/** ORDER BY for the same order. */
export const orderSql = (order: readonly OrderTerm[], alias?: string): string =>
  order.map(({ column, direction }) => `${alias ? `${alias}.` : ""}${column} ${direction}`).join(", ");

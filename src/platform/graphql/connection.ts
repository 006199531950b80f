/** Connections: pages of rows on keyset cursors, with a count that stops counting. */
import { Field, Int, ObjectType } from "type-graphql";
import {
  decodeCursor,
  encodeCursor,
  keysetWhere,
  limits,
  orderSql,
  sightSql,
  type CursorValue,
  type OrderTerm,
  type Sight,
  type SqlCondition,
} from "../../kernel/index.js";
import type { RawRow, Sql } from "../database/database.js";
import { readRows } from "../database/rows.js";
import { tableOf, type RowClass } from "../database/tables.js";
import { badInput } from "./resolvers.js";

const { sizeAtMost, sizeByDefault, countedAtMost } = limits.page;

@ObjectType({ description: "Where a page ends (分页信息).", simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there is more after this page (是否有下一页)." })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: "Pass it as `after` for the next page (末尾游标)." })
  endCursor!: string | null;
}

@ObjectType({ description: "How many there are in all (总数).", simpleResolvers: true })
export class TotalCount {
  @Field(() => Int, { description: "The number, or as far as was counted (数量)." })
  value!: number;

  @Field(() => Boolean, { description: "False when counting stopped: there are more (是否精确)." })
  exact!: boolean;
}

export interface Edge<T> {
  readonly node: T;
  readonly cursor: string;
}

/** One page; `count` (up to 10,000) is asked only when somebody wants `totalCount`. */
export interface Page<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly Edge<T>[];
  readonly pageInfo: PageInfo;
  readonly count: () => Promise<TotalCount>;
}

export type Connection<T> = Page<T> & { totalCount(): Promise<TotalCount> };

/** The type `<Name>Connection` with its `<Name>Edge`; resolvers return a Page. */
export function connectionType<T extends object>(
  node: () => new (...args: never[]) => T,
  name: string,
): new () => Connection<T> {
  const edge = { [`${name}Edge`]: class {} }[`${name}Edge`] as new () => Edge<T>;
  const edgeFields = edge.prototype as object;
  Field(node, { description: "What the list holds (节点)." })(edgeFields, "node");
  Field(() => String, { description: "Its place in the list (游标)." })(edgeFields, "cursor");
  ObjectType(`${name}Edge`, { description: "One place of a list (列表项).", simpleResolvers: true })(edge);

  const connection = {
    [`${name}Connection`]: class {
      declare readonly count: () => Promise<TotalCount>;
      totalCount(): Promise<TotalCount> {
        return this.count();
      }
    },
  }[`${name}Connection`] as new () => Connection<T>;
  const fields = connection.prototype as object;
  Field(() => [node()], { description: "The page without cursors (本页内容)." })(fields, "nodes");
  Field(() => [edge], { description: "The page with cursors (本页列表项)." })(fields, "edges");
  Field(() => PageInfo, { description: "Where the page ends (分页信息)." })(fields, "pageInfo");
  const counted = Object.getOwnPropertyDescriptor(fields, "totalCount") as TypedPropertyDescriptor<unknown>;
  Field(() => TotalCount, { description: "How many there are in all (总数)." })(fields, "totalCount", counted);
  ObjectType(`${name}Connection`, { description: "A list page by page (分页列表).", simpleResolvers: true })(
    connection,
  );
  return connection;
}

export interface PageAsked {
  /** 0 to 100; 20 where nothing is said. */
  readonly first?: number | null;
  readonly after?: string | null;
}

export interface PageOptions extends PageAsked {
  readonly sight: Sight;
  readonly where?: SqlCondition;
  /** Columns of the row class; `id` follows by itself, so that no two rows share a place. */
  readonly orderBy: readonly { readonly column: string; readonly direction: "ASC" | "DESC" }[];
  /** The alias that `where` calls the table by. */
  readonly alias?: string;
  /** Where the number of all is known without counting. */
  readonly count?: () => Promise<TotalCount>;
}

/**
 * One page of the rows in sight.
 * @throws GraphQLError BAD_USER_INPUT naming `first` or `after`.
 */
export async function page<T extends object>(
  sql: Sql,
  rowClass: RowClass<T>,
  { sight, where, orderBy, first, after, alias = "row0", count }: PageOptions,
): Promise<Page<T>> {
  const size = pageSize(first);
  const order = completeOrder(rowClass, orderBy);
  const tests = [sightSql(sight, alias), ...(where ? [where] : [])];
  const from = ` FROM ${tableOf(rowClass).name} ${alias} WHERE `;
  const start = after ? [keysetWhere(order, placeOf(order, after), alias)] : [];
  const all = [...tests, ...start];
  const raw = await sql.all(
    `SELECT ${alias}.*${from}${joined(all)} ORDER BY ${orderSql(order, alias)} LIMIT ${size + 1}`,
    all.flatMap(({ params }) => params),
  );
  const rows = readRows(rowClass, raw);
  const counted = async () => {
    const [row] = await sql.all<{ n: number }>(
      `SELECT COUNT(*) AS n FROM (SELECT 1${from}${joined(tests)} LIMIT ${countedAtMost + 1}) counted`,
      tests.flatMap(({ params }) => params),
    );
    const n = row?.n ?? 0;
    return { value: Math.min(n, countedAtMost), exact: n <= countedAtMost };
  };
  return pageOf(rows, size, (row) => encodeCursor(order, cursorValues(order, row)), count ?? counted);
}

/** A page of rows that were read already; there is more after it where one more than `size` was read, or it is said. */
export function pageOf<T>(
  rows: readonly T[],
  size: number,
  cursorOf: (row: T) => string,
  count: () => Promise<TotalCount>,
  hasNextPage = rows.length > size,
): Page<T> {
  const nodes = rows.length > size ? rows.slice(0, size) : rows;
  const last = nodes[nodes.length - 1];
  // Cursors are made only where somebody asks for them: most lists are read without.
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ node, cursor: cursorOf(node) }));
    },
    pageInfo: {
      hasNextPage,
      get endCursor() {
        return last === undefined ? null : cursorOf(last);
      },
    },
    count,
  };
}

/** @throws GraphQLError BAD_USER_INPUT where it is not a number from 0 to 100. */
export function pageSize(first: number | null | undefined): number {
  const size = first ?? sizeByDefault;
  if (Number.isInteger(size) && size >= 0 && size <= sizeAtMost) return size;
  throw badInput("first", `a number from 0 to ${sizeAtMost}, not ${size}`);
}

function placeOf(order: readonly OrderTerm[], after: string): CursorValue[] {
  const place = decodeCursor(order, after);
  if (!place) throw badInput("after", "no cursor of this list in this order");
  return place;
}

function completeOrder(rowClass: RowClass, orderBy: PageOptions["orderBy"]): OrderTerm[] {
  const { name, columns } = tableOf(rowClass);
  const known = orderBy.map((term) => {
    const column = columns.get(term.column);
    if (!column) throw new Error(`${name} has no column ${term.column}`);
    return { ...term, nullable: column.nullable };
  });
  if (known.some(({ column }) => column === "id")) return known;
  return [...known, { column: "id", direction: known[known.length - 1]?.direction ?? "ASC" }];
}

const cursorValues = (order: readonly OrderTerm[], row: object): CursorValue[] =>
  order.map(({ column }) => ((row as RawRow)[column] ?? null) as CursorValue);

const joined = (tests: readonly SqlCondition[]): string => tests.map(({ sql }) => sql).join(" AND ");

/** Batched look-ups of rows: one statement for each (class, column, options) and wave, under the viewer's sight. */
import DataLoader from "dataloader";
import { sightSql, type Sight } from "../../kernel/index.js";
import type { RawRow, Sql, SqlValue } from "../database/database.js";
import { placeholders, readRows } from "../database/rows.js";
import { tableOf, type RowClass } from "../database/tables.js";
import { Waves } from "./waves.js";

export interface ByOptions {
  /** Program text, never input: "seq DESC". */
  readonly orderBy?: string;
  /** Rows for each value; needs `orderBy`. */
  readonly limit?: number;
  /** Program text, never input: a further condition without parameters. */
  readonly where?: string;
}

/** Rows that are numbered without gaps for each value of a column, such as the entries of a stream. */
export interface NewestOptions<T> {
  readonly column: keyof T & string;
  readonly value: Key;
  readonly numbered: keyof T & string;
  /** Rows from the next number on. */
  readonly above: number;
  /** What is read of each; a long text that nobody asks for is not. */
  readonly columns: readonly (keyof T & string)[];
}

/** A table that links rows to those of another one, in an order of its own. */
export interface Link<L> {
  readonly table: RowClass<L & object>;
  readonly from: keyof L & string;
  readonly to: keyof L & string;
  readonly orderBy: readonly (keyof L & string)[];
}

/** Keys of one statement; SQLite takes 500 arms of a UNION at most. */
const keysAtMost = 400;

type Key = string | number;

export class RowLoader {
  private readonly loaders = new Map<string, DataLoader<never, unknown, Key>>();
  private readonly waves = new Waves();

  /**
   * @param sql the side of the database to read from now.
   * @param sightOf what the viewer may see of a class; null for a class that is reached only from a visible parent.
   */
  constructor(
    private readonly sql: () => Sql,
    private readonly sightOf: (rowClass: RowClass) => Sight | null,
  ) {}

  /** The row with an id, or null when there is none or it is out of sight. */
  one<T extends object>(rowClass: RowClass<T>, id: string): Promise<T | null> {
    return this.row(rowClass, id, this.sightOf(rowClass) ?? "ALL", "one");
  }

  /** The row with an id without the test of sight: for public faces that a visible parent shows. */
  face<T extends object>(rowClass: RowClass<T>, id: string): Promise<T | null> {
    return this.row(rowClass, id, "ALL", "face");
  }

  /** The rows whose column has a value, in the order asked for. */
  by<T extends object>(
    rowClass: RowClass<T>,
    column: keyof T & string,
    value: Key,
    options: ByOptions = {},
  ): Promise<T[]> {
    const { orderBy = "", limit, where = "" } = options;
    if (limit !== undefined && (!Number.isSafeInteger(limit) || limit < 0 || !orderBy)) {
      throw new Error(`${rowClass.name} by ${column}: a limit is a whole number and needs an order`);
    }
    const { name } = tableOf(rowClass);
    const read = async (keys: readonly Key[]) => {
      const condition = conditions(where, sightSql(this.sightOf(rowClass) ?? "ALL"));
      const raw =
        limit === undefined
          ? await this.sql().all(
              `SELECT * FROM ${name} WHERE ${column} IN ${placeholders(keys)}${condition.sql}${ordered(orderBy)}`,
              [...keys, ...condition.params],
            )
          : await this.sql().all(
              keys
                .map((_, arm) => {
                  const one = `SELECT * FROM ${name} WHERE ${column} = ?${condition.sql}${ordered(orderBy)} LIMIT ${limit}`;
                  return `SELECT * FROM (${one}) arm${arm}`;
                })
                // An arm's own order chooses its rows and is forgotten: MariaDB hands them on as they lie in its memory.
                .join(" UNION ALL ") + ordered(orderBy),
              keys.flatMap((key) => [key, ...condition.params]),
            );
      const groups = grouped(readRows(rowClass, raw), column);
      return keys.map((key) => groups.get(key) ?? []);
    };
    return this.loader(`by/${name}/${column}/${orderBy}/${limit ?? ""}/${where}`, read).load(value) as Promise<T[]>;
  }

  /** The rows whose column has a value and that are numbered above a number, the newest first; no other one is read. */
  newest<T extends object>(rowClass: RowClass<T>, options: NewestOptions<T>): Promise<T[]> {
    const { column, numbered, columns } = options;
    const { name } = tableOf(rowClass);
    const numberOf = (row: T): number => Number(row[numbered]);
    const read = async (keys: readonly NewestOptions<T>[]) => {
      const condition = conditions("", sightSql(this.sightOf(rowClass) ?? "ALL"));
      const ranges = keys.map(() => `(${column} = ? AND ${numbered} > ?)`).join(" OR ");
      const raw = await this.sql().all(`SELECT ${columns.join(", ")} FROM ${name} WHERE (${ranges})${condition.sql}`, [
        ...keys.flatMap((key) => [key.value, key.above]),
        ...condition.params,
      ]);
      const groups = grouped(readRows(rowClass, raw), column);
      return keys.map((key) =>
        (groups.get(key.value) ?? [])
          .filter((row) => numberOf(row) > key.above)
          .sort((one, other) => numberOf(other) - numberOf(one)),
      );
    };
    const keyOf = (key: NewestOptions<T>): Key => `${key.value}/${key.above}`;
    return this.loader(`newest/${name}/${column}/${columns.join()}`, read, keyOf).load(options) as Promise<T[]>;
  }

  /** The rows that a value is linked to, in the order of the links, without the test of sight; one statement for both. */
  through<T extends object, L>(rowClass: RowClass<T>, link: Link<L>, value: Key): Promise<T[]> {
    const { name } = tableOf(rowClass);
    const { name: links } = tableOf(link.table);
    const read = async (keys: readonly Key[]) => {
      const order = link.orderBy.map((column) => `l.${column}`).join(", ");
      const raw = await this.sql().all(
        `SELECT r.*, l.${link.from} AS linkedFrom FROM ${links} l JOIN ${name} r ON r.id = l.${link.to} ` +
          `WHERE l.${link.from} IN ${placeholders(keys)} ORDER BY ${order}`,
        keys,
      );
      const groups = grouped(readRows(rowClass, raw), "linkedFrom" as keyof T & string);
      return keys.map((key) => groups.get(key) ?? []);
    };
    return this.loader(`through/${name}/${links}/${link.from}/${link.to}`, read).load(value) as Promise<T[]>;
  }

  /** Forgets everything; called after a command, so that what follows is read anew. */
  clear(): void {
    this.loaders.clear();
  }

  private row<T extends object>(rowClass: RowClass<T>, id: string, sight: Sight, way: string): Promise<T | null> {
    const { name } = tableOf(rowClass);
    const read = async (ids: readonly Key[]) => {
      const { sql, params } = conditions("", sightSql(sight));
      const raw = await this.sql().all(`SELECT * FROM ${name} WHERE id IN ${placeholders(ids)}${sql}`, [
        ...ids,
        ...params,
      ]);
      const found = new Map(readRows(rowClass, raw).map((row) => [(row as RawRow)["id"] as Key, row]));
      return ids.map((one) => found.get(one) ?? null);
    };
    return this.loader(`${way}/${name}`, read).load(id) as Promise<T | null>;
  }

  private loader<Asked>(
    name: string,
    read: (keys: readonly Asked[]) => Promise<unknown[]>,
    keyOf: (asked: Asked) => Key = (asked) => asked as Key,
  ): DataLoader<Asked, unknown, Key> {
    const known = this.loaders.get(name) as DataLoader<Asked, unknown, Key> | undefined;
    if (known) return known;
    const { waves } = this;
    const fresh = new DataLoader<Asked, unknown, Key>((keys) => waves.read(() => read(keys)), {
      maxBatchSize: keysAtMost,
      cacheKeyFn: keyOf,
      batchScheduleFn: waves.schedule,
    });
    this.loaders.set(name, fresh);
    return fresh;
  }
}

const ordered = (orderBy: string): string => (orderBy ? ` ORDER BY ${orderBy}` : "");

function grouped<T extends object>(rows: readonly T[], column: keyof T & string): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const row of rows) {
    const key = row[column] as Key;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Conditions to put after another one; nothing where everything is in sight. */
function conditions(where: string, sight: { sql: string; params: readonly SqlValue[] }) {
  const tests = [where, sight.sql === "1 = 1" ? "" : sight.sql].filter(Boolean);
  return { sql: tests.map((test) => ` AND (${test})`).join(""), params: sight.params };
}

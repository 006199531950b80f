/** Batched look-ups of rows: one statement for each (class, column, options) and tick, under the viewer's sight. */
import DataLoader from "dataloader";
import { sightSql, type Sight } from "../../kernel/index.js";
import type { RawRow, Sql, SqlValue } from "../database/database.js";
import { placeholders, readRows } from "../database/rows.js";
import { tableOf, type RowClass } from "../database/tables.js";

export interface ByOptions {
  /** Program text, never input: "seq DESC". */
  readonly orderBy?: string;
  /** Rows for each value; needs `orderBy`. */
  readonly limit?: number;
  /** Program text, never input: a further condition without parameters. */
  readonly where?: string;
}

/** Keys of one statement; SQLite takes 500 arms of a UNION at most. */
const keysAtMost = 400;

type Key = string | number;

export class RowLoader {
  private readonly loaders = new Map<string, DataLoader<Key, unknown>>();

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
      const groups = new Map<Key, T[]>(keys.map((key) => [key, []]));
      for (const row of readRows(rowClass, raw)) groups.get((row as RawRow)[column] as Key)?.push(row);
      return keys.map((key) => groups.get(key) ?? []);
    };
    return this.loader(`by/${name}/${column}/${orderBy}/${limit ?? ""}/${where}`, read).load(value) as Promise<T[]>;
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

  private loader(name: string, read: (keys: readonly Key[]) => Promise<unknown[]>): DataLoader<Key, unknown> {
    const known = this.loaders.get(name);
    if (known) return known;
    const fresh = new DataLoader<Key, unknown>(read, { maxBatchSize: keysAtMost });
    this.loaders.set(name, fresh);
    return fresh;
  }
}

const ordered = (orderBy: string): string => (orderBy ? ` ORDER BY ${orderBy}` : "");

/** Conditions to put after another one; nothing where everything is in sight. */
function conditions(where: string, sight: { sql: string; params: readonly SqlValue[] }) {
  const tests = [where, sight.sql === "1 = 1" ? "" : sight.sql].filter(Boolean);
  return { sql: tests.map((test) => ` AND (${test})`).join(""), params: sight.params };
}

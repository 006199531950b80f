/** The three kinds of table, the column kinds, and the decorators that describe each once for database and API. */
import { Field, ID, Int } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { DateScalar, DateTimeScalar, MoneyScalar } from "../graphql/scalars.js";

/**
 * journal: the entries themselves. derived: rebuilt from entries and compared by verify.
 * private: people and free texts, the only personal data. technical: sessions, tickets, keys, leases.
 */
export type TableKind = "journal" | "derived" | "private" | "technical";

export type ColumnKind = "id" | "code" | "text" | "long" | "instant" | "day" | "int" | "fen" | "flag" | "json";

export interface ColumnSpec {
  readonly kind: ColumnKind;
  readonly nullable: boolean;
  /** In characters; for text kinds, checked by the program because SQLite does not. */
  readonly maxLength: number | null;
}

export type RowClass<T extends object = object> = new () => T;

export interface TableSpec {
  readonly name: string;
  readonly kind: TableKind;
  /** Derived tables: the column that names the stream a row is rebuilt from. */
  readonly streamColumn: string | null;
  readonly columns: Map<string, ColumnSpec>;
}

interface Described {
  /** Once the class itself is decorated, which comes after its properties. */
  table?: TableSpec;
  readonly columns: Map<string, ColumnSpec>;
}

const described = new Map<unknown, Described>();

function specOf(target: unknown): Described {
  const known = described.get(target);
  if (known) return known;
  const fresh: Described = { columns: new Map<string, ColumnSpec>() };
  described.set(target, fresh);
  return fresh;
}

/** @throws Error when the class has no table decorator. */
export function tableOf(rowClass: RowClass): TableSpec {
  const table = described.get(rowClass)?.table;
  if (!table) throw new Error(`${rowClass.name} is no table`);
  return table;
}

/** Keys and indexes as the migration makes them, so that the schema check can compare. */
export interface TableKeys {
  /** Unique keys by name; `race_…` is one that honest writers may race for. */
  readonly unique?: Readonly<Record<string, readonly string[]>>;
  readonly index?: Readonly<Record<string, readonly string[]>>;
  /** Column → name of the row class whose id it holds. */
  readonly foreign?: Readonly<Record<string, { rowClass: string; name: string }>>;
}

function table(kind: TableKind, name: string, streamColumn: string | null, keys: TableKeys): ClassDecorator {
  return (target) => {
    Entity({ name })(target);
    for (const [key, columns] of Object.entries(keys.unique ?? {})) Index(key, [...columns], { unique: true })(target);
    for (const [key, columns] of Object.entries(keys.index ?? {})) Index(key, [...columns])(target);
    for (const [column, { rowClass, name: key }] of Object.entries(keys.foreign ?? {})) {
      ForeignKey(rowClass, "id", { name: key, onDelete: "RESTRICT", onUpdate: "RESTRICT" })(
        (target as unknown as { prototype: object }).prototype,
        column,
      );
    }
    const spec = specOf(target);
    spec.table = { name, kind, streamColumn, columns: spec.columns };
  };
}

/** A table rebuilt from the journal; `stream` is the column that holds the stream's id. */
export const Derived = (name: string, { stream, ...keys }: { stream: string } & TableKeys) =>
  table("derived", name, stream, keys);
export const Private = (name: string, keys: TableKeys = {}) => table("private", name, null, keys);
export const Technical = (name: string, keys: TableKeys = {}) => table("technical", name, null, keys);
export const JournalTable = (name: string, keys: TableKeys = {}) => table("journal", name, null, keys);

export interface ColumnOptions {
  /** "English sentence (中文)"; without one the column is not shown in the API. */
  readonly api?: string;
  readonly nullable?: boolean;
  readonly primary?: boolean;
  readonly maxLength?: number;
  /** A GraphQL type instead of the kind's own, such as an enum. */
  readonly type?: () => unknown;
}

const lengths: Partial<Record<ColumnKind, number>> = { id: 36, code: 64, text: 255, instant: 24, day: 10 };

const databaseTypes: Record<ColumnKind, "varchar" | "text" | "bigint" | "int" | "boolean"> = {
  id: "varchar",
  code: "varchar",
  text: "varchar",
  instant: "varchar",
  day: "varchar",
  long: "text",
  json: "text",
  int: "int",
  fen: "bigint",
  flag: "boolean",
};

const apiTypes: Record<ColumnKind, () => unknown> = {
  id: () => ID,
  code: () => String,
  text: () => String,
  long: () => String,
  json: () => String,
  instant: () => DateTimeScalar,
  day: () => DateScalar,
  int: () => Int,
  fen: () => MoneyScalar,
  flag: () => Boolean,
};

function column(kind: ColumnKind) {
  return (options: ColumnOptions = {}): PropertyDecorator =>
    (target, property) => {
      const nullable = options.nullable ?? false;
      const maxLength = options.maxLength ?? lengths[kind] ?? null;
      const settings = {
        type: databaseTypes[kind],
        ...(databaseTypes[kind] === "varchar" && { length: maxLength ?? 255 }),
      };
      if (options.primary) PrimaryColumn(settings as never)(target, property);
      else Column({ ...settings, nullable } as never)(target, property);
      specOf(target.constructor).columns.set(String(property), { kind, nullable, maxLength });
      if (options.api) {
        Field((options.type ?? apiTypes[kind]) as never, { description: options.api, nullable })(target, property);
      }
    };
}

/** Column decorators by kind; units are in the property's name. */
export const col = {
  id: column("id"),
  code: column("code"),
  text: column("text"),
  long: column("long"),
  instant: column("instant"),
  day: column("day"),
  int: column("int"),
  fen: column("fen"),
  flag: column("flag"),
  json: column("json"),
};

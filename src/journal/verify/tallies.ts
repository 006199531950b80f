/** Counts the rows behind every tally again and compares, half-year by half-year of each subject and measure. */
import { setTimeout as sleep } from "node:timers/promises";
import { periodOf } from "../../kernel/index.js";
import { readRows, tableOf, type Database, type RowClass, type Sql } from "../../platform/index.js";
import { inClasses, movesOf, spanOf, type Cell, type Move, type Tallied } from "../tallies/index.js";
import type { Difference, Findings } from "./report.js";

const lookAgainAtMost = 6;

export interface Part {
  readonly subject: string;
  readonly measure: string;
  readonly half: string;
}

export async function verifyTallies(
  database: Database,
  tallies: ReadonlyMap<RowClass, Tallied>,
  findings: Findings,
  onProgress?: (parts: number) => void,
): Promise<void> {
  if (tallies.size === 0) return;
  const parts = await partsOf(database.read, [...tallies.values()]);
  for (const [at, part] of parts.entries()) {
    const { cells, found } = await settledPart(database, tallies, part);
    findings.note(found.map(difference));
    findings.count("tallies", cells);
    onProgress?.(at + 1);
  }
}

/** Every part that has rows or cells, in order. */
export async function partsOf(sql: Sql, tallies: readonly Tallied[]): Promise<Part[]> {
  const parts = new Map<string, Part>();
  const add = (subject: string, measure: string, half: string) =>
    parts.set(`${subject}\n${measure}\n${half}`, { subject, measure, half });
  for (const { table, columns } of tallies) {
    const { subject, measure, day } = columns;
    const rows = await sql.all<{ subject: string; measure: string; month: string }>(
      `SELECT DISTINCT ${subject} AS subject, ${measure} AS measure, SUBSTR(${day}, 1, 7) AS month
       FROM ${tableOf(table).name} WHERE ${subject} IS NOT NULL`,
    );
    for (const row of rows) add(row.subject, row.measure, periodOf(`${row.month}-01`, "HALF"));
  }
  const cells = await sql.all<{ subject: string; measure: string; span: string }>(
    "SELECT DISTINCT subject, measure, span FROM tally WHERE n <> 0 OR total <> 0",
  );
  for (const { subject, measure, span } of cells) add(subject, measure, halfOf(span));
  return [...parts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, part]) => part);
}

function halfOf(span: string): string {
  const [, kind, when = ""] = /^C?([DMH])(.*)$/.exec(span) ?? [];
  return kind === "H" ? when : periodOf(`${when.slice(0, 7)}-01`, "HALF");
}

/** A difference counts only where the cells stood still while the rows were read. */
export async function settledPart(database: Database, tallies: ReadonlyMap<RowClass, Tallied>, part: Part) {
  for (let tries = 1; tries < lookAgainAtMost; tries += 1) {
    const one = await lookAtPart(database.read, tallies, part);
    if (one.found.length === 0 || one.still) return one;
    await sleep(Math.random() * 10 * tries);
  }
  return database.write((tx) => lookAtPart(tx, tallies, part));
}

/** A cell that is not what its rows come to. */
export interface WrongCell {
  readonly cell: Cell;
  readonly has: Amount;
  readonly should: Amount;
}

export async function lookAtPart(sql: Sql, tallies: ReadonlyMap<RowClass, Tallied>, part: Part) {
  const stored = await storedCells(sql, part);
  const counted = await countedCells(sql, tallies, part);
  const found = wrongCells(stored, counted);
  const again = found.length === 0 ? stored : await storedCells(sql, part);
  return { found, cells: stored.size, still: JSON.stringify([...stored]) === JSON.stringify([...again]) };
}

/** First and last day of a half-year. */
const daysOf = (half: string) =>
  half.endsWith("1")
    ? { from: `${half.slice(0, 4)}-01-01`, to: `${half.slice(0, 4)}-06-30` }
    : { from: `${half.slice(0, 4)}-07-01`, to: `${half.slice(0, 4)}-12-31` };

type Amount = Pick<Move, "n" | "total">;
type Cells = ReadonlyMap<string, Move>;

const placeOf = ({ span, slice, value }: Cell): string => `${span} ${slice} ${value}`;

async function storedCells(sql: Sql, { subject, measure, half }: Part): Promise<Cells> {
  const { from, to } = daysOf(half);
  const [month, last, whole] = [spanOf.month(from), spanOf.month(to), spanOf.half(from)];
  const rows = await sql.all<Move>(
    `SELECT * FROM tally WHERE subject = ? AND measure = ? AND (n <> 0 OR total <> 0) AND
     (span BETWEEN ? AND ? OR span BETWEEN ? AND ? OR span BETWEEN ? AND ? OR span IN (?, ?)) ORDER BY span, slice, value`,
    [
      ...[subject, measure, spanOf.day(from), spanOf.day(to), month, last, inClasses(month), inClasses(last)],
      ...[whole, inClasses(whole)],
    ],
  );
  return new Map(rows.map((row) => [placeOf(row), row]));
}

async function countedCells(
  sql: Sql,
  tallies: ReadonlyMap<RowClass, Tallied>,
  { subject, measure, half }: Part,
): Promise<Cells> {
  const { from, to } = daysOf(half);
  const counted = new Map<string, Move>();
  for (const { table, columns } of tallies.values()) {
    const raw = await sql.all(
      `SELECT * FROM ${tableOf(table).name} WHERE ${columns.subject} = ? AND ${columns.measure} = ? AND ${columns.day} BETWEEN ? AND ?`,
      [subject, measure, from, to],
    );
    const changes = readRows(table, raw).map((row) => ({ table, before: null, after: row as never }));
    for (const move of movesOf(tallies, changes)) {
      const { n, total } = counted.get(placeOf(move)) ?? none;
      counted.set(placeOf(move), { ...move, n: n + move.n, total: total + move.total });
    }
  }
  return counted;
}

const none: Amount = { n: 0, total: 0 };

function wrongCells(stored: Cells, counted: Cells): WrongCell[] {
  const places = [...new Set([...stored.keys(), ...counted.keys()])].sort();
  return places.flatMap((place): WrongCell[] => {
    const cell = stored.get(place) ?? counted.get(place);
    const [has, should] = [stored.get(place) ?? none, counted.get(place) ?? none];
    return !cell || (has.n === should.n && has.total === should.total) ? [] : [{ cell, has, should }];
  });
}

function difference({ cell, has, should }: WrongCell): Difference {
  const id = `${cell.subject} ${cell.measure} ${placeOf(cell)}`;
  const column = has.n === should.n ? "total" : "n";
  return { kind: "TALLY", table: "tally", id, column, stored: has[column], computed: should[column] };
}

/** The cells that one counted row falls into: by day, month and half-year, whole and by slice. Pure. */
import { periodOf } from "../../kernel/index.js";
import { classOf } from "./classes.js";

/** One number of a tally: how many rows have this value. */
export interface Cell {
  /** Whom it counts for. */
  readonly subject: string;
  /** What was measured. */
  readonly measure: string;
  /** "D2026-03-04", "M2026-03" or "H2026H1"; in classes of values "CM2026-03" or "CH2026H1". */
  readonly span: string;
  /** Which of the rows: `whole`, or one that `sliceOf` names. */
  readonly slice: string;
  /** In classes the first value of the class. */
  readonly value: number;
}

/** A row as a tally sees it. */
export interface Counted {
  readonly subject: string;
  readonly measure: string;
  readonly day: string;
  readonly value: number;
  /** The kind of thing it belongs to; rows of a kind can be compared with each other. */
  readonly stratum: string | null;
  readonly unitId: string | null;
  readonly memberId: string | null;
}

export const whole = "";
/** The slice of a day's rows whose stratum nobody knows. */
export const unsorted = "-";

export const sliceOf = {
  stratum: (product: string, kind: string): string => `${product}/${kind}`,
  unit: (id: string): string => `unit:${id}`,
  member: (id: string): string => `member:${id}`,
} as const;

export const spanOf = {
  day: (day: string): string => `D${day}`,
  month: (day: string): string => `M${periodOf(day, "MONTH")}`,
  half: (day: string): string => `H${periodOf(day, "HALF")}`,
} as const;

/** A month or half-year with its values in classes. */
export const inClasses = (span: string): string => `C${span}`;

/**
 * A day holds each row once, by its stratum, so that any stretch of days adds up. Months and half-years hold the whole
 * beside the strata, by value and once more by classes of values: a board reads the classes, of which there are a few
 * dozen however many rows there were, and the values only around a middle one.
 */
export function cellsOf({ day, stratum, unitId, memberId, ...rest }: Counted): Cell[] {
  const cell = (span: string, slice: string): Cell => ({ ...rest, span, slice });
  const { unit, member } = sliceOf;
  const month = spanOf.month(day);
  const half = spanOf.half(day);
  const { from } = classOf(rest.value);
  const all = [whole, ...(stratum === null ? [] : [stratum])];
  return [
    cell(spanOf.day(day), stratum ?? unsorted),
    ...all.flatMap((slice) => [cell(month, slice), cell(half, slice)]),
    ...all.flatMap((slice) => [month, half].map((span) => ({ ...cell(inClasses(span), slice), value: from }))),
    ...[unitId && unit(unitId), memberId && member(memberId)].flatMap((slice) =>
      slice === null ? [] : [cell(month, slice)],
    ),
  ];
}

/** The cells that make up a stretch of whole months, in as few spans as there are. */
export function spansOf({ from, to }: { readonly from: string; readonly to: string }, halves = true): string[] {
  const spans: string[] = [];
  const last = monthNumber(to);
  for (let month = monthNumber(from); month <= last;) {
    const whole6 = halves && month % 6 === 0 && month + 5 <= last;
    spans.push(whole6 ? spanOf.half(firstDay(month)) : spanOf.month(firstDay(month)));
    month += whole6 ? 6 : 1;
  }
  return spans;
}

/** Months since the year 0: numbers, since the month after 9999-12 does not sort after it as text. */
const monthNumber = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

const firstDay = (month: number) =>
  `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`;

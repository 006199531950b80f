/** What a target's figures come to: progress, growth, lead on the calendar and share, exact until they are shown. Pure. */
import { addDays, addMonths, daysBetween, type Day } from "../../kernel/index.js";
import { minus, over, plus, rational, rounded, times, type Rational } from "../scoreboard/rational.js";
import type { TargetMissing } from "./messages.js";

/** Amounts in fen or numbers of loans; null where it is not known. */
export interface Measured {
  readonly done: number | null;
  /** The same days a year before. */
  readonly lastYear: number | null;
  readonly task: number | null;
  /** Of what this one is a part. */
  readonly whole: number | null;
  /** Whether all days are covered, now and a year before; a number may still be unknown. */
  readonly covered: boolean;
  readonly coveredLastYear: boolean;
}

/** Percentages and percentage points in hundredths, a half rounded up. */
export interface TargetFigures {
  readonly done: number | null;
  readonly lastYear: number | null;
  readonly task: number | null;
  readonly progress: number | null;
  readonly growth: number | null;
  readonly lead: number | null;
  readonly share: number | null;
  readonly missing: readonly TargetMissing[];
}

const hundred = rational(100);
const inHundredths = (percent: Rational | null): number | null => percent && rounded(times(percent, hundred));
const percentOf = (part: number, whole: number): Rational => times(rational(part, whole), hundred);

/** How much of the year has passed at a day's end, each month a twelfth: 30 September is three quarters. */
export function calendarShare(day: Day): Rational {
  const [month, dayOfMonth] = [Number(day.slice(5, 7)), Number(day.slice(8))];
  const first = `${day.slice(0, 8)}01`;
  const days = daysBetween(first, addMonths(first, 1));
  return over(plus(rational(month - 1), rational(dayOfMonth, days)), rational(12));
}

/** The same day a year before; whole months are compared with whole months, whatever February has. */
export function comparableDay(day: Day): Day {
  const isLastOfMonth = addDays(day, 1).slice(8) === "01";
  const before = addMonths(day, -12);
  return isLastOfMonth ? addDays(addMonths(`${before.slice(0, 8)}01`, 1), -1) : before;
}

export function figuresOf(measured: Measured, share: Rational): TargetFigures {
  const { done, lastYear, task, whole, covered, coveredLastYear } = measured;
  const progress = done !== null && task !== null ? percentOf(done, task) : null;
  const growth = done !== null && lastYear ? minus(percentOf(done, lastYear), hundred) : null;
  const missing: TargetMissing[] = [
    ...(covered ? [] : (["FIGURES_INCOMPLETE"] as const)),
    ...(covered && done === null ? (["NOT_COUNTED"] as const) : []),
    ...(task === null ? (["NO_TASK"] as const) : []),
    ...(lastYear === null && !coveredLastYear ? (["COMPARISON_INCOMPLETE"] as const) : []),
    ...(lastYear === null && coveredLastYear && !(covered && done === null) ? (["NOT_COUNTED"] as const) : []),
    ...(lastYear === 0 ? (["COMPARISON_ZERO"] as const) : []),
  ];
  return {
    ...{ done, lastYear, task, missing },
    progress: inHundredths(progress),
    growth: inHundredths(growth),
    lead: inHundredths(progress && minus(progress, times(share, hundred))),
    share: inHundredths(done !== null && whole ? percentOf(done, whole) : null),
  };
}

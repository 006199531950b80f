/** Covers the days of a period with figures, each day once: stated ones first, and cases where those count. Pure. */
import { addDays, type Day } from "../../kernel/index.js";

export interface StatedFigure {
  readonly fromDay: Day;
  readonly toDay: Day;
  readonly amountFen: number;
  readonly count: number | null;
  readonly decidedAt: string | null;
}

export type Piece =
  | { readonly kind: "STATED"; readonly figure: StatedFigure }
  | { readonly kind: "CASES"; readonly from: Day; readonly to: Day };

export interface Cover {
  /** Null where some day is nobody's. */
  readonly pieces: readonly Piece[] | null;
  /** The last day that is reached without a gap; null where not even the first day is. */
  readonly reached: Day | null;
}

/**
 * From a day on the longest stated figure is tried first, of those over the same days the one confirmed last; what is
 * left out by all of them is counted from cases, from `casesSince` on (null: cases never count).
 */
export function coverDays(from: Day, to: Day, figures: readonly StatedFigure[], casesSince: Day | null): Cover {
  const usable = latestOfSameDays(figures).filter(({ fromDay, toDay }) => fromDay >= from && toDay <= to);
  const known = new Map<Day, readonly Piece[] | null>();
  let reached: Day | null = null;
  const reach = (day: Day) => (reached = reached === null || day > reached ? day : reached);

  function rest(day: Day): readonly Piece[] | null {
    if (day > to) return [];
    const before = known.get(day);
    if (before !== undefined) return before;
    let found: readonly Piece[] | null = null;
    for (const piece of candidates(day)) {
      const last = piece.kind === "STATED" ? piece.figure.toDay : piece.to;
      reach(last);
      const more = rest(addDays(last, 1));
      found = more && [piece, ...more];
      if (found) break;
    }
    known.set(day, found);
    return found;
  }

  function candidates(day: Day): Piece[] {
    const stated = usable
      .filter(({ fromDay }) => fromDay === day)
      .sort((one, other) => (one.toDay < other.toDay ? 1 : -1))
      .map((figure): Piece => ({ kind: "STATED", figure }));
    if (casesSince === null || day < casesSince) return stated;
    // Cases count up to where a stated figure begins; past it where that one leads nowhere.
    const ends = usable.filter(({ fromDay }) => fromDay > day).map(({ fromDay }) => addDays(fromDay, -1));
    const distinct = [...new Set([...ends, to])].sort();
    return [...stated, ...distinct.map((end): Piece => ({ kind: "CASES", from: day, to: end }))];
  }

  return { pieces: rest(from), reached };
}

function latestOfSameDays(figures: readonly StatedFigure[]): StatedFigure[] {
  const latest = new Map<string, StatedFigure>();
  for (const figure of figures) {
    const key = `${figure.fromDay}/${figure.toDay}`;
    const other = latest.get(key);
    if (!other || (other.decidedAt ?? "") <= (figure.decidedAt ?? "")) latest.set(key, figure);
  }
  return [...latest.values()];
}

/** A fact: one thing that was done and counts for a partner, read off a case or an imported history. */

export interface Fact {
  /** What was measured; several indicators may be computed from one kind of fact. */
  readonly indicator: string;
  /** The partner on whose card it counts. */
  readonly partnerId: string;
  /** The case or history behind it. */
  readonly subjectId: string;
  /** The day that puts it in a period, in the zone of its source. */
  readonly day: string;
  readonly occurredAt: string;
  readonly amountFen: number | null;
  /** Time taken, in whole milliseconds. */
  readonly durationMs: number | null;
  readonly passed: boolean | null;
}

/** So many facts of a partner that say the same, or almost: what a board is computed from. */
export interface Cell {
  readonly partnerId: string;
  readonly indicator: string;
  /** Fen, milliseconds, hundredths, or 1 for yes and 0 for no; of a class of values the first one. */
  readonly value: number;
  readonly n: number;
  /** The sum of their values, where they are not all the same. */
  readonly total?: number;
}

/** A fact by itself as a cell. */
export const cellOf = ({ partnerId, indicator, amountFen, durationMs, passed }: Fact): Cell => ({
  partnerId,
  indicator,
  value: amountFen ?? durationMs ?? (passed ? 1 : 0),
  n: 1,
});

/** Why nothing can be said about an indicator; a figure that is missing is never zero. */
export const missingReasons = [
  /** No source of the partner's facts can tell it. */
  "UNKNOWN_TO_SOURCE",
  /** Nothing of the kind happened in the period, so there is no rate and no median. */
  "NOTHING_MEASURED",
  /** Nobody has set the partner a task, so there is nothing to divide by. */
  "NO_TASK",
  /** There is a value, and it rests on too few cases to score. */
  "BELOW_MINIMUM_VOLUME",
  /** It comes from outside, and nobody has entered and confirmed it for the period. */
  "NOT_ENTERED",
  /** No formula of this program gives it. */
  "NOT_MEASURED_HERE",
] as const;

export type Missing = (typeof missingReasons)[number];

export interface PartnerOnBoard {
  readonly id: string;
  readonly code: string;
  /** Indicators that no source of this partner's facts can tell. */
  readonly unknown?: readonly string[];
  /** What the partner is to pay out in the period; null where nobody said. */
  readonly taskFen?: number | null;
  /** Confirmed figures from outside, by indicator. */
  readonly external?: Readonly<Record<string, ExternalFigure>>;
  /** Confirmed additions and deductions in hundredths of a point, as far as policy lets them count. */
  readonly adjustment?: number;
  /** Codes of what was proved against it and takes its rank. */
  readonly vetoes?: readonly string[];
}

export interface ExternalFigure {
  /** Both in hundredths. */
  readonly numerator: number;
  readonly denominator: number;
  /** Loans, lines or compensations that it rests on. */
  readonly cases: number;
}

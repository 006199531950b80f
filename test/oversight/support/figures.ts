/** What a board must say of cases, reckoned from the cases by themselves: the other way round from facts and tallies. */
import type { CaseState } from "../../../src/casework/index.js";
import type { Answer } from "./boards.js";

/** What a test knows of a case because it made it. */
export interface Made {
  readonly id: string;
  readonly product: string;
  /** More visits than its product allows. */
  readonly visited?: boolean;
  /** Whole points of five. */
  readonly rated?: number;
  /** Upheld complaints about it. */
  readonly complaints?: number;
}

interface Said {
  readonly value: number | null;
  readonly sampleSize: number;
}

const none: Said = { value: null, sampleSize: 0 };
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const mean = (numbers: readonly number[]): Said =>
  numbers.length === 0 ? none : { value: sum(numbers) / numbers.length, sampleSize: numbers.length };

function median(numbers: readonly number[]): Said {
  const sorted = [...numbers].sort((one, other) => one - other);
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return sorted.length === 0 ? none : { value: (low + high) / 2, sampleSize: sorted.length };
}

/** Of a bank by itself; complaints by the thousand cases. */
export function figuresOf(
  bankId: string,
  cases: readonly Made[],
  states: ReadonlyMap<string, CaseState>,
): Record<string, Said> {
  const steps = cases.flatMap(({ id }) =>
    (states.get(id)?.clocks.clocks ?? []).filter(
      ({ kind, partyId, endedAt }) => kind === "PARTY" && partyId === bankId && endedAt !== null,
    ),
  );
  const count = cases.length;
  const complaints = sum(cases.map(({ complaints: own = 0 }) => own));
  return {
    VOLUME: { value: count, sampleSize: count },
    ON_TIME: mean(steps.map(({ onTime }) => (onTime ? 1 : 0))),
    HANDLING_TIME: median(steps.map(({ usedMinutes }) => usedMinutes)),
    FIRST_PASS: mean(cases.map(() => 1)),
    ZERO_TRIP: mean(cases.map(({ visited }) => (visited ? 0 : 1))),
    SATISFACTION: mean(cases.flatMap(({ rated }) => (rated ? [rated] : []))),
    COMPLAINTS: { value: (complaints * 1000) / count, sampleSize: count },
    DOCUMENT_ERRORS: none,
  };
}

interface Curve {
  readonly floor: number;
  readonly target: number;
}

/** Points on a straight line, and their mean by weight over those that are there; null where there are none. */
export function scoreOf(
  indicators: readonly { code: string; value: number | null; sampleSize: number; weight: number }[],
  policy: readonly { code: string; curve: Curve | null; minVolume: number }[],
): number | null {
  const per: Readonly<Record<string, number>> = { HANDLING_TIME: 1, SATISFACTION: 100, COMPLAINTS: 1000 };
  const scored = indicators.flatMap(({ code, value, sampleSize, weight }) => {
    const rule = policy.find((one) => one.code === code);
    if (!rule?.curve || value === null || sampleSize < rule.minVolume || weight === 0) return [];
    const share = (value * (per[code] ?? 1_000_000) - rule.curve.floor) / (rule.curve.target - rule.curve.floor);
    return [{ weight, points: 100 * Math.max(0, Math.min(1, share)) }];
  });
  if (scored.length === 0) return null;
  return sum(scored.map(({ weight, points }) => weight * points)) / sum(scored.map(({ weight }) => weight));
}

/** The answer's figures that somebody reckoned, as they reckoned them. */
export const saidOf = (indicators: readonly Answer[], codes: readonly string[]): Record<string, Said> =>
  Object.fromEntries(
    indicators
      .filter(({ code }: Answer) => codes.includes(code))
      .map(({ code, value, sampleSize }: Answer) => [code, { value, sampleSize }]),
  );

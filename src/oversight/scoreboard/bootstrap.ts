/** How sure scores and ranks are: a seeded bootstrap over what the facts come to. Floating point; nothing else is decided on it. */
import type { Cell } from "./facts.js";
import { allFactsBehind, counting, countOf, formulas, sumOf, type Cells } from "./formulas.js";
import type { Card, IndicatorRule, IndicatorUnit } from "./figures.js";
import { approximate } from "./rational.js";
import { beta, drawsOf, gamma, normal, orderStatistic, type Draw } from "./random.js";

export interface Interval {
  /** Hundredths. */
  readonly scoreLow: number;
  readonly scoreHigh: number;
  readonly rankLow: number;
  readonly rankHigh: number;
}

export interface BootstrapOptions {
  readonly rounds: number;
  readonly confidencePpm: number;
  readonly seed: string;
}

/** By partner; only of those that have a rank. */
export function intervalsOf(
  cards: readonly Card[],
  cells: readonly Cell[],
  rules: readonly IndicatorRule[],
  { rounds, confidencePpm, seed }: BootstrapOptions,
): Map<string, Interval> {
  const ranked = cards.filter(({ rank }) => rank !== null);
  if (ranked.length === 0) return new Map();
  const byPartner = groupCells(cells);
  const samples = ranked.map((card) => {
    const draw = drawsOf(`${seed} ${card.partner.code}`);
    const resample = scoreSampler(card, byPartner.get(card.partner.id) ?? new Map<string, Cell[]>(), rules, draw);
    return Float64Array.from({ length: rounds }, resample);
  });
  const confidence = confidencePpm / 1_000_000;
  const scores = ranked.map(({ score }) => score ?? 0);
  const ranks = rankIntervals(scores, samples, confidence);
  return new Map(
    ranked.map(({ partner: { id } }, at) => {
      const sorted = Float64Array.from(samples[at] as Float64Array).sort();
      const place = (share: number) => Math.round(sorted[Math.min(rounds - 1, Math.floor(share * rounds))] as number);
      const [rankLow, rankHigh] = ranks[at] as [number, number];
      const tail = (1 - confidence) / 2;
      // At an end of its curve a score may lie outside of what is drawn around it.
      const score = scores[at] as number;
      const [scoreLow, scoreHigh] = [Math.min(score, place(tail)), Math.max(score, place(1 - tail))];
      return [id, { scoreLow, scoreHigh, rankLow, rankHigh }];
    }),
  );
}

const groupCells = (cells: readonly Cell[]): Map<string, Map<string, Cell[]>> => {
  const groups = new Map<string, Map<string, Cell[]>>();
  for (const cell of cells) {
    const own = groups.get(cell.partnerId) ?? new Map<string, Cell[]>();
    groups.set(cell.partnerId, own);
    const kind = own.get(cell.indicator);
    if (kind) kind.push(cell);
    else own.set(cell.indicator, [cell]);
  }
  return groups;
};

/** One draw of a card's score; the indicators that count are those that counted. */
function scoreSampler(
  { partner, indicators }: Card,
  cells: ReadonlyMap<string, Cells>,
  rules: readonly IndicatorRule[],
  draw: Draw,
): () => number {
  const counting = indicators.flatMap(({ code, points, valueInUnit }, at) => {
    const rule = rules[at] as IndicatorRule;
    if (points === null || valueInUnit === null || rule.floor === null || rule.target === null) return [];
    const behind = allFactsBehind(code).map((kind) => cells.get(kind) ?? []);
    const value = rule.external ? null : valueSampler(code, behind, partner.taskFen ?? null, rule.unit, draw);
    const fixed = pointsAt(rule, approximate(valueInUnit));
    return [{ weight: rule.weight, points: value ? () => pointsAt(rule, value()) : () => fixed }];
  });
  const whole = counting.reduce((sum, { weight }) => sum + weight, 0);
  return () => {
    const base = counting.reduce((sum, { weight, points }) => sum + weight * points(), 0) / whole;
    return Math.max(0, Math.min(10_000, base + (partner.adjustment ?? 0)));
  };
}

function pointsAt({ floor, target, better, cap }: IndicatorRule, value: number): number {
  const [none, all] = [floor ?? 0, target ?? 0];
  const capped = cap === null || cap === undefined ? value : Math.min(value, cap);
  if (none === all) return (better === "UP" ? capped >= all : capped <= all) ? 10_000 : 0;
  return Math.max(0, Math.min(10_000, ((capped - none) / (all - none)) * 10_000));
}

const unitScale: Readonly<Record<IndicatorUnit, number>> = {
  PPM: 1_000_000,
  WORKING_MINUTES: 1 / 60_000,
  RATING_HUNDREDTHS: 1,
  PER_MILLION_CASES: 1_000_000,
  COUNT: 1,
};

/** Jeffreys: what was seen, and half a case each way. Ten of ten in time do not say that nothing is ever late. */
const half = 0.5;

/** One draw of an indicator's value: as many cases drawn anew as there are, shares and counts with what may have been missed. */
function valueSampler(
  code: string,
  [cells = [], others = []]: readonly Cells[],
  taskFen: number | null,
  unit: IndicatorUnit,
  draw: Draw,
): () => number {
  const [n, scale] = [countOf(cells), unitScale[unit]];
  switch (formulas[code]?.noise) {
    case "SHARE": {
      const yes = counting(cells);
      return () => beta(draw, yes + half, n - yes + half) * scale;
    }
    case "MEAN":
      return sumSampler(cells, scale / n, draw);
    case "SUM":
      return sumSampler(cells, taskFen ? scale / taskFen : scale, draw);
    case "MEDIAN":
      return medianSampler(cells, scale, draw);
    case "PER": {
      const [some, all] = [counting(cells), countOf(others)];
      return () => (gamma(draw, some + half) / all) * scale;
    }
    default:
      throw new Error(`Nobody has said how ${code} is drawn`);
  }
}

const drawnOneByOneAtMost = 100;

const meanOf = ({ value, n, total }: Cells[number]): number => (total === undefined ? value : total / n);

function sumSampler(cells: Cells, scale: number, draw: Draw): () => number {
  const n = countOf(cells);
  const mean = sumOf(cells) / n;
  if (n > drawnOneByOneAtMost) {
    const variance = cells.reduce((sum, cell) => sum + cell.n * (meanOf(cell) - mean) ** 2, 0) / n;
    const spread = Math.sqrt(variance * n);
    return () => (mean * n + spread * normal(draw)) * scale;
  }
  const values = cells.flatMap((cell) => Array.from({ length: cell.n }, () => meanOf(cell)));
  return () => {
    let sum = 0;
    for (let at = 0; at < n; at += 1) sum += values[Math.floor(draw() * n)] as number;
    return sum * scale;
  };
}

/** The middle one of n draws is the value at a place that an order statistic of uniform draws gives: exact, and quick. */
function medianSampler(cells: Cells, scale: number, draw: Draw): () => number {
  const sorted = [...cells].sort((one, other) => one.value - other.value);
  const n = countOf(sorted);
  const values = Float64Array.from(sorted, ({ value }) => value);
  let sum = 0;
  const upTo = Float64Array.from(sorted, ({ n: many }) => (sum += many));
  const at = (share: number): number => {
    const place = share * n;
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] as number) > place) high = middle;
      else low = middle + 1;
    }
    return values[low] as number;
  };
  const lower = Math.ceil(n / 2);
  return () => {
    const place = orderStatistic(draw, n, lower);
    if (n % 2 === 1) return at(place) * scale;
    const next = place + (1 - place) * (1 - (1 - draw()) ** (1 / (n - lower)));
    return ((at(place) + at(next)) / 2) * scale;
  };
}

/**
 * Ranks of resampled scores say too much where partners can hardly be told apart: their noise counts twice, and none is
 * drawn at the ends. So the noise is widened the more, the less of the spread between the partners is more than noise
 * (as fewer draws than cases would do), and the interval is the shortest that holds its share: a little less than asked
 * where partners lie apart, since ranks are whole and a run of them holds more than it must. The three figures are those
 * under which simulated worlds hold what is asked (`lianban bench --only intervals`).
 */
function rankIntervals(
  scores: readonly number[],
  samples: readonly Float64Array[],
  confidence: number,
): [number, number][] {
  const partners = scores.length;
  const rounds = samples[0]?.length ?? 0;
  const blur = blurOf(scores, samples);
  const wide = 1 + 0.85 * blur;
  const share = confidence + (1 - confidence) * (0.6 * blur - 0.4);
  const counts = scores.map(() => new Int32Array(partners + 1));
  const drawn = new Float64Array(partners);
  for (let round = 0; round < rounds; round += 1) {
    for (let at = 0; at < partners; at += 1) {
      const score = scores[at] as number;
      drawn[at] = score + wide * (((samples[at] as Float64Array)[round] as number) - score);
    }
    for (let at = 0; at < partners; at += 1) {
      let rank = 1;
      for (let other = 0; other < partners; other += 1) {
        if ((drawn[other] as number) > (drawn[at] as number) + 0.5) rank += 1;
      }
      const count = counts[at] as Int32Array;
      count[rank] = (count[rank] as number) + 1;
    }
  }
  return counts.map((count) => shortest(count, share * rounds));
}

/** 0 where all of the spread between the scores is more than noise, 1 where none of it is. */
function blurOf(scores: readonly number[], samples: readonly Float64Array[]): number {
  const noise = mean(samples.map((sample) => variance([...sample])));
  const spread = scores.length > 1 ? (variance(scores) * scores.length) / (scores.length - 1) : 0;
  return spread === 0 ? 1 : Math.min(1, noise / spread) ** 2;
}

const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;

function variance(list: readonly number[]): number {
  const middle = mean(list);
  return mean(list.map((one) => (one - middle) ** 2));
}

/** The shortest run of ranks that holds so many of the draws; of two as short the better ranks. */
function shortest(counts: Int32Array, wanted: number): [number, number] {
  let best: [number, number] = [1, counts.length - 1];
  for (let low = 1; low < counts.length; low += 1) {
    let held = 0;
    for (let high = low; high < counts.length; high += 1) {
      held += counts[high] as number;
      if (held < wanted) continue;
      if (high - low < best[1] - best[0]) best = [low, high];
      break;
    }
  }
  return best;
}

/** Whether intervals of scores and ranks hold what they say: worlds whose truth is known, and boards of what is drawn from them. */
import { cardsOf, drawsOf, intervalsOf, type Cell, type IndicatorRule } from "../../oversight/index.js";

export interface CoverageOptions {
  readonly worlds: number;
  readonly partners?: number;
  /** Cases of each partner. */
  readonly cases?: number;
  /** How far the partners' true rates lie apart, in the spread of their share of success. */
  readonly spread?: number;
  /** As published: points end at 0 and 100 within the range of true rates, and most steps are in time. */
  readonly published?: boolean;
  readonly rounds?: number;
  readonly seed?: string;
}

export interface Coverage {
  readonly worlds: number;
  readonly partners: number;
  readonly cases: number;
  readonly spread: number;
  readonly published: boolean;
  /** Shares of all intervals that hold the truth. */
  readonly scores: number;
  readonly ranks: number;
  /** Ranks from low to high, on average. */
  readonly rankWidth: number;
}

const common = { better: "UP", minVolume: 1, unit: "PPM" } as const;

interface Curves {
  readonly rules: readonly [onTime: IndicatorRule, firstPass: IndicatorRule, time: IndicatorRule];
  /** Around which true rates lie. */
  readonly middles: readonly [onTime: number, firstPass: number];
}

const curvesOf = (published: boolean): Curves => {
  const [onTime, firstPass, target] = published ? [[0.8, 0.98], [0.6, 0.95], 420] : [[0, 1], [0, 1], 0];
  const share = ([floor = 0, full = 1]: readonly number[]) => ({ floor: floor * 1_000_000, target: full * 1_000_000 });
  const time = { better: "DOWN", unit: "WORKING_MINUTES", floor: 2100, target, minVolume: 1 } as const;
  return {
    rules: [
      { ...common, ...share(onTime), code: "ON_TIME", weight: 40 },
      { ...common, ...share(firstPass), code: "FIRST_PASS", weight: 30 },
      { ...time, code: "HANDLING_TIME", weight: 30 },
    ],
    middles: published ? [0.95, 0.85] : [0.75, 0.7],
  };
};

/** Between 0 and 1. */
const pointsOn = ({ floor, target }: IndicatorRule, value: number): number =>
  Math.min(1, Math.max(0, (value - (floor ?? 0)) / ((target ?? 0) - (floor ?? 0))));

/** Times are uniform from 0 to twice the true median, in whole minutes. */
export function coverageOf(options: CoverageOptions): Coverage {
  const { worlds, partners = 10, cases = 200, spread = 0.08, rounds = 500, seed = "coverage" } = options;
  const { published = false } = options;
  const { rules, middles } = curvesOf(published);
  const draw = drawsOf(seed);
  const normal = () => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw());
  const share = (middle: number) => Math.min(published ? 0.995 : 0.97, Math.max(0.03, middle + spread * normal()));
  let [scores, ranks, width, all] = [0, 0, 0, 0];
  for (let world = 0; world < worlds; world += 1) {
    const truths = Array.from({ length: partners }, () => ({
      onTime: share(middles[0]),
      firstPass: share(middles[1]),
      median: Math.max(60, Math.round(700 * (1 + 2 * spread * normal()))),
    }));
    const cells = truths.flatMap((truth, at) => drawn(`P${at}`, truth, cases, draw));
    const onBoard = truths.map((_, at) => ({ id: `P${at}`, code: `P${at}` }));
    const cards = cardsOf(onBoard, cells, rules);
    const options = { rounds, confidencePpm: 950_000, seed: `${seed} ${world}` };
    const intervals = intervalsOf(cards, cells, rules, options);
    const trueScores = truths.map(({ onTime, firstPass, median }) => {
      const values = [onTime * 1_000_000, firstPass * 1_000_000, median];
      return 100 * rules.reduce((sum, rule, at) => sum + rule.weight * pointsOn(rule, values[at] as number), 0);
    });
    trueScores.forEach((score, at) => {
      const interval = intervals.get(`P${at}`);
      if (!interval) return;
      const rank = 1 + trueScores.filter((other) => other > score).length;
      all += 1;
      width += interval.rankHigh - interval.rankLow;
      if (interval.scoreLow - 0.5 <= score && score <= interval.scoreHigh + 0.5) scores += 1;
      if (interval.rankLow <= rank && rank <= interval.rankHigh) ranks += 1;
    });
  }
  return {
    worlds,
    partners,
    cases,
    spread,
    published,
    scores: scores / all,
    ranks: ranks / all,
    rankWidth: width / all,
  };
}

interface Truth {
  readonly onTime: number;
  readonly firstPass: number;
  readonly median: number;
}

function drawn(partnerId: string, { onTime, firstPass, median }: Truth, cases: number, draw: () => number): Cell[] {
  const cells: Cell[] = [];
  const add = (indicator: string, value: number) => cells.push({ partnerId, indicator, value, n: 1 });
  for (let at = 0; at < cases; at += 1) {
    add("ON_TIME", draw() < onTime ? 1 : 0);
    add("FIRST_PASS", draw() < firstPass ? 1 : 0);
    add("HANDLING_TIME", Math.floor(draw() * 2 * median) * 60_000);
  }
  return cells;
}

export const coverageLines = (figures: readonly Coverage[]): string[] => [
  "worlds  partners  cases  spread  curves     scores hold  ranks hold  mean width of ranks",
  ...figures.map(
    ({ worlds, partners, cases, spread, published, scores, ranks, rankWidth }) =>
      `${String(worlds).padStart(6)} ${String(partners).padStart(9)} ${String(cases).padStart(6)} ${spread.toFixed(3).padStart(7)}  ${(published ? "published" : "straight").padEnd(9)} ${(scores * 100).toFixed(1).padStart(10)} % ${(ranks * 100).toFixed(1).padStart(9)} % ${rankWidth.toFixed(2).padStart(20)}`,
  ),
];

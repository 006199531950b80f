/** The arithmetic of measurements: percentiles of one round, medians over rounds, ratios to the floor. Pure. */

/** What one round of requests was: counted by the load generator, and read off the server before and after. */
export interface Round {
  readonly requests: number;
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
  /** Processor time of the server's process; that of a database server is not in it. */
  readonly cpuSeconds: number;
  readonly statements: number;
}

export interface Figures {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMsPerRequest: number;
  readonly statementsPerRequest: number;
}

/** 1 is as good as the floor, 0.5 half as good. */
export interface Ratios {
  /** Requests per second: the system's, of the floor's. */
  readonly throughput: number;
  /** Processor time: the floor's, of the system's; hardly moved by what else runs on the machine. */
  readonly cpu: number;
}

/** The smallest value that so many of all are not above. @throws Error when there is none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error("Nothing was measured");
  return value;
}

/** Of an even number, the mean of the two in the middle. @throws Error when there is none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error("Nothing was measured");
  return (lower + upper) / 2;
}

export const figuresOf = ({ requests, seconds, latenciesMs, cpuSeconds, statements }: Round): Figures => ({
  requestsPerSecond: requests / seconds,
  p50Ms: percentile(latenciesMs, 0.5),
  p99Ms: percentile(latenciesMs, 0.99),
  cpuMsPerRequest: (cpuSeconds * 1_000) / requests,
  statementsPerRequest: statements / requests,
});

/** Each figure's own median: a disturbed round moves none of them far. */
export function medianFigures(rounds: readonly Figures[]): Figures {
  const of = (figure: keyof Figures) => median(rounds.map((round) => round[figure]));
  return {
    requestsPerSecond: of("requestsPerSecond"),
    p50Ms: of("p50Ms"),
    p99Ms: of("p99Ms"),
    cpuMsPerRequest: of("cpuMsPerRequest"),
    statementsPerRequest: of("statementsPerRequest"),
  };
}

/** The median of the ratios of rounds that ran one after the other: what slowed the machine slowed both. */
export function ratiosOf(system: readonly Figures[], floor: readonly Figures[]): Ratios {
  if (system.length !== floor.length) throw new Error("Every round of the system needs one of the floor");
  const pairs = system.map((one, at) => [one, floor[at] as Figures] as const);
  return {
    throughput: median(pairs.map(([one, other]) => one.requestsPerSecond / other.requestsPerSecond)),
    cpu: median(pairs.map(([one, other]) => other.cpuMsPerRequest / one.cpuMsPerRequest)),
  };
}

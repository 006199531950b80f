/** How much is measured: the whole benchmark, a quick one, and a trial that only shows that it works. */

export interface Scale {
  readonly rounds: number;
  /** Of one measurement of one side in one round. */
  readonly forMs: number;
  readonly warmUpMs: number;
  /** Connections at a time. */
  readonly clients: number;
  /** Cases on the worklist; the query shows fifty of them. */
  readonly worklistCases: number;
  /** The log to import: the real one where it is there, or the small one of the tests. */
  readonly log: "REAL" | "SMALL";
}

export const scales = {
  full: { rounds: 3, forMs: 3_000, warmUpMs: 3_000, clients: 16, worklistCases: 120, log: "REAL" },
  quick: { rounds: 3, forMs: 700, warmUpMs: 1_000, clients: 16, worklistCases: 60, log: "SMALL" },
  trial: { rounds: 1, forMs: 100, warmUpMs: 50, clients: 2, worklistCases: 51, log: "SMALL" },
} satisfies Record<string, Scale>;

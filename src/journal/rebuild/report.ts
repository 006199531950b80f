/** What a rebuild tells: by table how many rows were added, changed and removed, and what it had to leave alone. */
import { tableOf } from "../../platform/index.js";
import type { Change } from "../readRows.js";
import type { Difference } from "../verify/report.js";

export interface RowCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

const noFigures = {
  streams: 0,
  /** Streams some of whose rows were not what their entries say. */
  rebuilt: 0,
  /** Streams whose entries cannot be trusted or replayed: their rows stay as they are. */
  leftAlone: 0,
  /** Totals of claims that were wrong beside their holdings, whatever became of these. */
  claims: 0,
  /** Cells of tallies that were wrong beside their rows, whatever became of these. */
  tallies: 0,
};
export type RebuildFigures = Readonly<typeof noFigures>;

export interface RebuildReport {
  /** False where a stream had to be left alone. */
  readonly ok: boolean;
  /** True where nothing was written. */
  readonly dryRun: boolean;
  readonly figures: RebuildFigures;
  /** By table; only those where something was not as it must be. */
  readonly tables: Readonly<Record<string, RowCounts>>;
  /** Why a stream was left alone; the first one. */
  readonly firstLeftAlone: Difference | null;
}

export interface Counts {
  note(changes: readonly Change[]): void;
  leave(why: Difference): void;
  count(figure: keyof RebuildFigures, by?: number): void;
  report(dryRun: boolean): RebuildReport;
}

export function newCounts(): Counts {
  const figures = { ...noFigures };
  const tables = new Map<string, { added: number; changed: number; removed: number }>();
  const state: { first: Difference | null } = { first: null };
  return {
    note(changes) {
      for (const { table, before, after } of changes) {
        const { name } = tableOf(table);
        const counts = tables.get(name) ?? { added: 0, changed: 0, removed: 0 };
        tables.set(name, counts);
        counts[before && after ? "changed" : after ? "added" : "removed"] += 1;
      }
    },
    leave(why) {
      figures.leftAlone += 1;
      state.first ??= why;
    },
    count(figure, by = 1) {
      figures[figure] += by;
    },
    report: (dryRun) => ({
      ...{ ok: figures.leftAlone === 0, dryRun, figures: { ...figures } },
      tables: Object.fromEntries([...tables].sort(([one], [other]) => (one < other ? -1 : 1))),
      firstLeftAlone: state.first,
    }),
  };
}

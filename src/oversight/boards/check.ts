/** Computes kept boards once more from the book and says where, if anywhere, they come to something else. */
import { selectRows } from "../../platform/index.js";
import { boardAggregate, statusOf } from "./aggregate.js";
import { computeAgain, type BoardCommandServices } from "./commands.js";
import { formulaVersion } from "./compute.js";
import { firstDifference, type Place } from "./difference.js";
import { Board, type BoardStatus } from "./rows.js";
import { latestOf } from "./state.js";

export interface BoardCheck {
  readonly id: string;
  readonly period: string;
  readonly kind: string;
  readonly number: number;
  readonly status: BoardStatus;
  readonly cutoff: string;
  readonly inputDigest: string;
  readonly resultDigest: string;
  /** What it comes to now; null where this program no longer has its formulas. */
  readonly again: { readonly inputDigest: string; readonly resultDigest: string } | null;
  readonly ok: boolean;
  /** Where the two first come apart. */
  readonly first: Place | null;
}

/** Every board that is kept of a period and kind, superseded ones too, in their order. */
export async function checkBoards(
  services: BoardCommandServices,
  { period, kind }: { readonly period: string; readonly kind: string },
): Promise<BoardCheck[]> {
  const rows = await selectRows(services.journal.database.read, Board, "period = ? AND kind = ? ORDER BY number", [
    period,
    kind,
  ]);
  const checks: BoardCheck[] = [];
  for (const row of rows) checks.push(await checkBoard(services, row));
  return checks;
}

/** The stream's own figures count: its entries are chained, its rows are not. */
async function checkBoard(services: BoardCommandServices, row: Board): Promise<BoardCheck> {
  const state = await services.journal.read(boardAggregate, row.id);
  if (!state) throw new Error(`The board ${row.id} has a row and no stream`);
  const last = latestOf(state);
  const { inputDigest, resultDigest } = last;
  const { id, period, kind, number } = state;
  const head = {
    id,
    period,
    kind,
    number,
    status: statusOf(state),
    cutoff: last.reading.cutoff,
    inputDigest,
    resultDigest,
  };
  if (last.formulaVersion !== formulaVersion) {
    return { ...head, again: null, ok: false, first: { partner: "–", indicator: `FORMULA ${last.formulaVersion}` } };
  }
  const again = await computeAgain(services, services.journal.database.read, state);
  if (!again) throw new Error(`The board ${id} has no policy`);
  const rowDiffers = row.inputDigest !== inputDigest || row.resultDigest !== resultDigest;
  const same = again.inputDigest === inputDigest && again.resultDigest === resultDigest;
  const first = same ? (rowDiffers ? { partner: "–", indicator: "ROW" } : null) : firstDifference(last, again);
  return {
    ...head,
    again: { inputDigest: again.inputDigest, resultDigest: again.resultDigest },
    ok: same && !rowDiffers,
    first: same && !rowDiffers ? null : (first ?? { partner: "–", indicator: "INPUT" }),
  };
}

/** Computes kept boards once more from the book and says where, if anywhere, they or the rows shown come to something else. */
import { canonicalText } from "../../kernel/index.js";
import { selectRows, type Sql } from "../../platform/index.js";
import { boardAggregate, statusOf } from "./aggregate.js";
import { computeAgain, type BoardCommandServices } from "./commands.js";
import { formulaVersion } from "./compute.js";
import { firstApart, firstDifference, type Place } from "./apart.js";
import { Board, BoardCard, type BoardStatus } from "./rows.js";
import { latestOf, type BoardState } from "./state.js";
import { cardOf } from "./stored.js";

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
  const same = again.inputDigest === inputDigest && again.resultDigest === resultDigest;
  const first = same
    ? await firstAlteredRow(services.journal.database.read, state)
    : (firstDifference(last, again) ?? { partner: "–", indicator: "INPUT" });
  return {
    ...head,
    again: { inputDigest: again.inputDigest, resultDigest: again.resultDigest },
    ok: first === null,
    first,
  };
}

/** Everybody is shown the rows: where they first say something else than the stream, cards before the rest. */
async function firstAlteredRow(sql: Sql, state: BoardState): Promise<Place | null> {
  const told = boardAggregate.rowsOf(state);
  for (const table of [BoardCard, ...boardAggregate.tables.filter((one) => one !== BoardCard)]) {
    const stored = await selectRows(sql, table, table === Board ? "id = ?" : "boardId = ?", [state.id]);
    const byId = new Map(stored.map((row) => [(row as { id: string }).id, row]));
    const own = told.flatMap(({ table: of, row }) => (of === table ? [row as { id: string }] : []));
    const altered = own.find((row) => !sameRow(row, byId.get(row.id)));
    if (altered) return placeOf(altered, byId.get(altered.id));
    if (stored.length > own.length) return { partner: "–", indicator: "ROW" };
  }
  return null;
}

const sameRow = (told: object, stored: object | undefined): boolean =>
  stored !== undefined &&
  Object.entries(told).every(
    ([name, value]) =>
      canonicalText(value ?? null) === canonicalText((stored as Record<string, unknown>)[name] ?? null),
  );

function placeOf(told: object, stored: object | undefined): Place {
  if (!("stored" in told)) return { partner: "–", indicator: "ROW" };
  const { stored: card } = told as BoardCard;
  const shown = (stored as BoardCard | undefined)?.stored;
  return { partner: cardOf(card).partner.code, indicator: `ROW ${(shown && firstApart(card, shown)) ?? "CARD"}` };
}

/** The periods before a board's: as they were frozen, else computed, both as known when the board was. */
import { periodBefore, type Period } from "../../kernel/index.js";
import { selectRow, selectRows, type Sql } from "../../platform/index.js";
import { Board as KeptBoard, BoardCard } from "../boards/rows.js";
import { cardOf } from "../boards/stored.js";
import { computeBoard, type Board, type BoardServices } from "./board.js";
import type { Card } from "./figures.js";

export interface EarlierBoard {
  readonly period: Period;
  readonly status: Board["status"];
  readonly cards: readonly Card[];
}

/** The nearest first, until a period that no policy was in force for. */
export async function earlierBoards(
  services: BoardServices,
  { period, kind, stratum, cutoff }: Pick<Board, "period" | "kind" | "stratum" | "cutoff">,
  count: number,
): Promise<EarlierBoard[]> {
  const boards: EarlierBoard[] = [];
  for (let at = 0, one = period; at < count; at += 1) {
    one = periodBefore(one);
    // Boards are kept of all kinds of case together.
    const frozen = stratum ? null : await frozenBoard(services.sql, one, kind, cutoff);
    const board = frozen ?? (await computeBoard(services, { period: one.text, kind, stratum, cutoff, plain: true }));
    if (!board) break;
    boards.push(board);
  }
  return boards;
}

/** What had been frozen of a period by the cut-off; its newest erratum where there was one. */
async function frozenBoard(
  sql: Sql,
  period: Period,
  kind: string,
  cutoff: string | null,
): Promise<EarlierBoard | null> {
  const known = cutoff ? { sql: "frozenAt <= ?", params: [cutoff] } : { sql: "frozenAt IS NOT NULL", params: [] };
  const where = `period = ? AND kind = ? AND ${known.sql} ORDER BY number DESC LIMIT 1`;
  const board = await selectRow(sql, KeptBoard, where, [period.text, kind, ...known.params]);
  if (!board) return null;
  const { id, computationCount } = board;
  const cards = await selectRows(sql, BoardCard, "boardId = ? AND computation = ? ORDER BY place", [
    id,
    computationCount,
  ]);
  return { period, status: "FROZEN", cards: cards.map(({ stored }) => cardOf(stored)) };
}

/** What people added that counts on the cards of a board: read once for all of them, as it stood at the cut-off. */
import type { Sql } from "../../platform/index.js";
import type { Board } from "../scoreboard/board.js";
import { countedIn, countedOnce, standingInputs } from "./effects.js";
import type { ScoreInput } from "./rows.js";

/** By partner, in the order: figures from outside, tasks, additions and deductions, vetoes. */
export type InputsOnBoard = ReadonlyMap<string, readonly ScoreInput[]>;

export async function inputsOnBoard(
  sql: Sql,
  { period, cutoff, laterInputs, stratum }: Pick<Board, "period" | "cutoff" | "laterInputs" | "stratum">,
  partnerIds: readonly string[],
): Promise<InputsOnBoard> {
  const standing = await standingInputs(sql, partnerIds, cutoff, laterInputs);
  return new Map(
    partnerIds.map((id) => {
      const counted = countedIn(
        standing.filter(({ partnerId }) => partnerId === id),
        period,
      );
      // On a board of one kind of case only vetoes count.
      return [id, stratum ? counted.filter(({ kind }) => kind === "VETO") : counted];
    }),
  );
}

/** Those that a figure was computed from: tasks, and figures from outside. */
export const behindFigure = (counted: readonly ScoreInput[], indicator: string): ScoreInput[] =>
  counted.filter(({ kind, code }) => countedOnce.includes(kind) && code === indicator);

/** What changed on a board, as far as the viewer may see it: figures of one's own, of others the rank alone. */
import { Partner, type Viewer } from "../../parties/index.js";
import type { IndicatorUnit } from "../scoreboard/figures.js";
import { approximate, times } from "../scoreboard/rational.js";
import { rulesFor } from "../scoreboard/rules.js";
import { shownScale, shownUnit } from "../scoreboard/views.js";
import type { OversightContext } from "../services.js";
import { changesBetween, type Change, type Side } from "./difference.js";
import { cardsOf, seesCard } from "./present.js";
import type { Board } from "./rows.js";
import type { BoardDifference, BoardFigure } from "./types.js";

/** From one computation to the newest one. */
export async function differencesOf(
  context: OversightContext,
  viewer: Viewer,
  board: Board,
  since: number,
): Promise<BoardDifference[]> {
  const before = { cards: await cardsOf(context, board, since) };
  const changes = changesBetween(before, { cards: await cardsOf(context, board) });
  const units = new Map(
    rulesFor(context.policies.byDigest(board.policyDigest), board.kind).map(({ code, unit }) => [code, unit]),
  );
  const shown = await Promise.all(
    changes.map(async (change): Promise<BoardDifference | null> => {
      const partner = await context.rows.face(Partner, change.partnerId);
      return partner && differenceOf(change, partner, seesCard(viewer)(partner), units);
    }),
  );
  return shown.filter((one) => one !== null);
}

function differenceOf(
  { indicator, before, after }: Change,
  partner: Partner,
  own: boolean,
  units: ReadonlyMap<string, IndicatorUnit>,
): BoardDifference | null {
  if (own) {
    const unit = indicator === null ? null : (units.get(indicator) ?? "COUNT");
    const show = (side: Side | null) => side && figureOf(side, unit);
    return { partner, indicator, unit: unit && shownUnit[unit], before: show(before), after: show(after) };
  }
  if (indicator !== null || before?.rank === after?.rank) return null;
  const ranked = (side: Side | null) => side && { value: null, sampleSize: null, points: null, rank: side.rank };
  return { partner, indicator, unit: null, before: ranked(before), after: ranked(after) };
}

const figureOf = ({ value, sampleSize, points, rank }: Side, unit: IndicatorUnit | null): BoardFigure => ({
  value: value && approximate(times(value, shownScale[unit ?? "COUNT"])),
  sampleSize,
  points: points === null ? null : points / 100,
  rank,
});

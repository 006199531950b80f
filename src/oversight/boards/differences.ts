/** What changed on a board, as far as the viewer may see it: figures of one's own, of others the rank alone. */
import { Partner, type Viewer } from "../../parties/index.js";
import type { IndicatorRule } from "../scoreboard/figures.js";
import { approximate } from "../scoreboard/rational.js";
import { rulesFor } from "../scoreboard/rules.js";
import { shownUnit, shownValue } from "../scoreboard/views.js";
import type { OversightContext } from "../services.js";
import { changesBetween, type Change, type Side } from "./difference.js";
import { cardsOf, seesCard } from "./present.js";
import { Board } from "./rows.js";
import type { BoardDifference, BoardFigure } from "./types.js";

type ShownBy = Pick<IndicatorRule, "unit" | "cap">;
const count: ShownBy = { unit: "COUNT" };

/** From one computation to the newest one; where none is named from the preview, of an erratum from what it supersedes. */
export async function differencesOf(
  context: OversightContext,
  viewer: Viewer,
  board: Board,
  since: number | null,
): Promise<BoardDifference[]> {
  const superseded = since === null && board.supersedesId ? await context.rows.one(Board, board.supersedesId) : null;
  const before = superseded ? await cardsOf(context, superseded) : await cardsOf(context, board, since ?? 1);
  const changes = changesBetween({ cards: before }, { cards: await cardsOf(context, board) });
  const rules = new Map(
    rulesFor(context.policies.byDigest(board.policyDigest), board.kind).map((rule) => [rule.code, rule]),
  );
  const shown = await Promise.all(
    changes.map(async (change): Promise<BoardDifference | null> => {
      const partner = await context.rows.face(Partner, change.partnerId);
      return partner && differenceOf(change, partner, seesCard(viewer)(partner), rules);
    }),
  );
  return shown.filter((one) => one !== null);
}

function differenceOf(
  { indicator, before, after }: Change,
  partner: Partner,
  own: boolean,
  rules: ReadonlyMap<string, ShownBy>,
): BoardDifference | null {
  if (own) {
    const rule = indicator === null ? null : (rules.get(indicator) ?? count);
    const show = (side: Side | null) => side && figureOf(side, rule ?? count);
    return { partner, indicator, unit: rule && shownUnit[rule.unit], before: show(before), after: show(after) };
  }
  if (indicator !== null || before?.rank === after?.rank) return null;
  const ranked = (side: Side | null) => side && { value: null, sampleSize: null, points: null, rank: side.rank };
  return { partner, indicator, unit: null, before: ranked(before), after: ranked(after) };
}

const figureOf = ({ value, sampleSize, points, rank }: Side, rule: ShownBy): BoardFigure => ({
  value: value && approximate(shownValue(value, rule)),
  sampleSize,
  points: points === null ? null : points / 100,
  rank,
});

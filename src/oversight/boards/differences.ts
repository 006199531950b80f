/** What changed on a board, as far as the viewer may see it: figures of one's own, of others the rank alone. */
import { Partner, type Viewer } from "../../parties/index.js";
import { inputsOnBoard } from "../inputs/onBoard.js";
import type { ScoreInput } from "../inputs/rows.js";
import type { IndicatorRule } from "../scoreboard/figures.js";
import { approximate } from "../scoreboard/rational.js";
import { rulesFor } from "../scoreboard/rules.js";
import { fromHundredths, shownUnit, shownValue } from "../scoreboard/views.js";
import type { OversightContext } from "../services.js";
import { changesBetween, emptySide, type Change, type Side } from "./difference.js";
import { periodOfBoard } from "./compute.js";
import { cardsOf, readingOf, seesCard } from "./present.js";
import { Board } from "./rows.js";
import { cardOf } from "./stored.js";
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
  const [old, number] = superseded ? [superseded, superseded.computationCount] : [board, since ?? 1];
  const before = await cardsOf(context, old, number);
  const after = await cardsOf(context, board);
  const changes = changesBetween({ cards: before }, { cards: after });
  const rules = new Map(
    rulesFor(context.policies.byDigest(board.policyDigest), board.kind).map((rule) => [rule.code, rule]),
  );
  const shown = await Promise.all(
    changes.map(async (change): Promise<BoardDifference | null> => {
      const partner = await context.rows.face(Partner, change.partnerId);
      return partner && differenceOf(change, partner, seesCard(viewer)(partner), rules);
    }),
  );
  const ids = [...new Set([...after, ...before].map((card) => cardOf(card).partner.id))];
  const inputs = await inputsBetween(context, viewer, ids, [old, number], board);
  return [...shown.filter((one) => one !== null), ...inputs];
}

/** What was entered and counts at one of the two computations only: revoked, or come in the place of what was. */
async function inputsBetween(
  context: OversightContext,
  viewer: Viewer,
  partnerIds: readonly string[],
  [old, number]: readonly [Board, number],
  board: Board,
): Promise<BoardDifference[]> {
  const partners = await Promise.all(partnerIds.map((id) => context.rows.face(Partner, id)));
  const seen = partners.filter((one) => one !== null).filter(seesCard(viewer));
  const period = periodOfBoard(board.period);
  const ids = seen.map(({ id }) => id);
  const counted = async (of: Board, at?: number): Promise<ScoreInput[]> => {
    const { cutoff, laterInputs = {} } = await readingOf(context, of, at);
    const sql = context.journal.database.read;
    const found = await inputsOnBoard(sql, { period, cutoff, laterInputs, stratum: null }, ids);
    return [...found.values()].flat();
  };
  const [before, after] = [await counted(old, number), await counted(board)];
  const without = (list: readonly ScoreInput[], others: readonly ScoreInput[]) =>
    list.filter(({ id }) => others.every((other) => other.id !== id));
  const row = (input: ScoreInput, sides: Pick<BoardDifference, "before" | "after">): BoardDifference[] => {
    const partner = seen.find(({ id }) => id === input.partnerId);
    return partner ? [{ partner, indicator: null, input, unit: null, ...sides }] : [];
  };
  return [
    ...without(before, after).flatMap((input) => row(input, { before: inputFigure(input), after: null })),
    ...without(after, before).flatMap((input) => row(input, { before: null, after: inputFigure(input) })),
  ];
}

const inputFigure = ({ kind, numerator }: ScoreInput): BoardFigure =>
  figureOf({ ...emptySide, points: kind === "ADJUSTMENT" ? numerator : null }, count);

function differenceOf(
  { indicator, before, after }: Change,
  partner: Partner,
  own: boolean,
  rules: ReadonlyMap<string, ShownBy>,
): BoardDifference | null {
  if (own) {
    const rule = indicator === null ? null : (rules.get(indicator) ?? count);
    const show = (side: Side | null) => side && figureOf(side, rule ?? count);
    return {
      ...{ partner, indicator, input: null, unit: rule && shownUnit[rule.unit] },
      ...{ before: show(before), after: show(after) },
    };
  }
  if (indicator !== null || before?.rank === after?.rank) return null;
  const ranked = (side: Side | null) => side && figureOf({ ...emptySide, rank: side.rank }, count);
  return { partner, indicator, input: null, unit: null, before: ranked(before), after: ranked(after) };
}

const figureOf = (side: Side, rule: ShownBy): BoardFigure => ({
  value: side.value && approximate(shownValue(side.value, rule)),
  ...{ sampleSize: side.sampleSize, rank: side.rank, amount: side.amountFen, vetoes: side.vetoes },
  points: fromHundredths(side.points),
  baseScore: fromHundredths(side.baseScore),
  adjustment: fromHundredths(side.adjustment),
});

/** A board as the sheets of a workbook: scores, every figure, what people entered, and how one comes from the other. Pure. */
import { scoreboardView } from "../../scoreboard/views.js";
import { aboutSheet, type About } from "./about.js";
import { calculationSheet } from "./calculation.js";
import { enteredSheet, type EnteredLine } from "./entered.js";
import { figuresSheet } from "./figures.js";
import { pointsSheet, scoresSheet } from "./scores.js";
import type { FullCard, Sheet, Showing } from "./sheet.js";

export interface SheetsOf extends Omit<About, "policy"> {
  readonly policy: Showing["policy"];
  readonly center: boolean;
  /** By partner, of those whose card is shown in full. */
  readonly entered: ReadonlyMap<string, readonly EnteredLine[]>;
  /** Whose card is shown in full; of the others the rank alone. */
  readonly sees: (partner: { readonly id: string }) => boolean;
  /** Whether the others' ranks are shown. */
  readonly ranks: boolean;
}

export function boardSheets({ entered, sees, ranks, ...about }: SheetsOf): Sheet[] {
  const { board, policy, center } = about;
  const rows = new Map(scoreboardView(board, sees).rows.map((row) => [row.partner.id, row]));
  const cards = board.cards.flatMap((card): FullCard[] => {
    const row = rows.get(card.partner.id);
    return row ? [{ card, row, entered: entered.get(card.partner.id) ?? [] }] : [];
  });
  const showing: Showing = { board, policy, cards, center };
  const listed = board.cards.filter(({ partner }) => rows.has(partner.id) || ranks);
  return [
    scoresSheet(showing, listed),
    calculationSheet(showing),
    figuresSheet(showing),
    enteredSheet(showing),
    pointsSheet(showing),
    aboutSheet(about),
  ];
}

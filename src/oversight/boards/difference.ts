/** What differs between two computations of a board: partner by partner, figure by figure. Pure. */
import { canonicalText } from "../../kernel/index.js";
import type { Card, IndicatorFigure } from "../scoreboard/figures.js";
import type { Rational } from "../scoreboard/rational.js";
import { cardOf, jsonOf, type StoredCard } from "./stored.js";

interface Computed {
  readonly cards: readonly StoredCard[];
}

/** One figure, before and after; the card as a whole where the indicator is null. */
export interface Change {
  readonly partnerId: string;
  readonly indicator: string | null;
  readonly before: Side | null;
  readonly after: Side | null;
}

export interface Side {
  readonly value: Rational | null;
  readonly sampleSize: number | null;
  /** Hundredths; of the whole card its score. */
  readonly points: number | null;
  readonly rank: number | null;
  /** What else a figure, and what else a card says; null for the other. */
  readonly amountFen: number | null;
  readonly baseScore: number | null;
  readonly adjustment: number | null;
  readonly vetoes: readonly string[] | null;
}

export const indicatorsOf = ({ cards }: Computed): string[] =>
  cards[0] ? cardOf(cards[0]).indicators.map(({ code }) => code) : [];

/** Every card and figure that is not the same, in the order of the newer board. */
export function changesBetween(before: Computed, after: Computed): Change[] {
  const old = new Map(before.cards.map(cardOf).map((card) => [card.partner.id, card]));
  const fresh = after.cards.map(cardOf);
  const gone = [...old.values()].filter(({ partner }) => fresh.every((card) => card.partner.id !== partner.id));
  return [
    ...fresh.flatMap((card) => changesOf(card.partner.id, old.get(card.partner.id) ?? null, card)),
    ...gone.flatMap((card) => changesOf(card.partner.id, card, null)),
  ];
}

function changesOf(partnerId: string, before: Card | null, after: Card | null): Change[] {
  const whole: Change = { partnerId, indicator: null, before: wholeOf(before), after: wholeOf(after) };
  const codes = [...new Set([...(after?.indicators ?? []), ...(before?.indicators ?? [])].map(({ code }) => code))];
  const figures = codes.map((indicator): Change => {
    const figure = (card: Card | null) => card?.indicators.find(({ code }) => code === indicator) ?? null;
    return { partnerId, indicator, before: sideOf(figure(before)), after: sideOf(figure(after)) };
  });
  return [whole, ...figures].filter((change) => keyOf(change.before) !== keyOf(change.after));
}

export const emptySide: Side = {
  ...{ value: null, sampleSize: null, points: null, rank: null, amountFen: null },
  ...{ baseScore: null, adjustment: null, vetoes: null },
};

function wholeOf(card: Card | null): Side | null {
  if (!card) return null;
  const { score: points, rank, baseScore, partner } = card;
  return { ...emptySide, points, rank, baseScore, adjustment: partner.adjustment ?? 0, vetoes: partner.vetoes ?? [] };
}

export function sideOf(figure: IndicatorFigure | null): Side | null {
  if (!figure) return null;
  const { value, sampleSize, points, amountFen } = figure;
  return { ...emptySide, value, sampleSize, points, amountFen };
}

const keyOf = (side: Side | null): string => canonicalText(jsonOf(side));

/** All that a card says to its partner. Its intervals are left out: they move for everybody when anything does. */
export function saidBy(stored: StoredCard | undefined): string {
  if (!stored) return "";
  const { partner, rankLow: _1, rankHigh: _2, scoreLow: _3, scoreHigh: _4, ...said } = cardOf(stored);
  const { adjustment = 0, vetoes = [] } = partner;
  return canonicalText(jsonOf({ ...said, adjustment, vetoes }));
}

/** Whose card says something else now, those who came or went among them. */
export function partnersChanged(before: Computed, after: Computed): string[] {
  const byPartner = ({ cards }: Computed) => new Map(cards.map((one) => [cardOf(one).partner.id, one]));
  const [old, fresh] = [byPartner(before), byPartner(after)];
  const all = new Set([...fresh.keys(), ...old.keys()]);
  return [...all].filter((id) => saidBy(old.get(id)) !== saidBy(fresh.get(id)));
}

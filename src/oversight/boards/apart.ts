/** Where two computations of a board first come apart: causes before what follows from them. Pure. */
import { canonicalText } from "../../kernel/index.js";
import type { Card, IndicatorFigure } from "../scoreboard/figures.js";
import { saidBy, sideOf } from "./difference.js";
import { cardOf, jsonOf, type StoredCard } from "./stored.js";

interface Computed {
  readonly cards: readonly StoredCard[];
}

export interface Place {
  /** The partner's code. */
  readonly partner: string;
  readonly indicator: string;
}

/** Where two cards of a partner come apart in one respect; null where they do not. */
type Apart = (stored: StoredCard, again: StoredCard) => string | null;

const differ = (one: unknown, other: unknown): boolean => canonicalText(jsonOf(one)) !== canonicalText(jsonOf(other));

const factsApart: Apart = (stored, again) => {
  const kinds = [...new Set([...Object.keys(stored.facts), ...Object.keys(again.facts)])].sort();
  return kinds.find((kind) => stored.facts[kind]?.digest !== again.facts[kind]?.digest) ?? null;
};

const figureApart: Apart = (stored, again) => {
  const [{ indicators: one }, { indicators: other }] = [cardOf(stored), cardOf(again)];
  return one.find((figure, at) => differ([figure.code, sideOf(figure)], sidesAt(other, at)))?.code ?? null;
};
const sidesAt = (figures: readonly IndicatorFigure[], at: number) => [figures[at]?.code, sideOf(figures[at] ?? null)];

const apartIn =
  (name: string, part: (card: Card) => unknown): Apart =>
  (stored, again) =>
    differ(part(cardOf(stored)) ?? null, part(cardOf(again)) ?? null) ? name : null;

/** Causes before what follows from them. */
const respects: readonly Apart[] = [
  factsApart,
  figureApart,
  apartIn("ADJUSTMENT", ({ partner }) => partner.adjustment),
  apartIn("VETO", ({ partner }) => partner.vetoes),
  apartIn("SCORE", ({ score, baseScore }) => [score, baseScore]),
  apartIn("RANK", ({ rank }) => rank),
  (stored, again) => (saidBy(stored) === saidBy(again) ? null : "CARD"),
  (stored, again) => (canonicalText(stored.card) === canonicalText(again.card) ? null : "INTERVAL"),
];

/** Where two cards of one partner first come apart. */
export const firstApart: Apart = (stored, again) => {
  for (const respect of respects) {
    const indicator = respect(stored, again);
    if (indicator) return indicator;
  }
  return null;
};

/**
 * Where the two first come apart; null where cards and facts are the same. Each respect is looked for on all cards before
 * the next one: what one partner did moves the ranks and intervals of the others.
 */
export function firstDifference(stored: Computed, again: Computed): Place | null {
  const byCode = ({ cards }: Computed) => new Map(cards.map((one) => [cardOf(one).partner.code, one]));
  const [old, fresh] = [byCode(stored), byCode(again)];
  const all = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  const alone = all.find((partner) => !old.has(partner) || !fresh.has(partner));
  if (alone !== undefined) return { partner: alone, indicator: "–" };
  for (const respect of respects) {
    for (const partner of all) {
      const [one, other] = [old.get(partner), fresh.get(partner)];
      const indicator = one && other && respect(one, other);
      if (indicator) return { partner, indicator };
    }
  }
  return null;
}

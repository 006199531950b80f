/** What differs between two computations of a board: partner by partner, figure by figure. Pure. */
import { canonicalText } from "../../kernel/index.js";
import type { Card, IndicatorFigure } from "../scoreboard/figures.js";
import type { Rational } from "../scoreboard/rational.js";
import { cardOf, type StoredCard } from "./stored.js";

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

const wholeOf = (card: Card | null): Side | null =>
  card && { value: null, sampleSize: null, points: card.score, rank: card.rank };

const sideOf = (figure: IndicatorFigure | null): Side | null =>
  figure && { value: figure.value, sampleSize: figure.sampleSize, points: figure.points, rank: null };

const keyOf = (side: Side | null): string =>
  side ? [side.value && `${side.value.n}/${side.value.d}`, side.sampleSize, side.points, side.rank].join(" ") : "";

export interface Place {
  /** The partner's code. */
  readonly partner: string;
  readonly indicator: string;
}

/** Where the two first come apart, in the facts or in a figure; null where cards and facts are the same. */
export function firstDifference(stored: Computed, again: Computed): Place | null {
  const codes = (computed: Computed) => computed.cards.map((one) => cardOf(one).partner.code);
  const all = [...new Set([...codes(stored), ...codes(again)])].sort();
  const of = (computed: Computed, code: string) => computed.cards.find((one) => cardOf(one).partner.code === code);
  for (const partner of all) {
    const [one, other] = [of(stored, partner), of(again, partner)];
    if (!one || !other) return { partner, indicator: "–" };
    const indicator = firstIn(one, other);
    if (indicator) return { partner, indicator };
  }
  return null;
}

function firstIn(stored: StoredCard, again: StoredCard): string | null {
  const kinds = [...new Set([...Object.keys(stored.facts), ...Object.keys(again.facts)])].sort();
  const facts = kinds.find((kind) => stored.facts[kind]?.digest !== again.facts[kind]?.digest);
  if (facts) return facts;
  const [one, other] = [cardOf(stored), cardOf(again)];
  const figure = one.indicators.find(({ code }, at) => {
    const same = other.indicators[at];
    return same?.code !== code || keyOf(sideOf(same)) !== keyOf(sideOf(one.indicators[at] ?? null));
  });
  if (figure) return figure.code;
  return canonicalText(stored.card) === canonicalText(again.card) ? null : "SCORE";
}

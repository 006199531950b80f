/** Where two computations first come apart: the partner whose facts changed, whoever's ranks and intervals follow. */
import { rational } from "../scoreboard/rational.js";
import type { Card } from "../scoreboard/figures.js";
import { firstDifference } from "./apart.js";
import { storedCard, type StoredCard } from "./stored.js";

const figure: Card["indicators"][number] = {
  ...{ code: "ON_TIME", value: rational(1, 2), valueInUnit: rational(500_000), sampleSize: 2, amountFen: null },
  ...{ numerator: 1, denominator: 2, missing: null, points: 5_000, weight: 100, spreadWeight: 10_000 },
};

function card(code: string, more: Partial<Card> = {}, facts = "1"): StoredCard {
  const whole: Card = {
    ...{ partner: { id: code, code, adjustment: 0, vetoes: [] }, score: 5_000, baseScore: 5_000, rank: 1 },
    ...{ rankLow: 1, rankHigh: 2, scoreLow: 4_000, scoreHigh: 6_000, coverage: 10_000, indicators: [figure], ...more },
  };
  return storedCard(whole, { ON_TIME: { count: 2, digest: facts } });
}

const before = { cards: [card("TINGQUAN"), card("XINGHE")] };
const found = (...cards: readonly StoredCard[]) => {
  const place = firstDifference(before, { cards });
  return place && `${place.partner} ${place.indicator}`;
};

test("causes come before what follows from them, on whichever card they are", () => {
  const figures = { indicators: [{ ...figure, points: 0 }], score: 0, baseScore: 0, rank: 2 };
  const moved = card("TINGQUAN", { rank: 2, rankLow: 2, scoreLow: 3_900 });
  const deducted = { partner: { id: "XINGHE", code: "XINGHE", adjustment: -250, vetoes: [] }, score: 4_750 };
  const vetoed = { partner: { id: "XINGHE", code: "XINGHE", adjustment: 0, vetoes: ["FILE_FORGED"] }, rank: null };
  expect(found(moved, card("XINGHE", figures, "2"))).toBe("XINGHE ON_TIME");
  expect(found(moved, card("XINGHE", figures))).toBe("XINGHE ON_TIME");
  expect(found(moved, card("XINGHE", deducted))).toBe("XINGHE ADJUSTMENT");
  expect(found(moved, card("XINGHE", vetoed))).toBe("XINGHE VETO");
  expect(found(moved, card("XINGHE", { score: 1 }))).toBe("XINGHE SCORE");
  expect(found(card("TINGQUAN", { rankLow: 2 }), card("XINGHE", { rank: 2 }))).toBe("XINGHE RANK");
  expect(found(card("TINGQUAN", { rankLow: 2 }), card("XINGHE", { coverage: 9 }))).toBe("XINGHE CARD");
  expect(found(card("TINGQUAN"), card("XINGHE", { scoreLow: 1 }))).toBe("XINGHE INTERVAL");
  expect(found(card("TINGQUAN", figures))).toBe("XINGHE –");
  expect(found(card("TINGQUAN"), card("XINGHE"))).toBeNull();
});

/** Cards come back from their stored form as they were, sums with cents too. */
import { canonicalText } from "../../kernel/index.js";
import { rational } from "../scoreboard/rational.js";
import type { Card } from "../scoreboard/figures.js";
import { cardOf, storedCard } from "./stored.js";

test.each([120000.5, 0.01, 19.99, 4.35, 123456789012.37, 7, null])(
  "a numerator of %d yuan has a canonical form, and comes back the same",
  (numerator) => {
    const figure = { code: "OVERDUE", numerator, denominator: 20_000_000, value: rational(3, 500), points: 6_428 };
    const card = { partner: { id: "A", code: "A" }, score: 9_912, indicators: [figure] } as unknown as Card;
    const stored = storedCard(card, {});
    expect(cardOf(JSON.parse(canonicalText(stored)) as typeof stored)).toEqual(card);
  },
);

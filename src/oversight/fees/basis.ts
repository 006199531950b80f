/** What a partner's fee for a period is paid on: what it paid out, and the class of its frozen score. Pure, exact in fen. */
import { timesPpm } from "../../kernel/index.js";
import type { PolicyVersion } from "../../policy/index.js";
import type { Card } from "../scoreboard/figures.js";

type FeeClass = NonNullable<PolicyVersion["feeBasis"]>["classes"]["BANK"][number];

export interface Fee {
  readonly partnerId: string;
  readonly loanCount: number;
  readonly amountFen: number;
  /** Hundredths; null where nothing could be scored. */
  readonly score: number | null;
  readonly feeClass: FeeClass | null;
  /** Null without a score: nobody is classed by guesswork. */
  readonly feeFen: number | null;
}

/** The last class that begins at or below the score, in hundredths of a point. */
export const classOf = (classes: readonly FeeClass[], score: number): FeeClass | null =>
  classes.findLast(({ scoreFrom }) => scoreFrom * 100 <= score) ?? null;

/** Fen below one are dropped: the center never pays more than the rate. */
export function feeOf(card: Card, classes: readonly FeeClass[]): Fee {
  const volume = card.indicators.find(({ code }) => code === "VOLUME");
  const amountFen = volume?.amountFen ?? 0;
  // One veto decides: whoever forged a file is paid at the lowest rate, whatever the rest came to.
  const vetoed = (card.partner.vetoes ?? []).length > 0;
  const scored = card.score === null ? null : classOf(classes, card.score);
  const feeClass = vetoed ? (classes[0] ?? null) : scored;
  return {
    partnerId: card.partner.id,
    loanCount: volume?.sampleSize ?? 0,
    amountFen,
    score: card.score,
    feeClass,
    feeFen: feeClass && timesPpm(amountFen, feeClass.rate, "FLOOR"),
  };
}

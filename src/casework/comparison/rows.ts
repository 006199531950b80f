/** What the review of a case came to, once it was decided: one row, read by the comparison of the two ways. */
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import type { ReviewMode } from "../../policy/index.js";
import type { CaseState } from "../state.js";
import type { Hand, HeldSpan } from "./state.js";

@Derived("review_outcome", { stream: "id", index: { ix_review_outcome_decided: ["decidedAt", "id"] } })
export class ReviewOutcome {
  /** The case's id. */
  @col.id({ primary: true }) id!: string;
  @col.code() reviewMode!: ReviewMode;
  @col.code() productCode!: string;
  @col.instant() acceptedAt!: string;
  @col.instant() decidedAt!: string;
  /** Kinds of party with a check of their own, and the center, which decides. */
  @col.json() partyKinds!: readonly Hand[];
  /** From acceptance to the decision without a gap. */
  @col.json() spans!: readonly HeldSpan[];
  /** Checks that a party was spared, because another's result serves it. */
  @col.int() duplicatesAvoided!: number;
  /** Checks recorded that another party had recorded too. */
  @col.int() duplicatesDone!: number;
  @col.int() noticeCount!: number;
  /** Defects told late that their party could have seen before. */
  @col.int() missedDefects!: number;
  @col.int() tripCount!: number;
  @col.int() returnCount!: number;
}

/** A decision that was set aside is none: the row comes back with the next one. */
export function outcomeOf(state: CaseState): ReviewOutcome | null {
  const { lifecycle, review, notices, trips, decision, comparison } = state;
  const { acceptedAt } = lifecycle;
  const decidedAt = decision.proposals.find(({ status }) => status === "CONFIRMED")?.decidedAt;
  if (!acceptedAt || !decidedAt) return null;
  const recorded = review.checks.filter(({ result }) => result !== "OPEN");
  return {
    id: state.id,
    reviewMode: lifecycle.reviewMode,
    productCode: lifecycle.product,
    acceptedAt,
    decidedAt,
    partyKinds: [...new Set<Hand>([...review.checks.map(({ owner }) => owner), "CENTER"])].sort(),
    spans: until(comparison.spans, decidedAt),
    duplicatesAvoided: recorded.reduce((sum, { sparedParties }) => sum + sparedParties.length, 0),
    duplicatesDone: recorded.length - new Set(recorded.map(({ code }) => code)).size,
    noticeCount: notices.notices.length,
    missedDefects: notices.defects.filter(({ couldHaveBeenSeen, voided }) => couldHaveBeenSeen && !voided).length,
    tripCount: trips.visits.filter(({ counted }) => counted).length,
    returnCount: lifecycle.returns,
  };
}

const until = (spans: readonly HeldSpan[], end: string): HeldSpan[] =>
  spans.filter(({ from }) => from < end).map((span) => (span.to > end ? { ...span, to: end } : span));

export function comparisonRows(state: CaseState): RowOut[] {
  const outcome = outcomeOf(state);
  return outcome ? [rowOut(ReviewOutcome, outcome)] : [];
}

export const comparisonTables = [ReviewOutcome];

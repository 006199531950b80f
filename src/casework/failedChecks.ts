/** Checks that did not pass: with one of them nothing is approved, confirmed with others, or paid out. Pure. */
import type { CaseState } from "./state.js";

export const failedChecks = ({ review }: Pick<CaseState, "review">) =>
  review.checks.filter(({ result }) => result === "FAILED");

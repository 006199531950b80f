/** Whether money is on its way or has arrived: from then on the case goes forward only. */
import { rateFor, type PolicyVersion } from "../policy/index.js";
import type { CaseState } from "./state.js";

/** Ordered, sent, unknown or paid: everything that did not come back. */
export const moneyIsOut = ({ payment }: CaseState): boolean =>
  payment.payments.some(({ status }) => status !== "FAILED" && status !== "RETURNED");

/** The loan's rate: of the day of the first pay-out, and before that as it was approved; null until then. */
export function annualRatePpm({ payment, decision }: CaseState): number | null {
  const [first] = payment.payments
    .filter(({ status }) => status === "PAID")
    .sort((one, other) => ((one.settledAt ?? "") < (other.settledAt ?? "") ? -1 : 1));
  return first?.annualRatePpm ?? decision.approved?.annualRatePpm ?? null;
}

/** The rate follows the day of pay-out, unless policy names another day; then that of the approval stands. */
export function rateOnDay({ lifecycle, decision }: CaseState, day: string, policy: PolicyVersion): number | null {
  if (policy.referenceDays.rate !== "DISBURSEMENT") return decision.approved?.annualRatePpm ?? null;
  const houseOrder = lifecycle.content.terms?.houseOrder ?? "FIRST";
  const termMonths = decision.approved?.termMonths ?? 0;
  return rateFor(policy, { houseOrder, termMonths, referenceDay: day })?.annualRatePpm ?? null;
}

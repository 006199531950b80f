/** Whether money is on its way or has arrived: from then on the case goes forward only. */
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

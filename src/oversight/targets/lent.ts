/** Reads off a case whether its loan is paid out in full, and for whom that counts. Pure. */
import type { CaseState } from "../../casework/index.js";
import { rowOut, type Aggregate } from "../../journal/index.js";
import { dayOf } from "../../kernel/index.js";
import { PaidOutLoan } from "./rows.js";

export function paidOutLoan(state: CaseState, zone: string): PaidOutLoan | null {
  const { lifecycle, payment, decision } = state;
  if (payment.paidAt === null) return null;
  const confirmed = decision.proposals.filter(({ status }) => status === "CONFIRMED").at(-1);
  return {
    id: state.id,
    day: dayOf(payment.paidAt, zone),
    amountFen: payment.payments
      .filter(({ status }) => status === "PAID")
      .reduce((sum, { amountFen }) => sum + amountFen, 0),
    productCode: lifecycle.product,
    bankUnitId: lifecycle.bankUnitId,
    centerUnitId: confirmed?.proposedUnitId ?? null,
  };
}

/** The case's stream with its paid-out loan as a further row, written and verified with the case's own. */
export const withPaidOutLoans = (aggregate: Aggregate<CaseState>, zone: string): Aggregate<CaseState> => ({
  ...aggregate,
  rowsOf(state) {
    const loan = paidOutLoan(state, zone);
    return loan ? [...aggregate.rowsOf(state), rowOut(PaidOutLoan, loan)] : aggregate.rowsOf(state);
  },
  tables: [...aggregate.tables, PaidOutLoan],
});

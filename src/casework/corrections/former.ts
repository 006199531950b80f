/** What an entry's values are in the case before a correction sets them anew, by the names that `entryCorrect` takes. Pure. */
import type { CorrectionFacts } from "../entries.js";
import type { CaseState } from "../state.js";

type Known = Readonly<Record<string, unknown>>;

/** As the case stands: an entry that was corrected before shows what that correction said. */
function valuesNow(state: CaseState, { entryId, entryType }: Pick<CorrectionFacts, "entryId" | "entryType">): Known {
  const { lifecycle, collateral, payment } = state;
  switch (entryType) {
    case "SUBMITTED":
      return { ...lifecycle.content.property, ...lifecycle.content.terms };
    case "COLLATERAL_REGISTERED":
      return { ...collateral.records.find((one) => one.entryId === entryId) };
    case "PAYMENT_CONFIRMED": {
      const paid = payment.payments.find((one) => one.entryId === entryId);
      return { ...paid, paidAt: paid?.settledAt };
    }
    default:
      return {};
  }
}

/** Only what the correction changes; null where it takes the entry back whole. */
export function formerValues(
  state: CaseState,
  correction: Pick<CorrectionFacts, "entryId" | "entryType" | "values">,
): CorrectionFacts["values"] {
  if (correction.values === null) return null;
  const now = valuesNow(state, correction);
  const names = Object.keys(correction.values);
  return Object.fromEntries(names.map((name) => [name, (now[name] ?? null) as string | number | null]));
}

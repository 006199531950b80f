/** What the case itself says of its loan quota: the terms that need neither deposits nor incomes. Pure. */
import { roundDownTo, timesPpm } from "../kernel/index.js";
import { productOf, type PolicyVersion } from "../policy/index.js";
import { homeValueFen } from "./homeValue.js";
import type { CaseState } from "./state.js";

/** Product cap, ratio of the home's value, price less down payment; the lowest, rounded down. Null where one is not known. */
export function knownQuotaFen({ lifecycle }: Pick<CaseState, "lifecycle">, policy: PolicyVersion): number | null {
  const { property, people } = lifecycle.content;
  const product = productOf(policy, lifecycle.product);
  if (!property || !product) return null;
  const { priceFen, downPaymentFen } = property;
  const joint = people.some(({ roles }) => roles.includes("SPOUSE") || roles.includes("CO_BORROWER"));
  const lowestFen = Math.min(
    joint ? product.jointCapFen : product.capFen,
    timesPpm(homeValueFen({ lifecycle }) ?? 0, policy.quota.maxRatioPpm, "FLOOR"),
    Math.max(0, priceFen - downPaymentFen),
  );
  return roundDownTo(lowestFen, policy.quota.roundDownToFen);
}

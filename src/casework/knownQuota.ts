/** What the case itself says of its loan quota: the terms that need neither deposits nor incomes. Pure. */
import { roundDownTo, timesPpm, type Refusal } from "../kernel/index.js";
import { productOf, type PolicyVersion } from "../policy/index.js";
import { homeValueFen } from "./homeValue.js";
import { refuse } from "./refusals.js";
import type { CaseState } from "./state.js";

type Says = Pick<CaseState, "lifecycle">;

/** What each term allows the fund to lend beside the bank's part, rounded down; empty while the case does not say it. */
function knownTerms({ lifecycle }: Says, policy: PolicyVersion) {
  const { property, people, commercial } = lifecycle.content;
  const product = productOf(policy, lifecycle.product);
  if (!property || !product) return [];
  const joint = people.some(({ roles }) => roles.includes("SPOUSE") || roles.includes("CO_BORROWER"));
  const otherPartFen = commercial?.amountFen ?? 0;
  const { maxRatioPpm, roundDownToFen } = policy.quota;
  const ratioFen = timesPpm(homeValueFen({ lifecycle }) ?? 0, maxRatioPpm, "FLOOR") - otherPartFen;
  const unpaidFen = property.priceFen - property.downPaymentFen - otherPartFen;
  const rounded = (fen: number) => roundDownTo(Math.max(0, fen), roundDownToFen);
  return [
    { code: "ABOVE_CAP" as const, capFen: rounded(joint ? product.jointCapFen : product.capFen) },
    { code: "ABOVE_RATIO" as const, capFen: rounded(ratioFen) },
    { code: "ABOVE_UNPAID_PRICE" as const, capFen: rounded(unpaidFen) },
  ];
}

/** Product cap, ratio of the home's value, price less down payment; the lowest. Null where they are not known. */
export function knownQuotaFen(state: Says, policy: PolicyVersion): number | null {
  const caps = knownTerms(state, policy).map(({ capFen }) => capFen);
  return caps.length > 0 ? Math.min(...caps) : null;
}

export interface Lent {
  readonly amountFen?: number | null;
  readonly termMonths?: number | null;
}

/** Every known term that a loan would be above, with the figure it allows, at the fields that say the loan. */
export function beyondQuota(
  state: Says,
  policy: PolicyVersion,
  { amountFen, termMonths }: Lent,
  fields: { readonly amount: string; readonly term: string },
): Refusal[] {
  const { longestTermMonths } = state.lifecycle;
  return [
    ...knownTerms(state, policy)
      .filter(({ capFen }) => (amountFen ?? 0) > capFen)
      .map(({ code, capFen }) => refuse(code, { field: fields.amount, params: { capFen } })),
    ...(longestTermMonths !== null && (termMonths ?? 0) > longestTermMonths
      ? [refuse("BEYOND_RETIREMENT", { field: fields.term, params: { months: longestTermMonths } })]
      : []),
  ];
}

/** Who may borrow at all, and for how long: every reason against it at once. Pure. */
import { addMonths, monthsBetween, type Refusal } from "../../kernel/index.js";
import type { PolicyVersion, Product, RepaymentMethod } from "../../policy/index.js";
import { refuse } from "../refusals.js";

export interface Borrower {
  readonly birthDay: string;
  readonly sex: "MALE" | "FEMALE";
}

/** What is known of the household beside its money; null where nobody said, and then it is not judged. */
export interface Household {
  readonly borrowers: readonly Borrower[];
  readonly depositMonthsInRow: number | null;
  readonly runningLoans: number | null;
  readonly loansTaken: number | null;
  /** The new home not counted. */
  readonly homesOwned: number | null;
}

export interface Wish {
  readonly termMonths: number;
  readonly repaymentMethod: RepaymentMethod;
  readonly combined: boolean;
  readonly priceFen: number;
  readonly downPaymentFen: number;
}

/** Paid back at once is for short terms only. */
const atOnceMonthsAtMost = 12;

/** How long a borrower may take: age and term together stay inside the retirement age and the years beyond. */
export function monthsToRetirement({ birthDay, sex }: Borrower, { quota }: PolicyVersion, today: string): number {
  const years = quota.retirementAgeYears[sex === "MALE" ? "men" : "women"] + quota.yearsBeyondRetirement;
  const last = addMonths(birthDay, years * 12);
  return last < today ? 0 : monthsBetween(today, last);
}

/** The longest term that policy, product and every borrower's age allow. */
export const longestTermMonths = (
  policy: PolicyVersion,
  product: Product,
  { borrowers }: Pick<Household, "borrowers">,
  today: string,
): number =>
  Math.min(
    product.maxTermMonths,
    policy.quota.maxTermMonths,
    ...borrowers.map((borrower) => monthsToRetirement(borrower, policy, today)),
  );

const above = (value: number | null, most: number): boolean => value !== null && value > most;

export function quotaRefusals(
  policy: PolicyVersion,
  product: Product,
  household: Household,
  wish: Wish,
  today: string,
): Refusal[] {
  const { quota } = policy;
  const { termMonths, repaymentMethod, combined, priceFen, downPaymentFen } = wish;
  const least = product.minTermMonths;
  const most = Math.min(product.maxTermMonths, quota.maxTermMonths);
  const shortest = quota.minDepositMonths;
  const { depositMonthsInRow } = household;
  const when = (condition: boolean, refusal: Refusal) => (condition ? [refusal] : []);
  const beyond = household.borrowers.flatMap((borrower, at) => {
    const months = monthsToRetirement(borrower, policy, today);
    const refusal = refuse("BEYOND_RETIREMENT", { field: `borrowers.${at}.birthDate`, params: { months } });
    return when(termMonths > months, refusal);
  });
  return [
    ...when(
      termMonths < least || termMonths > most,
      refuse("TERM_OUTSIDE", { field: "termMonths", params: { least, most } }),
    ),
    ...beyond,
    ...when(
      depositMonthsInRow !== null && depositMonthsInRow < shortest,
      refuse("DEPOSITS_TOO_SHORT", { field: "depositMonthsInRow", params: { least: shortest } }),
    ),
    ...when(above(household.runningLoans, 0), refuse("LOAN_RUNNING", { field: "runningLoans" })),
    ...when(
      above(household.loansTaken, quota.maxLoansInLifetime - 1),
      refuse("LOANS_IN_LIFETIME", { field: "loansTaken", params: { most: quota.maxLoansInLifetime } }),
    ),
    ...when(
      above(household.homesOwned, quota.houseCountBelow - 1),
      refuse("HOMES_TOO_MANY", { field: "homesOwned", params: { below: quota.houseCountBelow } }),
    ),
    ...when(
      !product.repaymentMethods.includes(repaymentMethod),
      refuse("REPAYMENT_METHOD_NOT_OFFERED", { field: "repaymentMethod" }),
    ),
    ...when(
      repaymentMethod === "AT_ONCE" && termMonths > atOnceMonthsAtMost,
      refuse("AT_ONCE_TOO_LONG", { field: "repaymentMethod", params: { most: atOnceMonthsAtMost } }),
    ),
    ...when(product.combined !== combined, refuse("COMMERCIAL_PART_MISMATCH", { field: "commercial" })),
    ...when(downPaymentFen > priceFen, refuse("ABOVE_PRICE", { field: "downPayment" })),
  ];
}

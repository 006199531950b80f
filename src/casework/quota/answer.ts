/** From what was asked to the whole answer: terms, refusals, what would raise it; the same for everybody who asks. */
import { formatYuan, limits, type Language } from "../../kernel/index.js";
import { badInput, toUserErrors } from "../../platform/index.js";
import {
  productOf,
  rateFor,
  type HouseOrder,
  type Names,
  type PolicyVersion,
  type Product,
} from "../../policy/index.js";
import { longestTermMonths, quotaRefusals, type Household } from "./conditions.js";
import { repaymentForFen } from "./presentValue.js";
import { loanQuota, type QuotaInput, type QuotaTerm } from "./quota.js";
import { raiseOf, type Change } from "./raise.js";
import type { LoanQuota } from "./types.js";

/** What the applicant could change where a term binds, in words. */
const raisedBy: Readonly<Record<QuotaTerm, Names>> = {
  PRODUCT_CAP: {
    en: "A second depositor as co-borrower, or another product",
    zh: "增加缴存职工共同借款，或选择其他品种",
  },
  RATIO_OF_VALUE: { en: "A home of higher value", zh: "房屋价值更高" },
  PRICE_LESS_DOWN_PAYMENT: { en: "A smaller down payment, or a higher price", zh: "降低首付款，或房屋总价更高" },
  DEPOSIT_BALANCE: {
    en: "A higher deposit balance, or a second depositor",
    zh: "提高账户余额，或增加缴存职工共同借款",
  },
  REPAYMENT_CAPACITY: {
    en: "A longer term, higher income or fewer other debts",
    zh: "延长期限、提高收入或减少其他负债",
  },
};

export interface QuotaQuestion extends Omit<QuotaInput, "annualRatePpm" | "commercial"> {
  readonly product: string;
  readonly houseOrder: HouseOrder;
  readonly household: Household;
  readonly commercial: {
    readonly amountFen: number;
    readonly annualRatePpm: number;
    readonly termMonths: number;
  } | null;
  readonly requestedFen?: number | null;
}

export interface QuotaTimes {
  /** Whose products, caps and figures hold. */
  readonly policy: PolicyVersion;
  /** Whose table of rates holds, and the day on which it is read. */
  readonly rates: PolicyVersion;
  readonly today: string;
}

/** @throws GraphQLError BAD_USER_INPUT naming what no policy can answer. */
export function answerQuota(question: QuotaQuestion, times: QuotaTimes, language: Language): LoanQuota {
  const { policy, today } = times;
  const { household, houseOrder, commercial, requestedFen = null, ...asked } = question;
  const product = knownProduct(policy, question);
  const longest = longestTermMonths(policy, product, household, today);
  const rateOf = (termMonths: number) => rate(times, houseOrder, termMonths);
  // Nothing runs longer than the longest rate that there is: a longer term is refused, and computed as that one.
  const termMonths = Math.min(asked.termMonths, limits.money.termMonths);
  const annualRatePpm = rateOf(termMonths);
  if (annualRatePpm === null) throw badInput("input.termMonths", "no rate of the policy covers it");
  const { repaymentMethod } = asked;
  const input: QuotaInput = {
    ...asked,
    ...{ termMonths, annualRatePpm },
    commercial: commercial && { ...commercial, repaymentMethod },
  };
  const wish = { ...asked, combined: commercial !== null };
  const refusals = quotaRefusals(policy, product, household, wish, today);
  const { quotaFen, terms, ...source } = loanQuota(policy, product, input);
  const raise = raiseOf({ policy, product, rateOf, longestTermMonths: longest }, input);
  return {
    ...source,
    quota: quotaFen,
    lendable: refusals.length > 0 ? 0 : quotaFen,
    refusals: toUserErrors(refusals, language),
    terms: terms.map(({ amountFen, ...term }) => ({ ...term, amount: amountFen, raisedBy: raisedBy[term.term] })),
    raise: raise && {
      to: raise.toFen,
      lifts: raise.lifts.map(({ term, ways }) => ({ term, ways: ways.map((way) => ({ changes: way.map(shown) })) })),
    },
    monthlyRepayment: repaymentForFen(quotaFen, input),
    annualRatePpm,
    longestTermMonths: longest,
    requested: requestedFen,
  };
}

const rate = ({ rates, today }: QuotaTimes, houseOrder: HouseOrder, termMonths: number): number | null =>
  rateFor(rates, { houseOrder, termMonths, referenceDay: today })?.annualRatePpm ?? null;

function shown({ input, from, to }: Change) {
  if (input === "JOINT") return { input, from: String(from === 1), to: String(to === 1) };
  if (input === "TERM_MONTHS") return { input, from: String(from), to: String(to) };
  return { input, from: formatYuan(from), to: formatYuan(to) };
}

/** @throws GraphQLError BAD_USER_INPUT naming the field that is no figure of a loan. */
function knownProduct(policy: PolicyVersion, question: QuotaQuestion): Product {
  const product = productOf(policy, question.product);
  if (!product) throw badInput("input.product", `no product of the policy ${policy.id}`);
  const { priceFen, downPaymentFen, valuationFen, balancesFen, monthlyIncomeFen, otherRepaymentsFen } = question;
  const { commercial, household, termMonths } = question;
  const amounts = { price: priceFen, downPayment: downPaymentFen, valuation: valuationFen ?? 0 };
  const monthly = { monthlyIncome: monthlyIncomeFen, otherRepayments: otherRepaymentsFen };
  const part = { "commercial.amount": commercial?.amountFen ?? 0, balances: Math.max(0, ...balancesFen) };
  for (const [field, fen] of Object.entries({ ...amounts, ...monthly, ...part })) {
    if (fen > limits.money.loanFen) throw badInput(`input.${field}`, "more than 100 million yuan");
  }
  const months = { termMonths, "commercial.termMonths": commercial?.termMonths ?? 1 };
  for (const [field, count] of Object.entries(months)) {
    if (count < 1 || count > monthsAtMost) throw badInput(`input.${field}`, `1 to ${monthsAtMost} months`);
  }
  const rates = commercial?.annualRatePpm ?? 0;
  if (rates < 0 || rates > 1_000_000) throw badInput("input.commercial.annualRatePpm", "0 to 1000000");
  if (balancesFen.length > peopleAtMost) throw badInput("input.balances", `${peopleAtMost} at most`);
  if (household.borrowers.length > peopleAtMost) throw badInput("input.borrowers", `${peopleAtMost} at most`);
  return product;
}

const monthsAtMost = 600;
const peopleAtMost = 10;

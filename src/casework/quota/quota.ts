/**
 * The loan quota (贷款额度): the lowest of five terms, and which one it is. Exact in fen, no floats.
 * Source: 住房公积金管理条例 art. 26 leaves the figures to the center; they stand in the policy pack's section `quota`.
 */
import { roundDownTo, timesPpm, timesRatio } from "../../kernel/index.js";
import type { PolicyVersion, Product, RepaymentMethod } from "../../policy/index.js";
import { presentValueFen, repaymentForFen, type Repayment } from "./presentValue.js";

export { presentValueFen } from "./presentValue.js";

export const quotaTerms = [
  "PRODUCT_CAP",
  "RATIO_OF_VALUE",
  "PRICE_LESS_DOWN_PAYMENT",
  "DEPOSIT_BALANCE",
  "REPAYMENT_CAPACITY",
] as const;
export type QuotaTerm = (typeof quotaTerms)[number];

/** The bank's part of a combined loan: value, price and repayment must carry both. */
export interface CommercialPart extends Repayment {
  readonly amountFen: number;
}

export interface QuotaInput {
  /** Whether a second depositor borrows with the first: the higher cap holds. */
  readonly joint: boolean;
  readonly priceFen: number;
  readonly downPaymentFen: number;
  /** Second-hand homes: the lower of price and valuation is the value. */
  readonly valuationFen: number | null;
  /** Deposit balances of the borrowers. */
  readonly balancesFen: readonly number[];
  readonly monthlyIncomeFen: number;
  /** What the household already repays a month on other debts. */
  readonly otherRepaymentsFen: number;
  readonly termMonths: number;
  readonly annualRatePpm: number;
  readonly repaymentMethod: RepaymentMethod;
  readonly commercial?: CommercialPart | null;
}

export type Amounts = Readonly<Record<QuotaTerm, number>>;

export interface Quota {
  readonly quotaFen: number;
  readonly terms: readonly { readonly term: QuotaTerm; readonly amountFen: number; readonly binding: boolean }[];
  readonly policyId: string;
  readonly policyDigest: string;
}

export const valueFen = ({ priceFen, valuationFen }: QuotaInput): number =>
  valuationFen === null ? priceFen : Math.min(priceFen, valuationFen);

export const balanceFen = ({ balancesFen }: QuotaInput): number => balancesFen.reduce((sum, fen) => sum + fen, 0);

export const commercialFen = ({ commercial }: QuotaInput): number => commercial?.amountFen ?? 0;

/** What the bank's part costs a month. */
export const commercialRepaymentFen = ({ commercial }: QuotaInput): number =>
  commercial ? repaymentForFen(commercial.amountFen, commercial) : 0;

/** What is left a month for the fund's part. */
export const repayableFen = (input: QuotaInput, { quota }: Pick<PolicyVersion, "quota">): number =>
  timesPpm(input.monthlyIncomeFen, quota.maxRepaymentToIncomePpm, "FLOOR") -
  input.otherRepaymentsFen -
  commercialRepaymentFen(input);

/** Each term by itself, none below zero. */
export function amountsOf(policy: Pick<PolicyVersion, "quota">, product: Product, input: QuotaInput): Amounts {
  const { quota } = policy;
  const otherPartFen = commercialFen(input);
  return {
    PRODUCT_CAP: input.joint ? product.jointCapFen : product.capFen,
    RATIO_OF_VALUE: Math.max(0, timesPpm(valueFen(input), quota.maxRatioPpm, "FLOOR") - otherPartFen),
    PRICE_LESS_DOWN_PAYMENT: Math.max(0, input.priceFen - input.downPaymentFen - otherPartFen),
    DEPOSIT_BALANCE: timesPpm(
      timesRatio(balanceFen(input), quota.balanceMultiple, 1, "FLOOR"),
      quota.liquidityFactorPpm,
      "FLOOR",
    ),
    REPAYMENT_CAPACITY: presentValueFen(repayableFen(input, policy), input),
  };
}

export function loanQuota(policy: PolicyVersion, product: Product, input: QuotaInput): Quota {
  const amounts = amountsOf(policy, product, input);
  const lowestFen = Math.min(...Object.values(amounts));
  return {
    quotaFen: roundDownTo(lowestFen, policy.quota.roundDownToFen),
    terms: quotaTerms.map((term) => ({ term, amountFen: amounts[term], binding: amounts[term] === lowestFen })),
    policyId: policy.id,
    policyDigest: policy.digest,
  };
}

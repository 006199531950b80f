/**
 * The loan quota (贷款额度): the lowest of five terms, which one it is, and what would raise it. Exact in fen, no floats.
 * Source: 住房公积金管理条例 art. 26 leaves the figures to the center; they stand in the policy pack's section `quota`.
 */
import { roundDownTo, timesPpm, timesRatio } from "../../kernel/index.js";
import type { PolicyVersion, Product } from "../../policy/index.js";

export type QuotaTerm =
  "PRODUCT_CAP" | "RATIO_OF_VALUE" | "PRICE_LESS_DOWN_PAYMENT" | "DEPOSIT_BALANCE" | "REPAYMENT_CAPACITY";

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
  readonly repaymentMethod: "EQUAL_INSTALMENTS" | "EQUAL_PRINCIPAL";
}

export interface Quota {
  readonly quotaFen: number;
  readonly terms: readonly { readonly term: QuotaTerm; readonly amountFen: number; readonly binding: boolean }[];
  readonly policyId: string;
  readonly policyDigest: string;
}

/** Months of a year times parts of the rate: a month's rate is ratePpm ÷ this. */
const monthlyRateUnit = 12n * 1_000_000n;

/**
 * What a repayment a month can carry over the term, rounded down to a fen. Equal instalments: the present value of an
 * annuity; equal principal: the first month, which is the dearest, decides.
 */
export function presentValueFen(
  repaymentFen: number,
  { annualRatePpm, termMonths, repaymentMethod }: Pick<QuotaInput, "annualRatePpm" | "termMonths" | "repaymentMethod">,
): number {
  if (repaymentFen <= 0 || termMonths <= 0) return 0;
  const [repayment, months, rate] = [BigInt(repaymentFen), BigInt(termMonths), BigInt(annualRatePpm)];
  if (repaymentMethod === "EQUAL_PRINCIPAL") {
    return Number((repayment * months * monthlyRateUnit) / (monthlyRateUnit + months * rate));
  }
  if (rate === 0n) return Number(repayment * months);
  const grown = (monthlyRateUnit + rate) ** months;
  const flat = monthlyRateUnit ** months;
  return Number((repayment * (grown - flat) * monthlyRateUnit) / (rate * grown));
}

export function loanQuota(policy: PolicyVersion, product: Product, input: QuotaInput): Quota {
  const { quota } = policy;
  const valueFen = input.valuationFen === null ? input.priceFen : Math.min(input.priceFen, input.valuationFen);
  const balanceFen = input.balancesFen.reduce((sum, fen) => sum + fen, 0);
  const repayableFen =
    timesPpm(input.monthlyIncomeFen, quota.maxRepaymentToIncomePpm, "FLOOR") - input.otherRepaymentsFen;
  const amounts: Readonly<Record<QuotaTerm, number>> = {
    PRODUCT_CAP: input.joint ? product.jointCapFen : product.capFen,
    RATIO_OF_VALUE: timesPpm(valueFen, quota.maxRatioPpm, "FLOOR"),
    PRICE_LESS_DOWN_PAYMENT: Math.max(0, input.priceFen - input.downPaymentFen),
    DEPOSIT_BALANCE: timesPpm(
      timesRatio(balanceFen, quota.balanceMultiple, 1, "FLOOR"),
      quota.liquidityFactorPpm,
      "FLOOR",
    ),
    REPAYMENT_CAPACITY: presentValueFen(repayableFen, input),
  };
  const lowestFen = Math.min(...Object.values(amounts));
  return {
    quotaFen: roundDownTo(lowestFen, quota.roundDownToFen),
    terms: (Object.entries(amounts) as [QuotaTerm, number][]).map(([term, amountFen]) => ({
      term,
      amountFen,
      binding: amountFen === lowestFen,
    })),
    policyId: policy.id,
    policyDigest: policy.digest,
  };
}

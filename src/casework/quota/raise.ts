/**
 * What would raise a quota: the next amount that it can step up to, and for each term in the way by how much which input
 * would have to change, to the fen and the month. Exact: a fen less is not enough. Pure.
 */
import { roundDownTo } from "../../kernel/index.js";
import type { PolicyVersion, Product } from "../../policy/index.js";
import { presentValueFen, repaymentForFen } from "./presentValue.js";
import {
  amountsOf,
  balanceFen,
  commercialFen,
  commercialRepaymentFen,
  quotaTerms,
  valueFen,
  type QuotaInput,
  type QuotaTerm,
} from "./quota.js";

export type QuotaChangeable =
  | "JOINT"
  | "PRICE"
  | "VALUATION"
  | "DOWN_PAYMENT"
  | "COMMERCIAL_AMOUNT"
  | "BALANCES"
  | "MONTHLY_INCOME"
  | "OTHER_REPAYMENTS"
  | "TERM_MONTHS";

export interface Change {
  readonly input: QuotaChangeable;
  /** Fen, or months; for JOINT 0 and 1. Balances are meant together. */
  readonly from: number;
  readonly to: number;
}

export interface Lift {
  readonly term: QuotaTerm;
  /** Each way is enough by itself; all changes of a way are needed. Empty: nothing that an applicant could change. */
  readonly ways: readonly (readonly Change[])[];
}

export interface Raise {
  /** What the quota comes to once every term named is lifted. */
  readonly toFen: number;
  readonly lifts: readonly Lift[];
}

export interface RaiseContext {
  readonly policy: PolicyVersion;
  readonly product: Product;
  /** The rate for a term of so many months; null where there is none. */
  readonly rateOf: (termMonths: number) => number | null;
  readonly longestTermMonths: number;
}

/** Null where all terms stand at one step: nothing by itself would raise it. */
export function raiseOf(context: RaiseContext, input: QuotaInput): Raise | null {
  const { policy, product } = context;
  const amounts = amountsOf(policy, product, input);
  const steps = quotaTerms.map((term) => roundDownTo(amounts[term], policy.quota.roundDownToFen));
  const now = Math.min(...steps);
  const next = Math.min(...steps.filter((step) => step > now));
  if (!Number.isFinite(next)) return null;
  const toFen = Math.min(next, ...capOfTwo(context, input, now));
  const low = quotaTerms.filter((term) => amounts[term] < toFen);
  return { toFen, lifts: low.map((term) => ({ term, ways: waysFor[term](context, input, toFen) })) };
}

/** A cap yields to a second depositor, up to the cap for two: a step of its own, which the next term may lie beyond. */
function capOfTwo({ policy, product }: RaiseContext, { joint }: QuotaInput, nowFen: number): number[] {
  const { roundDownToFen } = policy.quota;
  const forTwo = roundDownTo(product.jointCapFen, roundDownToFen);
  const binds = roundDownTo(product.capFen, roundDownToFen) === nowFen;
  return !joint && binds && forTwo > nowFen ? [forTwo] : [];
}

type Ways = (context: RaiseContext, input: QuotaInput, goalFen: number) => (readonly Change[])[];

const upTo = (input: QuotaChangeable, from: number, to: number): Change[] => (to > from ? [{ input, from, to }] : []);

/** One way; none where the input would have to go below nothing. */
const downTo = (input: QuotaChangeable, from: number, to: number): Change[][] =>
  from > 0 && to >= 0 && to < from ? [[{ input, from, to }]] : [];

const ceilDivide = (numerator: bigint, denominator: bigint): number =>
  Number((numerator + denominator - 1n) / denominator);

const million = 1_000_000n;

const waysFor: Readonly<Record<QuotaTerm, Ways>> = {
  PRODUCT_CAP: ({ product }, { joint }, goalFen) =>
    !joint && product.jointCapFen >= goalFen ? [[{ input: "JOINT", from: 0, to: 1 }]] : [],

  RATIO_OF_VALUE({ policy }, input, goalFen) {
    const otherPartFen = commercialFen(input);
    const ratio = BigInt(policy.quota.maxRatioPpm);
    const needed = ceilDivide(BigInt(goalFen + otherPartFen) * million, ratio);
    const carriesFen = Number((BigInt(valueFen(input)) * ratio) / million);
    return [
      [
        ...upTo("PRICE", input.priceFen, needed),
        ...(input.valuationFen === null ? [] : upTo("VALUATION", input.valuationFen, needed)),
      ],
      ...downTo("COMMERCIAL_AMOUNT", otherPartFen, carriesFen - goalFen),
    ];
  },

  PRICE_LESS_DOWN_PAYMENT(_context, input, goalFen) {
    const otherPartFen = commercialFen(input);
    const { priceFen, downPaymentFen } = input;
    return [
      ...downTo("DOWN_PAYMENT", downPaymentFen, priceFen - otherPartFen - goalFen),
      ...downTo("COMMERCIAL_AMOUNT", otherPartFen, priceFen - downPaymentFen - goalFen),
      upTo("PRICE", priceFen, goalFen + downPaymentFen + otherPartFen),
    ];
  },

  DEPOSIT_BALANCE({ policy: { quota } }, input, goalFen) {
    const lentPerMillion = BigInt(quota.balanceMultiple) * BigInt(quota.liquidityFactorPpm);
    return [upTo("BALANCES", balanceFen(input), ceilDivide(BigInt(goalFen) * million, lentPerMillion))];
  },

  REPAYMENT_CAPACITY(context, input, goalFen) {
    const { quota } = context.policy;
    const ratio = BigInt(quota.maxRepaymentToIncomePpm);
    const neededFen = repaymentForFen(goalFen, input);
    const otherFen = input.otherRepaymentsFen + commercialRepaymentFen(input);
    const bearableFen = Number((BigInt(input.monthlyIncomeFen) * ratio) / million);
    const room = bearableFen - commercialRepaymentFen(input) - neededFen;
    const term = termFor(context, input, bearableFen - otherFen, goalFen);
    return [
      upTo("MONTHLY_INCOME", input.monthlyIncomeFen, ceilDivide(BigInt(neededFen + otherFen) * million, ratio)),
      ...downTo("OTHER_REPAYMENTS", input.otherRepaymentsFen, room),
      ...(term === null ? [] : [upTo("TERM_MONTHS", input.termMonths, term)]),
    ];
  },
};

/** The shortest longer term that carries it, at the rate of that term; a longer one may cost a higher rate. */
function termFor(
  { rateOf, longestTermMonths }: RaiseContext,
  { termMonths: now, repaymentMethod }: QuotaInput,
  repaymentFen: number,
  goalFen: number,
): number | null {
  if (repaymentFen <= 0) return null;
  for (let termMonths = now + 1; termMonths <= longestTermMonths; termMonths += 1) {
    const annualRatePpm = rateOf(termMonths);
    if (annualRatePpm === null) return null;
    if (presentValueFen(repaymentFen, { annualRatePpm, termMonths, repaymentMethod }) >= goalFen) return termMonths;
  }
  return null;
}

/**
 * What a repayment a month can carry, and what a loan costs a month: whole fen and exact fractions of big integers, no
 * floats. One rounding at the end of each: what can be lent is rounded down, what must be repaid is rounded up.
 */
import type { RepaymentMethod } from "../../policy/index.js";

export interface Repayment {
  readonly annualRatePpm: number;
  readonly termMonths: number;
  readonly repaymentMethod: RepaymentMethod;
}

/** Months of a year times parts of the rate: a month's rate is ratePpm ÷ this. */
const monthlyRateUnit = 12n * 1_000_000n;

/** Lent per repayment a month, as an exact fraction; equal numerator and denominator mean one for one. */
interface Carried {
  readonly per: bigint;
  readonly of: bigint;
}

/**
 * Equal instalments: the present value of an annuity. Equal principal: the first month, which is the dearest, decides.
 * At once: what is saved over the term repays loan and simple interest at its end. Free: at least the equal instalments.
 */
function carried({ annualRatePpm, termMonths, repaymentMethod }: Repayment): Carried {
  const [months, rate, unit] = [BigInt(termMonths), BigInt(annualRatePpm), monthlyRateUnit];
  if (repaymentMethod === "EQUAL_PRINCIPAL" || repaymentMethod === "AT_ONCE") {
    return { per: months * unit, of: unit + months * rate };
  }
  if (rate === 0n) return { per: months, of: 1n };
  const grown = (unit + rate) ** months;
  return { per: (grown - unit ** months) * unit, of: rate * grown };
}

/** The largest loan in fen that the repayment carries. */
export function presentValueFen(repaymentFen: number, terms: Repayment): number {
  if (repaymentFen <= 0 || terms.termMonths <= 0) return 0;
  const { per, of } = carried(terms);
  return Number((BigInt(repaymentFen) * per) / of);
}

/** The least repayment a month in fen that carries the loan: the other way round, exactly. */
export function repaymentForFen(loanFen: number, terms: Repayment): number {
  if (loanFen <= 0) return 0;
  const { per, of } = carried(terms);
  return Number((BigInt(loanFen) * of + per - 1n) / per);
}

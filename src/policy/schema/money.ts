/** Sections of a pack about money and security: products, rates, quota, guarantee, collateral steps, payment. */
import { z } from "zod";
import {
  collateralKinds,
  guaranteeKinds,
  houseOrders,
  institutions,
  propertyKinds,
  repaymentMethods,
  reviewModes,
  securityStepCodes,
} from "../vocabulary.js";
import { code, count, day, listOf, names, partyByGuarantee, percent, positive, source, when, yuan } from "./basics.js";

export const product = z.strictObject({
  code,
  names,
  reviewMode: z.enum(reviewModes),
  /** Whether a bank lends a commercial part beside it (组合贷款). */
  combined: z.boolean(),
  propertyKinds: z.array(z.enum(propertyKinds)).min(1),
  guaranteeKinds: z.array(z.enum(guaranteeKinds)).min(1),
  /** How often the applicant may be asked to come in person: 0 or 1. */
  tripBudget: z.int().min(0).max(1),
  minTermMonths: positive.max(360),
  maxTermMonths: positive.max(360),
  capFen: yuan,
  /** The cap where husband and wife, or two co-borrowers, both pay in. */
  jointCapFen: yuan,
  repaymentMethods: z.array(z.enum(repaymentMethods)).min(1),
});

/** A product that people ask for by name and that is not handled yet. */
export const refusedProduct = z.strictObject({ code, names, reason: names });

export const guaranteeRule = z.strictObject({
  code: z.enum(guaranteeKinds),
  names,
  guarantor: z.enum(institutions).nullable(),
  propertyKinds: z.array(z.enum(propertyKinds)).min(1),
  collateral: z.array(z.enum(collateralKinds)).min(1),
  /** Ends when the formal certificate is registered (阶段性保证). */
  staged: z.boolean(),
});

export const rateTable = z.strictObject({
  effectiveFrom: day,
  source,
  bands: z
    .array(z.strictObject({ houseOrder: z.enum(houseOrders), upToMonths: positive.max(360), annualRatePpm: percent }))
    .min(2),
});

export const securityStep = z.strictObject({
  code: z.enum(securityStepCodes),
  names,
  when: when.optional(),
  actor: partyByGuarantee,
  /** FORMAL, or a pre-notice (预告登记) that is to be converted later. */
  registration: z.enum(["FORMAL", "PRE_NOTICE", "NONE"]),
  /** The certificate that proves the step. */
  certificate: code.nullable(),
  /** For a pre-notice: how long after pay-out it may take to be converted (预告转现). */
  convertWithinMonths: positive.max(120).nullable(),
});

export const moneySections = {
  products: listOf(product, "code"),
  refusedProducts: listOf(refusedProduct, "code"),
  rates: listOf(rateTable, "effectiveFrom"),
  /** Running loans are repriced on this day of each year, `MM-DD`. */
  repricingDay: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "must be MM-DD"),
  quota: z.strictObject({
    source,
    maxRatioPpm: percent,
    maxRepaymentToIncomePpm: percent,
    minDepositMonths: count,
    balanceMultiple: positive,
    liquidityFactorPpm: percent,
    maxTermMonths: positive.max(360),
    retirementAgeYears: z.strictObject({ men: positive, women: positive }),
    yearsBeyondRetirement: count,
    maxLoansInLifetime: positive,
    /** The household's homes, the new one not counted, must stay below this. */
    houseCountBelow: positive,
    roundDownToFen: yuan,
  }),
  guaranteeKinds: listOf(guaranteeRule, "code"),
  guaranteeCapacity: z.strictObject({
    source,
    netAssetsMultiple: positive.max(100),
    housingWeightPpm: percent,
    depositRatioPpm: percent,
  }),
  securitySteps: z.array(securityStep).min(1),
  payment: z.strictObject({
    failureReasons: listOf(z.strictObject({ code, names, sendAgain: z.boolean() }), "code"),
  }),
};

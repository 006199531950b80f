/** The quota, against cases worked out by hand. */
import fc from "fast-check";
import { join } from "node:path";
import { loadPolicies, productOf, type Product } from "../../policy/index.js";
import { loanQuota, presentValueFen, type QuotaInput } from "./quota.js";

const policy = loadPolicies(join(__dirname, "../../../policy")).on("2026-03-02");
const fund = productOf(policy, "FUND") as Product;

const base: QuotaInput = {
  joint: false,
  priceFen: 100_000_000,
  downPaymentFen: 30_000_000,
  valuationFen: null,
  balancesFen: [10_000_000],
  monthlyIncomeFen: 1_500_000,
  otherRepaymentsFen: 0,
  termMonths: 360,
  annualRatePpm: 26_000,
  repaymentMethod: "EQUAL_INSTALMENTS",
};

test("one month at no interest is the repayment itself", () => {
  expect(presentValueFen(100_00, { annualRatePpm: 0, termMonths: 1, repaymentMethod: "EQUAL_INSTALMENTS" })).toBe(
    100_00,
  );
});

test("two months at one percent a month: 100/1.01 + 100/1.0201 yuan, rounded down to a fen", () => {
  // 99.00990… + 98.02960… = 197.03950…
  expect(presentValueFen(100_00, { annualRatePpm: 120_000, termMonths: 2, repaymentMethod: "EQUAL_INSTALMENTS" })).toBe(
    197_03,
  );
});

test("equal principal: 120 a month at one percent over twelve months carries 120 ÷ (1/12 + 0.01)", () => {
  // 120 ÷ 0.0933333… = 1285.714…
  expect(presentValueFen(120_00, { annualRatePpm: 120_000, termMonths: 12, repaymentMethod: "EQUAL_PRINCIPAL" })).toBe(
    1285_71,
  );
});

const binding: readonly [string, Partial<QuotaInput>, string][] = [
  ["the product's cap", { balancesFen: [1_000_000_000], monthlyIncomeFen: 100_000_000 }, "PRODUCT_CAP"],
  [
    "the ratio of the value",
    { priceFen: 50_000_000, downPaymentFen: 0, balancesFen: [1_000_000_000] },
    "RATIO_OF_VALUE",
  ],
  [
    "the price less the down payment",
    { priceFen: 50_000_000, downPaymentFen: 20_000_000, balancesFen: [1_000_000_000] },
    "PRICE_LESS_DOWN_PAYMENT",
  ],
  ["the deposit balance", { balancesFen: [1_000_000] }, "DEPOSIT_BALANCE"],
  ["the repayment capacity", { monthlyIncomeFen: 200_000, balancesFen: [1_000_000_000] }, "REPAYMENT_CAPACITY"],
];
test.each(binding)("%s binds and is named, with the policy it came from", (_what, change, term) => {
  const quota = loanQuota(policy, fund, { ...base, ...change });
  expect(quota.terms.filter((one) => one.binding).map((one) => one.term)).toEqual([term]);
  expect(quota).toMatchObject({ policyId: policy.id, policyDigest: policy.digest });
});

test("the lower of price and valuation counts", () => {
  const amount = (valuationFen: number | null) =>
    loanQuota(policy, fund, { ...base, valuationFen }).terms.find(({ term }) => term === "RATIO_OF_VALUE")?.amountFen;
  expect(amount(null)).toBe(80_000_000);
  expect(amount(90_000_000)).toBe(72_000_000);
  expect(amount(110_000_000)).toBe(80_000_000);
});

test("no repayment capacity is a quota of nothing", () => {
  expect(loanQuota(policy, fund, { ...base, otherRepaymentsFen: 10_000_000 }).quotaFen).toBe(0);
});

test("the quota is never above any term, is a multiple of the unit, and rises with every term", () => {
  const money = fc.integer({ min: 0, max: 300_000_000 });
  const inputs = fc.record({
    joint: fc.boolean(),
    priceFen: money,
    downPaymentFen: money,
    valuationFen: fc.option(money),
    balancesFen: fc.array(money, { maxLength: 2 }),
    monthlyIncomeFen: fc.integer({ min: 0, max: 10_000_000 }),
    otherRepaymentsFen: fc.integer({ min: 0, max: 3_000_000 }),
    termMonths: fc.integer({ min: 1, max: 360 }),
    annualRatePpm: fc.integer({ min: 0, max: 60_000 }),
    repaymentMethod: fc.constantFrom("EQUAL_INSTALMENTS" as const, "EQUAL_PRINCIPAL" as const),
  });
  fc.assert(
    fc.property(inputs, (input) => {
      const { quotaFen, terms } = loanQuota(policy, fund, input);
      const more = loanQuota(policy, fund, { ...input, monthlyIncomeFen: input.monthlyIncomeFen + 100_000 });
      expect(terms.every(({ amountFen }) => quotaFen <= amountFen)).toBe(true);
      expect(quotaFen % policy.quota.roundDownToFen).toBe(0);
      expect(more.quotaFen).toBeGreaterThanOrEqual(quotaFen);
    }),
    { numRuns: 200 },
  );
});

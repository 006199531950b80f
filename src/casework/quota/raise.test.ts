/** What would raise a quota: by hand, and so that it is enough and a fen less is not. */
import fc from "fast-check";
import { join } from "node:path";
import { loadPolicies, productOf, rateFor, type Product } from "../../policy/index.js";
import { amountsOf, loanQuota, type QuotaInput } from "./quota.js";
import { raiseOf, type Change } from "./raise.js";

const policy = loadPolicies(join(__dirname, "../../../policy")).on("2026-03-02");
const fund = productOf(policy, "FUND") as Product;
const rateOf = (termMonths: number) =>
  rateFor(policy, { houseOrder: "FIRST", termMonths, referenceDay: "2026-03-02" })?.annualRatePpm ?? null;
const context = { policy, product: fund, rateOf, longestTermMonths: 360 };

const base: QuotaInput = {
  ...{ joint: false, priceFen: 100_000_000, downPaymentFen: 30_000_000, valuationFen: null, balancesFen: [2_000_000] },
  ...{ monthlyIncomeFen: 1_500_000, otherRepaymentsFen: 0, termMonths: 240, annualRatePpm: 26_000 },
  repaymentMethod: "EQUAL_INSTALMENTS",
};

test("a balance of 20 000 carries 300 000; 40 000 carry the product's cap of 600 000, and less does not", () => {
  expect(loanQuota(policy, fund, base).quotaFen).toBe(30_000_000);
  expect(raiseOf(context, base)).toEqual({
    toFen: 60_000_000,
    lifts: [{ term: "DEPOSIT_BALANCE", ways: [[{ input: "BALANCES", from: 2_000_000, to: 4_000_000 }]] }],
  });
});

test("an income of 4 000 carries 373 979.93: for 400 000 it takes more income or a longer term", () => {
  const input = { ...base, balancesFen: [2_666_700], monthlyIncomeFen: 400_000 };
  expect(amountsOf(policy, fund, input)).toMatchObject({ REPAYMENT_CAPACITY: 37_397_993, DEPOSIT_BALANCE: 40_000_500 });
  const raise = raiseOf(context, input);
  // 400 000 over 240 months cost 2 139.15221… a month, so 2 139.16: an income of 4 278.32.
  expect(raise).toEqual({
    toFen: 40_000_000,
    lifts: [
      {
        term: "REPAYMENT_CAPACITY",
        ways: [
          [{ input: "MONTHLY_INCOME", from: 400_000, to: 427_832 }],
          // 262 months carry 399 512.54…, 263 carry 400 644.48…
          [{ input: "TERM_MONTHS", from: 240, to: 263 }],
        ],
      },
    ],
  });
});

test("a second depositor lifts the cap of 600 000 to the 1 000 000 for two, also where all other terms lie beyond", () => {
  const wealthy = { balancesFen: [9_000_000], monthlyIncomeFen: 4_000_000, priceFen: 200_000_000 };
  const input = { ...base, ...wealthy, downPaymentFen: 60_000_000 };
  expect(loanQuota(policy, fund, input).quotaFen).toBe(60_000_000);
  expect(raiseOf(context, input)).toEqual({
    toFen: 100_000_000,
    lifts: [{ term: "PRODUCT_CAP", ways: [[{ input: "JOINT", from: 0, to: 1 }]] }],
  });
  expect(loanQuota(policy, fund, { ...input, joint: true }).quotaFen).toBe(100_000_000);
});

test("the cap yields to a second depositor; where all terms stand at one step nothing by itself would help", () => {
  const input = { ...base, balancesFen: [100_000_000], monthlyIncomeFen: 10_000_000 };
  expect(raiseOf(context, input)).toEqual({
    toFen: 70_000_000,
    lifts: [{ term: "PRODUCT_CAP", ways: [[{ input: "JOINT", from: 0, to: 1 }]] }],
  });
  expect(raiseOf(context, { ...input, joint: true })).toMatchObject({
    lifts: [
      { term: "PRICE_LESS_DOWN_PAYMENT", ways: [[{ input: "DOWN_PAYMENT", to: 20_000_000 }], [{ input: "PRICE" }]] },
    ],
  });
  const nothing = { ...base, balancesFen: [], priceFen: 0, downPaymentFen: 0, monthlyIncomeFen: 0 };
  expect(raiseOf({ ...context, product: { ...fund, capFen: 0 } }, nothing)).toBeNull();
});

test("second-hand, price and valuation both have to be high enough; combined, the bank's part may shrink instead", () => {
  const input = { ...base, balancesFen: [100_000_000], joint: true, downPaymentFen: 0, monthlyIncomeFen: 10_000_000 };
  const lower = raiseOf(context, { ...input, priceFen: 60_000_000, valuationFen: 50_000_000 });
  // 80 % of 75 000 000 is 60 000 000, which is what the price less nothing carries.
  expect(lower).toMatchObject({
    toFen: 60_000_000,
    lifts: [
      {
        ways: [
          [
            { input: "PRICE", to: 75_000_000 },
            { input: "VALUATION", to: 75_000_000 },
          ],
        ],
      },
    ],
  });
  const commercial = {
    amountFen: 30_000_000,
    annualRatePpm: 0,
    termMonths: 360,
    repaymentMethod: "EQUAL_INSTALMENTS",
  } as const;
  const combined = raiseOf(context, { ...input, commercial, downPaymentFen: 0 });
  expect(amountsOf(policy, fund, { ...input, commercial })).toMatchObject({
    RATIO_OF_VALUE: 50_000_000,
    PRICE_LESS_DOWN_PAYMENT: 70_000_000,
  });
  expect(combined).toMatchObject({
    toFen: 70_000_000,
    lifts: [
      {
        term: "RATIO_OF_VALUE",
        ways: [[{ input: "PRICE", to: 125_000_000 }], [{ input: "COMMERCIAL_AMOUNT", to: 10_000_000 }]],
      },
    ],
  });
});

const money = fc.integer({ min: 0, max: 150_000_000 });
const inputs = fc.record({
  ...{ joint: fc.boolean(), priceFen: money, downPaymentFen: money, valuationFen: fc.option(money) },
  ...{ balancesFen: fc.array(fc.integer({ min: 0, max: 20_000_000 }), { maxLength: 2 }) },
  ...{
    monthlyIncomeFen: fc.integer({ min: 0, max: 3_000_000 }),
    otherRepaymentsFen: fc.integer({ min: 0, max: 500_000 }),
  },
  ...{ termMonths: fc.integer({ min: 12, max: 360 }), annualRatePpm: fc.constant(26_000) },
  repaymentMethod: fc.constantFrom("EQUAL_INSTALMENTS" as const, "EQUAL_PRINCIPAL" as const),
  commercial: fc.option(
    fc.record({
      ...{
        amountFen: money,
        annualRatePpm: fc.integer({ min: 0, max: 60_000 }),
        termMonths: fc.integer({ min: 12, max: 360 }),
      },
      repaymentMethod: fc.constant("EQUAL_INSTALMENTS" as const),
    }),
  ),
});

/** The input with one change made; `less` fen or months short of it. */
function changed(input: QuotaInput, { input: name, to }: Change, less = 0): QuotaInput {
  const up = to - less;
  const down = to + less;
  switch (name) {
    case "JOINT":
      return { ...input, joint: to === 1 };
    case "PRICE":
      return { ...input, priceFen: up };
    case "VALUATION":
      return { ...input, valuationFen: up };
    case "BALANCES":
      return { ...input, balancesFen: [up] };
    case "MONTHLY_INCOME":
      return { ...input, monthlyIncomeFen: up };
    case "TERM_MONTHS":
      return { ...input, termMonths: up, annualRatePpm: rateOf(up) ?? 0 };
    case "DOWN_PAYMENT":
      return { ...input, downPaymentFen: down };
    case "OTHER_REPAYMENTS":
      return { ...input, otherRepaymentsFen: down };
    case "COMMERCIAL_AMOUNT":
      return { ...input, commercial: input.commercial ? { ...input.commercial, amountFen: down } : null };
  }
}

test("each way lifts its term to the next amount, and with a fen or a month less it does not", () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const raise = raiseOf(context, input);
      const now = loanQuota(policy, fund, input).quotaFen;
      if (!raise) return;
      expect(raise.toFen).toBeGreaterThan(now);
      for (const { term, ways } of raise.lifts) {
        for (const way of ways) {
          const enough = way.reduce((given, change) => changed(given, change), input as QuotaInput);
          expect(amountsOf(policy, fund, enough)[term]).toBeGreaterThanOrEqual(raise.toFen);
          for (const change of way.filter(({ input: name }) => name !== "JOINT")) {
            expect(amountsOf(policy, fund, changed(enough, change, 1))[term]).toBeLessThan(raise.toFen);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("lifting every term named brings the quota to the amount that is told, where each can be lifted", () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const raise = raiseOf(context, { ...input, commercial: null });
      if (!raise || raise.lifts.some(({ ways }) => ways.length === 0)) return;
      const lifted = raise.lifts.reduce(
        (given, { ways }) => (ways[0] ?? []).reduce((one, change) => changed(one, highest(one, change)), given),
        { ...input, commercial: null } as QuotaInput,
      );
      expect(loanQuota(policy, fund, lifted).quotaFen).toBeGreaterThanOrEqual(raise.toFen);
    }),
    { numRuns: 300 },
  );
});

/** Two terms may ask for a price: the higher one serves both. */
const highest = (input: QuotaInput, change: Change): Change =>
  change.input === "PRICE" ? { ...change, to: Math.max(change.to, input.priceFen) } : change;

test("the quota rises, or stays, with what helps a borrower, and falls, or stays, with what burdens one", () => {
  const more: readonly [string, (input: QuotaInput, by: number) => QuotaInput][] = [
    ["price", (input, by) => ({ ...input, priceFen: input.priceFen + by })],
    [
      "valuation",
      (input, by) => ({ ...input, valuationFen: input.valuationFen === null ? null : input.valuationFen + by }),
    ],
    ["balance", (input, by) => ({ ...input, balancesFen: [...input.balancesFen, by] })],
    ["income", (input, by) => ({ ...input, monthlyIncomeFen: input.monthlyIncomeFen + by })],
    ["a second depositor", (input) => ({ ...input, joint: true })],
    ["term at one rate", (input) => ({ ...input, termMonths: input.termMonths + 1 })],
    ["less of down payment", (input, by) => ({ ...input, downPaymentFen: Math.max(0, input.downPaymentFen - by) })],
    [
      "less of other debts",
      (input, by) => ({ ...input, otherRepaymentsFen: Math.max(0, input.otherRepaymentsFen - by) }),
    ],
    ["a lower rate", (input) => ({ ...input, annualRatePpm: input.annualRatePpm - 1 })],
    ["less of a commercial part", (input) => ({ ...input, commercial: null })],
  ];
  fc.assert(
    fc.property(inputs, fc.integer({ min: 1, max: 10_000_000 }), (input, by) => {
      const { quotaFen } = loanQuota(policy, fund, input);
      for (const [what, change] of more) {
        const after = loanQuota(policy, fund, change(input, by)).quotaFen;
        if (after < quotaFen) throw new Error(`${what}: ${after} instead of ${quotaFen}`);
      }
    }),
    { numRuns: 200 },
  );
});

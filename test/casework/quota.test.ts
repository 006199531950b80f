/** The quota through the API: an estimate for anybody, and that of a case for those who decide on it. */
import { caseWorld, application, fundCase, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { tokenAt } from "../support/raceScene.js";
import { serverOver, type Served } from "../support/serverOver.js";

jest.setTimeout(120_000);

const shown = `quota lendable requested annualRatePpm longestTermMonths monthlyRepayment policyId policyDigest
  refusals { code field message } terms { term amount binding raisedBy { en } }
  raise { to lifts { term ways { changes { input from to } } } }`;
const estimate = `query ($input: LoanQuotaInput!) { quotaEstimate(input: $input) { ${shown} } }`;
const staff = `query ($input: LoanQuotaInput!) { loanQuota(input: $input) { ${shown} } }`;
const ofCase = `query ($input: CaseQuotaInput!) { caseQuota(input: $input) { ${shown} } }`;

const wish = {
  ...{ product: "FUND", joint: false, houseOrder: "FIRST", price: "1000000.00", downPayment: "300000.00" },
  ...{ balances: ["20000.00"], monthlyIncome: "15000.00", otherRepayments: "0.00", termMonths: 240 },
  repaymentMethod: "EQUAL_INSTALMENTS",
};

onEachDatabase((fresh) => {
  let world: CaseWorld;
  let served: Served;
  beforeAll(async () => {
    world = await caseWorld(await fresh());
    served = await serverOver(world.services);
  });
  afterAll(() => served.close());

  const ask = async (who: keyof CaseWorld["world"]["viewers"] | null, query: string, input: object) => {
    const token = who && (await tokenAt(world.services, world.world.viewers[who]));
    return (await served.ask(token, query, { input })).body;
  };

  test("anybody may estimate: terms, which one binds, under which policy, what would raise it; nothing is kept", async () => {
    const before = { ...world.services.journal.database.stats };
    const { data } = await ask(null, estimate, wish);
    expect(world.services.journal.database.stats).toEqual(before);
    const policy = world.services.policies.on("2026-03-02");
    expect(data.quotaEstimate).toMatchObject({
      ...{ quota: "300000.00", lendable: "300000.00", requested: null, annualRatePpm: 26_000, refusals: [] },
      ...{ longestTermMonths: 360, policyId: policy.id, policyDigest: policy.digest },
      // 300 000 over 240 months at 2.6 %: 1 604.36415… a month.
      monthlyRepayment: "1604.37",
      raise: {
        to: "600000.00",
        lifts: [
          { term: "DEPOSIT_BALANCE", ways: [{ changes: [{ input: "BALANCES", from: "20000.00", to: "40000.00" }] }] },
        ],
      },
    });
    const amounts = Object.fromEntries(
      data.quotaEstimate.terms.map(({ term, amount }: { term: string; amount: string }) => [term, amount]),
    );
    expect(amounts).toEqual({
      ...{ PRODUCT_CAP: "600000.00", RATIO_OF_VALUE: "800000.00", PRICE_LESS_DOWN_PAYMENT: "700000.00" },
      // 7 500 a month carry 1 402 424.74968… yuan.
      ...{ DEPOSIT_BALANCE: "300000.00", REPAYMENT_CAPACITY: "1402424.74" },
    });
    expect((await ask("bankOfficer", staff, wish)).data.loanQuota).toEqual(data.quotaEstimate);
    expect((await ask(null, staff, wish)).errors[0].extensions.code).toBe("UNAUTHENTICATED");
  });

  test("every reason against a loan at once, in the reader's language; what is no loan at all is malformed", async () => {
    const { data } = await ask(null, estimate, {
      ...wish,
      ...{ termMonths: 372, depositMonthsInRow: 3, runningLoans: 1, loansTaken: 2, homesOwned: 2 },
      borrowers: [{ birthDate: "1970-01-01", sex: "FEMALE" }],
    });
    const { refusals, lendable, quota } = data.quotaEstimate;
    expect(refusals.map(({ code }: { code: string }) => code).sort()).toEqual([
      ...["BEYOND_RETIREMENT", "DEPOSITS_TOO_SHORT", "HOMES_TOO_MANY", "LOANS_IN_LIFETIME", "LOAN_RUNNING"],
      "TERM_OUTSIDE",
    ]);
    expect(refusals.every(({ message }: { message: string }) => /^[ -~]+$/.test(message))).toBe(true);
    expect([lendable, quota]).toEqual(["0.00", "300000.00"]);
    for (const wrong of [{ product: "CAR" }, { termMonths: 0 }, { price: "99999999999.00" }]) {
      expect((await ask(null, estimate, { ...wish, ...wrong })).errors[0].extensions.code).toBe("BAD_USER_INPUT");
    }
  });

  test("a combined loan: value, price and repayment carry both parts", async () => {
    const commercial = { amount: "300000.00", annualRatePpm: 35_000, termMonths: 360 };
    const combined = { ...wish, product: "COMBINED", joint: true, balances: ["200000.00"], commercial };
    const { data } = await ask(null, estimate, combined);
    const amounts = Object.fromEntries(
      data.quotaEstimate.terms.map(({ term, amount }: { term: string; amount: string }) => [term, amount]),
    );
    // The bank's part costs 1 347.14 a month: 6 152.86 are left, which carry 1 150 523.08… yuan.
    expect(amounts).toMatchObject({ RATIO_OF_VALUE: "500000.00", PRICE_LESS_DOWN_PAYMENT: "400000.00" });
    expect(amounts["REPAYMENT_CAPACITY"]).toBe("1150523.08");
    expect(data.quotaEstimate).toMatchObject({ quota: "400000.00", lendable: "400000.00", refusals: [] });
    const { data: without } = await ask(null, estimate, { ...combined, commercial: null });
    expect(without.quotaEstimate.refusals).toMatchObject([{ code: "COMMERCIAL_PART_MISMATCH", field: ["commercial"] }]);
  });

  test("the quota of a case, for its bank and the center, by what the case says; nobody else learns anything", async () => {
    const { desk } = world;
    const caseId = await desk.open(fundCase({ application: application() }));
    await desk.advanceTo(caseId, "REVIEW");
    const input = { caseId, balances: ["25000.00", "10000.00"], monthlyIncome: "9000.00", otherRepayments: "500.00" };
    const { data } = await ask("reviewer", ofCase, { ...input, loansTaken: 2 });
    expect(data.caseQuota).toMatchObject({
      ...{ requested: "450000.00", quota: "500000.00", lendable: "0.00" },
      refusals: [{ code: "LOANS_IN_LIFETIME", field: ["loansTaken"] }],
      terms: [
        { amount: "1000000.00" },
        { amount: "640000.00" },
        { amount: "500000.00", binding: true },
        { amount: "525000.00" },
        {},
      ],
    });
    const { lendable, policyId } = (await ask("bankOfficer", ofCase, input)).data.caseQuota;
    expect({ lendable, policyId }).toEqual({
      lendable: "500000.00",
      policyId: world.services.policies.on("2026-03-02").id,
    });
    for (const who of ["otherBankOfficer", "guaranteeOfficer", "bankColleague"] as const) {
      expect((await ask(who, ofCase, input)).data.caseQuota).toBeNull();
    }
  });
});

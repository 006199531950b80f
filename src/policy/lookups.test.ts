/** What the shipped policy says about cases, held against the tables of the domain. */
import { join } from "node:path";
import { loadPolicies } from "./load.js";
import * as ask from "./lookups.js";
import { runningStages } from "./stages.js";
import type { CaseFacts, PolicyVersion } from "./types.js";
import { guaranteeKinds, propertyKinds } from "./vocabulary.js";

const book = loadPolicies(join(__dirname, "../../policy"), { production: true });
const policy = book.on("2026-11-22");

const facts = (
  propertyKind: CaseFacts["propertyKind"],
  guaranteeKind: CaseFacts["guaranteeKind"],
  more: Partial<CaseFacts> = {},
): CaseFacts => ({
  product: "FUND",
  propertyKind,
  guaranteeKind,
  married: true,
  ...more,
});
const newHome = facts("NEW", "GUARANTEE_COMPANY");
const secondHand = facts("SECOND_HAND", "GUARANTEE_COMPANY");

const documents = (of: CaseFacts) =>
  Object.fromEntries(ask.checklistFor(policy, of).map((item) => [item.document, item.neededBy]));

describe("the checklist", () => {
  const people = {
    ID_CARD: "ACCEPTANCE",
    MARRIAGE_PROOF: "ACCEPTANCE",
    HOUSEHOLD_REGISTER: "ACCEPTANCE",
    INCOME_PROOF: "ACCEPTANCE",
    AUTHORISATION: "ACCEPTANCE",
  };
  const withCompany = {
    GUARANTEE_OPINION: "APPROVAL",
    LOAN_CONTRACT: "SECURITY",
    GUARANTEE_CONTRACT: "SECURITY",
    MORTGAGE_CONTRACT: "SECURITY",
    MORTGAGE_CERTIFICATE: "DISBURSEMENT",
    PAYMENT_VOUCHER: "SERVICING",
  };

  it("of a new home", () => {
    expect(documents(newHome)).toEqual({
      ...people,
      PURCHASE_CONTRACT: "ACCEPTANCE",
      DOWN_PAYMENT_RECEIPT: "ACCEPTANCE",
      PRE_SALE_PERMIT: "ACCEPTANCE",
      ...withCompany,
    });
  });

  it("of a second-hand home, whose self-funding receipt may follow until disbursement", () => {
    expect(documents(secondHand)).toEqual({
      ...people,
      TITLE_CERTIFICATE: "ACCEPTANCE",
      SALE_CONTRACT: "ACCEPTANCE",
      SELLER_ID_CARD: "ACCEPTANCE",
      VALUATION_REPORT: "ACCEPTANCE",
      PAYMENT_AUTHORISATION: "ACCEPTANCE",
      SELF_FUNDING_RECEIPT: "DISBURSEMENT",
      ...withCompany,
    });
  });

  it("of a home one builds, secured by its mortgage alone", () => {
    expect(documents(facts("SELF_BUILT", "MORTGAGE", { product: "BUILDING" }))).toEqual({
      ...people,
      PLANNING_PERMIT: "ACCEPTANCE",
      COST_ESTIMATE: "ACCEPTANCE",
      LOAN_CONTRACT: "SECURITY",
      MORTGAGE_CONTRACT: "SECURITY",
      MORTGAGE_CERTIFICATE: "DISBURSEMENT",
      PAYMENT_VOUCHER: "SERVICING",
    });
  });

  it("asks no marriage proof of the single, and the bank's approval for a combined loan", () => {
    expect(documents({ ...newHome, married: false })).not.toHaveProperty("MARRIAGE_PROOF");
    expect(documents({ ...newHome, product: "COMBINED" })).toHaveProperty("COMMERCIAL_APPROVAL", "SIGNING");
    expect(documents(newHome)).not.toHaveProperty("COMMERCIAL_APPROVAL");
  });

  it("grows with the stages: what is needed before acceptance is needed later too", () => {
    const items = ask.checklistFor(policy, secondHand);
    const counts = runningStages.map((stage) => ask.neededBefore(items, stage).length);
    expect(counts).toEqual([0, 10, 10, 11, 11, 14, 16, 17]);
  });

  it("names each document in both languages and a verifier that is in the case", () => {
    for (const propertyKind of propertyKinds) {
      for (const guaranteeKind of guaranteeKinds) {
        for (const item of ask.checklistFor(policy, facts(propertyKind, guaranteeKind))) {
          expect(item.names.zh).toMatch(/\p{Script=Han}/u);
          expect(guaranteeKind === "GUARANTEE_COMPANY" || item.verifiedBy !== "GUARANTEE_COMPANY").toBe(true);
        }
      }
    }
  });
});

describe("the checks", () => {
  const owners = (of: CaseFacts) =>
    Object.fromEntries(ask.checksFor(policy, of).map((check) => [check.code, check.owner]));
  const always = {
    IDENTITY_HOUSEHOLD: "BANK",
    DEPOSIT_RECORD: "CENTER",
    CREDIT: "BANK",
    REPAYMENT_CAPACITY: "BANK",
    PURCHASE_GENUINE: "BANK",
    HOUSE_COUNT: "CENTER",
    LOAN_QUOTA: "CENTER",
  };

  it("fall to the party best placed", () => {
    expect(owners(secondHand)).toEqual({
      ...always,
      PROPERTY_CLEAR: "GUARANTEE_COMPANY",
      VALUATION: "GUARANTEE_COMPANY",
      GUARANTEE_CAPACITY: "GUARANTEE_COMPANY",
    });
    expect(owners(newHome)).toEqual({
      ...always,
      PROPERTY_CLEAR: "GUARANTEE_COMPANY",
      GUARANTEE_CAPACITY: "GUARANTEE_COMPANY",
    });
  });

  it.each(["MORTGAGE", "PLEDGE"] as const)(
    "fall to the bank where there is no guarantee company: %s",
    (guaranteeKind) => {
      expect(owners(facts("SECOND_HAND", guaranteeKind))).toEqual({
        ...always,
        PROPERTY_CLEAR: "BANK",
        VALUATION: "BANK",
      });
    },
  );

  it("compute the quota, and that alone", () => {
    expect(
      ask
        .checksFor(policy, secondHand)
        .filter((check) => check.computed)
        .map((check) => check.code),
    ).toEqual(["LOAN_QUOTA"]);
  });

  it("are repeated in the serial way by the other parties of the case, never by their own owner", () => {
    const repeated = (of: CaseFacts, code: string) =>
      ask.checksFor(policy, of).find((check) => check.code === code)?.repeatedInSerialBy;
    expect(repeated(secondHand, "CREDIT")).toEqual(["GUARANTEE_COMPANY", "CENTER"]);
    expect(repeated(facts("SECOND_HAND", "MORTGAGE"), "CREDIT")).toEqual(["CENTER"]);
    expect(repeated(secondHand, "PROPERTY_CLEAR")).toEqual(["BANK", "CENTER"]);
    expect(repeated(facts("SECOND_HAND", "MORTGAGE"), "PROPERTY_CLEAR")).toEqual(["CENTER"]);
  });
});

describe("limits", () => {
  it("stand as in the table of stages", () => {
    expect(runningStages.map((stage) => ask.stageLimit(policy, stage))).toEqual([null, 1, 5, null, 5, 5, 5, null]);
    expect(ask.stageLimit(policy, "SETTLED")).toBe(3);
    expect(ask.stageLimit(policy, "REFUSED")).toBeNull();
    expect(ask.partyLimit(policy, "REVIEW", "GUARANTEE_COMPANY")).toBe(2);
    expect(ask.partyLimit(policy, "REVIEW", "BANK")).toBeNull();
    expect(policy.review.preLookWorkingHours).toBe(4);
    expect(ask.stepLimit(policy, "APPROVAL_VALIDITY")?.limit).toEqual({ calendarDays: 90 });
  });

  it("are 15 days by statute, with the article", () => {
    expect(ask.statutoryLimitDays(policy, "2026-11-22")).toBe(15);
    expect(ask.statutoryLimit(policy, "2026-11-22")).toMatchObject({
      article: expect.stringContaining("第二十六条"),
      movesOffHolidays: true,
    });
    expect(() => ask.statutoryLimitDays(policy, "2010-12-31")).toThrow("no statutory limit for 2010-12-31");
  });

  it("change by the day of acceptance where a row says so", () => {
    const row = policy.statutoryLimits[0] as PolicyVersion["statutoryLimits"][number];
    const shorter: PolicyVersion = {
      ...policy,
      statutoryLimits: [{ ...row, acceptedFrom: "2026-09-20", calendarDays: 10 }, row],
    };
    expect(["2026-09-19", "2026-09-20", "2027-01-01"].map((day) => ask.statutoryLimitDays(shorter, day))).toEqual([
      15, 10, 10,
    ]);
  });

  it.each([
    ["PROPOSE", "CENTER_REVIEWER", 1, 600_000],
    ["CONFIRM", "CENTER_APPROVER", 1, 400_000],
    ["CONFIRM", "CENTER_APPROVER", 3, 2_000_000],
    ["CONFIRM", "CENTER_APPROVER", 9, 2_000_000],
    ["CONFIRM", "CENTER_APPROVER", 0, 0],
    ["CONFIRM", "CENTER_REVIEWER", 3, 0],
    ["ORDER_FUNDS", "FUNDS_OFFICER", 1, 1_000_000],
  ] as const)("to %s as %s of rank %d is %d yuan", (act, role, rank, yuan) => {
    expect(ask.amountLimitFen(policy, { act, role, rank })).toBe(yuan * 100);
  });
});

describe("signing and security", () => {
  const signs = (of: CaseFacts) =>
    ask.signaturesFor(policy, of).map(({ contract, who, kind }) => `${contract} ${who} ${kind}`);
  const steps = (of: CaseFacts) =>
    ask.securityStepsFor(policy, of).map((step) => `${step.code} ${step.actor} ${step.registration}`);

  it("asks the guarantor and the mortgagee for their seals", () => {
    expect(signs(newHome)).toEqual(
      expect.arrayContaining([
        "GUARANTEE_CONTRACT GUARANTEE_COMPANY SEAL",
        "MORTGAGE_CONTRACT GUARANTEE_COMPANY SEAL",
        "LOAN_CONTRACT BANK SEAL",
        "LOAN_CONTRACT SPOUSE SIGNATURE",
      ]),
    );
    expect(signs(facts("NEW", "DEVELOPER_STAGED"))).toEqual(
      expect.arrayContaining(["GUARANTEE_CONTRACT DEVELOPER SEAL", "MORTGAGE_CONTRACT BANK SEAL"]),
    );
    expect(signs(facts("NEW", "MORTGAGE")).filter((text) => /GUARANTEE|DEVELOPER/.test(text))).toEqual([]);
    expect(signs(facts("NEW", "PLEDGE"))).toEqual([
      "LOAN_CONTRACT BORROWER SIGNATURE",
      "LOAN_CONTRACT SPOUSE SIGNATURE",
      "LOAN_CONTRACT CO_BORROWER SIGNATURE",
      "LOAN_CONTRACT BANK SEAL",
      "PLEDGE_CONTRACT BORROWER SIGNATURE",
      "PLEDGE_CONTRACT BANK SEAL",
    ]);
  });

  it("takes the steps that property and guarantee ask for, by who acts for them", () => {
    expect(steps(newHome)).toEqual(["MORTGAGE GUARANTEE_COMPANY FORMAL"]);
    expect(steps(secondHand)).toEqual(["TRANSFER GUARANTEE_COMPANY NONE", "MORTGAGE GUARANTEE_COMPANY FORMAL"]);
    expect(steps({ ...secondHand, guaranteeKind: "MORTGAGE", oldMortgage: true })).toEqual([
      "TRANSFER BANK NONE",
      "OLD_MORTGAGE_RELEASE BANK NONE",
      "MORTGAGE BANK FORMAL",
    ]);
    expect(steps(facts("NEW", "DEVELOPER_STAGED"))).toEqual(["MORTGAGE BANK PRE_NOTICE"]);
    expect(steps(facts("NEW", "PLEDGE"))).toEqual(["PLEDGE BANK NONE"]);
  });

  it("undoes after signing what was done, and nothing before", () => {
    const codes = (stage: Parameters<typeof ask.unwindingFor>[2]) =>
      ask.unwindingFor(policy, newHome, stage).map((task) => task.code);
    expect(codes("APPROVAL")).toEqual([]);
    expect(codes("SIGNING")).toEqual(["END_CONTRACTS", "RETURN_ORIGINALS", "FREE_CAPACITY"]);
    expect(codes("DISBURSEMENT")).toEqual([
      "END_CONTRACTS",
      "CANCEL_REGISTRATION",
      "RETURN_ORIGINALS",
      "FREE_CAPACITY",
    ]);
  });
});

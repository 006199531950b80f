/** Who may borrow at all: every reason against it at once, each with the field that is to blame. */
import { join } from "node:path";
import { loadPolicies, productOf, type Product } from "../../policy/index.js";
import { longestTermMonths, monthsToRetirement, quotaRefusals, type Household, type Wish } from "./conditions.js";

const policy = loadPolicies(join(__dirname, "../../../policy")).on("2026-03-02");
const fund = productOf(policy, "FUND") as Product;
const today = "2026-03-02";

const fine: Household = {
  ...{ borrowers: [{ birthDay: "1990-06-15", sex: "MALE" }], depositMonthsInRow: 6, runningLoans: 0, loansTaken: 1 },
  homesOwned: 1,
};
const wish: Wish = {
  ...{ termMonths: 360, repaymentMethod: "EQUAL_INSTALMENTS", combined: false },
  ...{ priceFen: 80_000_000, downPaymentFen: 30_000_000 },
};
const refused = (household: Partial<Household>, more: Partial<Wish> = {}) =>
  quotaRefusals(policy, fund, { ...fine, ...household }, { ...wish, ...more }, today).map(
    ({ code, field }) => `${code} ${field?.join(".") ?? ""}`,
  );

const table: readonly [string, Partial<Household>, Partial<Wish>, string[]][] = [
  ["everything as it should be", {}, {}, []],
  ["five months of deposits", { depositMonthsInRow: 5 }, {}, ["DEPOSITS_TOO_SHORT depositMonthsInRow"]],
  ["a running loan", { runningLoans: 1 }, {}, ["LOAN_RUNNING runningLoans"]],
  ["two loans taken", { loansTaken: 2 }, {}, ["LOANS_IN_LIFETIME loansTaken"]],
  ["two homes", { homesOwned: 2 }, {}, ["HOMES_TOO_MANY homesOwned"]],
  ["more than thirty years", {}, { termMonths: 361 }, ["TERM_OUTSIDE termMonths"]],
  ["less than the product's least", {}, { termMonths: 11 }, ["TERM_OUTSIDE termMonths"]],
  [
    "a method that the product does not have",
    {},
    { repaymentMethod: "AT_ONCE", termMonths: 12 },
    ["REPAYMENT_METHOD_NOT_OFFERED repaymentMethod"],
  ],
  ["a commercial part where there is none", {}, { combined: true }, ["COMMERCIAL_PART_MISMATCH commercial"]],
  ["more paid down than it costs", {}, { downPaymentFen: 80_000_001 }, ["ABOVE_PRICE downPayment"]],
  [
    "nothing known of the household",
    { borrowers: [], depositMonthsInRow: null, runningLoans: null, loansTaken: null, homesOwned: null },
    {},
    [],
  ],
];
test.each(table)("%s", (_what, household, more, reasons) => {
  expect(refused(household, more)).toEqual(reasons);
});

test("all reasons are told at once", () => {
  const household = { depositMonthsInRow: 0, runningLoans: 2, loansTaken: 3, homesOwned: 4 };
  expect(
    refused({ ...household, borrowers: [{ birthDay: "1950-01-01", sex: "FEMALE" }] }, { termMonths: 400 }),
  ).toHaveLength(6);
});

test("age and term stay inside the retirement age and ten years: men to 70, women to 65, to the month", () => {
  const man = { birthDay: "1986-03-02", sex: "MALE" as const };
  // Forty today: thirty years are left, and a day later by birth one month less is.
  expect(monthsToRetirement(man, policy, today)).toBe(360);
  expect(monthsToRetirement({ ...man, birthDay: "1986-03-01" }, policy, today)).toBe(359);
  expect(monthsToRetirement({ ...man, sex: "FEMALE" }, policy, today)).toBe(300);
  expect(monthsToRetirement({ ...man, birthDay: "1950-01-01" }, policy, today)).toBe(0);
  const couple = [man, { birthDay: "1980-03-02", sex: "FEMALE" as const }];
  expect(longestTermMonths(policy, fund, { borrowers: couple }, today)).toBe(228);
  expect(refused({ borrowers: couple }, { termMonths: 229 })).toEqual(["BEYOND_RETIREMENT borrowers.1.birthDate"]);
  expect(refused({ borrowers: couple }, { termMonths: 228 })).toEqual([]);
});

/** What the case itself says of its quota is held: nobody finds it in order, and nobody proposes a loan above it. */
import { openCase, submitCase } from "../../src/casework/index.js";
import type { ApplicationInput } from "../../src/casework/index.js";
import { onEachDatabase } from "../support/harness.js";
import { application, caseWorld } from "../support/cases.js";
import { inventedContent } from "./support/content.js";
import { people } from "./support/people.js";
import { PureCase } from "./support/pure.js";
import { advanceTo, attachAllFor, recordChecks } from "./support/way.js";

/** A case whose home and ages are these, with its review done but for the quota. */
function reviewed(property: object, longestTermMonths: number | null = null): PureCase {
  const content = inventedContent();
  if (!content.property) throw new Error("There is a home");
  const one = PureCase.open({ content: { ...content, property: { ...content.property, ...property } } });
  advanceTo(one, "REVIEW");
  one.state = { ...one.state, lifecycle: { ...one.state.lifecycle, longestTermMonths } };
  attachAllFor(one, "APPROVAL");
  recordChecks(one, (code) => code === "LOAN_QUOTA");
  return one;
}

function told(one: PureCase, act: string, input: object): string[] {
  const { refusals } = one.copy().give(people.reviewer, act, input);
  return refusals.map(({ code, field, params }) => `${code} ${field?.join(".")} ${JSON.stringify(params)}`);
}

const quotaCheck = ({ state }: PureCase) => state.review.checks.find(({ code }) => code === "LOAN_QUOTA")?.id ?? "";

const over: [what: string, property: object, months: number | null, refused: string[]][] = [
  ["the ratio", { priceFen: 50_000_000, downPaymentFen: 5_000_000 }, null, ["ABOVE_RATIO 40000000"]],
  ["the ratio of the valuation", { valuationFen: 50_000_000 }, null, ["ABOVE_RATIO 40000000"]],
  ["price less down payment", { downPaymentFen: 60_000_001 }, null, ["ABOVE_UNPAID_PRICE 39900000"]],
  ["the borrowers' ages", {}, 239, ["BEYOND_RETIREMENT 239"]],
  [
    "all of it",
    { priceFen: 50_000_000, downPaymentFen: 30_000_000 },
    120,
    ["ABOVE_RATIO 40000000", "ABOVE_UNPAID_PRICE 20000000", "BEYOND_RETIREMENT 120"],
  ],
];

test.each(over)(
  "above %s the quota is not found in order, and no such loan is proposed",
  (_what, home, months, wanted) => {
    const one = reviewed(home, months);
    const at = (amount: string, term: string) =>
      wanted.map((one) => {
        const [code = "", figure] = one.split(" ");
        const inTime = code === "BEYOND_RETIREMENT";
        return `${code} ${inTime ? term : amount} {"${inTime ? "months" : "capFen"}":${figure}}`;
      });
    const checkId = quotaCheck(one);
    expect(told(one, "CHECK_RECORD", { checkId, result: "PASSED" })).toEqual(at("result", "result"));
    expect(told(one, "CHECK_RECORD", { checkId, result: "FAILED", note: "超额" })).toEqual([]);
    // As it would stand if somebody had passed it before this was held.
    const checks = one.state.review.checks.map((check) => ({ ...check, result: "PASSED" as const }));
    const { lifecycle, review } = one.state;
    one.state = { ...one.state, lifecycle: { ...lifecycle, stage: "APPROVAL" }, review: { ...review, checks } };
    const proposal = { outcome: "APPROVE", amountFen: 45_000_000, termMonths: 240 };
    expect(told(one, "DECISION_PROPOSE", proposal)).toEqual(at("amount", "termMonths"));
    expect(told(one, "DECISION_PROPOSE", { ...proposal, amountFen: 20_000_000, termMonths: 120 })).toEqual([]);
  },
);

test("up to the quota it is the officer's word", () => {
  const one = reviewed({ priceFen: 56_250_000, downPaymentFen: 11_250_000 }, 240);
  expect(told(one, "CHECK_RECORD", { checkId: quotaCheck(one), result: "PASSED" })).toEqual([]);
});

onEachDatabase((fresh) => {
  const aged = (idNumber: string): ApplicationInput => {
    const made = application();
    const people = made.people?.map((one, at) => (at === 0 ? { ...one, person: { ...one.person, idNumber } } : one));
    return { ...made, people: people ?? null };
  };

  test("minors do not borrow, and the borrowers' ages bound the term, whenever they were named", async () => {
    const { services, staff, desk } = await caseWorld(await fresh());
    const open = (given: ApplicationInput | null) =>
      openCase(services, staff.bankOfficer, {
        ...{ product: "FUND", guaranteeKind: "MORTGAGE", guaranteeCompanyId: null, application: given },
      });
    const codes = (done: Awaited<ReturnType<typeof open>>) =>
      done.ok ? [] : done.refusals.map(({ code, field }) => `${code} ${field?.join(".")}`);
    const minor = ["MINOR_BORROWER application.people.0.person"];
    expect(codes(await open(aged("421201201501010010")))).toEqual(minor);
    // Born in 1960, a man: seventy in 2030.
    const named = await open(aged("421201196001010010"));
    const silent = await open(null);
    if (!named.ok || !silent.ok) throw new Error(JSON.stringify([named, silent]));
    const submit = (caseId: string, given?: ApplicationInput) =>
      submitCase(services, staff.bankOfficer, { caseId, application: given ?? null });
    expect(codes(await submit(silent.resultId, aged("421201201501010010")))).toEqual(minor);
    expect(codes(await submit(silent.resultId, aged("421201197001010015")))).toEqual([]);
    expect(codes(await submit(named.resultId))).toEqual([]);
    const months = async (id: string) => (await desk.state(id)).lifecycle.longestTermMonths;
    expect(await Promise.all([named, silent].map(({ resultId }) => months(resultId)))).toEqual([45, 165]);
  });
});

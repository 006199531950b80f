/** What is wrong with an input is told at every stage, at a path of the input's own, whatever else is in the way. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { buildSchema, type GraphQLInputType } from "graphql";
import { placedIn } from "../../src/casework/corrections/resolver.js";
import { inTheList } from "../../src/casework/papers/handoff.js";
import type { Refusal } from "../../src/kernel/index.js";
import { isInputPath } from "../support/inputPaths.js";
import { people } from "./support/people.js";
import { caseAt, courses, take, type Tried } from "./support/play.js";
import { PureCase } from "./support/pure.js";
import { advanceTo } from "./support/way.js";

const mutations = buildSchema(readFileSync(join(__dirname, "../../schema/schema.graphql"), "utf8"))
  .getMutationType()
  ?.getFields();

/** Acts whose mutation is called otherwise. */
const otherwise: Readonly<Record<string, string>> = {
  CORRECTION_CONFIRM: "entryCorrectionConfirm",
  CORRECTION_REFUSE: "entryCorrectionRefuse",
};

function inputOf(act: string): GraphQLInputType {
  const name = otherwise[act] ?? act.toLowerCase().replace(/_./g, (letters) => letters.charAt(1).toUpperCase());
  const type = mutations?.[name]?.args[0]?.type;
  if (!type) throw new Error(`No mutation is called ${name}`);
  return type;
}

/** As the API tells it: a corrected value, and the case of a handoff, by its place in the list. */
function told(act: string, refusal: Refusal): readonly string[] {
  const { code, field } = refusal;
  if (act === "HANDOFF_SEND") return inTheList([0])(refusal).field ?? [];
  if (act !== "ENTRY_CORRECT" || !field) return field ?? [];
  const values = field[0] === "values" && field[1] ? [{ name: field[1], value: "" }] : [];
  return placedIn(values, [{ code, reason: code, field, message: "" }])[0]?.field ?? [];
}

/** Done to many cases by one order: the reasons stand in verdicts, each about its case, that blame no field. */
const toldCaseByCase = ["DECISION_CONFIRM_MANY", "OWNER_REASSIGN", "UNIT_REASSIGN", "BANK_REASSIGN"];

/** What only these inputs made in memory can say: fields that an act's mutation does not take. */
const ofTheTest = (act: string, { code, field }: Refusal): boolean =>
  code === "TEXT_WRONG" || toldCaseByCase.includes(act) || (act === "HANDOFF_SEND" && field?.[0] === "expectedVersion");

const misplaced = ({ act, answer }: Pick<Tried, "act" | "answer">): string[] =>
  answer.refusals
    .filter((refusal) => refusal.field !== undefined && !ofTheTest(act, refusal))
    .filter((refusal) => !isInputPath(inputOf(act), told(act, refusal)))
    .map(({ code, field }) => `${act}: ${code} at ${field?.join(".")}`);

test("every field that is blamed, whatever was tried, is one of the input of its mutation", () => {
  const found = new Set<string>();
  fc.assert(
    fc.property(courses(45), ({ start, kind, steps }) => {
      const one = caseAt(kind, start);
      for (const step of steps) {
        const tried = take(one, step);
        if (tried.act !== "WORK") misplaced(tried).forEach((fault) => found.add(fault));
      }
    }),
    { numRuns: 60 },
  );
  expect([...found]).toEqual([]);
});

test("a path that no input has is found", () => {
  expect(isInputPath(inputOf("NOTICE_ANSWER"), ["answers", "0", "defectId"])).toBe(true);
  expect(isInputPath(inputOf("NOTICE_ANSWER"), ["answers", "defectId"])).toBe(false);
  expect(isInputPath(inputOf("LOAN_CASE_SUBMIT"), ["people"])).toBe(false);
  expect(isInputPath(inputOf("LOAN_CASE_SUBMIT"), ["application", "people", "0", "person", "name"])).toBe(true);
});

/** Wrong by itself, whatever the case says: the act, who gives it, the input, and what is told beside the stage. */
const wrong: readonly (readonly [string, keyof typeof people, object, readonly string[]])[] = [
  ["LOAN_CASE_REFUSE", "bankOfficer", { reasonCode: "NO_SUCH" }, ["UNKNOWN_CODE reasonCode"]],
  ["LOAN_CASE_RETURN", "reviewer", { reasonCode: "NO_SUCH" }, ["UNKNOWN_CODE reasonCode"]],
  ["DEFECT_POST", "bankOfficer", { kind: "NO_SUCH" }, ["UNKNOWN_CODE kind"]],
  ["NOTICE_SEND", "bankOfficer", { answerBy: "2020-01-01T00:00:00.000Z" }, ["IN_THE_PAST answerBy"]],
  [
    "DECISION_PROPOSE",
    "reviewer",
    { outcome: "APPROVE", amountFen: 0 },
    ["AMOUNT_REQUIRED amount", "TERM_REQUIRED termMonths"],
  ],
  ["DECISION_PROPOSE", "reviewer", { outcome: "REFUSE" }, ["REASON_REQUIRED reasonCode"]],
  ["DECISION_RETURN", "approver", {}, ["REASON_REQUIRED reasonCode"]],
  ["FUNDS_ORDER", "fundsOfficer", { amountFen: 0 }, ["AMOUNT_REQUIRED amount"]],
  [
    "COLLATERAL_REGISTER",
    "guaranteeOfficer",
    { kind: "MORTGAGE", securedFen: 0, fromDay: "2040-01-01", toDay: "2039-01-01", seizures: ["a seizure"] },
    [
      ...["AMOUNT_REQUIRED securedAmount", "CERTIFICATE_NUMBER_REQUIRED registrationCertificateNo"],
      ...["ENDS_BEFORE_START toDay", "IN_THE_FUTURE fromDay", "UNKNOWN_CODE seizures.0"],
    ],
  ],
];

test.each(wrong)("%s at another stage tells what is wrong with the input as well", (act, who, input, faults) => {
  const one = advanceTo(PureCase.open(), "DISBURSEMENT");
  const at = act === "FUNDS_ORDER" || act === "LOAN_CASE_RETURN" ? advanceTo(PureCase.open(), "ACCEPTANCE") : one;
  const { refusals } = at.give(people[who], act, { ...input, note: "长".repeat(5_000) });
  const heard = refusals.map(({ code, field }) => [code, field?.join(".")].filter(Boolean).join(" ")).sort();
  expect(heard).toEqual([...faults, "TEXT_WRONG note", "WRONG_STAGE"].sort());
});

test("what a later stage still has to bring is not spoken of before it", () => {
  const one = advanceTo(PureCase.open(), "ACCEPTANCE");
  expect(one.refused(people.fundsOfficer, "FUNDS_ORDER", { payeeId: "nobody", amountFen: 1 })).toEqual(["WRONG_STAGE"]);
  const step = { kind: "OTHER", securedFen: 1, fromDay: "2026-01-05", stepId: "none yet" };
  expect(one.refused(people.guaranteeOfficer, "COLLATERAL_REGISTER", step)).toEqual(["WRONG_STAGE"]);
});

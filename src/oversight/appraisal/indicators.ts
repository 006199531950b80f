/** An officer's own figures from the facts that count for them, by the same formulas as a board's. Pure. */
import type { PolicyVersion } from "../../policy/index.js";
import { formulas, missing, type Cells, type Finding } from "../scoreboard/formulas.js";

export interface OfficerFigure extends Finding {
  readonly code: string;
  readonly names: { readonly en: string; readonly zh: string };
  readonly unit: "COUNT" | "RATIO" | "MINUTES" | "RATING";
}

type Compute = (cells: readonly Cells[]) => Finding;

const formulaOf =
  (code: string): Compute =>
  (cells) =>
    formulas[code]?.compute(cells, { id: "", code: "" }) ?? missing("NOT_MEASURED_HERE");

/** How many, and no sum of what they are worth. */
const number: Compute = (cells) => ({ ...formulaOf("VOLUME")(cells), amountFen: null });
/** Of these only those that count. */
const numberCounting: Compute = ([cells = []]) => number([cells.filter(({ value }) => value === 1)]);
const share = formulaOf("ON_TIME");

interface OfficerIndicator {
  readonly code: string;
  readonly facts: string;
  readonly unit: OfficerFigure["unit"];
  readonly compute: Compute;
  readonly names: OfficerFigure["names"];
}

export const officerIndicators: readonly OfficerIndicator[] = [
  {
    ...{ code: "STEPS", facts: "ON_TIME", unit: "COUNT", compute: number },
    names: { en: "Steps done", zh: "办结环节数" },
  },
  {
    ...{ code: "ON_TIME", facts: "ON_TIME", unit: "RATIO", compute: share },
    names: { en: "On-time rate", zh: "限时办结率" },
  },
  {
    ...{ code: "HANDLING_TIME", facts: "HANDLING_TIME", unit: "MINUTES", compute: formulaOf("HANDLING_TIME") },
    names: { en: "Median handling time", zh: "办理用时中位数" },
  },
  {
    ...{ code: "FIRST_PASS", facts: "FIRST_PASS", unit: "RATIO", compute: share },
    names: { en: "First-pass rate", zh: "一次通过率" },
  },
  {
    ...{ code: "PROPOSAL_PASSED", facts: "PROPOSAL_PASSED", unit: "RATIO", compute: share },
    names: { en: "Proposals confirmed", zh: "拟审意见通过率" },
  },
  {
    ...{ code: "RETURNS", facts: "RETURNS", unit: "COUNT", compute: numberCounting },
    names: { en: "Returns that count", zh: "计入的退回次数" },
  },
  {
    ...{ code: "MISSED_DEFECT", facts: "MISSED_DEFECT", unit: "COUNT", compute: number },
    names: { en: "Defects told late", zh: "遗漏补正事项" },
  },
  {
    ...{ code: "TRIPS", facts: "TRIPS", unit: "COUNT", compute: numberCounting },
    names: { en: "Trips of applicants", zh: "申请人跑动次数" },
  },
  {
    ...{ code: "DOCUMENT_ERRORS", facts: "DOCUMENT_ERRORS", unit: "RATIO", compute: share },
    names: { en: "Items rejected", zh: "资料差错率" },
  },
  {
    ...{ code: "SATISFACTION", facts: "SATISFACTION", unit: "RATING", compute: formulaOf("SATISFACTION") },
    names: { en: "Satisfaction", zh: "满意度" },
  },
  {
    ...{ code: "COMPLAINTS", facts: "COMPLAINTS", unit: "COUNT", compute: number },
    names: { en: "Upheld complaints", zh: "有效投诉" },
  },
];

export interface OfficerCell {
  readonly indicator: string;
  readonly value: number;
  readonly n: number;
}

/** A count is zero only of somebody of whom anything is known in the period. */
export function officerFigures(cells: readonly OfficerCell[], policy: PolicyVersion | null): OfficerFigure[] {
  return officerIndicators.map(({ code, facts, unit, compute, names }) => {
    const own = cells.filter(({ indicator }) => indicator === facts);
    const finding = unit === "COUNT" && cells.length === 0 ? missing("NOTHING_MEASURED") : compute([own]);
    return { ...finding, code, unit, names: policy?.indicators.find((one) => one.code === code)?.names ?? names };
  });
}

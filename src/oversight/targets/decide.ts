/** Who may say and confirm tasks and figures, and what is wrong with one; pure. */
import { isDay, type Refusal } from "../../kernel/index.js";
import { standsAs, type MemberState, type Role, type Unit, type Viewer } from "../../parties/index.js";
import type { PolicyVersion } from "../../policy/index.js";
import { refuse } from "../refusals.js";
import type { Scope } from "./scope.js";
import type { StatementState } from "./statements.js";

export const enterers: readonly Role[] = ["SUPERVISOR", "FUNDS_OFFICER"];
export const confirmers: readonly Role[] = ["SUPERVISOR", "CENTER_APPROVER"];

const sourceChars = 200;
const countAtMost = 10_000_000;

export interface NewTarget extends Scope {
  readonly year: number;
  readonly amountFen: number | null;
  readonly count: number | null;
  readonly source: string;
}

export interface NewFigure extends Scope {
  readonly fromDay: string;
  readonly toDay: string;
  readonly amountFen: number;
  readonly count: number | null;
  readonly source: string;
}

export interface Known {
  readonly policy: PolicyVersion | null;
  /** The unit that the scope names, with the kind of its party. */
  readonly unit: (Pick<Unit, "id"> & { readonly partyKind: string }) | null;
  /** Of the act, in the center's zone. */
  readonly today: string;
}

export const mayState = (asker: Viewer, now: MemberState | null): boolean => standsAs(asker, now, enterers);

function scopeFaults({ business, unitId, productCode }: Scope, { policy, unit }: Known): Refusal[] {
  const rules = policy?.targets;
  const products = [...(policy?.products ?? []), ...(rules?.lines ?? [])];
  return [
    ...(rules?.businesses.some(({ code }) => code === business)
      ? []
      : [refuse("BUSINESS_UNKNOWN", { field: "business" })]),
    ...(productCode === null || products.some(({ code }) => code === productCode)
      ? []
      : [refuse("LINE_UNKNOWN", { field: "product" })]),
    ...(unitId === null || (unit && unit.partyKind !== "DEVELOPER")
      ? []
      : [refuse("UNIT_NOT_FOUND", { field: "unitId" })]),
  ];
}

const sourceFaults = (source: string): Refusal[] =>
  source.trim() !== "" && source.length <= sourceChars && !/\p{Cc}/u.test(source)
    ? []
    : [refuse("SOURCE_WRONG", { field: "source", params: { atMost: sourceChars } })];

const countFaults = (count: number | null, least: number): Refusal[] =>
  count === null || (Number.isInteger(count) && count >= least && count <= countAtMost)
    ? []
    : [refuse("COUNT_WRONG", { field: "count", params: { least, atMost: countAtMost } })];

export function targetFaults(input: NewTarget, known: Known): Refusal[] {
  const thisYear = Number(known.today.slice(0, 4));
  const { year, amountFen, count } = input;
  return [
    ...(Number.isInteger(year) && year >= 1991 && year <= thisYear + 5
      ? []
      : [refuse("YEAR_WRONG", { field: "year", params: { from: 1991, to: thisYear + 5 } })]),
    ...scopeFaults(input, known),
    ...(amountFen === null && count === null ? [refuse("TARGET_EMPTY", { field: "amount" })] : []),
    ...(amountFen !== null && amountFen <= 0 ? [refuse("TARGET_AMOUNT_WRONG", { field: "amount" })] : []),
    ...countFaults(count, 1),
    ...sourceFaults(input.source),
  ];
}

/** Nobody states what has not happened yet, and no figure reaches over the turn of a year: growth compares years. */
export function figureFaults(input: NewFigure, known: Known): Refusal[] {
  const { fromDay, toDay, count } = input;
  const days = isDay(fromDay) && isDay(toDay) && fromDay <= toDay && fromDay >= "1991-01-01";
  return [
    ...scopeFaults(input, known),
    ...(days && fromDay.slice(0, 4) === toDay.slice(0, 4) ? [] : [refuse("FIGURE_DAYS_WRONG", { field: "to" })]),
    ...(days && toDay > known.today ? [refuse("FIGURE_AHEAD", { field: "to", params: { today: known.today } })] : []),
    ...countFaults(count, 0),
    ...sourceFaults(input.source),
  ];
}

/** Confirming takes another person; refusing does not, so that whoever mistyped can take it back. */
export function decisionFaults(
  { said }: StatementState<unknown>,
  personId: string,
  confirms: boolean,
  field: string,
): Refusal[] {
  return [
    ...(said?.status === "PENDING" ? [] : [refuse("STATEMENT_DECIDED", { field })]),
    ...(confirms && said?.enteredById === personId ? [refuse("SAME_PERSON", { field })] : []),
  ];
}

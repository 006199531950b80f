/** Who may add what to a board, and what is wrong with it; pure. */
import { parsePeriod, type Refusal } from "../../kernel/index.js";
import type { PartnerKind, Role } from "../../parties/index.js";
import type { PolicyVersion } from "../../policy/index.js";
import { refuse } from "../refusals.js";
import type { ScoreInputState } from "./aggregate.js";
import type { ScoreInputKind } from "./rows.js";

/** Figures come to many desks; what gives and takes points is the supervisors'. */
export const enterers: Readonly<Record<ScoreInputKind, readonly Role[]>> = {
  EXTERNAL_FIGURE: ["SUPERVISOR", "CENTER_APPROVER", "CENTER_REVIEWER", "FUNDS_OFFICER"],
  TASK: ["SUPERVISOR", "CENTER_APPROVER"],
  ADJUSTMENT: ["SUPERVISOR", "CENTER_APPROVER"],
  VETO: ["SUPERVISOR", "CENTER_APPROVER"],
};

export interface NewScoreInput {
  readonly kind: ScoreInputKind;
  readonly partnerId: string;
  readonly period: string;
  /** Indicator, reason or kind of veto; TASK_COMPLETION for a task. */
  readonly code: string;
  /** Hundredths; fen of a task; hundredths of a point, always above zero, of an adjustment. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly cases: number | null;
  readonly note: string | null;
  readonly ticketId: string | null;
  /** Of points and vetoes: the revoked one whose place it takes. */
  readonly replacesId?: string;
}

export interface InputFacts {
  /** Null where there is no such partner, or it is not scored. */
  readonly partnerKind: PartnerKind | null;
  /** In force at the end of the period. */
  readonly policy: PolicyVersion | null;
}

export const policyOf = (
  policies: { find(day: string): PolicyVersion | null },
  period: string,
): PolicyVersion | null => {
  const parsed = parsePeriod(period);
  return parsed && policies.find(parsed.to);
};

const casesAtMost = 2_000_000_000;

export const inputFaults = (input: NewScoreInput, facts: InputFacts): Refusal[] => [
  ...figureFaults(input, facts),
  ...(explained.includes(input.kind) && !input.note?.trim() ? [refuse("NOTE_NEEDED", { field: "note" })] : []),
];

/** What is wrong with it beside its note and its paper. */
export function figureFaults(
  input: Omit<NewScoreInput, "note" | "ticketId" | "partnerId">,
  { partnerKind, policy }: InputFacts,
): Refusal[] {
  return [
    ...(partnerKind ? [] : [refuse("PARTNER_NOT_SCORED", { field: "partnerId" })]),
    ...(policy ? [] : [refuse("PERIOD_WITHOUT_POLICY", { field: "period" })]),
    ...faultsOf[input.kind](input, policy, partnerKind),
  ];
}

/** Whoever gives or takes points says why. */
const explained: readonly ScoreInputKind[] = ["ADJUSTMENT", "VETO"];

/** Without policy or kind of partner, whatever can be judged without them. */
type Faults = (
  input: Parameters<typeof figureFaults>[0],
  policy: PolicyVersion | null,
  kind: PartnerKind | null,
) => Refusal[];

const faultsOf: Readonly<Record<ScoreInputKind, Faults>> = {
  EXTERNAL_FIGURE({ code, numerator, denominator, cases }, policy, kind) {
    const known = policy?.indicators.find((one) => one.code === code);
    const whole = [numerator, denominator].every((value) => Number.isSafeInteger(value));
    const right =
      whole && Number(denominator) > 0 && Number(numerator) >= 0 && Number(numerator) <= Number(denominator);
    const external = known?.origin === "EXTERNAL" && (!kind || known.weights[kind]);
    return [
      ...(!policy || external ? [] : [refuse("NOT_EXTERNAL", { field: "indicator" })]),
      ...(right ? [] : [refuse("FIGURE_WRONG", { field: "numerator" })]),
      ...(cases === null || (cases > 0 && cases <= casesAtMost) ? [] : [refuse("CASES_WRONG", { field: "cases" })]),
    ];
  },
  TASK: ({ numerator }) => ((numerator ?? 0) > 0 ? [] : [refuse("TASK_WRONG", { field: "amount" })]),
  ADJUSTMENT(input, policy) {
    const reason = policy?.scoring.adjustments?.reasons.find(({ code }) => code === input.code);
    const points = input.numerator ?? 0;
    const right = !reason || (points > 0 && points <= reason.maxHundredths);
    return [
      ...(!policy || reason ? [] : [refuse("REASON_NOT_IN_POLICY", { field: "reasonCode" })]),
      ...(right
        ? []
        : [refuse("POINTS_WRONG", { field: "points", params: { most: (reason?.maxHundredths ?? 0) / 100 } })]),
    ];
  },
  VETO: (input, policy) =>
    !policy || policy.scoring.vetoes?.some(({ code }) => code === input.code)
      ? []
      : [refuse("REASON_NOT_IN_POLICY", { field: "vetoCode" })],
};

/** It was revoked, was the same kind of thing for the same card, and nothing else takes its place. */
export function replacementFaults(
  { kind, partnerId, period, replacesId }: NewScoreInput,
  replaced: ScoreInputState | null,
  taken: boolean,
): Refusal[] {
  if (!replacesId) return [];
  const before = replaced?.input;
  const same = before?.kind === kind && before.partnerId === partnerId && before.period === period;
  const right = same && before.status === "REVOKED" && !taken;
  return right ? [] : [refuse("REPLACES_WRONG", { field: "replacesId" })];
}

/** A deduction is kept below zero. */
export const signedPoints = (
  { kind, code, numerator }: Pick<NewScoreInput, "kind" | "code" | "numerator">,
  policy: PolicyVersion | null,
): number | null => {
  const reason = policy?.scoring.adjustments?.reasons.find((one) => one.code === code);
  return kind === "ADJUSTMENT" && reason?.sign === "DEDUCTION" && numerator !== null ? -numerator : numerator;
};

/** Confirming takes another person; rejecting does not, so that whoever mistyped can take it back. */
export function decisionFaults(
  { input }: ScoreInputState,
  personId: string,
  { confirms, expectedVersion }: { readonly confirms: boolean; readonly expectedVersion: number | null },
): Refusal[] {
  return [
    ...staleFaults(input?.version ?? 0, expectedVersion),
    ...(input?.status === "PROPOSED" ? [] : [refuse("INPUT_DECIDED", { field: "inputId" })]),
    ...(confirms && input?.proposedById === personId ? [refuse("SAME_PERSON", { field: "inputId" })] : []),
  ];
}

/** The first who asks proposes, the next confirms; nobody does both. */
export function revocationFaults(
  { input }: ScoreInputState,
  personId: string,
  { note, expectedVersion }: { readonly note: string; readonly expectedVersion: number | null },
): Refusal[] {
  return [
    ...staleFaults(input?.version ?? 0, expectedVersion),
    ...(input?.status === "CONFIRMED" ? [] : [refuse("INPUT_NOT_CONFIRMED", { field: "inputId" })]),
    ...(input?.revokingById === personId ? [refuse("SAME_PERSON", { field: "inputId" })] : []),
    ...(note.trim() === "" ? [refuse("NOTE_NEEDED", { field: "note" })] : []),
  ];
}

const staleFaults = (version: number, expected: number | null): Refusal[] =>
  expected === null || expected === version
    ? []
    : [refuse("STALE_VERSION", { field: "expectedVersion", params: { version } })];

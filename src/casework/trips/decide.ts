/** Asking the applicant to come, logging that they came, and the center's exception to the budget. */
import type { Refusal } from "../../kernel/index.js";
import { legalInterview, visitReason } from "../../policy/index.js";
import { command, type CommandInput } from "../command.js";
import type { CaseContext } from "../context.js";
import { entry } from "../entries.js";
import { liveStages } from "../stages.js";
import type { CaseState } from "../state.js";
import { tripsLeft } from "./state.js";
import { refuse } from "../refusals.js";

export interface VisitRequestInput extends CommandInput {
  readonly reasonCode: string;
  readonly note: string;
}

const askers = [
  "BANK_OFFICER",
  "BANK_MANAGER",
  "GUARANTEE_OFFICER",
  "GUARANTEE_MANAGER",
  "CENTER_REVIEWER",
  "CENTER_APPROVER",
] as const;

function reasonRefusals(reasonCode: string, { policy }: CaseContext): Refusal[] {
  const known = visitReason(policy, reasonCode) ?? legalInterview(policy, reasonCode);
  return known ? [] : [refuse("UNKNOWN_CODE", { field: "reasonCode" })];
}

export const visitRequest = command<VisitRequestInput>({
  action: "VISIT_REQUEST",
  by: askers,
  from: liveStages,
  check(state, input, context) {
    const refusals = [
      ...reasonRefusals(input.reasonCode, context),
      ...(input.note.trim() ? [] : [refuse("REASON_REQUIRED", { field: "note" })]),
    ];
    if (legalInterview(context.policy, input.reasonCode) || tripsLeft(state) > 0) return refusals;
    const replacements = visitReason(context.policy, input.reasonCode)?.replacedBy ?? [];
    return [
      ...refusals,
      refuse("TRIP_BUDGET_SPENT", {
        field: "reasonCode",
        params: { budget: state.trips.budget, replacements: replacements.join(", ") },
      }),
    ];
  },
  decide: (state, input, context) => [
    entry("VISIT_REQUESTED", {
      visitId: context.newId(),
      reasonCode: input.reasonCode,
      legalInterview: legalInterview(context.policy, input.reasonCode) !== undefined,
      note: context.keep("VISIT_NOTE", state.id, input.note),
    }),
  ],
});

export interface VisitRecordInput extends CommandInput {
  /** The visit that was asked for; absent when the applicant came unasked. */
  readonly visitId?: string | null;
  readonly reasonCode?: string | null;
  readonly visitedAt?: string | null;
  readonly place: "WINDOW" | "BRANCH" | "REGISTRY" | "HOME";
}

const visitOf = (state: CaseState, id: string | null | undefined) => state.trips.visits.find((one) => one.id === id);

export const visitRecord = command<VisitRecordInput>({
  action: "VISIT_RECORD",
  by: askers,
  from: liveStages,
  check(state, input, context) {
    const visit = visitOf(state, input.visitId);
    const reasonCode = input.reasonCode ?? visit?.reasonCode;
    return [
      ...(input.visitId && !visit ? [refuse("NOT_FOUND", { field: "visitId" })] : []),
      ...(visit?.visitedAt ? [refuse("ALREADY_RECORDED", { field: "visitId" })] : []),
      ...(reasonCode ? reasonRefusals(reasonCode, context) : [refuse("REASON_REQUIRED", { field: "reasonCode" })]),
      ...(input.visitedAt && input.visitedAt > context.now ? [refuse("IN_THE_FUTURE", { field: "visitedAt" })] : []),
      ...(input.visitedAt && input.visitedAt < state.lifecycle.openedAt
        ? [refuse("BEFORE_OPENING", { field: "visitedAt" })]
        : []),
    ];
  },
  decide(state, input, context) {
    const reasonCode = input.reasonCode ?? visitOf(state, input.visitId)?.reasonCode ?? "";
    return [
      entry("VISIT_RECORDED", {
        visitId: input.visitId ?? context.newId(),
        reasonCode,
        legalInterview: legalInterview(context.policy, reasonCode) !== undefined,
        visitedAt: input.visitedAt ?? context.now,
        place: input.place,
      }),
    ];
  },
});

export interface ExceptionInput extends CommandInput {
  readonly note: string;
}

export const visitExceptionGrant = command<ExceptionInput>({
  action: "VISIT_EXCEPTION_GRANT",
  by: ["SUPERVISOR", "CENTER_APPROVER"],
  from: liveStages,
  guards: (state) => (tripsLeft(state) > 0 ? [refuse("BUDGET_NOT_SPENT")] : []),
  check: (_state, input) => (input.note.trim() ? [] : [refuse("REASON_REQUIRED", { field: "note" })]),
  decide: (state, input, context) => [
    entry("VISIT_EXCEPTION_GRANTED", {
      exceptionId: context.newId(),
      note: context.keep("VISIT_NOTE", state.id, input.note),
    }),
  ],
});

export const tripsCommands = [visitRequest, visitRecord, visitExceptionGrant];

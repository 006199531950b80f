/** Asking the applicant to come, logging that they came, and the center's exception to the budget. */
import type { Refusal } from "../../kernel/index.js";
import { legalInterview, visitReason } from "../../policy/index.js";
import type { Stage } from "../../policy/index.js";
import { command, type CommandInput } from "../command.js";
import type { CaseContext } from "../context.js";
import { entry, type VisitPlace } from "../entries.js";
import { liveStages, stageOf } from "../stages.js";
import type { CaseState } from "../state.js";
import { refuse } from "../refusals.js";
import { tripsLeft } from "./budget.js";
import { isInterviewAt, visitOf } from "./implied.js";

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

/** Of what has happened: an interview of the law may have been at an earlier stage than this, and at no wrong one. */
function reasonRefusals(state: CaseState, reasonCode: string, at: string, { policy }: CaseContext): Refusal[] {
  const field = "reasonCode";
  if (visitReason(policy, reasonCode)) return [];
  if (!legalInterview(policy, reasonCode)) return [refuse("UNKNOWN_CODE", { field })];
  return isInterviewAt(policy, state.trips.stages, reasonCode, at) ? [] : [refuse("NO_INTERVIEW_THEN", { field })];
}

const isLegalInterview = (code: string, stage: Stage, { policy }: CaseContext): boolean =>
  legalInterview(policy, code)?.stages.includes(stage) ?? false;

/** Over budget: what could take the visit's place is said with the refusal, in words and as codes. */
function budgetSpent(
  { trips }: CaseState,
  { policy }: CaseContext,
  instead: readonly string[],
  field?: string,
): Refusal {
  const names = policy.trips.replacements.filter(({ code }) => instead.includes(code)).map((one) => one.names);
  const replacements = {
    en: names.map(({ en }) => en.toLowerCase()).join(", "),
    "zh-CN": names.map(({ zh }) => zh).join("、"),
  };
  return refuse("TRIP_BUDGET_SPENT", {
    ...(field && { field }),
    params: { budget: trips.budget, replacements },
    choices: instead,
  });
}

const everyReplacement = ({ policy }: CaseContext): string[] => policy.trips.replacements.map(({ code }) => code);

export const visitRequest = command<VisitRequestInput>({
  action: "VISIT_REQUEST",
  by: askers,
  from: liveStages,
  makes: "visitId",
  guards(state, context) {
    const { policy } = context;
    const lawAsks = policy.trips.legalInterviews.some(({ stages }) => stages.includes(stageOf(state)));
    return tripsLeft(state) > 0 || lawAsks ? [] : [budgetSpent(state, context, everyReplacement(context))];
  },
  shape: (_state, { reasonCode, note }, context) => [
    ...((visitReason(context.policy, reasonCode) ?? legalInterview(context.policy, reasonCode))
      ? []
      : [refuse("UNKNOWN_CODE", { field: "reasonCode" })]),
    ...(note.trim() ? [] : [refuse("REASON_REQUIRED", { field: "note" })]),
  ],
  check(state, input, context) {
    const { reasonCode } = input;
    const byLaw = isLegalInterview(reasonCode, stageOf(state), context);
    const reason = visitReason(context.policy, reasonCode);
    return [
      // An interview that the law asks for at another stage is no reason here.
      ...(byLaw || reason ? [] : [refuse("UNKNOWN_CODE", { field: "reasonCode" })]),
      ...(byLaw || tripsLeft(state) > 0
        ? []
        : [budgetSpent(state, context, reason?.replacedBy ?? everyReplacement(context), "reasonCode")]),
    ];
  },
  decide: (state, input, context) => [
    entry("VISIT_REQUESTED", {
      visitId: context.newId(),
      partyId: context.viewer.partyId,
      reasonCode: input.reasonCode,
      legalInterview: isLegalInterview(input.reasonCode, stageOf(state), context),
      note: context.keep("VISIT_NOTE", state.id, input.note),
    }),
  ],
});

export interface VisitRecordInput extends CommandInput {
  /** The visit that was asked for; absent when the applicant came unasked. */
  readonly visitId?: string | null;
  readonly reasonCode?: string | null;
  readonly visitedAt?: string | null;
  readonly place: VisitPlace;
}

const visitNamed = (state: CaseState, id: string | null | undefined) => state.trips.visits.find((one) => one.id === id);

export const visitRecord = command<VisitRecordInput>({
  action: "VISIT_RECORD",
  by: askers,
  from: liveStages,
  makes: "visitId",
  shape(state, input, context) {
    const visit = visitNamed(state, input.visitId);
    const reasonCode = input.reasonCode ?? visit?.asked?.reasonCode;
    return [
      ...(input.visitId && !visit ? [refuse("NOT_FOUND", { field: "visitId" })] : []),
      ...(visit && (visit.made || visit.implied || visit.voided)
        ? [refuse("ALREADY_RECORDED", { field: "visitId" })]
        : []),
      ...(reasonCode
        ? reasonRefusals(state, reasonCode, input.visitedAt ?? context.now, context)
        : [refuse("REASON_REQUIRED", { field: "reasonCode" })]),
      ...(input.visitedAt && input.visitedAt > context.now ? [refuse("IN_THE_FUTURE", { field: "visitedAt" })] : []),
      ...(input.visitedAt && input.visitedAt < state.lifecycle.openedAt
        ? [refuse("BEFORE_OPENING", { field: "visitedAt" })]
        : []),
    ];
  },
  decide(state, input, context) {
    const reasonCode = input.reasonCode ?? visitNamed(state, input.visitId)?.asked?.reasonCode ?? "";
    const { partyId } = context.viewer;
    const visitedAt = input.visitedAt ?? context.now;
    // What something else had shown of that day is now logged: it is one visit.
    const known = visitOf(state.trips.visits, { partyId, at: visitedAt }, context);
    return [
      entry("VISIT_RECORDED", {
        visitId: input.visitId ?? (known?.implied && !known.made ? known.id : context.newId()),
        partyId,
        reasonCode,
        legalInterview: legalInterview(context.policy, reasonCode) !== undefined,
        visitedAt,
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
  shape: (_state, input) => (input.note.trim() ? [] : [refuse("REASON_REQUIRED", { field: "note" })]),
  decide: (state, input, context) => [
    entry("VISIT_EXCEPTION_GRANTED", {
      exceptionId: context.newId(),
      note: context.keep("VISIT_NOTE", state.id, input.note),
    }),
  ],
});

export const tripsCommands = [visitRequest, visitRecord, visitExceptionGrant];

/** Accepting, refusing, returning and withdrawing a case, and letting an unsigned approval lapse. */
import type { Refusal } from "../../kernel/index.js";
import { hasRole, type Role, type Viewer } from "../../parties/index.js";
import {
  refusalReason,
  returnReason,
  stageLimit,
  statutoryLimit,
  stepLimit,
  unwindingFor,
  withdrawalReason,
} from "../../policy/index.js";
import { forwardBlockers } from "../blocking.js";
import { command, type CommandInput } from "../command.js";
import { partyOf, type CaseContext } from "../context.js";
import { entry } from "../entries.js";
import { caseFacts } from "../facts.js";
import { moneyIsOut } from "../money.js";
import { beforePayOut, stageOf, stageTable } from "../stages.js";
import type { CaseState } from "../state.js";
import { refuse } from "../refusals.js";

const isOwningBank = (state: CaseState, viewer: Viewer): boolean => viewer.partyId === state.lifecycle.bankId;

export const loanCaseAccept = command({
  action: "LOAN_CASE_ACCEPT",
  by: ["BANK_OFFICER", "BANK_MANAGER"],
  from: ["ACCEPTANCE"],
  mine: isOwningBank,
  guards: (state) => forwardBlockers(state, "REVIEW"),
  decide(_state, _input, { policy, time, now }) {
    const limit = statutoryLimit(policy, time.today);
    if (!limit) throw new Error(`Policy ${policy.id} has no statutory limit for ${time.today}`);
    const due = time.afterStatutoryDays(now, limit.calendarDays, limit.movesOffHolidays);
    return [
      entry("ACCEPTED", {
        statutoryDueAt: due.at,
        statutoryDays: limit.calendarDays,
        article: limit.article,
        provisional: due.provisional,
      }),
      entry("STAGE_ENTERED", { stage: "REVIEW" }),
    ];
  },
});

export interface ReasonInput extends CommandInput {
  readonly reasonCode: string;
  readonly note?: string | null;
}

const keepNote = (state: CaseState, input: ReasonInput, context: CaseContext) =>
  input.note ? context.keep("REASON_NOTE", state.id, input.note) : null;

type Reason = { readonly stages: readonly string[] } | undefined;

const unknownReason = (reason: Reason): Refusal[] => (reason ? [] : [refuse("UNKNOWN_CODE", { field: "reasonCode" })]);

/** A known reason must be offered at the case's stage. */
const notOffered = (state: CaseState, reason: Reason): Refusal[] =>
  reason?.stages.includes(stageOf(state)) ? [] : [refuse("UNKNOWN_CODE", { field: "reasonCode" })];

export const loanCaseRefuse = command<ReasonInput>({
  action: "LOAN_CASE_REFUSE",
  by: ["BANK_OFFICER", "BANK_MANAGER"],
  from: ["ACCEPTANCE"],
  mine: isOwningBank,
  shape: (_state, input, { policy }) => unknownReason(refusalReason(policy, input.reasonCode)),
  check: (state, input, { policy }) => notOffered(state, refusalReason(policy, input.reasonCode)),
  decide: (state, input, context) => [
    entry("REFUSED", {
      form: "NOT_ACCEPTED",
      reasonCode: input.reasonCode,
      note: keepNote(state, input, context),
    }),
  ],
});

export interface ReturnInput extends ReasonInput {
  /** Ids of the checks, signatures or steps to be done again; all of the stage gone back to, when empty. */
  readonly reopen?: readonly string[] | null;
}

/** What can be opened again in the stage that a return leads to. */
function reopenable(state: CaseState): string[] {
  const back = stageTable[stageOf(state)].back;
  if (back === "REVIEW") return state.review.checks.map(({ id }) => id);
  if (back === "SIGNING") return (state.signing.signatures ?? []).map(({ id }) => id);
  return back === "SECURITY" ? (state.collateral.steps ?? []).map(({ id }) => id) : [];
}

const deciders = ["CENTER_REVIEWER", "CENTER_APPROVER"] as const satisfies readonly Role[];
const bankers = ["BANK_OFFICER", "BANK_MANAGER"] as const satisfies readonly Role[];

/** Who decides sends back what was decided on; the bank and the guarantee company what they carry out; who orders, the rest. */
const returners: Readonly<Record<"APPROVAL" | "SIGNING" | "SECURITY" | "DISBURSEMENT", readonly Role[]>> = {
  APPROVAL: deciders,
  SIGNING: [...deciders, ...bankers],
  SECURITY: [...deciders, ...bankers, "GUARANTEE_OFFICER", "GUARANTEE_MANAGER"],
  DISBURSEMENT: [...deciders, ...bankers, "FUNDS_OFFICER"],
};

export const loanCaseReturn = command<ReturnInput>({
  action: "LOAN_CASE_RETURN",
  by: [
    "CENTER_REVIEWER",
    "CENTER_APPROVER",
    "FUNDS_OFFICER",
    "BANK_OFFICER",
    "BANK_MANAGER",
    "GUARANTEE_OFFICER",
    "GUARANTEE_MANAGER",
  ],
  from: ["APPROVAL", "SIGNING", "SECURITY", "DISBURSEMENT"],
  guards(state, { viewer }) {
    const stage = stageOf(state) as keyof typeof returners;
    const mine = hasRole(viewer, returners[stage]);
    return [...(mine ? [] : [refuse("NOT_YOURS")]), ...(moneyIsOut(state) ? [refuse("PAYMENT_UNDER_WAY")] : [])];
  },
  shape: (_state, input, { policy }) => unknownReason(returnReason(policy, input.reasonCode)),
  check(state, input, { policy }) {
    const known = reopenable(state);
    return [
      ...notOffered(state, returnReason(policy, input.reasonCode)),
      ...(input.reopen ?? []).flatMap((id, at) =>
        known.includes(id) ? [] : [refuse("NOT_FOUND", { field: `reopen.${at}` })],
      ),
    ];
  },
  decide(state, input, context) {
    const to = stageTable[stageOf(state)].back;
    if (!to) return [];
    const named = input.reopen ?? [];
    return [
      entry("RETURNED", {
        to,
        reasonCode: input.reasonCode,
        countsInFirstPass: returnReason(context.policy, input.reasonCode)?.countsInFirstPass ?? true,
        note: keepNote(state, input, context),
        reopened: named.length > 0 ? named : reopenable(state),
      }),
    ];
  },
});

export const loanCaseWithdraw = command<ReasonInput>({
  action: "LOAN_CASE_WITHDRAW",
  by: ["BANK_OFFICER", "BANK_MANAGER", "CENTER_REVIEWER"],
  from: beforePayOut,
  mine: (state, viewer) => viewer.partyKind === "CENTER" || isOwningBank(state, viewer),
  guards: (state) => (moneyIsOut(state) ? [refuse("PAYMENT_UNDER_WAY")] : []),
  shape: (_state, input, { policy }) => unknownReason(withdrawalReason(policy, input.reasonCode)),
  check: (state, input, { policy }) => notOffered(state, withdrawalReason(policy, input.reasonCode)),
  decide(state, input, context) {
    const { lifecycle } = state;
    const developer = lifecycle.content.property?.developerId ?? "";
    return [
      entry("WITHDRAWN", {
        reasonCode: input.reasonCode,
        note: keepNote(state, input, context),
        tasks: unwindingFor(context.policy, caseFacts(state), lifecycle.stage).map(({ code, actor }) => ({
          id: context.newId(),
          code,
          actor,
          partyId: partyOf(actor, lifecycle, developer) || null,
        })),
      }),
    ];
  },
});

/** When an approval that nobody signs lapses (批复有效期); it counts from the decision, and no pause stops it. */
function validUntil({ decision, lifecycle }: CaseState, { policy, time }: CaseContext): string {
  const confirmed = decision.proposals.find(({ status }) => status === "CONFIRMED");
  const from = confirmed?.decidedAt ?? lifecycle.stageEnteredAt;
  const limit = stepLimit(policy, "APPROVAL_VALIDITY")?.limit;
  if (limit && "calendarDays" in limit) return time.afterStatutoryDays(from, limit.calendarDays, false).at;
  if (limit && "workingHours" in limit) return time.afterWorkingMinutes(from, limit.workingHours * 60).at;
  return time.afterWorkingDays(from, limit?.workingDays ?? stageLimit(policy, "SIGNING") ?? 0).at;
}

/** Whether an approval has waited for its signatures longer than it holds. */
export const approvalIsOver = (state: CaseState, context: CaseContext): boolean =>
  stageOf(state) === "SIGNING" && context.now > validUntil(state, context);

export const loanCaseLapse = command({
  action: "LOAN_CASE_LAPSE",
  by: ["CENTER_REVIEWER", "CENTER_APPROVER", "BANK_MANAGER"],
  from: ["SIGNING"],
  guards: (state, context) => (approvalIsOver(state, context) ? [] : [refuse("NOT_OVERDUE")]),
  decide: () => [entry("LAPSED", {})],
});

export interface TaskInput extends CommandInput {
  readonly taskId: string;
}

export const unwindingTaskDone = command<TaskInput>({
  action: "UNWINDING_TASK_DONE",
  by: ["BANK_OFFICER", "BANK_MANAGER", "GUARANTEE_OFFICER", "GUARANTEE_MANAGER", "CENTER_REVIEWER"],
  from: ["WITHDRAWN"],
  subjects: ({ lifecycle }) => lifecycle.tasks.map(({ id, doneAt }) => ({ id, version: doneAt ? 2 : 1 })),
  subjectOf: (input) => input.taskId,
  mine: ({ lifecycle }, viewer, id) =>
    lifecycle.tasks.some((task) => task.id === id && (task.partyId === viewer.partyId || task.actor === "DEVELOPER")),
  guards: ({ lifecycle }, _context, id) =>
    lifecycle.tasks.some((task) => task.id === id && task.doneAt) ? [refuse("ALREADY_DONE")] : [],
  decide: (_state, { taskId }) => [entry("UNWOUND", { taskId })],
});

export const lifecycleCommands = [
  loanCaseAccept,
  loanCaseRefuse,
  loanCaseReturn,
  loanCaseWithdraw,
  loanCaseLapse,
  unwindingTaskDone,
];

/** Proposing, confirming and returning a decision: different people, each inside an amount limit. */
import { timesPpm, type Refusal } from "../../kernel/index.js";
import type { ClaimRef } from "../../journal/index.js";
import { samePersonBehind, type Viewer } from "../../parties/index.js";
import { amountLimitFen, rateFor, refusalReason, returnReason } from "../../policy/index.js";
import { forwardBlockers } from "../blocking.js";
import { command, type CommandInput } from "../command.js";
import type { CaseContext } from "../context.js";
import { entry } from "../entries.js";
import { homeValueFen } from "../homeValue.js";
import { beyondQuota, knownQuotaFen } from "../knownQuota.js";
import type { CaseState } from "../state.js";
import { failedChecks } from "../failedChecks.js";
import { exceptions } from "../togetherFit.js";
import { openProposal } from "./state.js";
import { refuse } from "../refusals.js";

export interface ProposeInput extends CommandInput {
  readonly outcome: "APPROVE" | "REFUSE";
  readonly amountFen?: number | null;
  readonly termMonths?: number | null;
  readonly reasonCode?: string | null;
  readonly note?: string | null;
}

/** The highest amount that any of the viewer's roles may propose or confirm. */
export const limitOf = (
  viewer: Viewer,
  context: Pick<CaseContext, "policy">,
  act: "PROPOSE" | "CONFIRM" | "ORDER_FUNDS",
): number =>
  Math.max(0, ...viewer.roles.map((role) => amountLimitFen(context.policy, { act, role, rank: viewer.rank })));

export const decisionPropose = command<ProposeInput>({
  action: "DECISION_PROPOSE",
  by: ["CENTER_REVIEWER", "CENTER_APPROVER"],
  from: ["APPROVAL"],
  makes: "decisionId",
  guards: (state, context) => [
    ...(openProposal(state) ? [refuse("ALREADY_PROPOSED")] : []),
    ...(limitOf(context.viewer, context, "PROPOSE") > 0 ? [] : [refuse("ABOVE_LIMIT", { params: { limitFen: 0 } })]),
  ],
  shape: (_state, input, context) =>
    input.outcome === "REFUSE" ? checkRefusal(input, context) : checkFigures(input, context),
  check: (state, input, context) => (input.outcome === "REFUSE" ? [] : checkApproval(state, input, context)),
  decide: (state, input, context) => [
    entry("DECISION_PROPOSED", {
      decisionId: context.newId(),
      outcome: input.outcome,
      amountFen: input.outcome === "APPROVE" ? (input.amountFen ?? null) : null,
      termMonths: input.outcome === "APPROVE" ? (input.termMonths ?? null) : null,
      reasonCode: input.reasonCode ?? null,
      note: input.note ? context.keep("DECISION_NOTE", state.id, input.note) : null,
      dissents: state.review.checks.filter(({ dissent }) => dissent).map(({ id }) => id),
      quotaFen: knownQuotaFen(state, context.pinned),
    }),
  ],
});

function checkRefusal(input: ProposeInput, { policy }: CaseContext): Refusal[] {
  const field = "reasonCode";
  if (!input.reasonCode) return [refuse("REASON_REQUIRED", { field })];
  const known = refusalReason(policy, input.reasonCode)?.stages.includes("APPROVAL");
  return known ? [] : [refuse("UNKNOWN_CODE", { field })];
}

/** What an approval must say, and the proposer's own limit. */
function checkFigures({ amountFen, termMonths }: ProposeInput, context: CaseContext): Refusal[] {
  const limitFen = limitOf(context.viewer, context, "PROPOSE");
  return [
    ...((amountFen ?? 0) > 0 ? [] : [refuse("AMOUNT_REQUIRED", { field: "amount" })]),
    ...((amountFen ?? 0) > limitFen ? [refuse("ABOVE_LIMIT", { field: "amount", params: { limitFen } })] : []),
    ...((termMonths ?? 0) > 0 ? [] : [refuse("TERM_REQUIRED", { field: "termMonths" })]),
  ];
}

/** Held against what was applied for, what the checks found, and the terms of the quota that the case itself says. */
function checkApproval(state: CaseState, input: ProposeInput, { pinned }: CaseContext): Refusal[] {
  const { amountFen, termMonths } = input;
  const { terms } = state.lifecycle.content;
  const failed = failedChecks(state).length;
  return [
    ...(failed > 0 ? [refuse("ONLY_REFUSAL", { field: "outcome", params: { count: failed } })] : []),
    ...((amountFen ?? 0) > (terms?.amountFen ?? 0) ? [refuse("ABOVE_REQUEST", { field: "amount" })] : []),
    ...((termMonths ?? 0) > (terms?.termMonths ?? 0) ? [refuse("ABOVE_REQUEST", { field: "termMonths" })] : []),
    ...beyondQuota(state, pinned, input, { amount: "amount", term: "termMonths" }),
  ];
}

export interface DecideInput extends CommandInput {
  readonly reasonCode?: string | null;
  readonly note?: string | null;
}

/** Nobody decides on a proposal of their own, also not through a system or in a colleague's place. */
function samePerson(state: CaseState, { viewer }: CaseContext): Refusal[] {
  const proposal = openProposal(state);
  if (!proposal) return [];
  const act = { byId: proposal.proposedById, throughId: proposal.proposedThroughId };
  return samePersonBehind(viewer, act) ? [refuse("SAME_PERSON")] : [];
}

const noProposal = (state: CaseState): Refusal[] => (openProposal(state) ? [] : [refuse("NO_PROPOSAL")]);

export const guaranteeClaim = (companyId: string): ClaimRef => ({ kind: "GUARANTEE_CAPACITY", subject: companyId });
export const propertyClaim = (key: string): ClaimRef => ({ kind: "PROPERTY_VALUE", subject: key });

/** The home stands for the commercial part of a combined loan as well. */
const securedFen = ({ lifecycle }: CaseState, amountFen: number): number =>
  amountFen + (lifecycle.content.commercial?.amountFen ?? 0);

/** Housing guarantees count at a weight against the company's capacity; rounded up, so that capacity is never overdrawn. */
const weightedFen = (amountFen: number, { pinned }: CaseContext): number =>
  timesPpm(amountFen, pinned.guaranteeCapacity.housingWeightPpm, "CEIL");

export const decisionConfirm = command<DecideInput>({
  action: "DECISION_CONFIRM",
  by: ["CENTER_APPROVER"],
  from: ["APPROVAL"],
  makes: "decisionId",
  claims: ({ lifecycle: { guaranteeCompanyId, content } }) => [
    ...(guaranteeCompanyId ? [guaranteeClaim(guaranteeCompanyId)] : []),
    ...(content.property ? [propertyClaim(content.property.key)] : []),
  ],
  guards(state, context) {
    const proposal = openProposal(state);
    if (!proposal) return noProposal(state);
    const limitFen = limitOf(context.viewer, context, "CONFIRM");
    const above = limitFen === 0 || (proposal.amountFen ?? 0) > limitFen;
    return [
      ...samePerson(state, context),
      ...(above ? [refuse("ABOVE_LIMIT", { params: { limitFen } })] : []),
      ...(proposal.outcome === "APPROVE"
        ? [...forwardBlockers(state, "SIGNING"), ...noRoom(state, proposal.amountFen ?? 0, context)]
        : []),
    ];
  },
  decide(state, _input, context) {
    const proposal = openProposal(state);
    if (!proposal) return [];
    const { id: decisionId, outcome, reasonCode } = proposal;
    if (outcome === "REFUSE") {
      return [
        entry("DECISION_CONFIRMED", { decisionId, annualRatePpm: null, guarantee: null, property: null }),
        entry("REFUSED", { form: "NOT_LENT", reasonCode: reasonCode ?? "", note: null }),
      ];
    }
    const { lifecycle } = state;
    const companyId = lifecycle.guaranteeCompanyId;
    const property = lifecycle.content.property;
    const rate = rateFor(context.policy, {
      houseOrder: lifecycle.content.terms?.houseOrder ?? "FIRST",
      termMonths: proposal.termMonths ?? 0,
      referenceDay: context.time.today,
    });
    return [
      entry("DECISION_CONFIRMED", {
        decisionId,
        annualRatePpm: rate?.annualRatePpm ?? null,
        guarantee:
          companyId && context.guaranteeLimitFen !== null
            ? {
                companyId,
                weightedFen: weightedFen(proposal.amountFen ?? 0, context),
                limitFen: context.guaranteeLimitFen,
              }
            : null,
        property: property && {
          key: property.key,
          valueFen: homeValueFen(state) ?? 0,
          securedFen: securedFen(state, proposal.amountFen ?? 0),
        },
      }),
      entry("STAGE_ENTERED", { stage: "SIGNING" }),
    ];
  },
});

export interface ConfirmManyInput extends CommandInput {
  /** The proposal that was seen; whichever is open where it is not said. */
  readonly decisionId?: string | null;
}

/** One of many that an approver confirms at once: the same decision, where nothing asks for an eye of its own. */
export const decisionConfirmMany = command<ConfirmManyInput>({
  ...decisionConfirm,
  action: "DECISION_CONFIRM_MANY",
  guards: (state, context, subject) => [
    ...(decisionConfirm.guards?.(state, context, subject) ?? []),
    ...exceptions(state),
  ],
  check: (state, { decisionId }) =>
    decisionId && openProposal(state)?.id !== decisionId ? [refuse("NO_PROPOSAL")] : [],
});

function noRoom(state: CaseState, amountFen: number, context: CaseContext): Refusal[] {
  const { guaranteeCompanyId, content } = state.lifecycle;
  const refusals: Refusal[] = [];
  if (guaranteeCompanyId && context.guaranteeLimitFen !== null) {
    const freeFen = context.guaranteeLimitFen - context.claimed(guaranteeClaim(guaranteeCompanyId));
    if (weightedFen(amountFen, context) > freeFen) {
      refusals.push(refuse("NO_GUARANTEE_CAPACITY", { params: { freeFen } }));
    }
  }
  if (content.property) {
    const freeFen = (homeValueFen(state) ?? 0) - context.claimed(propertyClaim(content.property.key));
    if (securedFen(state, amountFen) > freeFen)
      refusals.push(refuse("PROPERTY_SECURES_ANOTHER", { params: { freeFen } }));
  }
  return refusals;
}

export const decisionReturn = command<DecideInput>({
  action: "DECISION_RETURN",
  by: ["CENTER_APPROVER"],
  from: ["APPROVAL"],
  makes: "decisionId",
  guards: (state, context) => [...noProposal(state), ...samePerson(state, context)],
  shape: (_state, input, { policy }) => {
    const field = "reasonCode";
    if (!input.reasonCode) return [refuse("REASON_REQUIRED", { field })];
    const offered = returnReason(policy, input.reasonCode)?.stages.includes("APPROVAL");
    return offered ? [] : [refuse("UNKNOWN_CODE", { field })];
  },
  decide: (state, input, context) => [
    entry("DECISION_RETURNED", {
      decisionId: openProposal(state)?.id ?? "",
      reasonCode: input.reasonCode ?? "",
      note: input.note ? context.keep("DECISION_NOTE", state.id, input.note) : null,
    }),
  ],
});

export const decisionCommands = [decisionPropose, decisionConfirm, decisionConfirmMany, decisionReturn];

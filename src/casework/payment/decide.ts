/** Ordering funds, and what the bank reports of each payment. */
import type { Refusal } from "../../kernel/index.js";
import { amountLimitFen, paymentFailureReason } from "../../policy/index.js";
import { command, type CommandInput } from "../command.js";
import type { CaseContext } from "../context.js";
import { entry } from "../entries.js";
import type { CaseState } from "../state.js";
import { rateOnDay } from "../money.js";
import { remainingFen, underWay } from "./state.js";
import { payOutBlock } from "../payOut.js";
import { refuse } from "../refusals.js";

export interface OrderInput extends CommandInput {
  readonly payeeId?: string | null;
  /** In fen; without it all that remains. */
  readonly amountFen?: number | null;
}

const orderLimitFen = ({ viewer, policy }: CaseContext): number =>
  Math.max(0, ...viewer.roles.map((role) => amountLimitFen(policy, { act: "ORDER_FUNDS", role, rank: viewer.rank })));

function wrongAmount(amountFen: number, context: CaseContext): Refusal[] {
  const limitFen = orderLimitFen(context);
  const field = "amount";
  return [
    ...(amountFen > 0 ? [] : [refuse("AMOUNT_REQUIRED", { field })]),
    ...(amountFen > limitFen ? [refuse("ABOVE_LIMIT", { field, params: { limitFen } })] : []),
  ];
}

const payeesOf = (state: CaseState) => state.lifecycle.content.payees;

/** The payee meant where there is only one. */
const payeeOf = (state: CaseState, input: OrderInput) =>
  payeesOf(state).find(({ id }) => (input.payeeId ? id === input.payeeId : payeesOf(state).length === 1));

/** What a payee may still get of its share. */
function payeeRoomFen(state: CaseState, payeeId: string): number {
  const share = payeesOf(state).find(({ id }) => id === payeeId)?.amountFen ?? 0;
  const used = state.payment.payments
    .filter((payment) => payment.payeeId === payeeId && payment.status !== "FAILED" && payment.status !== "RETURNED")
    .reduce((sum, { amountFen }) => sum + amountFen, 0);
  return share - used;
}

const verified = ({ lifecycle }: CaseState, payeeId: string): boolean =>
  lifecycle.verifiedPayees.some(({ id }) => id === payeeId);

export const fundsOrder = command<OrderInput>({
  action: "FUNDS_ORDER",
  by: ["FUNDS_OFFICER"],
  from: ["DISBURSEMENT"],
  makes: "paymentId",
  guards(state, context) {
    const limitFen = orderLimitFen(context);
    // A payment whose outcome nobody knows is never sent again before the bank answers.
    const unknown = underWay(state).filter(({ status }) => status === "UNKNOWN").length;
    const commercialFailed = state.lifecycle.content.commercial?.state === "FAILED";
    const open = payeesOf(state).filter(({ id }) => payeeRoomFen(state, id) > 0);
    return [
      ...payOutBlock(state),
      ...(unknown > 0 ? [refuse("PAYMENT_UNKNOWN", { params: { count: unknown } })] : []),
      ...(remainingFen(state) <= 0 ? [refuse("NOTHING_TO_PAY")] : []),
      ...(open.length > 0 ? [] : [refuse("NO_PAYEE")]),
      ...(open.length > 0 && !open.some(({ id }) => verified(state, id)) ? [refuse("PAYEE_NOT_VERIFIED")] : []),
      ...(limitFen > 0 ? [] : [refuse("ABOVE_LIMIT", { params: { limitFen } })]),
      ...(commercialFailed ? [refuse("COMMERCIAL_PART_FAILED")] : []),
    ];
  },
  // An amount that is not said is all that remains, which only the stage knows.
  shape: (_state, { amountFen }, context) => (typeof amountFen === "number" ? wrongAmount(amountFen, context) : []),
  check(state, input, context) {
    const payee = payeeOf(state, input);
    const amountFen = input.amountFen ?? remainingFen(state);
    const field = "amount";
    const refusals: Refusal[] = wrongAmount(amountFen, context);
    if (!payee) refusals.push(refuse("NOT_FOUND", { field: "payeeId" }));
    else if (amountFen > payeeRoomFen(state, payee.id)) refusals.push(refuse("ABOVE_PAYEE_SHARE", { field }));
    if (payee && !verified(state, payee.id)) refusals.push(refuse("PAYEE_NOT_VERIFIED", { field: "payeeId" }));
    if (amountFen > remainingFen(state)) refusals.push(refuse("ABOVE_APPROVAL", { field }));
    return refusals;
  },
  decide: (state, input, context) => [
    entry("FUNDS_ORDERED", {
      paymentId: context.newId(),
      payeeId: payeeOf(state, input)?.id ?? "",
      amountFen: input.amountFen ?? remainingFen(state),
    }),
  ],
});

export interface ConfirmInput extends CommandInput {
  readonly paymentId: string;
  readonly paidAt?: string | null;
  readonly bankReference: string;
}

const paymentOf = (state: CaseState, id: string) => state.payment.payments.find((payment) => payment.id === id);

const alreadySettled = (state: CaseState, _context: CaseContext, id: string): Refusal[] =>
  underWay(state).some((payment) => payment.id === id) ? [] : [refuse("ALREADY_SETTLED")];

/** What was ordered and not sent yet is not sent any more; of what was sent the bank says what became of it. */
const heldBack = (state: CaseState, id: string): Refusal[] =>
  paymentOf(state, id)?.status === "ORDERED" ? payOutBlock(state) : [];

export const paymentConfirm = command<ConfirmInput>({
  action: "PAYMENT_CONFIRM",
  by: ["BANK_OFFICER", "BANK_MANAGER"],
  from: ["DISBURSEMENT"],
  subjects: (state) => state.payment.payments,
  subjectOf: (input) => input.paymentId,
  guards: (state, context, id) => [...alreadySettled(state, context, id), ...heldBack(state, id)],
  shape(state, input, context) {
    const orderedAt = paymentOf(state, input.paymentId)?.orderedAt ?? "";
    return [
      ...(input.bankReference.trim() ? [] : [refuse("REFERENCE_REQUIRED", { field: "bankReference" })]),
      ...(input.paidAt && input.paidAt > context.now ? [refuse("IN_THE_FUTURE", { field: "paidAt" })] : []),
      ...(input.paidAt && input.paidAt < orderedAt ? [refuse("BEFORE_ORDER", { field: "paidAt" })] : []),
    ];
  },
  decide(state, { paymentId, bankReference, ...input }, context) {
    const paidAt = input.paidAt ?? context.now;
    const annualRatePpm = rateOnDay(state, context.time.dayOf(paidAt), context.policy);
    return [entry("PAYMENT_CONFIRMED", { paymentId, paidAt, bankReference: bankReference.trim(), annualRatePpm })];
  },
});

export interface SendInput extends CommandInput {
  readonly paymentId: string;
}

/** The bank has sent it on; what became of it is another question. */
export const paymentSend = command<SendInput>({
  action: "PAYMENT_SEND",
  by: ["BANK_OFFICER", "BANK_MANAGER"],
  from: ["DISBURSEMENT"],
  subjects: (state) => state.payment.payments,
  subjectOf: (input) => input.paymentId,
  guards: (state, _context, id) => [
    ...(paymentOf(state, id)?.status === "ORDERED" ? [] : [refuse("ALREADY_SENT")]),
    ...heldBack(state, id),
  ],
  decide: (_state, { paymentId }) => [entry("PAYMENT_SENT", { paymentId })],
});

export interface FailInput extends CommandInput {
  readonly paymentId: string;
  readonly outcome: "FAILED" | "RETURNED" | "UNKNOWN";
  readonly reasonCode: string;
}

export const paymentFail = command<FailInput>({
  action: "PAYMENT_FAIL",
  by: ["BANK_OFFICER", "BANK_MANAGER"],
  from: ["DISBURSEMENT"],
  subjects: (state) => state.payment.payments,
  subjectOf: (input) => input.paymentId,
  guards: alreadySettled,
  shape: (_state, input, { policy }) =>
    paymentFailureReason(policy, input.reasonCode) ? [] : [refuse("UNKNOWN_CODE", { field: "reasonCode" })],
  decide: (_state, { paymentId, outcome, reasonCode }) => [entry("PAYMENT_FAILED", { paymentId, outcome, reasonCode })],
});

export const paymentCommands = [fundsOrder, paymentSend, paymentConfirm, paymentFail];

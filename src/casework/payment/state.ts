/** Money out: what was ordered, and what the bank says became of it. */
import { personOf, type CaseEntry } from "../entries.js";
import type { CaseState } from "../state.js";
import { patch } from "../state.js";

export type PaymentStatus = "ORDERED" | "SENT" | "PAID" | "FAILED" | "RETURNED" | "UNKNOWN";

export interface PaymentRecord {
  readonly id: string;
  readonly version: number;
  readonly payeeId: string;
  readonly amountFen: number;
  readonly status: PaymentStatus;
  readonly orderedAt: string;
  readonly orderedById: string;
  /** When the bank sent it on, where it said so. */
  readonly sentAt: string | null;
  readonly settledAt: string | null;
  readonly settledById: string | null;
  readonly reasonCode: string | null;
  readonly bankReference: string | null;
  /** The loan's rate on the day it was paid out. */
  readonly annualRatePpm: number | null;
  readonly entryId: string | null;
}

export interface PaymentState {
  readonly payments: readonly PaymentRecord[];
  /** When the whole amount had been paid out. */
  readonly paidAt: string | null;
}

export const initialPayment = (): PaymentState => ({ payments: [], paidAt: null });

export function evolvePayment(slice: PaymentState, entry: CaseEntry, state: CaseState): PaymentState {
  switch (entry.type) {
    case "FUNDS_ORDERED": {
      const { paymentId, payeeId, amountFen } = entry.body;
      const payment: PaymentRecord = {
        id: paymentId,
        version: 1,
        payeeId,
        amountFen,
        status: "ORDERED",
        orderedAt: entry.occurredAt,
        orderedById: personOf(entry),
        sentAt: null,
        settledAt: null,
        settledById: null,
        reasonCode: null,
        bankReference: null,
        annualRatePpm: null,
        entryId: null,
      };
      return { ...slice, payments: [...slice.payments, payment] };
    }
    case "PAYMENT_SENT": {
      const { paymentId } = entry.body;
      const version = (slice.payments.find(({ id }) => id === paymentId)?.version ?? 0) + 1;
      const sent = { status: "SENT" as const, sentAt: entry.occurredAt, version };
      return { ...slice, payments: patch(slice.payments, paymentId, sent) };
    }
    case "PAYMENT_CONFIRMED": {
      const { paymentId, paidAt, ...said } = entry.body;
      const paid = { ...said, status: "PAID" as const, settledAt: paidAt, reasonCode: null };
      return settled(slice, state, entry, paymentId, paid);
    }
    case "PAYMENT_FAILED": {
      const { paymentId, outcome, reasonCode } = entry.body;
      return settled(slice, state, entry, paymentId, { status: outcome, settledAt: entry.occurredAt, reasonCode });
    }
    case "ENTRY_CORRECTED": {
      const payment = slice.payments.find(({ entryId }) => entryId === entry.body.entryId);
      if (!payment) return slice;
      const { values } = entry.body;
      if (values !== null) return setAnew(slice, state, payment, values);
      // What the bank said is taken back: nobody knows until it answers again.
      return settled(slice, state, entry, payment.id, { ...unanswered, status: "UNKNOWN" });
    }
    default:
      return slice;
  }
}

function settled(
  slice: PaymentState,
  state: CaseState,
  entry: CaseEntry,
  id: string,
  changes: Partial<PaymentRecord>,
): PaymentState {
  const version = (slice.payments.find((payment) => payment.id === id)?.version ?? 0) + 1;
  return complete(
    patch(slice.payments, id, { ...changes, version, settledById: personOf(entry), entryId: entry.id }),
    state,
  );
}

/** The bank's answer stands, with another time or reference: it stays that entry's, and may be corrected again. */
function setAnew(
  slice: PaymentState,
  state: CaseState,
  { id, version, ...was }: PaymentRecord,
  values: Readonly<Record<string, unknown>>,
): PaymentState {
  const changes = {
    version: version + 1,
    settledAt: (values["paidAt"] as string | undefined) ?? was.settledAt,
    bankReference: (values["bankReference"] as string | undefined) ?? was.bankReference,
    annualRatePpm:
      values["annualRatePpm"] === undefined ? was.annualRatePpm : (values["annualRatePpm"] as number | null),
  };
  return complete(patch(slice.payments, id, changes), state);
}

function complete(payments: readonly PaymentRecord[], state: CaseState): PaymentState {
  const approvedFen = state.decision.approved?.amountFen ?? 0;
  const whole = approvedFen > 0 && sumOf(payments, ["PAID"]) >= approvedFen;
  const last = payments
    .filter(({ status }) => status === "PAID")
    .reduce<string | null>((at, { settledAt }) => (settledAt && settledAt > (at ?? "") ? settledAt : at), null);
  return { payments, paidAt: whole ? last : null };
}

const unanswered = { settledAt: null, bankReference: null, reasonCode: null, annualRatePpm: null } as const;

const sumOf = (payments: readonly PaymentRecord[], statuses: readonly PaymentStatus[]): number =>
  payments.filter(({ status }) => statuses.includes(status)).reduce((sum, { amountFen }) => sum + amountFen, 0);

/** Ordered, and the bank has not said for good what became of it. */
const open: readonly PaymentStatus[] = ["ORDERED", "SENT", "UNKNOWN"];

/** Approved and neither paid nor under way. */
export const remainingFen = (state: CaseState): number =>
  (state.decision.approved?.amountFen ?? 0) - sumOf(state.payment.payments, ["PAID", ...open]);

/** Ordered, and not answered by the bank for good. */
export const underWay = (state: CaseState): readonly PaymentRecord[] =>
  state.payment.payments.filter(({ status }) => open.includes(status));

export const paymentDone = (state: CaseState): boolean => state.payment.paidAt !== null;

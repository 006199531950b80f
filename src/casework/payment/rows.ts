/** Payments as the API shows them. */
import { ObjectType, registerEnumType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import { enumOf } from "../enums.js";
import type { CaseState } from "../state.js";
import type { PaymentStatus } from "./state.js";

export const PaymentStatusEnum = enumOf(["ORDERED", "SENT", "PAID", "FAILED", "RETURNED", "UNKNOWN"] as const);
registerEnumType(PaymentStatusEnum, { name: "PaymentStatus", description: "What became of a payment (放款状态)." });

@ObjectType({ description: "Money ordered to a payee, and what became of it (放款)." })
@Derived("payment", { stream: "caseId", index: { ix_payment_case: ["caseId"], ix_payment_status: ["status", "id"] } })
export class Payment {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.int({ api: "Version, for expectedVersion (版本)" }) version!: number;
  @col.id({ api: "The payee of the case (收款人)" }) payeeId!: string;
  @col.fen() amountFen!: number;
  @col.code({ api: "What became of it (状态)", type: () => PaymentStatusEnum }) status!: PaymentStatus;
  @col.instant({ api: "When it was ordered (放款指令时间)" }) orderedAt!: string;
  @col.id() orderedById!: string;
  @col.instant({ api: "When the bank sent it (银行发出时间)", nullable: true }) sentAt!: string | null;
  @col.instant({ api: "When it was paid or failed (到账或失败时间)", nullable: true }) settledAt!: string | null;
  @col.id({ nullable: true }) settledById!: string | null;
  @col.code({ api: "Why it failed (失败原因)", nullable: true }) reasonCode!: string | null;
  @col.text({ api: "The bank's reference (银行流水号)", nullable: true }) bankReference!: string | null;
}

export const paymentRows = (state: CaseState): RowOut[] =>
  state.payment.payments.map(({ entryId: _entryId, annualRatePpm: _rate, ...payment }) =>
    rowOut(Payment, { ...payment, caseId: state.id }),
  );

export const paymentTables = [Payment];

/** Handoffs as they are queried: the list and its items. */
import { ObjectType, registerEnumType } from "type-graphql";
import { col, Derived } from "../../platform/index.js";

export const HandoffStatus = { SENT: "SENT", PARTLY_RECEIVED: "PARTLY_RECEIVED", RECEIVED: "RECEIVED" } as const;
export type HandoffStatus = keyof typeof HandoffStatus;
registerEnumType(HandoffStatus, { name: "HandoffStatus", description: "How far a handoff was received (交接状态)." });

export const ReceiptResult = { ACCEPTED: "ACCEPTED", REJECTED: "REJECTED" } as const;
export type ReceiptResult = keyof typeof ReceiptResult;
registerEnumType(ReceiptResult, {
  name: "ReceiptResult",
  description: "Whether an item or a version was accepted or rejected (接收或退回).",
});

@ObjectType("Handoff", {
  description: "A list of documents and paper originals that one party passes to another (交接清单).",
})
@Derived("handoff", {
  stream: "id",
  index: {
    ix_handoff_from: ["fromPartyId", "status", "sentAt", "id"],
    ix_handoff_to: ["toPartyId", "status", "sentAt", "id"],
    ix_handoff_sent: ["sentAt", "id"],
  },
})
export class Handoff {
  @col.id({ primary: true, api: "Id (编号)" }) id!: string;
  @col.int({ api: "Rises with every change (版本)" }) version!: number;
  @col.id() fromPartyId!: string;
  @col.id() toPartyId!: string;
  @col.instant({ api: "When it was sent (移交时间)" }) sentAt!: string;
  @col.id() sentById!: string;
  @col.int({ api: "Items on the list (件数)" }) itemCount!: number;
  @col.int({ api: "Items not yet received (待接收件数)" }) openCount!: number;
  @col.int({ api: "Items rejected (退回件数)" }) rejectedCount!: number;
  @col.code({ api: "How far it was received (状态)", type: () => HandoffStatus }) status!: HandoffStatus;
  @col.instant({ nullable: true, api: "When the last item was received (接收完成时间)" }) completedAt!: string | null;
}

@ObjectType("HandoffItem", { description: "One document version, or one paper original, of a handoff (交接件)." })
@Derived("handoff_item", {
  stream: "handoffId",
  index: {
    ix_handoff_item_handoff: ["handoffId", "number"],
    ix_handoff_item_case: ["caseId"],
    ix_handoff_item_document: ["documentId"],
  },
  foreign: { handoffId: { rowClass: "Handoff", name: "fk_handoff_item_handoffId" } },
})
export class HandoffItem {
  @col.id({ primary: true, api: "Id (编号)" }) id!: string;
  @col.id() handoffId!: string;
  @col.int({ api: "Place on the list, from 1 (序号)" }) number!: number;
  @col.id({ api: "The case it belongs to (所属贷款)" }) caseId!: string;
  @col.id({ api: "The document (要件)" }) documentId!: string;
  @col.int({ api: "The version handed over (要件版本号)" }) documentVersion!: number;
  @col.flag({ api: "Whether the paper original travels (是否原件)" }) original!: boolean;
  @col.code({ nullable: true, api: "Null while it waits (接收结果)", type: () => ReceiptResult })
  result!: ReceiptResult | null;
  @col.code({ nullable: true, api: "Why it was rejected, a code of the policy (退回原因)" }) reasonCode!: string | null;
  @col.flag({ api: "Whether the rejection counts as a mistake of the sender (是否计入差错)" }) countsAsError!: boolean;
  @col.instant({ nullable: true, api: "When it was received (接收时间)" }) receivedAt!: string | null;
  @col.id({ nullable: true }) receivedById!: string | null;
  /** Private row: what the receiver wrote. */
  @col.id({ nullable: true }) noteId!: string | null;
}

/** Transfers of ownership as the API shows them. */
import { ObjectType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import type { CaseState } from "../state.js";

@ObjectType({ description: "A transfer of ownership, effective when accepted (首问责任转交)." })
@Derived("owner_transfer", {
  stream: "caseId",
  index: { ix_owner_transfer_case: ["caseId"], ix_owner_transfer_to: ["toMemberId", "acceptedAt"] },
})
export class OwnerTransfer {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.int({ api: "Version, for expectedVersion (版本)" }) version!: number;
  @col.id() fromMemberId!: string;
  @col.id() toMemberId!: string;
  @col.id({ nullable: true }) toUnitId!: string | null;
  @col.instant({ api: "When it was proposed (转交时间)" }) proposedAt!: string;
  @col.instant({ api: "When it was accepted (接收时间)", nullable: true }) acceptedAt!: string | null;
}

export const ownershipRows = (state: CaseState): RowOut[] =>
  state.ownership.transfers.map(({ toPartyId: _party, ...transfer }) =>
    rowOut(OwnerTransfer, { ...transfer, caseId: state.id }),
  );

export const ownershipTables = [OwnerTransfer];

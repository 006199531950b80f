/** First contact owns it (首问负责): who answers for the case to the applicant, until somebody else has accepted it. */
import type { CaseEntry } from "../entries.js";
import { patch } from "../state.js";

export interface TransferState {
  readonly id: string;
  readonly version: number;
  readonly fromMemberId: string;
  readonly toMemberId: string;
  readonly toPartyId: string;
  readonly toUnitId: string | null;
  readonly proposedAt: string;
  readonly acceptedAt: string | null;
}

export interface OwnershipState {
  readonly ownerId: string;
  readonly ownerPartyId: string;
  readonly transfers: readonly TransferState[];
}

export const initialOwnership = (): OwnershipState => ({ ownerId: "", ownerPartyId: "", transfers: [] });

export function evolveOwnership(slice: OwnershipState, entry: CaseEntry): OwnershipState {
  switch (entry.type) {
    case "OPENED":
      return { ...slice, ownerId: entry.body.ownerId, ownerPartyId: entry.body.ownerPartyId };
    // What was offered before an order is offered no more.
    case "OWNER_REASSIGNED":
      return {
        ownerId: entry.body.toMemberId,
        ownerPartyId: entry.body.toPartyId,
        transfers: slice.transfers.filter(({ acceptedAt }) => acceptedAt),
      };
    case "BANK_REASSIGNED":
      return {
        ownerId: entry.body.ownerId,
        ownerPartyId: entry.body.ownerPartyId,
        transfers: slice.transfers.filter(({ acceptedAt }) => acceptedAt),
      };
    case "OWNER_TRANSFER_PROPOSED": {
      const { transferId, toMemberId, toPartyId, toUnitId } = entry.body;
      const transfer: TransferState = {
        id: transferId,
        version: 1,
        fromMemberId: slice.ownerId,
        toMemberId,
        toPartyId,
        toUnitId,
        proposedAt: entry.occurredAt,
        acceptedAt: null,
      };
      // A new proposal takes the place of one that nobody accepted.
      return { ...slice, transfers: [...slice.transfers.filter(({ acceptedAt }) => acceptedAt), transfer] };
    }
    case "OWNER_ACCEPTED": {
      const transfer = slice.transfers.find(({ id }) => id === entry.body.transferId);
      return {
        ...slice,
        ownerId: transfer?.toMemberId ?? slice.ownerId,
        ownerPartyId: transfer?.toPartyId ?? slice.ownerPartyId,
        transfers: patch(slice.transfers, entry.body.transferId, { acceptedAt: entry.occurredAt, version: 2 }),
      };
    }
    default:
      return slice;
  }
}

export const openTransfer = (slice: OwnershipState): TransferState | undefined =>
  slice.transfers.find(({ acceptedAt }) => acceptedAt === null);

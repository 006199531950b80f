/** Handing the case over to a colleague, who has to accept it. */
import { actingMemberId, type Role } from "../../parties/index.js";
import { command, type CommandInput } from "../command.js";
import { entry } from "../entries.js";
import { liveStages } from "../stages.js";
import { openTransfer } from "./state.js";
import { refuse } from "../refusals.js";

/** Somebody who is to own a case, as they stand inside the transaction. */
export interface NewOwner {
  readonly memberId: string;
  readonly partyId: string;
  readonly unitId: string | null;
  readonly roles: readonly Role[];
  readonly service: boolean;
  readonly active: boolean;
}

export interface TransferInput extends CommandInput {
  readonly toMemberId: string;
  /** Read beforehand; null when there is no such member. */
  readonly to: NewOwner | null;
}

const owners = ["BANK_OFFICER", "BANK_MANAGER", "CENTER_REVIEWER", "SUPERVISOR"] as const satisfies readonly Role[];

/** A person whose work it is. */
export const mayOwn = ({ service, roles }: NewOwner): boolean =>
  !service && roles.some((role) => (owners as readonly Role[]).includes(role));

export const ownerTransfer = command<TransferInput>({
  action: "OWNER_TRANSFER",
  by: owners,
  from: liveStages,
  makes: "transferId",
  // The owner, or the owner's manager.
  mine: ({ ownership }, viewer) =>
    ownership.ownerId === actingMemberId(viewer) ||
    (ownership.ownerPartyId === viewer.partyId &&
      (viewer.roles.includes("BANK_MANAGER") || viewer.roles.includes("SUPERVISOR"))),
  shape({ ownership, lifecycle }, { to }) {
    const field = "toMemberId";
    // A case that the center's desk opened may go to the bank that handles it, and back.
    if (!to || ![lifecycle.bankId, lifecycle.centerId].includes(to.partyId)) return [refuse("NOT_FOUND", { field })];
    return [
      ...(to.active ? [] : [refuse("MEMBER_INACTIVE", { field })]),
      ...(mayOwn(to) ? [] : [refuse("MEMBER_CANNOT_OWN", { field })]),
      ...(to.memberId === ownership.ownerId ? [refuse("ALREADY_OWNER", { field })] : []),
    ];
  },
  decide: (_state, { to }, context) =>
    to
      ? [
          entry("OWNER_TRANSFER_PROPOSED", {
            transferId: context.newId(),
            toMemberId: to.memberId,
            toPartyId: to.partyId,
            toUnitId: to.unitId,
          }),
        ]
      : [],
});

export const ownerAccept = command({
  action: "OWNER_ACCEPT",
  by: owners,
  from: liveStages,
  makes: "transferId",
  guards({ ownership }, { viewer }) {
    const transfer = openTransfer(ownership);
    if (!transfer) return [refuse("NO_TRANSFER")];
    return transfer.toMemberId === actingMemberId(viewer) ? [] : [refuse("NOT_FOR_YOU")];
  },
  decide: ({ ownership }) => [entry("OWNER_ACCEPTED", { transferId: openTransfer(ownership)?.id ?? "" })],
});

export const ownershipCommands = [ownerTransfer, ownerAccept];

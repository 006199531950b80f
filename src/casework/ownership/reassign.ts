/** Giving a case to somebody else by order: to an officer at once, to another unit, or to another bank. */
import type { Refusal } from "../../kernel/index.js";
import type { Role, Viewer } from "../../parties/index.js";
import { command, type CommandInput } from "../command.js";
import { entry } from "../entries.js";
import { refuse } from "../refusals.js";
import { liveStages } from "../stages.js";
import { mayOwn, type NewOwner } from "./decide.js";

interface ReassignInput extends CommandInput {
  /** Why, in words. */
  readonly reason: string;
}

export interface OwnerReassignInput extends ReassignInput {
  /** Read beforehand; null when there is no such member. */
  readonly to: NewOwner | null;
}

export interface UnitReassignInput extends ReassignInput {
  readonly to: { readonly unitId: string; readonly partyId: string } | null;
}

export interface BankReassignInput extends ReassignInput {
  readonly to: { readonly partyId: string; readonly kind: string; readonly active: boolean } | null;
  /** Who answers for it there; the one who orders, at the center, until somebody there has accepted it. */
  readonly owner: NewOwner | null;
  readonly ownerNamed: boolean;
}

const orderers = ["BANK_MANAGER", "SUPERVISOR"] as const satisfies readonly Role[];

const reasonMissing = ({ reason }: ReassignInput): Refusal[] =>
  reason.trim() === "" ? [refuse("REASON_REQUIRED", { field: "reason" })] : [];

/** A branch's manager gives cases to people and units of that branch. */
const reaches = ({ unitIds }: Viewer, unitId: string | null): boolean =>
  unitIds === null || (unitId !== null && unitIds.includes(unitId));

export const ownerReassign = command<OwnerReassignInput>({
  action: "OWNER_REASSIGN",
  by: orderers,
  from: liveStages,
  // Inside the party: to another one a case goes by transfer and acceptance.
  mine: ({ ownership }, viewer) => ownership.ownerPartyId === viewer.partyId,
  check: ({ ownership }, input, { viewer }) => [
    ...reasonMissing(input),
    ...ownerFaults(input.to, viewer.partyId, reaches(viewer, input.to?.unitId ?? null)),
    ...(input.to?.memberId === ownership.ownerId ? [refuse("ALREADY_OWNER", { field: "toMemberId" })] : []),
  ],
  decide: (state, { to, reason }, context) =>
    to
      ? [
          entry("OWNER_REASSIGNED", {
            toMemberId: to.memberId,
            toPartyId: to.partyId,
            toUnitId: to.unitId,
            reason: context.keep("REASSIGN_REASON", state.id, reason),
          }),
        ]
      : [],
});

function ownerFaults(to: NewOwner | null, partyId: string, inReach: boolean): Refusal[] {
  const field = "toMemberId";
  if (to?.partyId !== partyId || !inReach) return [refuse("NOT_FOUND", { field })];
  return [
    ...(to.active ? [] : [refuse("MEMBER_INACTIVE", { field })]),
    ...(mayOwn(to) ? [] : [refuse("MEMBER_CANNOT_OWN", { field })]),
  ];
}

export const unitReassign = command<UnitReassignInput>({
  action: "UNIT_REASSIGN",
  by: orderers,
  from: liveStages,
  mine: ({ lifecycle }, viewer) => viewer.partyKind === "CENTER" || viewer.partyId === lifecycle.bankId,
  check({ lifecycle }, input, { viewer }) {
    const field = "toUnitId";
    const { to } = input;
    const known = to?.partyId === lifecycle.bankId && reaches(viewer, to.unitId);
    return [
      ...reasonMissing(input),
      ...(known ? [] : [refuse("NOT_FOUND", { field })]),
      ...(known && to.unitId === lifecycle.bankUnitId ? [refuse("ALREADY_THERE", { field })] : []),
    ];
  },
  decide: (state, { to, reason }, context) =>
    to
      ? [
          entry("UNIT_REASSIGNED", {
            unitId: to.unitId,
            reason: context.keep("REASSIGN_REASON", state.id, reason),
          }),
        ]
      : [],
});

/** Until contracts are signed with it, a bank can be another one. */
const beforeContracts = ["APPLICATION", "ACCEPTANCE", "REVIEW", "APPROVAL"] as const;

export const bankReassign = command<BankReassignInput>({
  action: "BANK_REASSIGN",
  by: ["SUPERVISOR"],
  from: beforeContracts,
  check({ lifecycle }, input) {
    const field = "toPartyId";
    const { to, owner, ownerNamed } = input;
    const known = to?.kind === "BANK" && to.active;
    return [
      ...reasonMissing(input),
      ...(known ? [] : [refuse("NOT_FOUND", { field })]),
      ...(known && to.partyId === lifecycle.bankId ? [refuse("ALREADY_THERE", { field })] : []),
      ...(known && ownerNamed ? ownerFaults(owner, to.partyId, true) : []),
    ];
  },
  decide: (state, { to, owner, reason }, context) =>
    to
      ? [
          entry("BANK_REASSIGNED", {
            fromBankId: state.lifecycle.bankId,
            toBankId: to.partyId,
            unitId: owner?.unitId ?? null,
            ownerId: owner?.memberId ?? context.viewer.memberId,
            ownerPartyId: owner?.partyId ?? context.viewer.partyId,
            reason: context.keep("REASSIGN_REASON", state.id, reason),
          }),
        ]
      : [],
});

export const reassignCommands = [ownerReassign, unitReassign, bankReassign];

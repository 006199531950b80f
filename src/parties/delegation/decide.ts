/** What a delegation must be like, and who may grant or end one; pure. */
import { addDays, daysBetween, isDay, startOfDay, type Refusal } from "../../kernel/index.js";
import { misplaced } from "../members/decide.js";
import type { MemberState } from "../members/member.js";
import { refuse } from "../refusals.js";
import type { Role, Viewer } from "../viewer.js";
import type { Delegation } from "./rows.js";
import { isOpen } from "./state.js";

export interface DelegationAsked {
  readonly toMemberId: string;
  /** All that can be delegated where not said. */
  readonly roles?: readonly Role[] | null;
  readonly fromDay: string;
  readonly untilDay: string;
}

/** What policy says on the day of the grant; null where it offers none. */
export interface DelegationRule {
  readonly maxCalendarDays: number;
  readonly policyId: string;
}

/** Accounts are looked after in one's own name, and whoever only reads has no acts to hand on. */
const personal: readonly Role[] = ["ADMINISTRATOR", "AUDITOR"];

export const delegable = (roles: readonly Role[]): Role[] => roles.filter((role) => !personal.includes(role));

/** What a colleague may do in a member's place: never more than the member may at that moment. */
export const delegatedRoles = (member: readonly Role[], named: readonly Role[] | null): Role[] =>
  delegable(member).filter((role) => named === null || named.includes(role));

/** The one reason that somebody out of place gets. Oneself, or whoever looks after the member's account. */
export function outOfPlace(
  asker: Viewer,
  askerNow: MemberState | null,
  member: MemberState | null,
  field: string,
): Refusal | null {
  // What was delegated is not handed on, and a system hands on nothing.
  if (asker.onBehalfOfId !== null) return refuse("NOT_ALLOWED");
  if (member && asker.memberId === member.id) return member.active ? null : refuse("NOT_ALLOWED");
  return misplaced(asker, askerNow, member, field);
}

export function grantFaults(
  asked: DelegationAsked,
  { from, to, grantedById }: { from: MemberState; to: MemberState | null; grantedById: string },
  rule: DelegationRule | null,
  now: { readonly at: string; readonly today: string; readonly zone: string },
): Refusal[] {
  if (!rule) return [refuse("DELEGATION_NOT_OFFERED")];
  return [
    ...memberFaults(from, "memberId"),
    ...(to?.partyId === from.partyId ? memberFaults(to, "toMemberId") : [refuse("NOT_FOUND", { field: "toMemberId" })]),
    // Nobody takes over another's acts by their own word.
    ...(to && (to.id === from.id || to.id === grantedById) ? [refuse("NOT_ONESELF", { field: "toMemberId" })] : []),
    ...rolesFaults(asked.roles ?? null, from.roles),
    ...daysFaults(asked, rule, now.today),
    ...overlapFaults(asked, from.delegations, now),
  ];
}

const memberFaults = ({ active, service }: MemberState, field: string): Refusal[] => [
  ...(active ? [] : [refuse("MEMBER_DISABLED", { field })]),
  ...(service ? [refuse("DELEGATION_OF_SYSTEM", { field })] : []),
];

function rolesFaults(named: readonly Role[] | null, own: readonly Role[]): Refusal[] {
  const field = "roles";
  if ((named ?? delegable(own)).length === 0) return [refuse("ROLES_EMPTY", { field })];
  const foreign = [...new Set(named ?? [])].filter((role) => !delegable(own).includes(role));
  return [
    ...(new Set(named ?? []).size < (named ?? []).length ? [refuse("ROLE_TWICE", { field })] : []),
    ...foreign.map((role) => refuse("ROLE_NOT_DELEGABLE", { field, params: { role } })),
  ];
}

function daysFaults({ fromDay, untilDay }: DelegationAsked, { maxCalendarDays }: DelegationRule, today: string) {
  if (!isDay(fromDay) || !isDay(untilDay)) return [refuse("DELEGATION_DAYS_WRONG", { field: "fromDay" })];
  const field = "untilDay";
  return [
    ...(fromDay < today ? [refuse("DELEGATION_IN_THE_PAST", { field: "fromDay" })] : []),
    ...(untilDay < fromDay ? [refuse("DELEGATION_DAYS_WRONG", { field })] : []),
    ...(daysBetween(fromDay, untilDay) >= maxCalendarDays
      ? [refuse("DELEGATION_TOO_LONG", { field, params: { atMost: maxCalendarDays } })]
      : []),
  ];
}

function overlapFaults(
  { toMemberId, fromDay, untilDay }: DelegationAsked,
  delegations: readonly Delegation[],
  { at }: { readonly at: string },
): Refusal[] {
  const overlapping = delegations.some(
    (one) => one.toMemberId === toMemberId && isOpen(one, at) && one.fromDay <= untilDay && fromDay <= one.untilDay,
  );
  return overlapping ? [refuse("DELEGATION_OVERLAPS", { field: "fromDay" })] : [];
}

/** From the first day's beginning until the last one's end, in the center's zone. */
export const periodOf = ({ fromDay, untilDay }: DelegationAsked, zone: string) => ({
  startsAt: startOfDay(fromDay, zone),
  endsAt: startOfDay(addDays(untilDay, 1), zone),
});

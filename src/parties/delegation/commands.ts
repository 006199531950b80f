/** Granting and ending delegations, as entries on the stream of the member who is away. */
import type { Journal, NewEntry, Outcome, StreamRef } from "../../journal/index.js";
import { dayOf, type Refusal } from "../../kernel/index.js";
import { selectRow } from "../../platform/index.js";
import { member, type MemberState } from "../members/member.js";
import { refuse } from "../refusals.js";
import { actorOf, type Viewer } from "../viewer.js";
import { grantFaults, outOfPlace, periodOf, type DelegationAsked, type DelegationRule } from "./decide.js";
import { Delegation } from "./rows.js";
import { isOpen, type DelegationEntry } from "./state.js";

type Fact = DelegationEntry extends infer One
  ? One extends DelegationEntry
    ? NewEntry<One["type"], One["body"]>
    : never
  : never;

/** The day's rule and the zone that days are in. */
export interface DelegationRules {
  readonly zone: string;
  ruleOn(day: string): DelegationRule | null;
}

/** As much of the book of rules as is needed here; it stands above this room. */
export interface DelegationPolicies {
  find(day: string): { readonly id: string; readonly delegation?: { readonly maxCalendarDays: number } } | null;
  readonly calendar: { readonly zone: string };
}

export const delegationRules = (policies: DelegationPolicies): DelegationRules => ({
  zone: policies.calendar.zone,
  ruleOn(day) {
    const policy = policies.find(day);
    return policy?.delegation ? { maxCalendarDays: policy.delegation.maxCalendarDays, policyId: policy.id } : null;
  },
});

export interface DelegationGrant extends DelegationAsked {
  /** Who is away; the asker where not said. */
  readonly memberId?: string | null;
  readonly idempotencyKey?: string | null;
}

/**
 * Refusals: NOT_FOUND or NOT_ALLOWED alone; else all of DELEGATION_NOT_OFFERED, MEMBER_DISABLED, DELEGATION_OF_SYSTEM,
 * NOT_ONESELF, ROLES_EMPTY, ROLE_TWICE, ROLE_NOT_DELEGABLE and the faults of its days that hold.
 */
export function grantDelegation(
  journal: Journal,
  asker: Viewer,
  { idempotencyKey = null, ...given }: DelegationGrant,
  rules: DelegationRules,
): Promise<Outcome> {
  const memberId = given.memberId ?? asker.memberId;
  const [from, to, by] = [memberId, given.toMemberId, asker.memberId].map(memberRef) as [Ref, Ref, Ref];
  return journal.execute({
    command: "DELEGATION_GRANT",
    actor: actorOf(asker),
    input: { ...given, memberId, roles: given.roles ?? null },
    idempotencyKey,
    streams: distinct([from, to, by]),
    decide(loaded, { now, newId }) {
      const state = loaded.state(from);
      const wrong = outOfPlace(asker, loaded.state(by), state, "memberId");
      if (wrong || !state) return { refusals: [wrong ?? refuse("NOT_FOUND", { field: "memberId" })] };
      const today = dayOf(now, rules.zone);
      const rule = rules.ruleOn(today);
      const people = { from: state, to: loaded.state(to), grantedById: asker.memberId };
      const refusals = grantFaults(given, people, rule, { at: now, today, zone: rules.zone });
      if (refusals.length > 0 || !rule) return { refusals };
      const { toMemberId, fromDay, untilDay } = given;
      const delegationId = newId();
      const roles = given.roles ? [...given.roles] : null;
      const fact: Fact = {
        type: "DELEGATION_GRANTED",
        body: {
          ...{ delegationId, toMemberId, roles, fromDay, untilDay, policyId: rule.policyId },
          ...periodOf(given, rules.zone),
        },
      };
      return { appends: [{ streamId: memberId, entries: [fact] }], resultId: delegationId };
    },
  });
}

export interface DelegationEnd {
  readonly delegationId: string;
  readonly expectedVersion?: number | null;
  readonly idempotencyKey?: string | null;
}

/** By either of the two, or who looks after the account. Refusals: NOT_FOUND, NOT_ALLOWED; STALE_VERSION, DELEGATION_OVER. */
export async function endDelegation(
  journal: Journal,
  asker: Viewer,
  { delegationId, expectedVersion = null, idempotencyKey = null }: DelegationEnd,
): Promise<Outcome> {
  const row = await selectRow(journal.database.read, Delegation, "id = ?", [delegationId]);
  const [from, by] = [row?.fromMemberId ?? "", asker.memberId].map(memberRef) as [Ref, Ref];
  return journal.execute({
    command: "DELEGATION_END",
    actor: actorOf(asker),
    input: { delegationId, expectedVersion },
    idempotencyKey,
    streams: distinct([from, by]),
    decide(loaded, { now }) {
      const state = loaded.state(from);
      const delegation = state?.delegations.find(({ id }) => id === delegationId);
      const isOwn = asker.onBehalfOfId === null && delegation?.toMemberId === asker.memberId;
      const wrong = isOwn ? null : outOfPlace(asker, loaded.state(by), state, "delegationId");
      if (wrong || !delegation) return { refusals: [wrong ?? refuse("NOT_FOUND", { field: "delegationId" })] };
      const refusals = endFaults(delegation, expectedVersion, now);
      if (refusals.length > 0) return { refusals };
      const fact: Fact = { type: "DELEGATION_ENDED", body: { delegationId } };
      return { appends: [{ streamId: from.id, entries: [fact] }], resultId: delegationId };
    },
  });
}

function endFaults(delegation: Delegation, expectedVersion: number | null, now: string): Refusal[] {
  const { version } = delegation;
  const stale = expectedVersion !== null && expectedVersion !== version;
  return [
    ...(stale ? [refuse("STALE_VERSION", { field: "expectedVersion", params: { version } })] : []),
    ...(isOpen(delegation, now) ? [] : [refuse("DELEGATION_OVER", { field: "delegationId" })]),
  ];
}

type Ref = StreamRef<MemberState>;
const memberRef = (id: string): Ref => ({ aggregate: member, id });
const distinct = (refs: readonly Ref[]): Ref[] => [...new Map(refs.map((ref) => [ref.id, ref])).values()];

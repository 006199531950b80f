/** Delegations as part of the stream of the member who is away. */
import type { Entry } from "../../journal/index.js";
import type { Role } from "../viewer.js";
import type { Delegation } from "./rows.js";

export type DelegationEntry =
  | Entry<
      "DELEGATION_GRANTED",
      {
        delegationId: string;
        toMemberId: string;
        roles: Role[] | null;
        fromDay: string;
        untilDay: string;
        startsAt: string;
        endsAt: string;
        /** The policy that bounded it. */
        policyId: string;
      }
    >
  | Entry<"DELEGATION_ENDED", { delegationId: string }>;

type Period = Pick<Delegation, "startsAt" | "endsAt" | "endedAt">;

/** Where a delegation stands at an instant. */
export function standingOf({ startsAt, endsAt, endedAt }: Period, now: string) {
  if (endedAt !== null && endedAt <= now) return "ENDED";
  if (now >= endsAt) return "EXPIRED";
  return now < startsAt ? "NOT_BEGUN" : "RUNNING";
}

/** Whether it runs or will run. */
export const isOpen = (delegation: Period, now: string): boolean =>
  delegation.endedAt === null && now < delegation.endsAt;

export function evolveDelegations(
  delegations: readonly Delegation[],
  { id: fromMemberId, partyId }: { readonly id: string; readonly partyId: string },
  entry: DelegationEntry,
): readonly Delegation[] {
  switch (entry.type) {
    case "DELEGATION_GRANTED": {
      const { delegationId: id, policyId: _policy, ...said } = entry.body;
      const granted = { grantedById: entry.actorId, grantedAt: entry.occurredAt, endedAt: null };
      return [...delegations, { ...said, ...granted, id, version: 1, fromMemberId, partyId }];
    }
    case "DELEGATION_ENDED":
      return delegations.map((one) =>
        one.id === entry.body.delegationId ? { ...one, endedAt: entry.occurredAt, version: one.version + 1 } : one,
      );
  }
}

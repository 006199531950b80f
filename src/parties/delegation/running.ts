/** Whether a colleague stands in for a member now, and for whom somebody stands in. */
import { Refused } from "../../kernel/index.js";
import { readRows, selectRows, type Sql } from "../../platform/index.js";
import { refuse } from "../refusals.js";
import { Delegation } from "./rows.js";
import { standingOf } from "./state.js";

/** The member in whose place somebody wants to act. */
export interface StoodInFor {
  readonly delegationId: string;
  readonly roles: Delegation["roles"];
}

/**
 * The delegation that runs now from one member to another.
 * @throws Refused naming why there is none any more or not yet; ON_BEHALF_OF_REFUSED where there never was one.
 */
export async function runningDelegation(
  sql: Sql,
  between: { readonly from: string | null; readonly to: string; readonly asked: string },
  now: string,
): Promise<StoodInFor> {
  const params = { username: between.asked.slice(0, 40) };
  const known = between.from
    ? await selectRows(sql, Delegation, "fromMemberId = ? AND toMemberId = ? ORDER BY id DESC", [
        between.from,
        between.to,
      ])
    : [];
  const running = known.find((one) => standingOf(one, now) === "RUNNING");
  if (running) return { delegationId: running.id, roles: running.roles };
  // What is to come says more than what is over.
  const newest = known.find((one) => standingOf(one, now) === "NOT_BEGUN") ?? known[0];
  if (!newest) throw new Refused([refuse("ON_BEHALF_OF_REFUSED", { params })]);
  const reasons = {
    ENDED: "DELEGATION_ENDED",
    EXPIRED: "DELEGATION_EXPIRED",
    NOT_BEGUN: "DELEGATION_NOT_BEGUN",
    RUNNING: "ON_BEHALF_OF_REFUSED",
  } as const;
  throw new Refused([refuse(reasons[standingOf(newest, now)], { params })]);
}

/** Delegations that run or are to come, given or received by a member. */
export const openDelegations = (
  sql: Sql,
  side: "fromMemberId" | "toMemberId",
  memberId: string,
  now: string,
): Promise<Delegation[]> =>
  selectRows(sql, Delegation, `${side} = ? AND endsAt > ? AND endedAt IS NULL ORDER BY startsAt, id`, [memberId, now]);

/** Members in whose place somebody may act now: they are at work still, and have let them. */
export async function membersStoodInFor(sql: Sql, memberId: string, now: string): Promise<string[]> {
  const rows = await sql.all(
    "SELECT d.* FROM delegation d JOIN member m ON m.id = d.fromMemberId AND m.active = 1 " +
      "WHERE d.toMemberId = ? AND d.endsAt > ? AND d.startsAt <= ? AND d.endedAt IS NULL ORDER BY d.id",
    [memberId, now, now],
  );
  return [...new Set(readRows(Delegation, rows).map(({ fromMemberId }) => fromMemberId))];
}

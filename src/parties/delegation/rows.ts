/** Read row of delegations: who lets whom act in their place, from when until when. */
import { ObjectType } from "type-graphql";
import { col, Derived } from "../../platform/index.js";
import { RoleEnum } from "../enums.js";
import type { Role } from "../viewer.js";

@ObjectType({ description: "A member lets a colleague act in their place for some days (委托代办)." })
@Derived("delegation", {
  stream: "fromMemberId",
  index: {
    ix_delegation_from: ["fromMemberId", "endsAt"],
    ix_delegation_to: ["toMemberId", "endsAt"],
    ix_delegation_party: ["partyId", "id"],
  },
})
export class Delegation {
  @col.id({ primary: true, api: "Id of the delegation (委托编号)." }) id!: string;
  @col.int({ api: "Version, for expectedVersion (版本)." }) version!: number;
  @col.id() fromMemberId!: string;
  @col.id() toMemberId!: string;
  @col.id() partyId!: string;
  @col.json({ api: "In which roles; null for all of them (委托角色).", type: () => [RoleEnum], nullable: true })
  roles!: Role[] | null;
  @col.day({ api: "First day (起始日)." }) fromDay!: string;
  @col.day({ api: "Last day (截止日)." }) untilDay!: string;
  /** The first and last day as instants in the center's zone; it holds before `endsAt`. */
  @col.instant() startsAt!: string;
  @col.instant() endsAt!: string;
  @col.id() grantedById!: string;
  @col.instant({ api: "When it was granted (委托时间)." }) grantedAt!: string;
  @col.instant({ api: "When it was ended before its last day (提前终止时间).", nullable: true })
  endedAt!: string | null;
}

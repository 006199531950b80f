/** Read row of members, and their names, which only the private table holds. */
import { ObjectType } from "type-graphql";
import { col, Derived, Private } from "../../platform/index.js";
import { RoleEnum } from "../enums.js";
import type { Role } from "../viewer.js";

/** One who acts for a party: a person, or a party's system (service). */
@ObjectType({ description: "A member of a party, as every party may know them (成员)." })
@Derived("member", {
  stream: "id",
  unique: { race_member_username: ["username"] },
  index: { ix_member_party: ["partyId", "id"] },
  foreign: { partyId: { rowClass: "Partner", name: "fk_member_partyId" } },
})
export class Member {
  @col.id({ primary: true, api: "Id of the member (成员编号)." }) id!: string;
  @col.id() partyId!: string;
  /** Null for one who works for the whole party. */
  @col.id({ nullable: true }) unitId!: string | null;
  @col.code() username!: string;
  @col.json({ api: "What the member does (角色).", type: () => [RoleEnum] }) roles!: Role[];
  /** 1 to 9: which row of policy's amount limits holds for the member's roles. */
  @col.int() amountRank!: number;
  /** A party's system, which acts on behalf of named officers. */
  @col.flag({ api: "Whether it is a system acting on behalf of officers (是否系统账号)." }) service!: boolean;
  @col.flag({ api: "Whether the member may sign in (是否启用)." }) active!: boolean;
  @col.int({ api: "Version, for expectedVersion (版本)." }) version!: number;
}

/** The name of a member, by the member's id; entries and derived rows hold none. */
@Private("member_name")
export class MemberName {
  @col.id({ primary: true }) id!: string;
  @col.text({ maxLength: 64 }) name!: string;
}

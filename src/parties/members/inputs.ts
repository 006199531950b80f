/** What the API takes in about members. */
import { Field, ID, InputType, Int } from "type-graphql";
import { RoleEnum } from "../enums.js";
import type { Role } from "../viewer.js";

const key = "A key of the client's own choice: the same request twice is done once (幂等键).";

@InputType({ description: "A new member (新增成员)." })
export class MemberCreateInput {
  @Field(() => ID, { nullable: true, description: "The party; the asker's own where not said (机构)." })
  partyId?: string | null;

  @Field(() => ID, { nullable: true, description: "The unit; none for the whole party (部门)." })
  unitId?: string | null;

  @Field(() => String, { description: "Name to sign in with, for good: a-z, 0-9, dot, underscore, hyphen (用户名)." })
  username!: string;

  @Field(() => String, { description: "Name that every party sees (姓名)." })
  name!: string;

  @Field(() => [RoleEnum], { description: "Roles of the party's kind (角色)." })
  roles!: Role[];

  @Field(() => Int, { defaultValue: 1, description: "1 to 9: which amount limits of policy hold (审批级别)." })
  amountRank!: number;

  @Field(() => Boolean, { defaultValue: false, description: "A system that acts on behalf of officers (系统账号)." })
  service!: boolean;

  @Field(() => String, { nullable: true, description: key })
  idempotencyKey?: string | null;
}

@InputType({ description: "One member (指定成员)." })
export class MemberInput {
  @Field(() => ID, { description: "The member (成员)." })
  memberId!: string;

  @Field(() => Int, { nullable: true, description: "The version that the asker has seen (已见版本)." })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true, description: key })
  idempotencyKey?: string | null;
}

@InputType({ description: "A member whom to disable (停用成员)." })
export class MemberDisableInput extends MemberInput {}

@InputType({ description: "A member whom to enable again (启用成员)." })
export class MemberEnableInput extends MemberInput {}

@InputType({ description: "A member whose password to reset (重置密码)." })
export class MemberPasswordResetInput extends MemberInput {}

@InputType({ description: "Where a member works from now on (调整部门)." })
export class MemberUnitChangeInput extends MemberInput {
  @Field(() => ID, { nullable: true, description: "The unit; none for the whole party (部门)." })
  unitId?: string | null;
}

@InputType({ description: "A member's new roles (变更角色)." })
export class MemberRolesChangeInput extends MemberInput {
  @Field(() => [RoleEnum], { description: "All roles from now on (角色)." })
  roles!: Role[];

  @Field(() => Int, { description: "1 to 9: which amount limits of policy hold (审批级别)." })
  amountRank!: number;
}

/** What the API takes in about parties. */
import { Field, ID, InputType } from "type-graphql";
import { DateScalar, MoneyScalar } from "../../platform/index.js";
import { PartyKindEnum } from "../enums.js";
import type { PartyKind } from "../viewer.js";

const key = "A key of the client's own choice: the same request twice is done once (幂等键).";

@InputType({ description: "A new party (登记机构)." })
export class PartyRegisterInput {
  @Field(() => PartyKindEnum, { description: "Kind of party; there is one center (机构类型)." })
  kind!: PartyKind;

  @Field(() => String, { description: "Short code for good, unique: A-Z, 0-9, hyphen, 16 at most (机构代码)." })
  code!: string;

  @Field(() => String, { description: "Name in Chinese (名称)." })
  name!: string;

  @Field(() => String, { description: "Name in English (英文名称)." })
  nameEn!: string;

  @Field(() => String, { nullable: true, description: key })
  idempotencyKey?: string | null;
}

@InputType({ description: "A new unit of a party (新增部门或网点)." })
export class UnitAddInput {
  @Field(() => ID, { description: "The party (机构)." })
  partyId!: string;

  @Field(() => ID, { nullable: true, description: "The unit above it; none directly under the party (上级部门)." })
  parentId?: string | null;

  @Field(() => String, { description: "Code inside the party: A-Z, 0-9, hyphen, 16 at most (部门代码)." })
  code!: string;

  @Field(() => String, { description: "Name in Chinese (名称)." })
  name!: string;

  @Field(() => String, { description: "Name in English (英文名称)." })
  nameEn!: string;

  @Field(() => String, { nullable: true, description: key })
  idempotencyKey?: string | null;
}

@InputType({ description: "Lets a party take no new cases (停用机构)." })
export class PartySuspendInput {
  @Field(() => ID, { description: "The party (机构)." })
  partyId!: string;

  @Field(() => String, { description: "Why; its own people and the center read it (原因)." })
  reason!: string;

  @Field(() => String, { nullable: true, description: key })
  idempotencyKey?: string | null;
}

@InputType({ description: "Lets a suspended party take new cases again (恢复机构)." })
export class PartyResumeInput {
  @Field(() => ID, { description: "The party (机构)." })
  partyId!: string;

  @Field(() => String, { nullable: true, description: key })
  idempotencyKey?: string | null;
}

@InputType({ description: "A guarantee company's net assets (登记净资产)." })
export class NetAssetsStateInput {
  @Field(() => ID, { description: "The guarantee company (担保公司)." })
  partyId!: string;

  @Field(() => DateScalar, { description: "From this day on, until a later statement (基准日)." })
  asOf!: string;

  @Field(() => MoneyScalar, { description: "Net assets, above zero (净资产)." })
  amount!: number;

  @Field(() => String, { nullable: true, description: key })
  idempotencyKey?: string | null;
}

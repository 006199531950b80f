/** What the API takes in about yearly tasks and figures from outside. */
import { Field, ID, InputType, Int } from "type-graphql";
import { DateScalar, MoneyScalar } from "../../platform/index.js";
import { StatementStatusEnum, type StatementStatus } from "./rows.js";

const key = "A key of the client's own choice: the same request twice is done once (幂等键).";

@InputType()
abstract class StatementInput {
  @Field(() => String, { description: "Business, a code of the policy: COLLECTION, LENDING, WITHDRAWAL (业务)." })
  business!: string;
  @Field(() => ID, { nullable: true, description: "A unit with those below it; none for the whole center (部门)." })
  unitId?: string | null;
  @Field(() => String, { nullable: true, description: "A product or line, a code of the policy; none for all (品种)." })
  product?: string | null;
  @Field(() => Int, { nullable: true, description: "Number of loans or payments (笔数)." })
  count?: number | null;
  @Field(() => String, { description: "Where it comes from: title and number of the paper (来源, 文号)." })
  source!: string;
  @Field(() => String, { nullable: true, description: key })
  idempotencyKey?: string | null;
}

@InputType({ description: "A yearly task: it counts when another person has confirmed it (下达年度任务)." })
export class TargetSetInput extends StatementInput {
  @Field(() => Int, { description: "Year (年度)." }) year!: number;
  @Field(() => MoneyScalar, { nullable: true, description: "Amount to reach, above zero (任务金额)." })
  amount?: number | null;
}

@InputType({
  description: "What a business came to in some days: for what the platform does not measure (录入外部业务数据).",
})
export class BusinessFigureEnterInput extends StatementInput {
  @Field(() => DateScalar, { description: "First day (起始日)." }) from!: string;
  @Field(() => DateScalar, { description: "Last day, in the same year and not ahead (截止日)." }) to!: string;
  @Field(() => MoneyScalar, { description: "Amount (金额)." }) amount!: number;
}

@InputType({ description: "A task to confirm or refuse (确认或退回任务)." })
export class TargetDecideInput {
  @Field(() => ID, { description: "The task (任务)." }) targetId!: string;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

@InputType({ description: "A figure to confirm or refuse (确认或退回数据)." })
export class BusinessFigureDecideInput {
  @Field(() => ID, { description: "The figure (数据)." }) figureId!: string;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

@InputType({ description: "Which tasks or figures; every condition given must hold (筛选条件)." })
export class StatementFilter {
  @Field(() => Int, { nullable: true, description: "Year (年度)." }) year?: number | null;
  @Field(() => String, { nullable: true, description: "Business (业务)." }) business?: string | null;
  @Field(() => StatementStatusEnum, { nullable: true, description: "Where it stands (状态)." })
  status?: StatementStatus | null;
}

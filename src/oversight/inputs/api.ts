/** What the API takes in about figures from outside, tasks of partners, additions and deductions, vetoes. */
import { Field, ID, InputType, Int } from "type-graphql";
import { MoneyScalar, PeriodScalar } from "../../platform/index.js";
import { ScoreInputKindEnum, ScoreInputStatusEnum, type ScoreInputKind, type ScoreInputStatus } from "./rows.js";

const key = "A key of the client's own choice: the same request twice is done once (幂等键).";
const ticket = "An upload of the document that proves it (佐证材料上传凭证).";

@InputType()
abstract class OnPartnerInput {
  @Field(() => ID, { description: "The bank or guarantee company (机构)." }) partnerId!: string;
  @Field(() => PeriodScalar, { description: "The period whose board it is for (期间)." }) period!: string;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

@InputType({ description: "A figure that the platform does not measure, with its source (录入外部数据)." })
export class ExternalFigureEnterInput extends OnPartnerInput {
  @Field(() => String, { description: "Indicator, a code of the policy whose figures come from outside (指标)." })
  indicator!: string;
  @Field(() => String, { description: "Numerator in at most two decimals, such as yuan overdue (分子)." })
  numerator!: string;
  @Field(() => String, { description: "Denominator in the same unit, above zero (分母)." }) denominator!: string;
  @Field(() => Int, {
    nullable: true,
    description: "Loans, lines or compensations that it rests on; the denominator where left out (笔数).",
  })
  cases?: number | null;
  @Field(() => ID, { description: "The upload of the file that it was taken from (来源文件上传凭证)." })
  ticketId!: string;
  @Field(() => String, { nullable: true, description: "Remark (备注)." }) note?: string | null;
}

@InputType({ description: "What a partner is to pay out in a period (下达机构任务)." })
export class PartnerTaskSetInput extends OnPartnerInput {
  @Field(() => MoneyScalar, { description: "Amount to pay out, above zero (任务金额)." }) amount!: number;
  @Field(() => ID, { nullable: true, description: ticket }) ticketId?: string | null;
  @Field(() => String, { nullable: true, description: "Remark (备注)." }) note?: string | null;
}

const replaces = "What was revoked and this takes the place of, where it does (替代的已撤销项).";

@InputType({ description: "Points added or deducted beside the indicators (加减分)." })
export class ScoreAdjustmentProposeInput extends OnPartnerInput {
  @Field(() => String, {
    description: "Reason, a code of the policy; it says whether points are added or deducted (事由).",
  })
  reasonCode!: string;
  @Field(() => String, { description: 'Points above zero in at most two decimals, such as "1.5" (分值).' })
  points!: string;
  @Field(() => String, { description: "Why (说明)." }) note!: string;
  @Field(() => ID, { description: ticket }) ticketId!: string;
  @Field(() => ID, { nullable: true, description: replaces }) replacesId?: string | null;
}

@InputType({ description: "Something proved against a partner that takes its rank (一票否决)." })
export class VetoRecordInput extends OnPartnerInput {
  @Field(() => String, { description: "What it is, a code of the policy (事项)." }) vetoCode!: string;
  @Field(() => String, { description: "What happened (情况说明)." }) note!: string;
  @Field(() => ID, { description: ticket }) ticketId!: string;
  @Field(() => ID, { nullable: true, description: replaces }) replacesId?: string | null;
}

@InputType({ description: "What was entered, to be confirmed or rejected (复核或退回)." })
export class ScoreInputDecideInput {
  @Field(() => ID, { description: "What was entered (录入项)." }) inputId!: string;
  @Field(() => Int, { nullable: true, description: "Its version as last seen (版本)." }) expectedVersion?:
    number | null;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

@InputType({ description: "What was confirmed and should count no more: two persons ask for it (撤销)." })
export class ScoreInputRevokeInput extends ScoreInputDecideInput {
  @Field(() => String, { description: "Why (理由)." }) note!: string;
}

@InputType({ description: "Which of them; every condition given must hold (筛选条件)." })
export class ScoreInputFilter {
  @Field(() => PeriodScalar, { nullable: true, description: "Period (期间)." }) period?: string | null;
  @Field(() => ID, { nullable: true, description: "Partner (机构)." }) partnerId?: string | null;
  @Field(() => ScoreInputKindEnum, { nullable: true, description: "Kind (种类)." }) kind?: ScoreInputKind | null;
  @Field(() => ScoreInputStatusEnum, { nullable: true, description: "Where it stands (状态)." })
  status?: ScoreInputStatus | null;
}

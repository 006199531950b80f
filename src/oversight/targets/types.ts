/** The targets of a year as the API shows them. */
import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { enumOf, Unit } from "../../parties/index.js";
import { DateScalar, MoneyScalar } from "../../platform/index.js";
import { PolicyCode } from "../../policy/index.js";
import { targetMissing, targetMissingMessages, type TargetMissing } from "./messages.js";

export const TargetMissingEnum = enumOf<TargetMissing>(targetMissing);
registerEnumType(TargetMissingEnum, {
  name: "TargetMissing",
  description: "Why something is not said of a target; it is never zero instead (缺失原因).",
  valuesConfig: Object.fromEntries(
    targetMissing.map((code) => {
      const { en, "zh-CN": zh } = targetMissingMessages[code];
      return [code, { description: `${en} (${zh})` }];
    }),
  ),
});

@ObjectType()
abstract class Percentages {
  @Field(() => Float, { nullable: true, description: "Done of the task, in %, to two places (完成率, %)." })
  progress!: number | null;
  @Field(() => Float, { nullable: true, description: "Against the same days a year before, in % (同比增长, %)." })
  growth!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: "Ahead of the calendar, in percentage points; behind it below zero (快于进度, 百分点).",
  })
  lead!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: "Of the unit's, where it is a product's; of the center's, where it is a unit's; in % (占比, %).",
  })
  share!: number | null;
  @Field(() => [TargetMissingEnum], { description: "What cannot be said, and why (缺失原因)." })
  missing!: readonly TargetMissing[];
}

@ObjectType({ description: "A target in money (金额指标)." })
export class AmountTarget extends Percentages {
  @Field(() => MoneyScalar, { nullable: true, description: "Since the first of January (累计完成)." })
  done!: number | null;
  @Field(() => MoneyScalar, { nullable: true, description: "The year's task (全年任务)." }) task!: number | null;
  @Field(() => MoneyScalar, { nullable: true, description: "The same days a year before (去年同期)." })
  lastYear!: number | null;
}

@ObjectType({ description: "A target in numbers of loans or payments (笔数指标)." })
export class CountTarget extends Percentages {
  @Field(() => Int, { nullable: true, description: "Since the first of January (累计完成)." }) done!: number | null;
  @Field(() => Int, { nullable: true, description: "The year's task (全年任务)." }) task!: number | null;
  @Field(() => Int, { nullable: true, description: "The same days a year before (去年同期)." }) lastYear!:
    number | null;
}

@ObjectType({ description: "A business, of the whole center, a unit or a product, against its task (任务进度)." })
export class TargetRow {
  @Field(() => PolicyCode, { description: "Business (业务)." }) business!: PolicyCode;
  @Field(() => Unit, { nullable: true, description: "Unit; null for the whole center (部门)." }) unit!: Unit | null;
  @Field(() => PolicyCode, { nullable: true, description: "Product or line; null for all (品种)." })
  product!: PolicyCode | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: "How far the year's figures reach without a gap (数据截至).",
  })
  figuresTo!: string | null;
  @Field(() => AmountTarget, { description: "In money (金额)." }) amount!: AmountTarget;
  @Field(() => CountTarget, { description: "In numbers (笔数)." }) count!: CountTarget;
}

@ObjectType({ description: "Yearly tasks and how far they are done on a day (年度任务完成情况)." })
export class TargetBoard {
  @Field(() => Int, { description: "Year (年度)." }) year!: number;
  @Field(() => DateScalar, { description: "As of the end of this day (截至日期)." }) asOf!: string;
  @Field(() => Float, { description: "How much of the year has passed, in %, each month a twelfth (时间进度, %)." })
  calendarShare!: number;
  @Field(() => [TargetRow], {
    description: "As policy names the businesses; units and products after the whole (明细).",
  })
  rows!: TargetRow[];
}

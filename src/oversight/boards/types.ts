/** What the API shows of a board beside its rows: what changed between two computations, in figures and in what was entered. */
import { Field, Float, Int, ObjectType } from "type-graphql";
import { Partner } from "../../parties/index.js";
import { MoneyScalar } from "../../platform/index.js";
import { ScoreInput } from "../inputs/rows.js";
import { IndicatorUnitEnum } from "../scoreboard/types.js";

@ObjectType({ description: "A figure, or a card as a whole, at one computation (一次计算的数值)." })
export class BoardFigure {
  @Field(() => Float, { nullable: true, description: "The figure in its unit; null for a whole card (指标值)." })
  value!: number | null;
  @Field(() => Int, { nullable: true, description: "Cases, steps or runs behind it (样本数)." })
  sampleSize!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: "Points of the figure, score of the card, or points added or deducted (得分).",
  })
  points!: number | null;
  @Field(() => MoneyScalar, { nullable: true, description: "Sum of the amounts of the figure (金额合计)." })
  amount!: number | null;
  @Field(() => Float, { nullable: true, description: "Of the card, before additions and deductions (加减分前得分)." })
  baseScore!: number | null;
  @Field(() => Float, { nullable: true, description: "Of the card: points added, or below zero deducted (加减分)." })
  adjustment!: number | null;
  @Field(() => [String], { nullable: true, description: "Of the card: what takes its rank (一票否决事项)." })
  vetoes!: readonly string[] | null;
  @Field(() => Int, { nullable: true, description: "Rank of the card (名次)." }) rank!: number | null;
}

@ObjectType({ description: "What one partner's card came to before and after (前后差异)." })
export class BoardDifference {
  @Field(() => Partner, { description: "The partner (机构)." }) partner!: Partner;
  @Field(() => String, {
    nullable: true,
    description: "The indicator; null for the card as a whole and for an input (指标).",
  })
  indicator!: string | null;
  @Field(() => ScoreInput, {
    nullable: true,
    description: "What was entered and counts at one of the two only; after all figures (录入项).",
  })
  input!: ScoreInput | null;
  @Field(() => IndicatorUnitEnum, { nullable: true, description: "What the values are counted in (单位)." })
  unit!: keyof typeof IndicatorUnitEnum | null;
  @Field(() => BoardFigure, { nullable: true, description: "Before; null where there was none (之前)." })
  before!: BoardFigure | null;
  @Field(() => BoardFigure, { nullable: true, description: "After; null where there is none (之后)." })
  after!: BoardFigure | null;
}

/** The comparison of joint and serial review in the API. */
import { Arg, Ctx, Field, Float, Int, ObjectType, Query, Resolver } from "type-graphql";
import { badInput, PeriodScalar, signedIn } from "../../platform/index.js";
import type { ReviewMode } from "../../policy/index.js";
import { HolderKindEnum, ReviewModeEnum } from "../enums.js";
import type { CaseRequestContext } from "../services.js";
import { caseSight } from "../sight.js";
import { readComparison } from "./read.js";

@ObjectType({ description: "Working time that a kind of party used (机构用时).", simpleResolvers: true })
export class ReviewPartyTime {
  @Field(() => HolderKindEnum, { description: "A kind of party, or the applicant while waited for (责任方)." })
  kind!: keyof typeof HolderKindEnum;
  @Field(() => Int, { description: "Cases in which it took part (参与件数)." }) cases!: number;
  @Field(() => Int, { nullable: true, description: "Working minutes in all (用时合计, 工作分钟)." })
  totalMinutes!: number | null;
  @Field(() => Float, { nullable: true, description: "Mean of a case, to the hundredth (平均用时, 工作分钟)." })
  meanMinutes!: number | null;
  @Field(() => Float, { nullable: true, description: "Median of the cases (用时中位数, 工作分钟)." })
  medianMinutes!: number | null;
}

@ObjectType({
  description: "How one way of review did; null where nothing is known (一种审核方式的成效).",
  simpleResolvers: true,
})
export class ReviewModeFigures {
  @Field(() => ReviewModeEnum, { description: "Joint or serial (审核方式)." }) mode!: ReviewMode;
  @Field(() => Int, { description: "Cases decided in the period (审结件数)." }) cases!: number;
  @Field(() => Float, { nullable: true, description: "Acceptance to decision, mean (受理至审定平均用时, 工作分钟)." })
  elapsedMeanMinutes!: number | null;
  @Field(() => Float, { nullable: true, description: "The same, median (受理至审定用时中位数, 工作分钟)." })
  elapsedMedianMinutes!: number | null;
  @Field(() => [ReviewPartyTime], { description: "Time used by each; it may overlap (各方用时, 可重叠)." })
  parties!: readonly ReviewPartyTime[];
  @Field(() => Int, { nullable: true, description: "Checks that a party was spared (避免的重复审核)." })
  duplicatesAvoided!: number | null;
  @Field(() => Int, { nullable: true, description: "Checks done again by another party (重复审核)." })
  duplicatesDone!: number | null;
  @Field(() => Float, { nullable: true, description: "Notices to the applicant per case (件均告知次数)." })
  noticesPerCase!: number | null;
  @Field(() => Int, { nullable: true, description: "Defects that could have been seen before (本可一次告知的问题)." })
  missedDefects!: number | null;
  @Field(() => Float, { nullable: true, description: "Trips of the applicant per case (件均跑动次数)." })
  tripsPerCase!: number | null;
  @Field(() => Float, { nullable: true, description: "Times sent back per case (件均退回次数)." })
  returnsPerCase!: number | null;
}

@ObjectType({ description: "Joint review beside serial review (多审合一对比).", simpleResolvers: true })
export class ReviewComparison {
  @Field(() => PeriodScalar, { description: "By day of decision (期间, 按审定日)." }) period!: string;
  @Field(() => String, { nullable: true, description: "Of one product only (贷款品种)." }) product!: string | null;
  @Field(() => [ReviewModeFigures], { description: "Both ways, joint first (两种审核方式)." })
  modes!: readonly ReviewModeFigures[];
}

@Resolver()
export class ComparisonResolver {
  @Query(() => ReviewComparison, {
    description: "Joint beside serial review over the cases in sight that were decided in a period (多审合一对比).",
  })
  async reviewComparison(
    @Arg("period", () => PeriodScalar) period: string,
    @Arg("product", () => String, { nullable: true }) product: string | null,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<ReviewComparison> {
    const sight = caseSight(signedIn(ctx));
    const found = await readComparison(
      { sql: ctx.journal.database.read, policies: ctx.policies },
      { period, product },
      sight,
    );
    if (!found) throw badInput("period", "2017, 2017H1, 2017Q3 or 2017-08");
    return { ...found, period: found.period.text };
  }
}

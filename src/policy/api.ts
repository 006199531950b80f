/** The policy in force, in the API: the codes that inputs take, with their names, and the figures that cases are held to. */
import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from "type-graphql";
import { dayOf } from "../kernel/index.js";
import { DateScalar, MoneyScalar, signedIn } from "../platform/index.js";
import { statutoryLimit } from "./lookups.js";
import { CalendarResolver } from "./calendar/resolver.js";
import type { PolicyContext } from "./context.js";
import type { PolicyVersion as Version } from "./types.js";

@ObjectType({ description: "A name in two languages (双语名称).", simpleResolvers: true })
export class Names {
  @Field(() => String, { description: "English (英文)" }) en!: string;
  @Field(() => String, { description: "Chinese (中文)" }) zh!: string;
}

@ObjectType({ description: "A code that inputs take, with its name (代码).", simpleResolvers: true })
export class PolicyCode {
  @Field(() => String, { description: "The code (代码)." }) code!: string;
  @Field(() => Names, { description: "Its name (名称)." }) names!: Names;
}

@ObjectType({ description: "A reason that inputs take, and where it is offered (事由).", simpleResolvers: true })
export class PolicyReason extends PolicyCode {
  @Field(() => [String], { description: "Stages that offer it (适用阶段)." }) stages!: readonly string[];
}

@ObjectType({ description: "A product (贷款品种).", simpleResolvers: true })
export class PolicyProduct extends PolicyCode {
  @Field(() => String, { description: "JOINT or SERIAL (审核方式)." }) reviewMode!: string;
  @Field(() => [String], { description: "Kinds of home (房屋类型)." }) propertyKinds!: readonly string[];
  @Field(() => [String], { description: "Kinds of guarantee (担保方式)." }) guaranteeKinds!: readonly string[];
  @Field(() => Int, { description: "How often the applicant may be asked to come (跑动预算)." }) tripBudget!: number;
  @Field(() => Int, { description: "Shortest term in months (最短期限, 月)." }) minTermMonths!: number;
  @Field(() => Int, { description: "Longest term in months (最长期限, 月)." }) maxTermMonths!: number;
  @Field(() => MoneyScalar, { description: "Cap for one borrower (单人最高额度)." }) cap!: number;
  @Field(() => MoneyScalar, { description: "Cap for two (双人最高额度)." }) jointCap!: number;
}

@ObjectType({ description: "A limit in working days (办理时限).", simpleResolvers: true })
export class PolicyStageLimit {
  @Field(() => String, { description: "Stage (阶段)." }) stage!: string;
  @Field(() => Int, { nullable: true, description: "Working days; null where none is promised (工作日)." })
  workingDays!: number | null;
}

@ObjectType({ description: "A policy pack in force from a day on (政策版本).", simpleResolvers: true })
export class PolicyVersion {
  @Field(() => String, { description: "Id of the pack (版本标识)." }) id!: string;
  @Field(() => String, { description: "SHA-256 of its canonical text (摘要)." }) digest!: string;
  @Field(() => Names, { description: "Name (名称)." }) names!: Names;
  @Field(() => DateScalar, { description: "In force from (生效日)." }) effectiveFrom!: string;
  @Field(() => DateScalar, { nullable: true, description: "In force until (失效日)." }) effectiveTo!: string | null;
  @Field(() => String, { description: "Where it comes from (依据)." }) source!: string;
  @Field(() => Int, { nullable: true, description: "Days that the law gives for a decision (法定审批期限, 日)." })
  statutoryLimitDays!: number | null;
  @Field(() => [PolicyStageLimit], { description: "Limits by stage (各阶段时限)." }) stageLimits!: PolicyStageLimit[];
  @Field(() => [PolicyProduct], { description: "Products (贷款品种)." }) products!: PolicyProduct[];
  @Field(() => [PolicyCode], { description: "Kinds of document (材料种类)." }) documentKinds!: readonly PolicyCode[];
  @Field(() => [PolicyCode], { description: "Checks (审核项)." }) checks!: readonly PolicyCode[];
  @Field(() => [PolicyCode], { description: "Kinds of defect (问题类型)." }) defectKinds!: readonly PolicyCode[];
  @Field(() => [PolicyReason], { description: "Reasons to refuse (不予办理原因)." })
  refusalReasons!: readonly PolicyReason[];
  @Field(() => [PolicyReason], { description: "Reasons to send back (退回原因)." })
  returnReasons!: readonly PolicyReason[];
  @Field(() => [PolicyReason], { description: "Reasons to withdraw (撤回原因)." })
  withdrawalReasons!: readonly PolicyReason[];
  @Field(() => [PolicyReason], { description: "Reasons for a correction (更正原因)." })
  correctionReasons!: readonly PolicyReason[];
  @Field(() => [PolicyReason], { description: "Reasons to pause the clocks (中止事由)." })
  pauseReasons!: readonly PolicyReason[];
  @Field(() => [PolicyCode], { description: "Reasons to ask for a visit (到场事由)." })
  visitReasons!: readonly PolicyCode[];
  @Field(() => [PolicyReason], { description: "Interviews that the law requires (法定面谈)." })
  legalInterviews!: readonly PolicyReason[];
  @Field(() => [PolicyCode], { description: "Reasons to reject a paper (材料退回原因)." })
  rejectionReasons!: readonly PolicyCode[];
  @Field(() => [PolicyCode], { description: "Why a payment failed (付款失败原因)." })
  paymentFailureReasons!: readonly PolicyCode[];
  @Field(() => [PolicyCode], { description: "What a person may authorise others to ask (授权范围)." })
  authorisationScopes!: readonly PolicyCode[];
  @Field(() => [PolicyCode], { description: "What an authorisation may be for (授权用途)." })
  authorisationPurposes!: readonly PolicyCode[];
  @Field(() => [PolicyCode], { description: "Why a person may be erased (个人信息删除事由)." })
  erasureReasons!: readonly PolicyCode[];
  @Field(() => [PolicyCode], { description: "Indicators that partners are scored on (考核指标)." })
  indicators!: readonly PolicyCode[];
}

export const shownPolicy = (version: Version, day: string): PolicyVersion => ({
  ...version,
  statutoryLimitDays: statutoryLimit(version, day)?.calendarDays ?? null,
  stageLimits: [...version.stageLimits],
  products: version.products.map((product) => ({ ...product, cap: product.capFen, jointCap: product.jointCapFen })),
  visitReasons: version.trips.visitReasons,
  legalInterviews: version.trips.legalInterviews,
  rejectionReasons: version.handoff.rejectionReasons,
  authorisationScopes: version.authorisations?.scopes ?? [],
  authorisationPurposes: version.authorisations?.purposes ?? [],
  erasureReasons: version.personalData?.erasureReasons ?? [],
  paymentFailureReasons: version.payment.failureReasons,
});

@Resolver()
export class PolicyResolver {
  @Query(() => PolicyVersion, {
    nullable: true,
    description: "The policy in force on a day, today where left out (政策).",
  })
  policy(
    @Arg("on", () => DateScalar, { nullable: true }) on: string | null,
    @Ctx() ctx: PolicyContext,
  ): PolicyVersion | null {
    signedIn(ctx);
    const day = on ?? dayOf(ctx.journal.clock().toISOString(), ctx.policies.calendar.zone);
    const version = ctx.policies.find(day);
    return version && shownPolicy(version, day);
  }
}

export const policyResolvers = [PolicyResolver, CalendarResolver] as const;

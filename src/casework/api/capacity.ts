/** What a guarantee company may stand for and what it has taken on, for the center and for the company itself. */
import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { ClaimTotal } from "../../journal/index.js";
import { dayOf } from "../../kernel/index.js";
import { NetAssets, Partner } from "../../parties/index.js";
import { MoneyScalar, signedIn } from "../../platform/index.js";
import { guaranteeLimitFen, type CaseRequestContext } from "../services.js";

@ObjectType({ description: "Weighted liability against what net assets allow (担保责任余额).", simpleResolvers: true })
export class GuaranteeCapacity {
  @Field(() => MoneyScalar, { description: "The most, by its newest stated net assets (上限)." }) limit!: number;
  @Field(() => MoneyScalar, { description: "Taken on, weighted (已占用)." }) committed!: number;
  @Field(() => Boolean, {
    description: "More was taken on than net assets, lowered since, allow: nothing new passes (已超限).",
  })
  exceeded!: boolean;
}

@Resolver(() => Partner)
export class GuaranteeCapacityResolver {
  @FieldResolver(() => GuaranteeCapacity, {
    nullable: true,
    description: "Of a guarantee company; null for others, and for whom it does not concern (担保能力).",
  })
  async guaranteeCapacity(
    @Root() { id, kind }: Partner,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<GuaranteeCapacity | null> {
    const viewer = signedIn(ctx);
    if (kind !== "GUARANTEE_COMPANY" || (viewer.partyKind !== "CENTER" && viewer.partyId !== id)) return null;
    const { rows, policies, journal } = ctx;
    const today = dayOf(journal.clock().toISOString(), policies.calendar.zone);
    const [stated, totals] = await Promise.all([
      rows.by(NetAssets, "partyId", id, { orderBy: "asOf DESC, id DESC" }),
      rows.by(ClaimTotal, "subject", id, { where: "kind = 'GUARANTEE_CAPACITY'" }),
    ]);
    const committed = totals[0]?.total ?? 0;
    const limit = guaranteeLimitFen(stated.find(({ asOf }) => asOf <= today)?.amountFen, policies.on(today));
    return { limit, committed, exceeded: committed > limit };
  }
}

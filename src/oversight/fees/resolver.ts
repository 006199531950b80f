/** The basis of the partners' fees in the API: from a frozen board and nothing else. */
import { Arg, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from "type-graphql";
import { Partner, PartnerKindEnum, type PartnerKind } from "../../parties/index.js";
import { MoneyScalar, PeriodScalar, signedIn } from "../../platform/index.js";
import { Names } from "../../policy/index.js";
import { inSight } from "../../kernel/index.js";
import { boardSight } from "../boards/sight.js";
import { boardInForce, computedOf, seesCard } from "../boards/present.js";
import type { OversightContext } from "../services.js";
import { feeOf } from "./basis.js";

@ObjectType({ description: "What one partner's fee is paid on (机构手续费计付依据)." })
export class PartnerFee {
  @Field(() => Partner, { description: "The partner (机构)." }) partner!: Partner;
  @Field(() => Int, { description: "Loans paid out in the period (放款笔数)." }) loanCount!: number;
  @Field(() => MoneyScalar, { description: "Amount paid out in the period (放款金额)." }) amount!: number;
  @Field(() => Float, { nullable: true, description: "The frozen score; null where there is none (定稿总分)." })
  score!: number | null;
  @Field(() => String, { nullable: true, description: "Code of its class (等次代码)." }) classCode!: string | null;
  @Field(() => Names, { nullable: true, description: "Names of its class (等次)." }) className!: Names | null;
  @Field(() => Int, { nullable: true, description: "Parts per million of the amount (费率, 百万分之)." })
  ratePpm!: number | null;
  @Field(() => MoneyScalar, { nullable: true, description: "The fee; null without a score (手续费)." })
  fee!: number | null;
}

@ObjectType({ description: "On what a period's fees are paid (手续费计付依据)." })
export class FeeBasis {
  @Field(() => PeriodScalar, { description: "The period (期间)." }) period!: string;
  @Field(() => PartnerKindEnum, { description: "The kind of partner (机构类型)." }) kind!: PartnerKind;
  @Field(() => ID, { description: "The frozen board (定稿评分表)." }) boardId!: string;
  @Field(() => String, { description: "Its digest (评分表摘要)." }) digest!: string;
  @Field(() => Boolean, { description: "The board was frozen by an override (是否暂定)." }) provisional!: boolean;
  @Field(() => String, { description: "Where the rates come from (费率来源)." }) source!: string;
  @Field(() => [PartnerFee], { description: "The partners in sight (各机构)." }) rows!: PartnerFee[];
}

@Resolver()
export class FeeBasisResolver {
  @Query(() => FeeBasis, {
    nullable: true,
    description:
      "On what the center pays the fees of a period: the center sees all, a partner its own; null without a frozen board, or rates in its policy (手续费计付依据).",
  })
  async feeBasis(
    @Ctx() context: OversightContext,
    @Arg("period", () => PeriodScalar) period: string,
    @Arg("kind", () => PartnerKindEnum) kind: PartnerKind,
  ): Promise<FeeBasis | null> {
    const viewer = signedIn(context);
    const sees = seesCard(viewer);
    const board = await boardInForce(context.journal.database.read, period, kind);
    if (board?.status !== "FROZEN" || !inSight(boardSight(viewer), board)) return null;
    const rules = context.policies.byDigest(board.policyDigest).feeBasis;
    if (!rules) return null;
    const { cards, partners } = await computedOf(context, board);
    const rows = cards.flatMap((card): PartnerFee[] => {
      const partner = partners.get(card.partner.id);
      if (!partner || !sees(partner)) return [];
      const { loanCount, amountFen, score, feeClass, feeFen } = feeOf(card, rules.classes[kind]);
      const classed = { classCode: feeClass?.code ?? null, className: feeClass?.names ?? null };
      const rate = { ratePpm: feeClass?.rate ?? null, fee: feeFen };
      return [
        { partner, loanCount, amount: amountFen, score: score === null ? null : score / 100, ...classed, ...rate },
      ];
    });
    const { id: boardId, resultDigest: digest, provisional } = board;
    return { period, kind, boardId, digest, provisional, source: rules.source, rows };
  }
}

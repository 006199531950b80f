/** The scoreboard in the API: computed when asked, each figure opening to its facts. */
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { Partner, PartnerKindEnum, type PartnerKind } from "../../parties/index.js";
import { PeriodScalar, signedIn } from "../../platform/index.js";
import { fillMessage } from "../../kernel/index.js";
import { factPage } from "../facts/page.js";
import type { OversightContext } from "../services.js";
import { boardInForce, scoreboardOf, seesCard } from "../boards/present.js";
import { computeBoard } from "./board.js";
import { missingMessages } from "./messages.js";
import { IndicatorFactConnection, IndicatorScore, Scoreboard, Scorecard } from "./types.js";
import { scoreboardView } from "./views.js";

@Resolver(() => Scoreboard)
export class ScoreboardResolver {
  @Query(() => Scoreboard, {
    nullable: true,
    description:
      "How the partners of a kind did in a period: as frozen, else as previewed, else as computed now; null where no policy was in force (业务指标评分表).",
  })
  async scoreboard(
    @Ctx() context: OversightContext,
    @Arg("period", () => PeriodScalar) period: string,
    @Arg("kind", () => PartnerKindEnum) kind: PartnerKind,
  ): Promise<Scoreboard | null> {
    const viewer = signedIn(context);
    const { policies, factSources: sources, journal } = context;
    const kept = await boardInForce(journal.database.read, period, kind);
    if (kept) return scoreboardOf(context, kept, viewer);
    const board = await computeBoard(
      { sql: journal.database.read, policies, sources, clock: journal.clock },
      { period, kind },
    );
    return board && scoreboardView(board, seesCard(viewer));
  }
}

@Resolver(() => Scorecard)
export class ScorecardResolver {
  @FieldResolver(() => Partner, { description: "Whose card it is (机构)." })
  partner(@Root() { partner }: Scorecard): Partner {
    return partner;
  }
}

@Resolver(() => IndicatorScore)
export class IndicatorScoreResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: "Why it is missing, in the reader's language (缺失说明).",
  })
  missingMessage(@Root() { missing }: IndicatorScore, @Ctx() { language }: OversightContext): string | null {
    return missing && fillMessage(missingMessages[missing][language]);
  }

  @FieldResolver(() => IndicatorFactConnection, {
    description: "The facts behind the figure, the newest first (计分依据).",
  })
  rows(
    @Root() score: IndicatorScore,
    @Ctx() { journal, factSources }: OversightContext,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
  ) {
    return factPage(journal.database.read, factSources, score, { first, after });
  }
}

export const scoreboardResolvers = [ScoreboardResolver, ScorecardResolver, IndicatorScoreResolver] as const;

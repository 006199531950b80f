/** The scoreboard in the API: computed when asked, each figure opening to its facts. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Query, Resolver, Root } from "type-graphql";
import { Member, Partner, PartnerKindEnum, Unit, type PartnerKind, type Viewer } from "../../parties/index.js";
import { badInput, PeriodScalar, signedIn } from "../../platform/index.js";
import { fillMessage, parsePeriod } from "../../kernel/index.js";
import { productOf, propertyKinds, type PolicyVersion } from "../../policy/index.js";
import { factPage } from "../facts/page.js";
import { behindFigure } from "../inputs/onBoard.js";
import { ScoreInput } from "../inputs/rows.js";
import type { OversightContext } from "../services.js";
import { boardInForce, scoreboardOf, seesCard } from "../boards/present.js";
import { computeBoard, type BoardServices } from "./board.js";
import { missingMessages } from "./messages.js";
import { cardsBy } from "./slices.js";
import { importedUnits, type UnitFace } from "./importedUnits.js";
import { notDistinguishable } from "./sureness.js";
import {
  CaseMixShare,
  IndicatorFactConnection,
  IndicatorScore,
  OfficerScore,
  Scoreboard,
  Scorecard,
  ScoreTrendPoint,
  UnitScore,
} from "./types.js";
import { fromHundredths, indicatorsView, scoreboardView } from "./views.js";

@InputType({ description: "One kind of case, so that like is compared with like (同类业务)." })
export class StratumInput {
  @Field(() => String, { description: "Product, a code of the policy (贷款品种)." }) product!: string;
  @Field(() => String, { description: "Kind of home: NEW, SECOND_HAND, SELF_BUILT, OVERHAUL (房屋类型)." })
  propertyKind!: string;
}

const boardServices = ({ journal, policies, factSources: sources }: OversightContext): BoardServices => ({
  ...{ sql: journal.database.read, database: journal.database, policies, sources, clock: journal.clock },
});

function policyAt({ policies }: OversightContext, period: string): PolicyVersion | null {
  const known = parsePeriod(period);
  return known && policies.find(known.to);
}

/** @throws GraphQLError BAD_USER_INPUT naming what the policy of the period does not know: no case is of that kind. */
function assertKnown({ product, propertyKind }: StratumInput, policy: PolicyVersion | null): void {
  if (policy && !productOf(policy, product))
    throw badInput("stratum.product", "no product of the policy (无此贷款品种)");
  if (!propertyKinds.some((kind) => kind === propertyKind)) {
    throw badInput("stratum.propertyKind", `one of ${propertyKinds.join(", ")} (房屋类型有误)`);
  }
}

const managers = ["BANK_MANAGER", "GUARANTEE_MANAGER"] as const;
const trendAtMost = 12;

/** Parts of a partner are for the center and for its own managers; a manager of a unit sees what lies below it. */
function seesPart({ partyKind, partyId, roles, unitIds }: Viewer, partnerId: string, unitId: string | null): boolean {
  if (partyKind === "CENTER") return true;
  if (partyId !== partnerId || !managers.some((role) => roles.includes(role))) return false;
  return unitIds === null || (unitId !== null && unitIds.includes(unitId));
}

const mayAskParts = (viewer: Viewer, partnerId: string): boolean =>
  viewer.partyKind === "CENTER" ||
  (viewer.partyId === partnerId && managers.some((role) => viewer.roles.includes(role)));

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
    @Arg("stratum", () => StratumInput, { nullable: true }) stratum: StratumInput | null,
  ): Promise<Scoreboard | null> {
    const viewer = signedIn(context);
    if (stratum) assertKnown(stratum, policyAt(context, period));
    // Boards are kept of all kinds of case together; of one kind they are computed.
    const kept = stratum ? null : await boardInForce(context.journal.database.read, period, kind);
    if (kept) return scoreboardOf(context, kept, viewer);
    const board = await computeBoard(boardServices(context), { period, kind, stratum });
    return board && scoreboardView(board, seesCard(viewer));
  }

  @FieldResolver(() => Scorecard, {
    nullable: true,
    description: "The card of one partner; null where it is not on the board or out of sight (单个机构评分).",
  })
  card(@Root() { rows }: Scoreboard, @Arg("partnerId", () => ID) partnerId: string): Scorecard | null {
    return rows.find(({ partner }) => partner.id === partnerId) ?? null;
  }
}

const oneIndicator = "One indicator; null where it is none of the board's (单项指标).";

const indicatorOf = ({ indicators }: { readonly indicators: readonly IndicatorScore[] }, code: string) =>
  indicators.find((one) => one.code === code) ?? null;

@Resolver(() => Scorecard)
export class ScorecardResolver {
  @FieldResolver(() => Partner, { description: "Whose card it is (机构)." })
  partner(@Root() { partner }: Scorecard): Partner {
    return partner;
  }

  @FieldResolver(() => IndicatorScore, { nullable: true, description: oneIndicator })
  indicator(@Root() card: Scorecard, @Arg("code", () => String) code: string): IndicatorScore | null {
    return indicatorOf(card, code);
  }

  @FieldResolver(() => [Partner], {
    nullable: true,
    description: "Partners whose interval of ranks overlaps with this one's; for the center (名次不可区分的机构).",
  })
  notDistinguishableFrom(
    @Root() { behind: { board, card } }: Scorecard,
    @Ctx() context: OversightContext,
  ): Partner[] | null {
    if (signedIn(context).partyKind !== "CENTER") return null;
    return notDistinguishable(card, board.cards).flatMap(({ partner: { id } }) => board.partners.get(id) ?? []);
  }

  @FieldResolver(() => [ScoreInput], {
    description:
      "What people added that counts on the card, as it stood at the board's cut-off: figures from outside, tasks, " +
      "additions and deductions, vetoes (录入依据).",
  })
  async inputs(
    @Root() { partner, behind }: Scorecard,
    @Ctx() { journal }: OversightContext,
  ): Promise<readonly ScoreInput[]> {
    return (await behind.entered(journal.database.read)).get(partner.id) ?? [];
  }

  @FieldResolver(() => [CaseMixShare], { description: "Which kinds of case it paid out (业务结构)." })
  async caseMix(
    @Root() { partner, behind }: Scorecard,
    @Ctx() context: OversightContext,
  ): Promise<readonly CaseMixShare[]> {
    const mix = (await behind.mixes(boardServices(context))).get(partner.id) ?? [];
    const all = mix.reduce((sum, { cases }) => sum + cases, 0);
    return mix.map((one) => ({ ...one, share: Math.round((one.cases * 10_000) / all) / 100 }));
  }

  @FieldResolver(() => [ScoreTrendPoint], {
    description:
      "The periods before, the nearest first: as frozen, else computed; of a kept board as known at its cut-off (历史走势).",
  })
  async trend(
    @Root() { partner, behind }: Scorecard,
    @Ctx() context: OversightContext,
    @Arg("periods", () => Int, { defaultValue: 4 }) periods: number,
  ): Promise<ScoreTrendPoint[]> {
    if (periods < 1 || periods > trendAtMost) throw badInput("periods", `1 to ${trendAtMost}`);
    const boards = await behind.earlier(boardServices(context), periods);
    return boards.flatMap(({ period, status, cards }) => {
      const card = cards.find((one) => one.partner.id === partner.id);
      return card ? [{ period: period.text, score: fromHundredths(card.score), rank: card.rank, status }] : [];
    });
  }

  @FieldResolver(() => [UnitScore], {
    nullable: true,
    description: "By unit; for the center and the partner's own managers (按网点).",
  })
  async units(@Root() { partner, behind: { board } }: Scorecard, @Ctx() context: OversightContext) {
    const viewer = signedIn(context);
    if (!mayAskParts(viewer, partner.id)) return null;
    const services = boardServices(context);
    const parts = await cardsBy(services, "unit", partner, board);
    const units = await Promise.all(parts.map(({ id }) => context.rows.face(Unit, id)));
    const imported = units.includes(null) ? await importedUnits(services, partner.code) : new Map<string, UnitFace>();
    return parts.flatMap(({ id: unitId, card }, at): UnitScore[] => {
      if (!seesPart(viewer, partner.id, unitId)) return [];
      const indicators = indicatorsView(card, board.rules, board, { partnerId: partner.id, unitId });
      const face = units[at] ?? imported.get(unitId);
      const { code = unitId, name = unitId, nameEn = unitId } = face ?? {};
      const score = fromHundredths(card.score);
      return [{ ...{ unitId, code, name, nameEn, score }, coverage: card.coverage / 100, indicators }];
    });
  }

  @FieldResolver(() => [OfficerScore], {
    nullable: true,
    description: "By officer; for the center and the officers' own managers (按经办人).",
  })
  async officers(@Root() { partner, behind: { board } }: Scorecard, @Ctx() context: OversightContext) {
    const viewer = signedIn(context);
    if (!mayAskParts(viewer, partner.id)) return null;
    const parts = await cardsBy(boardServices(context), "member", partner, board);
    const members = await Promise.all(parts.map(({ id }) => context.rows.face(Member, id)));
    return parts.flatMap(({ id: memberId, card }, at): OfficerScore[] => {
      if (!seesPart(viewer, partner.id, members[at]?.unitId ?? null)) return [];
      const indicators = indicatorsView(card, board.rules, board, { partnerId: partner.id, memberId });
      const number = members[at] ? null : memberId;
      return [{ memberId, number, score: fromHundredths(card.score), coverage: card.coverage / 100, indicators }];
    });
  }
}

@Resolver(() => UnitScore)
export class UnitScoreResolver {
  @FieldResolver(() => IndicatorScore, { nullable: true, description: oneIndicator })
  indicator(@Root() score: UnitScore, @Arg("code", () => String) code: string): IndicatorScore | null {
    return indicatorOf(score, code);
  }

  @FieldResolver(() => Unit, { nullable: true, description: "The unit; null where it is in no register here (网点)." })
  unit(@Root() { unitId }: UnitScore, @Ctx() { rows }: OversightContext): Promise<Unit | null> {
    return rows.face(Unit, unitId);
  }
}

@Resolver(() => OfficerScore)
export class OfficerScoreResolver {
  @FieldResolver(() => IndicatorScore, { nullable: true, description: oneIndicator })
  indicator(@Root() score: OfficerScore, @Arg("code", () => String) code: string): IndicatorScore | null {
    return indicatorOf(score, code);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The officer; null for one whom another center exported (经办人).",
  })
  member(@Root() { memberId }: OfficerScore, @Ctx() { rows }: OversightContext): Promise<Member | null> {
    return rows.face(Member, memberId);
  }
}

@Resolver(() => IndicatorScore)
export class IndicatorScoreResolver {
  @FieldResolver(() => [ScoreInput], {
    description:
      "What people entered that the figure was computed from, as it stood at the board's cut-off: the figure from " +
      "outside, or the tasks (录入依据).",
  })
  async inputs(
    @Root() { code, partnerId, entered }: IndicatorScore,
    @Ctx() { journal }: OversightContext,
  ): Promise<ScoreInput[]> {
    return entered ? behindFigure((await entered(journal.database.read)).get(partnerId) ?? [], code) : [];
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Why it is missing, in the reader's language (缺失说明).",
  })
  missingMessage(@Root() { missing }: IndicatorScore, @Ctx() { language }: OversightContext): string | null {
    return missing && fillMessage(missingMessages[missing][language]);
  }

  @FieldResolver(() => IndicatorFactConnection, {
    description: "The facts behind the figure, the newest first; of what people entered see inputs (计分依据).",
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

export const scoreboardResolvers = [
  ScoreboardResolver,
  ScorecardResolver,
  UnitScoreResolver,
  OfficerScoreResolver,
  IndicatorScoreResolver,
] as const;

/** Boards in the API: previews, objections, freezing, errata. */
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { privateText } from "../../documents/index.js";
import { inSight, type SqlCondition } from "../../kernel/index.js";
import { Member, Partner } from "../../parties/index.js";
import {
  connectionType,
  page,
  PeriodScalar,
  selectRow,
  signedIn,
  toUserErrors,
  UserError,
} from "../../platform/index.js";
import { factsPage } from "../facts/page.js";
import { lateFactsSql } from "../facts/since.js";
import { allFactsBehind } from "../scoreboard/formulas.js";
import { IndicatorFactConnection, Scoreboard } from "../scoreboard/types.js";
import type { OversightContext } from "../services.js";
import { answered, askedOf } from "../answers.js";
import { boardAggregate } from "./aggregate.js";
import * as commands from "./commands.js";
import { periodOfBoard } from "./compute.js";
import { freezeBlockers } from "./decide.js";
import { differencesOf } from "./differences.js";
import * as inputs from "./inputs.js";
import { BoardObjectionResolver } from "./objectionFields.js";
import { BoardErratumPayload, BoardFreezeConfirmPayload, BoardFreezePayload, BoardPreviewPayload } from "./payloads.js";
import {
  BoardObjectionAnswerPayload,
  BoardObjectionRaisePayload,
  BoardObjectionsWaivePayload,
  BoardRecomputePayload,
} from "./payloads.js";
import { cardsOf, computationsOf, readingOf, scoreboardOf, seesCard } from "./present.js";
import { Board, BoardComputation, BoardObjection, BoardWaiver } from "./rows.js";
import { cardOf } from "./stored.js";
import { boardSight } from "./sight.js";
import { BoardDifference } from "./types.js";

const BoardConnection = connectionType(() => Board, "Board");

function filterSql({ period, kind, status, withOpenObjections }: inputs.BoardFilter): SqlCondition {
  const tests: SqlCondition[] = [];
  if (period) tests.push({ sql: "row0.period = ?", params: [period] });
  if (kind) tests.push({ sql: "row0.kind = ?", params: [kind] });
  if (status) tests.push({ sql: "row0.status = ?", params: [status] });
  if (withOpenObjections) tests.push({ sql: "row0.openObjections > 0", params: [] });
  return { sql: tests.map(({ sql }) => sql).join(" AND ") || "1 = 1", params: tests.flatMap(({ params }) => params) };
}

@Resolver(() => Board)
export class BoardQueryResolver {
  @Query(() => BoardConnection, {
    description: "Boards that were shown to the partners, the newest first; a partner's of its own kind (评分表列表).",
  })
  boards(
    @Ctx() context: OversightContext,
    @Arg("filter", () => inputs.BoardFilter, { nullable: true }) filter: inputs.BoardFilter | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
  ) {
    return page(context.journal.database.read, Board, {
      sight: boardSight(signedIn(context)),
      where: filterSql(filter ?? {}),
      orderBy: [{ column: "previewedAt", direction: "DESC" }],
      first,
      after,
    });
  }

  @Query(() => Board, { nullable: true, description: "One board; null where it is out of sight (单份评分表)." })
  async board(@Ctx() context: OversightContext, @Arg("id", () => ID) id: string): Promise<Board | null> {
    const viewer = signedIn(context);
    const board = await selectRow(context.journal.database.read, Board, "id = ?", [id]);
    return board && inSight(boardSight(viewer), board) ? board : null;
  }

  @FieldResolver(() => PeriodScalar, { description: "The period (期间)." })
  period(@Root() { period }: Board): string {
    return period;
  }

  @FieldResolver(() => Scoreboard, { description: "Its cards in sight, and every rank (评分内容)." })
  scoreboard(@Root() board: Board, @Ctx() context: OversightContext): Promise<Scoreboard> {
    return scoreboardOf(context, board, signedIn(context));
  }

  @FieldResolver(() => [BoardComputation], { description: "Every computation, the preview first (各次计算)." })
  computations(@Root() { id }: Board, @Ctx() context: OversightContext) {
    return computationsOf(context, id);
  }

  @FieldResolver(() => [BoardDifference], {
    description:
      "What changed since a computation; where none is named since the preview, of an erratum since the board that it " +
      "replaces: cards, figures and what was entered; of others only ranks (前后差异).",
  })
  differences(
    @Root() board: Board,
    @Ctx() context: OversightContext,
    @Arg("since", () => Int, { nullable: true }) since: number | null,
  ) {
    return differencesOf(context, signedIn(context), board, since ?? null);
  }

  @FieldResolver(() => IndicatorFactConnection, {
    description:
      "Of the period: what was recorded after the cut-off and does not count, and what counts and was taken back since " +
      "(迟报与撤回事实).",
  })
  async lateFacts(
    @Root() board: Board,
    @Ctx() context: OversightContext,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
  ) {
    const sees = seesCard(signedIn(context));
    const cards = (await cardsOf(context, board)).map(cardOf);
    const partnerIds = cards
      .map(({ partner }) => partner)
      .filter(sees)
      .map(({ id }) => id);
    const indicators = [...new Set((cards[0]?.indicators ?? []).flatMap(({ code }) => allFactsBehind(code)))];
    const { from, to } = periodOfBoard(board.period);
    const where = { from, to, ...(await readingOf(context, board)), partnerIds, indicators };
    return factsPage(context.journal.database.read, lateFactsSql(context.factSources, where), { first, after });
  }

  @FieldResolver(() => [BoardObjection], { description: "Objections in sight, the oldest first (异议)." })
  objections(@Root() { id }: Board, @Ctx() { rows }: OversightContext) {
    return rows.by(BoardObjection, "boardId", id, { orderBy: "raisedAt, id" });
  }

  @FieldResolver(() => [Partner], {
    description: "Who has said that it will not object to its card as it is now, in sight (无异议机构).",
  })
  async waivedBy(@Root() { id }: Board, @Ctx() { rows }: OversightContext): Promise<Partner[]> {
    const waivers = await rows.by(BoardWaiver, "boardId", id, { orderBy: "at, id" });
    const partners = await Promise.all(waivers.map(({ partnerId }) => rows.face(Partner, partnerId)));
    return partners.filter((one) => one !== null);
  }

  @FieldResolver(() => [UserError], {
    description: "What stands in the way of freezing it now; empty where nothing does (定稿障碍).",
  })
  async freezeBlockedBy(@Root() { id }: Board, @Ctx() { journal, language }: OversightContext) {
    const state = await journal.read(boardAggregate, id);
    return state ? toUserErrors(freezeBlockers(state, journal.clock().toISOString()), language) : [];
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who showed it to the partners (预告人)." })
  previewedBy(@Root() { previewedById }: Board, @Ctx() { rows }: OversightContext) {
    return rows.face(Member, previewedById);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who proposed to freeze it (提请人)." })
  proposedBy(@Root() { proposedById }: Board, @Ctx() { rows }: OversightContext) {
    return proposedById === null ? null : rows.face(Member, proposedById);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who confirmed (确认人)." })
  frozenBy(@Root() { frozenById }: Board, @Ctx() { rows }: OversightContext) {
    return frozenById === null ? null : rows.face(Member, frozenById);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "Under whose name a provisional board may be frozen (暂定评分表定稿责任人).",
  })
  overrideBy(@Root() { overrideId, proposedById }: Board, @Ctx() { rows }: OversightContext) {
    return overrideId === null || proposedById === null ? null : rows.face(Member, proposedById);
  }

  @FieldResolver(() => String, { nullable: true, description: "Why it may, in their words (暂定评分表定稿理由)." })
  overrideReason(@Root() { overrideId }: Board, @Ctx() context: OversightContext) {
    return privateText(context, overrideId);
  }

  @FieldResolver(() => String, { nullable: true, description: "Of an erratum: why it was needed (更正理由)." })
  erratumReason(@Root() { reasonId }: Board, @Ctx() context: OversightContext) {
    return privateText(context, reasonId);
  }

  @FieldResolver(() => Board, { nullable: true, description: "Of an erratum: the board it replaces (被更正评分表)." })
  supersedes(@Root() { supersedesId }: Board, @Ctx() { rows }: OversightContext) {
    return supersedesId === null ? null : rows.one(Board, supersedesId);
  }

  @FieldResolver(() => Board, { nullable: true, description: "The erratum that replaced it (更正后评分表)." })
  supersededBy(@Root() { supersededById }: Board, @Ctx() { rows }: OversightContext) {
    return supersededById === null ? null : rows.one(Board, supersededById);
  }
}

@Resolver()
export class BoardMutationResolver {
  @Mutation(() => BoardPreviewPayload, {
    description: "Shows a period's board to the partners: by the center (预告评分表).",
  })
  async boardPreview(
    @Arg("input", () => inputs.BoardPreviewInput) input: inputs.BoardPreviewInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.previewBoard(context, viewer, given), "board", Board);
  }

  @Mutation(() => BoardObjectionRaisePayload, {
    description:
      "Objects to a figure of one's own or to what was entered for one, within the working days that policy gives: by a partner's manager (提出异议).",
  })
  async boardObjectionRaise(
    @Arg("input", () => inputs.BoardObjectionRaiseInput) input: inputs.BoardObjectionRaiseInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.raise(context, viewer, given), "objection", BoardObjection);
  }

  @Mutation(() => BoardObjectionAnswerPayload, { description: "Answers an objection: by the center (答复异议)." })
  async boardObjectionAnswer(
    @Arg("input", () => inputs.BoardObjectionAnswerInput) input: inputs.BoardObjectionAnswerInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    const { result, ...rest } = given;
    const outcome = await commands.answer(context, viewer, { ...rest, upheld: result === "UPHELD" });
    return answered(context, outcome, "objection", BoardObjection);
  }

  @Mutation(() => BoardObjectionsWaivePayload, {
    description: "Says that the party will not object, so that nobody waits: by a partner's manager (表示无异议).",
  })
  async boardObjectionsWaive(
    @Arg("input", () => inputs.BoardObjectionsWaiveInput) input: inputs.BoardObjectionsWaiveInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.waive(context, viewer, given), "board", Board);
  }

  @Mutation(() => BoardRecomputePayload, {
    description:
      "Computes it once more, the cases and inputs of upheld objections as they stand now: by the center. Where a card says " +
      "something else then, objections may be raised anew and its partner's waiver falls (重新计算).",
  })
  async boardRecompute(
    @Arg("input", () => inputs.BoardRecomputeInput) input: inputs.BoardRecomputeInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.recomputeBoard(context, viewer, given), "board", Board);
  }

  @Mutation(() => BoardFreezePayload, {
    description:
      "Proposes to freeze it; a provisional one under one's own name with a reason: by the center (提请定稿).",
  })
  async boardFreeze(
    @Arg("input", () => inputs.BoardFreezeInput) input: inputs.BoardFreezeInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.freeze(context, viewer, given), "board", Board);
  }

  @Mutation(() => BoardFreezeConfirmPayload, { description: "Freezes it: by another person of the center (确认定稿)." })
  async boardFreezeConfirm(
    @Arg("input", () => inputs.BoardFreezeConfirmInput) input: inputs.BoardFreezeConfirmInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.confirm(context, viewer, given), "board", Board);
  }

  @Mutation(() => BoardErratumPayload, {
    description:
      "Begins a new board that supersedes a frozen one once it is frozen itself: by the center (更正评分表).",
  })
  async boardErratum(
    @Arg("input", () => inputs.BoardErratumInput) input: inputs.BoardErratumInput,
    @Ctx() context: OversightContext,
  ): Promise<object> {
    const { viewer, given } = askedOf(context, input);
    return answered(context, await commands.erratum(context, viewer, given), "board", Board);
  }
}

export const boardResolvers = [BoardQueryResolver, BoardObjectionResolver, BoardMutationResolver] as const;

/** Imported histories in the API: listed, opened with their events, and with what was measured on them. */
import { Arg, Ctx, FieldResolver, Float, ID, Int, Query, Resolver, Root } from "type-graphql";
import { Partner, type RequestContext } from "../../parties/index.js";
import { connectionType, MoneyScalar, page, signedIn } from "../../platform/index.js";
import { eventPage, eventsOf, HistoryEvent, HistoryEventConnection } from "./events.js";
import { filterSql, HistoryFilter } from "./filter.js";
import { History, HistoryFactRow } from "./rows.js";
import { historySight } from "./sight.js";

const HistoryConnection = connectionType(() => History, "History");

@Resolver(() => History)
export class HistoryResolver {
  @Query(() => HistoryConnection, {
    description:
      "Cases of other systems, imported with all their events, the newest registered first; for the center (导入的历史案件).",
  })
  histories(
    @Ctx() context: RequestContext,
    @Arg("filter", () => HistoryFilter, { nullable: true }) filter: HistoryFilter | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
  ) {
    return page(context.journal.database.read, History, {
      sight: historySight(signedIn(context)),
      where: filterSql(filter ?? {}),
      orderBy: [{ column: "registeredAt", direction: "DESC" }],
      first,
      after,
    });
  }

  @Query(() => History, { nullable: true, description: "One history; null where it is out of sight (单个历史案件)." })
  history(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return historySight(signedIn(context)) === "NONE" ? null : context.rows.one(History, id);
  }

  @FieldResolver(() => MoneyScalar, { description: "Amount requested, in the source's currency (申请金额, 原币)." })
  amountRequested(@Root() { amountFen }: History): number {
    return amountFen;
  }

  @FieldResolver(() => HistoryEventConnection, { description: "Its events, in the order of the log (事件)." })
  async events(
    @Root() { id }: History,
    @Ctx() { rows }: RequestContext,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
  ) {
    return eventPage(await eventsOf(rows, id), first, after);
  }

  @FieldResolver(() => [HistoryFactRow], { description: "What was measured on it, in the order of its events (计量)." })
  facts(@Root() { id }: History, @Ctx() { rows }: RequestContext) {
    return rows.by(HistoryFactRow, "historyId", id, { orderBy: "eventIndex, id" });
  }
}

@Resolver(() => HistoryFactRow)
export class HistoryFactResolver {
  @FieldResolver(() => Partner, { nullable: true, description: "For whom it counts; null for nobody (计入机构)." })
  async partner(@Root() { partnerCode }: HistoryFactRow, @Ctx() { rows }: RequestContext) {
    return partnerCode === null ? null : ((await rows.by(Partner, "code", partnerCode))[0] ?? null);
  }

  @FieldResolver(() => HistoryEvent, { nullable: true, description: "The event it was read off (所据事件)." })
  async event(@Root() { historyId, eventIndex }: HistoryFactRow, @Ctx() { rows }: RequestContext) {
    return (await eventsOf(rows, historyId))[eventIndex] ?? null;
  }

  @FieldResolver(() => MoneyScalar, { nullable: true, description: "Amount that counts with it (金额)." })
  amount(@Root() { amountFen }: HistoryFactRow): number | null {
    return amountFen;
  }

  @FieldResolver(() => Float, { nullable: true, description: "Elapsed minutes, where a run was measured (历时分钟)." })
  elapsedMinutes(@Root() { elapsedMs }: HistoryFactRow): number | null {
    return elapsedMs === null ? null : elapsedMs / 60_000;
  }
}

export const exchangeResolvers = [HistoryResolver, HistoryFactResolver] as const;

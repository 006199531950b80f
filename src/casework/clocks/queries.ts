/** Deadlines and escalations over all cases in sight: due soon, overdue, of a party, before a time. */
import { Arg, Ctx, Field, ID, InputType, Int, Query, Resolver } from "type-graphql";
import { sightSql, type SqlCondition } from "../../kernel/index.js";
import { DateTimeScalar, connectionType, page, placeholders, signedIn, type Page } from "../../platform/index.js";
import type { Stage } from "../../policy/index.js";
import type { Viewer } from "../../parties/index.js";
import { StageEnum } from "../enums.js";
import type { CaseRequestContext } from "../services.js";
import { caseSight } from "../sight.js";
import { dueSoonBefore } from "./now.js";
import { Clock, ClockKindEnum, Escalation } from "./rows.js";
import { betweenParties, escalationSight } from "./sight.js";

const ClockConnection = connectionType(() => Clock, "Clock");
const EscalationConnection = connectionType(() => Escalation, "Escalation");

@InputType({ description: "Which deadlines; everything that is named must hold (筛选条件)." })
export class DeadlineFilter {
  @Field(() => ID, { nullable: true, description: "Of this party (责任机构)." }) partyId?: string | null;
  @Field(() => Boolean, { nullable: true, description: "Of the viewer's own party (本机构)." }) ofMyParty?:
    boolean | null;
  @Field(() => ID, { nullable: true, description: "Of this case (贷款申请)." }) caseId?: string | null;
  @Field(() => [ClockKindEnum], { nullable: true, description: "Of these kinds (时限类型)." })
  kinds?: Clock["kind"][] | null;
  @Field(() => [String], { nullable: true, description: "Of these steps, codes of the policy (环节)." })
  steps?: string[] | null;
  @Field(() => [StageEnum], { nullable: true, description: "Begun in one of these stages (阶段)." })
  stages?: Stage[] | null;
  @Field(() => DateTimeScalar, { nullable: true, description: "Due before this time (早于此时到期)." })
  dueBefore?: string | null;
  @Field(() => Boolean, { nullable: true, description: "Past its due time and not standing still (已超时)." })
  overdue?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Due within the working hours that policy names (即将到期)." })
  dueSoon?: boolean | null;
}

@InputType({ description: "Which escalations; everything that is named must hold (筛选条件)." })
export class EscalationFilter {
  @Field(() => ID, { nullable: true, description: "Raised to this party (被督办机构)." }) partyId?: string | null;
  @Field(() => ID, { nullable: true, description: "Of this case (贷款申请)." }) caseId?: string | null;
  @Field(() => Int, { nullable: true, description: "1 the party's manager, 2 the center (督办级别)." })
  level?: number | null;
  @Field(() => Boolean, { nullable: true, description: "Not over yet (未办结)." }) open?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Acknowledged, or not (是否已签收)." })
  acknowledged?: boolean | null;
}

/** Conditions put together; none is everything. */
function conditions() {
  const tests: SqlCondition[] = [];
  return {
    add: (sql: string, ...params: (string | number)[]) => void tests.push({ sql, params }),
    all: (): SqlCondition => ({
      sql: tests.map(({ sql }) => `(${sql})`).join(" AND ") || "1 = 1",
      params: tests.flatMap(({ params }) => params),
    }),
  };
}

type Tests = ReturnType<typeof conditions>;

/** Only of cases that the viewer sees. */
function addSight({ add }: Tests, viewer: Viewer, alias: string): void {
  const sight = caseSight(viewer);
  if (sight === "ALL") return;
  const { sql, params } = sightSql(sight, "lc");
  add(`EXISTS (SELECT 1 FROM loan_case lc WHERE lc.id = ${alias}.caseId AND ${sql})`, ...(params as string[]));
}

async function deadlinesWhere(filter: DeadlineFilter, ctx: CaseRequestContext): Promise<SqlCondition> {
  const viewer = signedIn(ctx);
  const tests = conditions();
  const { add } = tests;
  const now = ctx.journal.clock().toISOString();
  add("c.endedAt IS NULL");
  if (filter.partyId) add("c.partyId = ?", filter.partyId);
  if (filter.ofMyParty) add("c.partyId = ?", viewer.partyId);
  if (filter.caseId) add("c.caseId = ?", filter.caseId);
  if (filter.kinds) add(`c.kind IN ${placeholders(filter.kinds)}`, ...filter.kinds);
  if (filter.steps) add(`c.step IN ${placeholders(filter.steps)}`, ...filter.steps);
  if (filter.stages) add(`c.stage IN ${placeholders(filter.stages)}`, ...filter.stages);
  if (filter.dueBefore) add("c.dueAt < ?", filter.dueBefore);
  if (filter.overdue === true) add("c.dueAt < ? AND c.runningSince IS NOT NULL", now);
  if (filter.overdue === false) add("c.dueAt >= ? OR c.runningSince IS NULL", now);
  if (filter.dueSoon) {
    add("c.dueAt >= ? AND c.dueAt < ? AND c.runningSince IS NOT NULL", now, await dueSoonBefore(ctx));
  }
  addSight(tests, viewer, "c");
  if (viewer.partyKind !== "CENTER") {
    const own = "c.partyId = ? OR c.waitingPartyId = ?";
    const shown = `c.step IS NULL OR c.step NOT IN ${placeholders(betweenParties)} OR ${own}`;
    add(shown, ...betweenParties, viewer.partyId, viewer.partyId);
  }
  return tests.all();
}

@Resolver()
export class DeadlineQueries {
  @Query(() => ClockConnection, { description: "Clocks that run on cases in sight, due first first (时限清单)." })
  async deadlines(
    @Arg("filter", () => DeadlineFilter, { nullable: true }) filter: DeadlineFilter | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<Page<Clock>> {
    signedIn(ctx);
    const where = await deadlinesWhere(filter ?? {}, ctx);
    const orderBy = [{ column: "dueAt", direction: "ASC" as const }];
    return page(ctx.journal.database.read, Clock, { sight: "ALL", where, orderBy, first, after, alias: "c" });
  }

  @Query(() => EscalationConnection, {
    description: "Missed deadlines that managers see to: the viewer's own party's; all for the center (督办清单).",
  })
  escalations(
    @Arg("filter", () => EscalationFilter, { nullable: true }) filter: EscalationFilter | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<Page<Escalation>> {
    const viewer = signedIn(ctx);
    const tests = conditions();
    const { partyId, caseId, level, open, acknowledged } = filter ?? {};
    if (partyId) tests.add("e.partyId = ?", partyId);
    if (caseId) tests.add("e.caseId = ?", caseId);
    if (level) tests.add("e.level = ?", level);
    if (open !== undefined && open !== null) tests.add(`e.closedAt IS ${open ? "" : "NOT "}NULL`);
    if (acknowledged !== undefined && acknowledged !== null) {
      tests.add(`e.acknowledgedAt IS ${acknowledged ? "NOT " : ""}NULL`);
    }
    addSight(tests, viewer, "e");
    return page(ctx.journal.database.read, Escalation, {
      sight: escalationSight(viewer),
      where: tests.all(),
      orderBy: [{ column: "raisedAt", direction: "DESC" }],
      ...{ first, after, alias: "e" },
    });
  }
}

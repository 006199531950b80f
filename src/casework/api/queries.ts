/** Finding cases: one by id or number, and the worklist. */
import { Arg, Ctx, Field, ID, InputType, Int, Query, registerEnumType, Resolver } from "type-graphql";
import type { SqlCondition } from "../../kernel/index.js";
import {
  DateScalar,
  DateTimeScalar,
  page,
  placeholders,
  connectionType,
  selectRow,
  signedIn,
  type Page,
} from "../../platform/index.js";
import { dayOf, inSight } from "../../kernel/index.js";
import { actingMemberId, hasRole, membersStoodInFor, personsBehind, type Viewer } from "../../parties/index.js";
import type { Stage } from "../../policy/index.js";
import { decisionConfirmMany, limitOf } from "../decision/decide.js";
import { enumOf, StageEnum } from "../enums.js";
import { dueSoonBefore } from "../clocks/now.js";
import type { CaseRequestContext } from "../services.js";
import { caseSight, caseSightWith } from "../sight.js";
import { LoanCase } from "../lifecycle/rows.js";

const LoanCaseConnection = connectionType(() => LoanCase, "LoanCase");

const LoanCaseOrderEnum = enumOf(["OPENED_DESC", "OPENED_ASC", "DUE_ASC", "LAST_ACT_DESC", "NUMBER_ASC"] as const);
type LoanCaseOrder = keyof typeof LoanCaseOrderEnum;
registerEnumType(LoanCaseOrderEnum, {
  name: "LoanCaseOrder",
  description: "Order of a list of cases (排序).",
  valuesConfig: {
    OPENED_DESC: { description: "Newest first (最新开立在前)." },
    OPENED_ASC: { description: "Oldest first (最早开立在前)." },
    DUE_ASC: { description: "What is due next first (最先到期在前)." },
    LAST_ACT_DESC: { description: "Last touched first (最近办理在前)." },
    NUMBER_ASC: { description: "By case number (按业务编号)." },
  },
});

const orders: Readonly<Record<LoanCaseOrder, { column: keyof LoanCase; direction: "ASC" | "DESC" }[]>> = {
  // Ids rise with time, and every index ends with them.
  OPENED_DESC: [{ column: "id", direction: "DESC" }],
  OPENED_ASC: [{ column: "id", direction: "ASC" }],
  DUE_ASC: [{ column: "stageDueAt", direction: "ASC" }],
  LAST_ACT_DESC: [{ column: "lastActAt", direction: "DESC" }],
  NUMBER_ASC: [{ column: "number", direction: "ASC" }],
};

@InputType({ description: "Which cases; everything that is named must hold (筛选条件)." })
export class LoanCaseFilter {
  @Field(() => [StageEnum], { nullable: true, description: "In one of these stages (办理阶段)." })
  stages?: Stage[] | null;
  @Field(() => Boolean, { nullable: true, description: "Held up by the viewer's own party now (待本机构办理)." })
  heldByMyParty?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Owned by the viewer (本人首问责任)." }) mine?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "Owned by colleagues in whose place the viewer may act now; with `mine`, beside one's own (代办).",
  })
  standingIn?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      "Proposals that the viewer may confirm together: no exception, no dissent, inside their limit (可批量审定).",
  })
  batchReady?: boolean | null;
  @Field(() => ID, { nullable: true, description: "Of this bank (受委托银行)." }) bankId?: string | null;
  @Field(() => ID, { nullable: true, description: "Of this guarantee company (担保公司)." })
  guaranteeCompanyId?: string | null;
  @Field(() => String, { nullable: true, description: "Number begins with this (业务编号前缀)." })
  numberPrefix?: string | null;
  @Field(() => Boolean, { nullable: true, description: "Past the due time of its stage, and not paused (已超时)." })
  overdue?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "Its stage is due within the working hours that policy names (即将到期).",
  })
  dueSoon?: boolean | null;
  @Field(() => DateTimeScalar, { nullable: true, description: "Its stage is due before this time (早于此时到期)." })
  dueBefore?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "A missed deadline was escalated to the viewer's own party, and is not over (被督办).",
  })
  escalated?: boolean | null;
  @Field(() => DateScalar, { nullable: true, description: "Opened on or after this day, UTC (开立日期起)." })
  openedFrom?: string | null;
  @Field(() => String, { nullable: true, description: "Product code (贷款品种)." }) product?: string | null;
}

/** `absent` are the colleagues in whose place the viewer may act. */
async function conditionOf(
  filter: LoanCaseFilter,
  ctx: CaseRequestContext,
  alias: string,
  absent: readonly string[],
): Promise<SqlCondition> {
  const viewer = signedIn(ctx);
  const tests: SqlCondition[] = [];
  const add = (sql: string, ...params: (string | number)[]) => tests.push({ sql, params });
  if (filter.stages) add(`${alias}.stage IN ${placeholders(filter.stages)}`, ...filter.stages);
  if (filter.heldByMyParty) {
    add(`EXISTS (SELECT 1 FROM case_holder h WHERE h.caseId = ${alias}.id AND h.partyId = ?)`, viewer.partyId);
  }
  if (filter.mine || filter.standingIn) {
    const owners = [...(filter.mine ? [actingMemberId(viewer)] : []), ...(filter.standingIn ? absent : [])];
    add(`${alias}.ownerId IN ${placeholders(owners)}`, ...owners);
  }
  if (filter.batchReady) tests.push(readyFor(viewer, ctx, alias));
  if (filter.bankId) add(`${alias}.bankId = ?`, filter.bankId);
  if (filter.guaranteeCompanyId) add(`${alias}.guaranteeCompanyId = ?`, filter.guaranteeCompanyId);
  if (filter.numberPrefix) {
    add(`${alias}.number >= ? AND ${alias}.number < ?`, filter.numberPrefix, `${filter.numberPrefix}\uffff`);
  }
  const now = ctx.journal.clock().toISOString();
  const runs = `NOT EXISTS (SELECT 1 FROM clock_pause p WHERE p.caseId = ${alias}.id AND p.resumedAt IS NULL)`;
  if (filter.overdue) add(`${alias}.stageDueAt < ? AND ${runs}`, now);
  if (filter.dueSoon) {
    add(`${alias}.stageDueAt >= ? AND ${alias}.stageDueAt < ? AND ${runs}`, now, await dueSoonBefore(ctx));
  }
  if (filter.dueBefore) add(`${alias}.stageDueAt < ?`, filter.dueBefore);
  if (filter.escalated) {
    const open = `SELECT 1 FROM escalation x WHERE x.caseId = ${alias}.id AND x.partyId = ? AND x.closedAt IS NULL`;
    add(`EXISTS (${open})`, viewer.partyId);
  }
  if (filter.openedFrom) add(`${alias}.openedAt >= ?`, filter.openedFrom);
  if (filter.product) add(`${alias}.productCode = ?`, filter.product);
  return {
    sql: tests.map(({ sql }) => `(${sql})`).join(" AND ") || "1 = 1",
    params: tests.flatMap(({ params }) => params),
  };
}

/** What is fit for everybody, inside this viewer's limit and by none of the persons behind them. */
function readyFor(viewer: Viewer, { policies, journal }: CaseRequestContext, alias: string): SqlCondition {
  const today = dayOf(journal.clock().toISOString(), policies.calendar.zone);
  const limitFen = hasRole(viewer, decisionConfirmMany.by)
    ? limitOf(viewer, { policy: policies.on(today) }, "CONFIRM")
    : 0;
  if (limitFen === 0) return { sql: "1 = 0", params: [] };
  const persons = personsBehind(viewer);
  const others = `NOT IN ${placeholders(persons)}`;
  return {
    sql:
      `EXISTS (SELECT 1 FROM batch_ready b WHERE b.caseId = ${alias}.id AND b.amountFen <= ? ` +
      `AND b.proposedById ${others} AND (b.proposedThroughId IS NULL OR b.proposedThroughId ${others}))`,
    params: [limitFen, ...persons, ...persons],
  };
}

@Resolver()
export class LoanCaseQueries {
  @Query(() => LoanCase, { nullable: true, description: "A case by id or number; null out of sight (贷款申请)." })
  async loanCase(
    @Arg("id", () => ID, { nullable: true }) id: string | null,
    @Arg("number", () => String, { nullable: true }) number: string | null,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<LoanCase | null> {
    const viewer = signedIn(ctx);
    if (id) return ctx.rows.one(LoanCase, id);
    if (!number) return null;
    const found = await selectRow(ctx.journal.database.read, LoanCase, "number = ?", [number]);
    return found && inSight(caseSight(viewer), found) ? found : null;
  }

  @Query(() => LoanCaseConnection, { description: "Cases in sight, newest first unless ordered (贷款申请列表)." })
  async loanCases(
    @Arg("filter", () => LoanCaseFilter, { nullable: true }) filter: LoanCaseFilter | null,
    @Arg("orderBy", () => LoanCaseOrderEnum, { nullable: true }) orderBy: LoanCaseOrder | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<Page<LoanCase>> {
    const viewer = signedIn(ctx);
    const alias = "lc";
    const { database, clock } = ctx.journal;
    // What was delegated to a person stays with the person: who acts in another's place stands in for no third one.
    const absent =
      filter?.standingIn && !viewer.onBehalfOfId
        ? await membersStoodInFor(database.read, viewer.memberId, clock().toISOString())
        : [];
    return page(database.read, LoanCase, {
      sight: caseSightWith(viewer, absent),
      where: await conditionOf(filter ?? {}, ctx, alias, absent),
      orderBy: orders[orderBy ?? "OPENED_DESC"],
      first,
      after,
      alias,
    });
  }
}

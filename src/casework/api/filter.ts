/** Which cases a list or an order is about: the tests that can be asked for, as conditions over the table of cases. */
import { Field, ID, InputType } from "type-graphql";
import { dayOf, sightSql, type SqlCondition } from "../../kernel/index.js";
import {
  actingMemberId,
  hasRole,
  membersStoodInFor,
  personsBehind,
  type Role,
  type Viewer,
} from "../../parties/index.js";
import { DateScalar, DateTimeScalar, placeholders, signedIn } from "../../platform/index.js";
import { endStages, type Stage } from "../../policy/index.js";
import { dueSoonBefore } from "../clocks/now.js";
import { decisionConfirmMany, limitOf } from "../decision/decide.js";
import { clashingSql } from "./clashes.js";
import { StageEnum } from "../enums.js";
import type { CaseRequestContext } from "../services.js";
import { caseSightWith } from "../sight.js";

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
  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whose owner is disabled, or works elsewhere now; for managers and the center, nothing for others (首问责任人已离岗).",
  })
  ownerLeft?: boolean | null;
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
  @Field(() => Boolean, { nullable: true, description: "Another case claims the same home (房屋冲突)." })
  clashing?: boolean | null;
  @Field(() => DateScalar, { nullable: true, description: "Opened on or after this day, UTC (开立日期起)." })
  openedFrom?: string | null;
  @Field(() => String, { nullable: true, description: "Product code (贷款品种)." }) product?: string | null;
}

/** `absent` are the colleagues in whose place the viewer may act. */
export async function conditionOf(
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
  if (filter.ownerLeft) add(maySeeOwnerLeft(viewer) ? ownerLeftSql(alias) : "1 = 0");
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
  if (filter.clashing) add(clashingSql(alias));
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

/** Managers look after the cases of those who left; the center's people see everybody's. */
const lookAfterCases: readonly Role[] = ["BANK_MANAGER", "GUARANTEE_MANAGER"];

const maySeeOwnerLeft = (viewer: Viewer): boolean => viewer.partyKind === "CENTER" || hasRole(viewer, lookAfterCases);

/** The owner is disabled, of no party of the case any more, or of a unit that the case's unit does not belong to. */
const ownerLeftSql = (alias: string): string =>
  `${alias}.stage NOT IN (${endStages.map((stage) => `'${stage}'`).join()}) AND EXISTS (SELECT 1 FROM member m ` +
  `LEFT JOIN unit mu ON mu.id = m.unitId LEFT JOIN unit cu ON cu.id = ${alias}.bankUnitId WHERE m.id = ${alias}.ownerId AND (m.active = 0 ` +
  `OR (m.partyId <> ${alias}.bankId AND m.partyId <> ${alias}.centerId) ` +
  `OR (m.partyId = ${alias}.bankId AND mu.id IS NOT NULL AND cu.id IS NOT NULL ` +
  `AND SUBSTR(cu.path, 1, LENGTH(mu.path)) <> mu.path)))`;

/** What a viewer's list is made of: the sight, and the tests. */
export async function selection(ctx: CaseRequestContext, filter: LoanCaseFilter, alias: string) {
  const viewer = signedIn(ctx);
  const { database, clock } = ctx.journal;
  // What was delegated to a person stays with the person: who acts in another's place stands in for no third one.
  const absent =
    filter.standingIn && !viewer.onBehalfOfId
      ? await membersStoodInFor(database.read, viewer.memberId, clock().toISOString())
      : [];
  return { sight: caseSightWith(viewer, absent), where: await conditionOf(filter, ctx, alias, absent) };
}

/** Ids of the cases in sight that a filter finds, oldest first. */
export async function casesFound(ctx: CaseRequestContext, filter: LoanCaseFilter, atMost: number): Promise<string[]> {
  const { sight, where } = await selection(ctx, filter, "lc");
  const seen = sightSql(sight, "lc");
  const rows = await ctx.journal.database.read.all<{ id: string }>(
    `SELECT lc.id FROM loan_case lc WHERE ${seen.sql} AND ${where.sql} ORDER BY lc.id LIMIT ${atMost}`,
    [...seen.params, ...where.params] as never[],
  );
  return rows.map(({ id }) => id);
}

/** How many cases in sight were left by their owner, up to a thousand; null for whom it does not concern. */
export async function ownerLeftCount(ctx: CaseRequestContext): Promise<number | null> {
  if (!maySeeOwnerLeft(signedIn(ctx))) return null;
  return (await casesFound(ctx, { ownerLeft: true }, 1_000)).length;
}

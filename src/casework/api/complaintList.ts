/** The list of complaints, and one by its id. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Query, Resolver, Root } from "type-graphql";
import type { SqlCondition } from "../../kernel/index.js";
import { actingMemberId, type Viewer } from "../../parties/index.js";
import { connectionType, page, placeholders, signedIn, type Page } from "../../platform/index.js";
import type { Finding } from "../complaints/entries.js";
import { Complaint, ComplaintStatusEnum, FindingEnum, type ComplaintStatus } from "../complaints/rows.js";
import { complaintSight } from "../complaints/sight.js";
import { LoanCase } from "../lifecycle/rows.js";
import type { CaseRequestContext } from "../services.js";
import { allOf } from "../worklists.js";

@InputType({ description: "Which complaints; everything that is named must hold (筛选条件)." })
export class ComplaintFilter {
  @Field(() => Boolean, { nullable: true, description: "Not closed yet (未办结)." }) open?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Not answered by its due time (已超时未答复)." })
  overdue?: boolean | null;
  @Field(() => ID, { nullable: true, description: "About this party (被投诉机构)." }) partyId?: string | null;
  @Field(() => Boolean, { nullable: true, description: "Closed, and upheld wholly or in part; or not (是否成立)." })
  upheld?: boolean | null;
  @Field(() => [FindingEnum], { nullable: true, description: "With one of these findings (认定结果)." })
  findings?: Finding[] | null;
  @Field(() => [ComplaintStatusEnum], { nullable: true, description: "Come so far (办理状态)." })
  statuses?: ComplaintStatus[] | null;
  @Field(() => Boolean, { nullable: true, description: "Given to the reader (由本人承办)." }) mine?: boolean | null;
  @Field(() => ID, { nullable: true, description: "About this case (贷款申请)." }) caseId?: string | null;
}

const ComplaintConnection = connectionType(() => Complaint, "Complaint");

function conditionOf(filter: ComplaintFilter, viewer: Viewer, now: string): SqlCondition {
  const tests: SqlCondition[] = [];
  const add = (sql: string, ...params: string[]) => tests.push({ sql, params });
  const { open, overdue, partyId, upheld, findings, statuses, mine, caseId } = filter;
  if (open) add("row0.status <> 'CLOSED'");
  if (overdue) add("row0.answeredAt IS NULL AND row0.dueAt < ?", now);
  if (partyId) add("row0.partyId = ?", partyId);
  if (upheld) add("row0.status = 'CLOSED' AND row0.finding IN ('UPHELD', 'PARTLY')");
  if (upheld === false) add("row0.status = 'CLOSED' AND row0.finding = 'NOT_UPHELD'");
  if (findings) add(`row0.finding IN ${placeholders(findings)}`, ...findings);
  if (statuses) add(`row0.status IN ${placeholders(statuses)}`, ...statuses);
  if (mine) add("row0.handlerId = ?", actingMemberId(viewer));
  if (caseId) add("row0.caseId = ?", caseId);
  return allOf(tests);
}

@Resolver(() => Complaint)
export class ComplaintListResolver {
  @Query(() => ComplaintConnection, {
    description: "Complaints in sight, what is due next first: the center sees all, a party those about it (投诉列表).",
  })
  complaints(
    @Arg("filter", () => ComplaintFilter, { nullable: true }) filter: ComplaintFilter | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<Page<Complaint>> {
    const viewer = signedIn(ctx);
    return page(ctx.journal.database.read, Complaint, {
      sight: complaintSight(viewer),
      where: conditionOf(filter ?? {}, viewer, ctx.journal.clock().toISOString()),
      orderBy: [{ column: "dueAt", direction: "ASC" }],
      first,
      after,
    });
  }

  @Query(() => Complaint, { nullable: true, description: "One complaint; null out of sight (投诉)." })
  complaint(@Arg("id", () => ID) id: string, @Ctx() ctx: CaseRequestContext): Promise<Complaint | null> {
    signedIn(ctx);
    return ctx.rows.one(Complaint, id);
  }

  @FieldResolver(() => LoanCase, { nullable: true, description: "The case it is about (贷款申请)." })
  loanCase(@Root() { caseId }: Complaint, @Ctx() { rows }: CaseRequestContext): Promise<LoanCase | null> | null {
    return caseId ? rows.one(LoanCase, caseId) : null;
  }
}

/** The worklist of inquiries, over all cases in sight. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Query, Resolver, Root } from "type-graphql";
import type { SqlCondition } from "../../kernel/index.js";
import { signedIn, connectionType, page, type Page } from "../../platform/index.js";
import type { Viewer } from "../../parties/index.js";
import { Inquiry } from "../inquiries/rows.js";
import { inquirySight } from "../betweenParties.js";
import { LoanCase } from "../lifecycle/rows.js";
import type { CaseRequestContext } from "../services.js";
import { allOf, onCasesInSight } from "../worklists.js";

@InputType({ description: "Which inquiries; everything that is named must hold (筛选条件)." })
export class InquiryFilter {
  @Field(() => Boolean, { nullable: true, description: "To the reader's party (待本机构答复)." }) toMe?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "By the reader's party (本机构提出)." }) fromMe?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Not answered, on a case that still runs (未答复)." })
  open?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Open and past its due time (已超时)." }) overdue?:
    boolean | null;
  @Field(() => ID, { nullable: true, description: "On this case (贷款申请)." }) caseId?: string | null;
}

const InquiryConnection = connectionType(() => Inquiry, "Inquiry");

function conditionOf(
  { toMe, fromMe, open, overdue, caseId }: InquiryFilter,
  viewer: Viewer,
  now: string,
): SqlCondition {
  const unanswered = "row0.answeredAt IS NULL AND row0.takenBackAt IS NULL";
  return allOf([
    onCasesInSight(viewer, { running: Boolean(open) || Boolean(overdue) }),
    ...(toMe ? [{ sql: "row0.toPartyId = ?", params: [viewer.partyId] }] : []),
    ...(fromMe ? [{ sql: "row0.fromPartyId = ?", params: [viewer.partyId] }] : []),
    ...(open ? [{ sql: unanswered, params: [] }] : []),
    ...(overdue ? [{ sql: `${unanswered} AND row0.dueAt < ?`, params: [now] }] : []),
    ...(caseId ? [{ sql: "row0.caseId = ?", params: [caseId] }] : []),
  ]);
}

@Resolver(() => Inquiry)
export class InquiryListResolver {
  @Query(() => InquiryConnection, {
    description: "Inquiries that concern the reader, what is due next first; the center sees all (问询列表).",
  })
  inquiries(
    @Arg("filter", () => InquiryFilter, { nullable: true }) filter: InquiryFilter | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<Page<Inquiry>> {
    const viewer = signedIn(ctx);
    return page(ctx.journal.database.read, Inquiry, {
      sight: inquirySight(viewer),
      where: conditionOf(filter ?? {}, viewer, ctx.journal.clock().toISOString()),
      orderBy: [{ column: "dueAt", direction: "ASC" }],
      first,
      after,
    });
  }

  @FieldResolver(() => LoanCase, { nullable: true, description: "The case it is on (贷款申请)." })
  loanCase(@Root() { caseId }: Inquiry, @Ctx() { rows }: CaseRequestContext): Promise<LoanCase | null> {
    return rows.one(LoanCase, caseId);
  }
}

/** Contacts over all cases in sight, and the calls back that were promised. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Query, Resolver, Root } from "type-graphql";
import type { SqlCondition } from "../../kernel/index.js";
import { signedIn, connectionType, page, type Page } from "../../platform/index.js";
import type { Viewer } from "../../parties/index.js";
import { Contact } from "../contacts/rows.js";
import { contactSight } from "../betweenParties.js";
import { LoanCase } from "../lifecycle/rows.js";
import type { CaseRequestContext } from "../services.js";
import { allOf, onCasesInSight } from "../worklists.js";

@InputType({ description: "Which contacts; everything that is named must hold (筛选条件)." })
export class ContactFilter {
  @Field(() => Boolean, { nullable: true, description: "Recorded by the reader's party (本机构登记)." })
  byMyParty?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "A call back was promised and not made (待回电)." })
  callBackOpen?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "The promised call back is late (回电已超时)." })
  overdue?: boolean | null;
  @Field(() => ID, { nullable: true, description: "On this case (贷款申请)." }) caseId?: string | null;
}

const ContactConnection = connectionType(() => Contact, "Contact");

function conditionOf(filter: ContactFilter, viewer: Viewer, now: string): SqlCondition {
  const { byMyParty, callBackOpen, overdue, caseId } = filter;
  const open = "row0.callBackBy IS NOT NULL AND row0.calledBackAt IS NULL AND row0.takenBackAt IS NULL";
  return allOf([
    onCasesInSight(viewer, { running: Boolean(callBackOpen) || Boolean(overdue) }),
    ...(byMyParty ? [{ sql: "row0.partyId = ?", params: [viewer.partyId] }] : []),
    ...(callBackOpen ? [{ sql: open, params: [] }] : []),
    ...(overdue ? [{ sql: `${open} AND row0.callBackBy < ?`, params: [now] }] : []),
    ...(caseId ? [{ sql: "row0.caseId = ?", params: [caseId] }] : []),
  ]);
}

@Resolver(() => Contact)
export class ContactListResolver {
  @Query(() => ContactConnection, { description: "Contacts on cases in sight, the newest first (联系记录列表)." })
  contacts(
    @Arg("filter", () => ContactFilter, { nullable: true }) filter: ContactFilter | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<Page<Contact>> {
    const viewer = signedIn(ctx);
    return page(ctx.journal.database.read, Contact, {
      sight: contactSight(viewer),
      where: conditionOf(filter ?? {}, viewer, ctx.journal.clock().toISOString()),
      orderBy: [{ column: "contactedAt", direction: "DESC" }],
      first,
      after,
    });
  }

  @FieldResolver(() => LoanCase, { nullable: true, description: "The case it is on (贷款申请)." })
  loanCase(@Root() { caseId }: Contact, @Ctx() { rows }: CaseRequestContext): Promise<LoanCase | null> {
    return rows.one(LoanCase, caseId);
  }
}

/** What hangs on a case, each list from its part: one statement a list, however many cases are asked for. */
import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { Document, Handoff } from "../../documents/index.js";
import { inSight } from "../../kernel/index.js";
import { signedIn, toUserErrors, UserError, type Link, type UserErrorValue } from "../../platform/index.js";
import { availableActions } from "../actions.js";
import { loanCaseAggregate } from "../case.js";
import { Clock, ClockPause, Holder } from "../clocks/rows.js";
import { seesClock } from "../clocks/sight.js";
import { Collateral, SecurityStep } from "../collateral/rows.js";
import { Contact } from "../contacts/rows.js";
import { contactSight, inquirySight } from "../betweenParties.js";
import { Correction } from "../corrections/rows.js";
import { Decision } from "../decision/rows.js";
import { Inquiry } from "../inquiries/rows.js";
import { LoanCase } from "../lifecycle/rows.js";
import { Defect, Notice } from "../notices/rows.js";
import { OwnerTransfer } from "../ownership/rows.js";
import { CaseDocument, CaseHandoff, ChecklistItem } from "../papers/rows.js";
import { Payment } from "../payment/rows.js";
import { Rating } from "../ratings/rows.js";
import { Check } from "../review/rows.js";
import type { CaseRequestContext } from "../services.js";
import { Signature } from "../signing/rows.js";
import { Visit, VisitException } from "../trips/rows.js";
import { documentsInSight } from "../documentSight.js";

@ObjectType({ description: "Something the viewer may do with the case, and what is in the way (可办事项)." })
export class AvailableAction {
  @Field(() => String, { description: "The act, such as LOAN_CASE_ACCEPT (事项)." }) action!: string;
  @Field(() => ID, { nullable: true, description: "What it would be done to, where it is a part (对象)." })
  subject!: string | null;
  @Field(() => [UserError], { description: "Everything in the way; empty when some input is accepted (障碍)." })
  blockedBy!: readonly UserErrorValue[];
}

const attached: Link<CaseDocument> = {
  table: CaseDocument,
  from: "caseId",
  to: "documentId",
  orderBy: ["attachedAt", "id"],
};

@Resolver(() => LoanCase)
export class CaseFieldsResolver {
  @FieldResolver(() => [Holder], { description: "Who holds it up now, and since when (当前责任方)." })
  heldBy(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<Holder[]> {
    return rows.by(Holder, "caseId", id, { orderBy: "since, id" });
  }

  @FieldResolver(() => [Clock], { description: "Its clocks (办理时限)." })
  async clocks(@Root() { id }: LoanCase, @Ctx() ctx: CaseRequestContext): Promise<Clock[]> {
    const viewer = signedIn(ctx);
    const all = await ctx.rows.by(Clock, "caseId", id, { orderBy: "startedAt, id" });
    return all.filter((clock) => seesClock(viewer, clock));
  }

  @FieldResolver(() => [ClockPause], { description: "When its clocks stood still (时限中止记录)." })
  pauses(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<ClockPause[]> {
    return rows.by(ClockPause, "caseId", id, { orderBy: "pausedAt, id" });
  }

  @FieldResolver(() => [Visit], { description: "Visits of the applicant (到访)." })
  visits(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<Visit[]> {
    return rows.by(Visit, "caseId", id, { orderBy: "id" });
  }

  @FieldResolver(() => [VisitException], {
    description: "Visits that the center allowed beyond the budget (到场例外).",
  })
  visitExceptions(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<VisitException[]> {
    return rows.by(VisitException, "caseId", id, { orderBy: "grantedAt, id" });
  }

  @FieldResolver(() => [ChecklistItem], { description: "What documents it needs, and by when (材料清单)." })
  checklist(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<ChecklistItem[]> {
    return rows.by(ChecklistItem, "caseId", id, { orderBy: "id" });
  }

  @FieldResolver(() => [Document], { description: "Its documents that the viewer needs (材料)." })
  async documents(@Root() { id }: LoanCase, @Ctx() ctx: CaseRequestContext): Promise<Document[]> {
    return documentsInSight(ctx, await ctx.rows.through(Document, attached, id));
  }

  @FieldResolver(() => [Check], { description: "Its checks (审核项)." })
  checks(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<Check[]> {
    return rows.by(Check, "caseId", id, { orderBy: "turn, id" });
  }

  @FieldResolver(() => [Notice], { description: "Notices to the applicant (一次性告知)." })
  notices(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<Notice[]> {
    return rows.by(Notice, "caseId", id, { orderBy: "sentAt, id" });
  }

  @FieldResolver(() => [Defect], { description: "Defects posted, told or not (补正事项)." })
  defects(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<Defect[]> {
    return rows.by(Defect, "caseId", id, { orderBy: "postedAt, id" });
  }

  @FieldResolver(() => [Decision], { description: "Proposals and decisions (审批)." })
  decisions(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<Decision[]> {
    return rows.by(Decision, "caseId", id, { orderBy: "proposedAt, id" });
  }

  @FieldResolver(() => [Handoff], { description: "Handoffs it is in (交接清单)." })
  async handoffs(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<Handoff[]> {
    const links = await rows.by(CaseHandoff, "caseId", id, { orderBy: "id" });
    const found = await Promise.all(links.map(({ handoffId }) => rows.one(Handoff, handoffId)));
    return found.filter((handoff) => handoff !== null);
  }

  @FieldResolver(() => [Collateral], { description: "Security registered (担保物)." })
  collateral(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<Collateral[]> {
    return rows.by(Collateral, "caseId", id, { orderBy: "registeredAt, id" });
  }

  @FieldResolver(() => [SecurityStep], { description: "Steps of securing the loan, in order (担保落实步骤)." })
  securitySteps(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<SecurityStep[]> {
    return rows.by(SecurityStep, "caseId", id, { orderBy: "id" });
  }

  @FieldResolver(() => [Signature], { description: "Signatures and seals (签署项)." })
  signatures(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<Signature[]> {
    return rows.by(Signature, "caseId", id, { orderBy: "id" });
  }

  @FieldResolver(() => [Payment], { description: "Payments (放款)." })
  payments(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<Payment[]> {
    return rows.by(Payment, "caseId", id, { orderBy: "orderedAt, id" });
  }

  @FieldResolver(() => [Inquiry], {
    description: "Questions between its parties, as far as they concern the viewer (问询).",
  })
  async inquiries(@Root() { id }: LoanCase, @Ctx() ctx: CaseRequestContext): Promise<Inquiry[]> {
    const sight = inquirySight(signedIn(ctx));
    const all = await ctx.rows.by(Inquiry, "caseId", id, { orderBy: "askedAt, id" });
    return all.filter((one) => inSight(sight, one));
  }

  @FieldResolver(() => [Contact], {
    description: "Calls, messages and talks, as far as they concern the viewer (联系记录).",
  })
  async contacts(@Root() { id }: LoanCase, @Ctx() ctx: CaseRequestContext): Promise<Contact[]> {
    const sight = contactSight(signedIn(ctx));
    const all = await ctx.rows.by(Contact, "caseId", id, { orderBy: "contactedAt, id" });
    return all.filter((one) => inSight(sight, one));
  }

  @FieldResolver(() => Rating, {
    nullable: true,
    description: "What the applicant said of it at the end (满意度评价).",
  })
  async rating(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<Rating | null> {
    return (await rows.by(Rating, "caseId", id))[0] ?? null;
  }

  @FieldResolver(() => [OwnerTransfer], { description: "Transfers of ownership (首问责任转交)." })
  ownerTransfers(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<OwnerTransfer[]> {
    return rows.by(OwnerTransfer, "caseId", id, { orderBy: "proposedAt, id" });
  }

  @FieldResolver(() => [Correction], { description: "Corrections that wait for a second person (待复核更正)." })
  corrections(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<Correction[]> {
    return rows.by(Correction, "caseId", id, { orderBy: "proposedAt, id" });
  }

  @FieldResolver(() => [AvailableAction], { description: "What the viewer may do with it now (可办事项)." })
  async availableActions(@Root() { id }: LoanCase, @Ctx() ctx: CaseRequestContext): Promise<AvailableAction[]> {
    const viewer = signedIn(ctx);
    const state = await ctx.journal.read(loanCaseAggregate, id);
    if (!state) return [];
    const actions = await availableActions(ctx, viewer, state);
    return actions.map(({ blockedBy, ...action }) => ({
      ...action,
      blockedBy: toUserErrors(blockedBy, ctx.language),
    }));
  }
}

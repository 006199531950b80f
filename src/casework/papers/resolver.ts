/** Documents of a case and handoffs, in the API. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, Resolver, Root } from "type-graphql";
import { Document, Handoff, ReceiptResult } from "../../documents/index.js";
import { idempotencyKeyOf, Partner } from "../../parties/index.js";
import { DateScalar, payloadType, signedIn, toUserErrors } from "../../platform/index.js";
import type { WayToMeet } from "../../policy/index.js";
import { act, answer, CaseInput, casePayload } from "../api/act.js";
import { Names, policyNames } from "../api/names.js";
import { documentsInSight } from "../documentSight.js";
import type { CaseRequestContext } from "../services.js";
import { attachDocument } from "./attach.js";
import { documentDetach } from "./decide.js";
import { receivePapers, sendPapers } from "./handoff.js";
import type { HandedIn } from "../entries.js";
import { ChecklistItem, HandedInEnum, WayToMeetEnum } from "./rows.js";
import { verifyDocument } from "./verify.js";

@InputType({ description: "Attaches an uploaded file, or a document that is there already (提交材料)." })
export class DocumentAttachInput extends CaseInput {
  @Field(() => String, { description: "Document kind, a code of the policy (材料种类)." }) kind!: string;
  @Field(() => ID, { nullable: true, description: "The checklist item; found by kind where left out (材料清单项)." })
  itemId?: string | null;
  @Field(() => ID, { nullable: true, description: "The ticket of an upload (上传凭证)." }) ticketId?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: "With a ticket: the document that gets a new version; without: the one to reuse (已有材料).",
  })
  documentId?: string | null;
  @Field(() => ID, { nullable: true, description: "The case person it is about (所属人员)." }) personId?: string | null;
  @Field(() => Boolean, { nullable: true, description: "The paper original was taken in too (收取原件)." })
  withOriginal?: boolean | null;
  @Field(() => WayToMeetEnum, { nullable: true, description: "How it was got (取得方式)." }) way?: WayToMeet | null;
  @Field(() => HandedInEnum, {
    nullable: true,
    description:
      "How it came into the house; in person implies a visit of that day. Left out, an original that is the applicant's to bring came in person (递交方式).",
  })
  handedIn?: HandedIn | null;
}

@InputType({ description: "Takes a document that belongs to another case out of this one (撤出材料)." })
export class DocumentDetachInput extends CaseInput {
  @Field(() => ID, { description: "The document (材料)." }) documentId!: string;
  @Field(() => String, { description: "Why, a correction reason of the policy, such as WRONG_CASE (原因)." })
  reasonCode!: string;
  @Field(() => String, { description: "In words (说明)." }) note!: string;
}

@InputType({ description: "Verifies a document (核验材料)." })
export class DocumentVerifyInput extends CaseInput {
  @Field(() => ID, { description: "The document (材料)." }) documentId!: string;
  @Field(() => Int, { nullable: true, description: "The version; the latest where left out (版本号)." })
  version?: number | null;
  @Field(() => ReceiptResult, { description: "Accepted or rejected (核验结果)." }) result!: "ACCEPTED" | "REJECTED";
  @Field(() => String, { nullable: true, description: "Why rejected, a code of the policy (不通过原因)." })
  reasonCode?: string | null;
  @Field(() => String, { nullable: true, description: "In words (说明)." }) note?: string | null;
  @Field(() => DateScalar, { nullable: true, description: "Last day of use, read off the paper (有效期至)." })
  expiresOn?: string | null;
}

@InputType({ description: "One thing to hand over (交接件)." })
export class HandoffItemInput {
  @Field(() => ID, { description: "The case (贷款申请)." }) caseId!: string;
  @Field(() => ID, { description: "The document (材料)." }) documentId!: string;
  @Field(() => Int, { nullable: true, description: "The version; the case's own where left out (版本号)." })
  version?: number | null;
  @Field(() => Boolean, { nullable: true, description: "The paper original travels (移交原件)." })
  original?: boolean | null;
}

@InputType({ description: "Hands papers over to another party (发出交接)." })
export class HandoffSendInput {
  @Field(() => String, { nullable: true, description: "Repeating it changes nothing (幂等键)." })
  idempotencyKey?: string | null;
  @Field(() => ID, { description: "To whom (接收方)." }) toPartyId!: string;
  @Field(() => [HandoffItemInput], { description: "What, of one case or of many (交接件)." })
  items!: HandoffItemInput[];
}

@InputType({ description: "The receipt of one item (逐件签收)." })
export class HandoffReceiptInput {
  @Field(() => ID, { description: "The item (交接件)." }) itemId!: string;
  @Field(() => ReceiptResult, { description: "Accepted or rejected (结果)." }) result!: "ACCEPTED" | "REJECTED";
  @Field(() => String, { nullable: true, description: "Why rejected, a code of the policy (退回原因)." })
  reasonCode?: string | null;
  @Field(() => String, { nullable: true, description: "In words (说明)." }) note?: string | null;
}

@InputType({ description: "Receives a handoff item by item (接收交接)." })
export class HandoffReceiveInput {
  @Field(() => String, { nullable: true, description: "Repeating it changes nothing (幂等键)." })
  idempotencyKey?: string | null;
  @Field(() => Int, { nullable: true, description: "Refused when the handoff has changed since (预期版本)." })
  expectedVersion?: number | null;
  @Field(() => ID, { description: "The handoff (交接清单)." }) handoffId!: string;
  @Field(() => [HandoffReceiptInput], { description: "Item by item; the rest stays open (逐件签收)." })
  items!: HandoffReceiptInput[];
}

const documentField = { document: { type: () => Document, description: "The document as it is now (材料)." } };
const handoffField = { handoff: { type: () => Handoff, description: "The handoff as it is now (交接清单)." } };
const DocumentAttachPayload = casePayload("DocumentAttach", documentField);
const DocumentDetachPayload = casePayload("DocumentDetach", {});
const DocumentVerifyPayload = casePayload("DocumentVerify", documentField);
const HandoffSendPayload = payloadType("HandoffSendPayload", handoffField);
const HandoffReceivePayload = payloadType("HandoffReceivePayload", handoffField);

@Resolver(() => ChecklistItem)
export class PapersResolver {
  @Mutation(() => DocumentAttachPayload, { description: "Attaches a document to a case (提交材料)." })
  async documentAttach(
    @Arg("input", () => DocumentAttachInput) input: DocumentAttachInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const viewer = signedIn(ctx);
    const idempotencyKey = idempotencyKeyOf(input);
    const { outcome, documentId } = await attachDocument(ctx, viewer, { ...input, idempotencyKey });
    const done = await answer(ctx, outcome, input.caseId);
    return { ...done, document: done.loanCase ? await ctx.rows.face(Document, documentId) : null };
  }

  @Mutation(() => DocumentDetachPayload, {
    description: "Takes a document out of the case; what rested on it is open again (撤出材料).",
  })
  documentDetach(
    @Arg("input", () => DocumentDetachInput) input: DocumentDetachInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return act(ctx, documentDetach, input);
  }

  @Mutation(() => DocumentVerifyPayload, { description: "Verifies a document of a case (核验材料)." })
  async documentVerify(
    @Arg("input", () => DocumentVerifyInput) input: DocumentVerifyInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const viewer = signedIn(ctx);
    const idempotencyKey = idempotencyKeyOf(input);
    const done = await answer(ctx, await verifyDocument(ctx, viewer, { ...input, idempotencyKey }));
    return { ...done, document: done.loanCase ? await ctx.rows.face(Document, input.documentId) : null };
  }

  @Mutation(() => HandoffSendPayload, { description: "Hands papers over, of one case or of many (发出交接)." })
  async handoffSend(
    @Arg("input", () => HandoffSendInput) input: HandoffSendInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const viewer = signedIn(ctx);
    const outcome = await sendPapers(ctx, viewer, { ...input, idempotencyKey: idempotencyKeyOf(input) });
    if (!outcome.ok) return { handoff: null, userErrors: toUserErrors(outcome.refusals, ctx.language) };
    return { handoff: await ctx.rows.one(Handoff, outcome.resultId), userErrors: [] };
  }

  @Mutation(() => HandoffReceivePayload, { description: "Receives papers item by item (接收交接)." })
  async handoffReceive(
    @Arg("input", () => HandoffReceiveInput) input: HandoffReceiveInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const viewer = signedIn(ctx);
    const outcome = await receivePapers(ctx, viewer, { ...input, idempotencyKey: idempotencyKeyOf(input) });
    if (!outcome.ok) return { handoff: null, userErrors: toUserErrors(outcome.refusals, ctx.language) };
    return { handoff: await ctx.rows.one(Handoff, outcome.resultId), userErrors: [] };
  }

  @FieldResolver(() => Names, { nullable: true, description: "Name of the document kind (材料名称)." })
  name(@Root() { document }: ChecklistItem, @Ctx() ctx: CaseRequestContext): Names | null {
    return policyNames(ctx, "documentKinds", document);
  }

  @FieldResolver(() => Document, {
    nullable: true,
    description: "The document that meets it; null where the viewer does not need it (提交的材料).",
  })
  async metBy(@Root() { documentId }: ChecklistItem, @Ctx() ctx: CaseRequestContext): Promise<Document | null> {
    const document = documentId ? await ctx.rows.face(Document, documentId) : null;
    return (document && documentsInSight(ctx, [document])[0]) ?? null;
  }

  @FieldResolver(() => Partner, { nullable: true, description: "The party that verifies it (核验机构)." })
  verifierParty(
    @Root() { verifierPartyId }: ChecklistItem,
    @Ctx() { rows }: CaseRequestContext,
  ): Promise<Partner | null> | null {
    return verifierPartyId ? rows.face(Partner, verifierPartyId) : null;
  }
}

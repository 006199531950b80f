/** Recording a check, and what hangs on one. */
import { privateText } from "../../documents/index.js";
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  registerEnumType,
  Resolver,
  Root,
} from "type-graphql";
import { Member, Partner } from "../../parties/index.js";
import { Document } from "../../documents/index.js";
import { act, CaseInput, casePayload, changed } from "../api/act.js";
import { policyNames } from "../api/names.js";
import { documentsInSight } from "../documentSight.js";
import { enumOf } from "../enums.js";
import { Names } from "../api/names.js";
import type { CaseRequestContext } from "../services.js";
import { checkRecord } from "./decide.js";
import { Check } from "./rows.js";

const RecordedResultEnum = enumOf(["PASSED", "FAILED", "LOOKED_AT"] as const);
registerEnumType(RecordedResultEnum, {
  name: "CheckRecordResult",
  description: "What is recorded: passed, failed, or looked at before acceptance (登记结果).",
});

@InputType({ description: "Records what a check found (登记审核结果)." })
export class CheckRecordInput extends CaseInput {
  @Field(() => ID, { description: "The check (审核项)." }) checkId!: string;
  @Field(() => RecordedResultEnum, { description: "What it found (结果)." }) result!: keyof typeof RecordedResultEnum;
  @Field(() => Boolean, { nullable: true, description: "The owner dissents from going on (持异议)." })
  dissent?: boolean | null;
  @Field(() => String, { nullable: true, description: "In words; needed for a failure or dissent (说明)." })
  note?: string | null;
}

const CheckRecordPayload = casePayload("CheckRecord", {
  check: { type: () => Check, description: "The check as it is now (审核项)." },
});

@Resolver(() => Check)
export class CheckResolver {
  @Mutation(() => CheckRecordPayload, {
    description: "Records a check by its owner; expectedVersion is the check's (登记审核结果).",
  })
  async checkRecord(
    @Arg("input", () => CheckRecordInput) input: CheckRecordInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, checkRecord, input);
    return { ...done, check: await changed(ctx, done, Check, input.checkId) };
  }

  @FieldResolver(() => Names, { nullable: true, description: "Its name (名称)." })
  name(@Root() { code }: Check, @Ctx() ctx: CaseRequestContext): Names | null {
    return policyNames(ctx, "checks", code);
  }

  @FieldResolver(() => Partner, { nullable: true, description: "Who vouches for it (责任机构)." })
  ownerParty(@Root() { ownerPartyId }: Check, @Ctx() { rows }: CaseRequestContext): Promise<Partner | null> {
    return rows.face(Partner, ownerPartyId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who recorded it (登记人)." })
  recordedBy(@Root() { recordedById }: Check, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> | null {
    return recordedById ? rows.face(Member, recordedById) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "In words (说明)." })
  note(@Root() { noteId }: Check, @Ctx() ctx: CaseRequestContext): Promise<string | null> | null {
    return privateText(ctx, noteId);
  }

  @FieldResolver(() => [Document], {
    description: "The documents that the result rests on, as far as the viewer needs them (依据材料).",
  })
  async documents(@Root() { documents }: Check, @Ctx() ctx: CaseRequestContext): Promise<Document[]> {
    const found = await Promise.all(documents.map(({ documentId }) => ctx.rows.face(Document, documentId)));
    return documentsInSight(
      ctx,
      found.filter((document) => document !== null),
    );
  }
}

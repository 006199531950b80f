/** Contacts in the API: on their case, and as the list of calls that were promised. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, Resolver, Root } from "type-graphql";
import { privateText } from "../../documents/index.js";
import { Member, Partner } from "../../parties/index.js";
import { DateTimeScalar } from "../../platform/index.js";
import { act, CaseInput, casePayload, made } from "../api/act.js";
import type { ContactChannel } from "../entries.js";
import type { CaseRequestContext } from "../services.js";
import { contactRecord } from "./decide.js";
import { Contact, ContactChannelEnum, ContactDirectionEnum } from "./rows.js";

@InputType({ description: "Records a contact; at the window with the applicant it implies a visit (登记联系)." })
export class ContactRecordInput extends CaseInput {
  @Field(() => ContactChannelEnum, { description: "How (联系渠道)." }) channel!: ContactChannel;
  @Field(() => ContactDirectionEnum, {
    nullable: true,
    defaultValue: "OUTGOING",
    description: "Who turned to whom (方向).",
  })
  direction!: "INCOMING" | "OUTGOING";
  @Field(() => ID, { nullable: true, description: "Another party; the applicant where left out (联系机构)." })
  withPartyId?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: "When; now where left out (联系时间)." })
  contactedAt?: string | null;
  @Field(() => String, { description: "What was said, kept as a private text (内容摘要)." }) summary!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: "A call back is promised by then (承诺回电时间)." })
  callBackBy?: string | null;
  @Field(() => ID, { nullable: true, description: "The contact whose promised call back this is (所回复的联系)." })
  callsBackId?: string | null;
}

const ContactRecordPayload = casePayload("ContactRecord", {
  contact: { type: () => Contact, description: "The contact (联系记录)." },
});
@Resolver(() => Contact)
export class ContactResolver {
  @Mutation(() => ContactRecordPayload, { description: "Records a contact; pauses nothing (登记联系)." })
  async contactRecord(
    @Arg("input", () => ContactRecordInput) input: ContactRecordInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, contactRecord, input);
    return { ...done, contact: await made(ctx, done, Contact) };
  }

  @FieldResolver(() => Partner, { nullable: true, description: "The party that recorded it (登记机构)." })
  party(@Root() { partyId }: Contact, @Ctx() { rows }: CaseRequestContext): Promise<Partner | null> {
    return rows.face(Partner, partyId);
  }

  @FieldResolver(() => Partner, { nullable: true, description: "The other party; null for the applicant (联系机构)." })
  withParty(@Root() { withPartyId }: Contact, @Ctx() { rows }: CaseRequestContext): Promise<Partner | null> | null {
    return withPartyId ? rows.face(Partner, withPartyId) : null;
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who recorded it (登记人)." })
  recordedBy(@Root() { recordedById }: Contact, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> {
    return rows.face(Member, recordedById);
  }

  @FieldResolver(() => String, { nullable: true, description: "What was said (内容摘要)." })
  summary(@Root() { summaryId }: Contact, @Ctx() ctx: CaseRequestContext): Promise<string | null> {
    return privateText(ctx, summaryId);
  }
}

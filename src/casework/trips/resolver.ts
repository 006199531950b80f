/** Visits in the API. */
import { privateText } from "../../documents/index.js";
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { Member, Partner } from "../../parties/index.js";
import { dayOf } from "../../kernel/index.js";
import { DateTimeScalar } from "../../platform/index.js";
import { Names } from "../api/names.js";
import { act, CaseInput, casePayload, made } from "../api/act.js";
import type { CaseRequestContext } from "../services.js";
import { visitExceptionGrant, visitRecord, visitRequest } from "./decide.js";
import { VisitPlaceEnum } from "../enums.js";
import { Visit, VisitException } from "./rows.js";

@InputType({ description: "Asks the applicant to come in person (要求到场)." })
export class VisitRequestInput extends CaseInput {
  @Field(() => String, { description: "Why, a code of the policy (事由)." }) reasonCode!: string;
  @Field(() => String, { description: "In words (说明)." }) note!: string;
}

@InputType({ description: "Logs that the applicant came (登记到访)." })
export class VisitRecordInput extends CaseInput {
  @Field(() => ID, { nullable: true, description: "The visit asked for; none when they came unasked (到访要求)." })
  visitId?: string | null;
  @Field(() => String, { nullable: true, description: "Why, where nobody had asked (事由)." }) reasonCode?:
    string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: "When; now where left out (到访时间)." })
  visitedAt?: string | null;
  @Field(() => VisitPlaceEnum, { description: "Where (地点)." }) place!: keyof typeof VisitPlaceEnum;
}

@InputType({ description: "Grants a visit beyond the budget (批准例外)." })
export class VisitExceptionGrantInput extends CaseInput {
  @Field(() => String, { description: "Why (理由)." }) note!: string;
}

@ObjectType({ description: "What could take a visit's place (替代方式)." })
export class VisitReplacement {
  @Field(() => String, { description: "A code of the policy (代码)." }) code!: string;
  @Field(() => Names, { description: "In both languages (名称)." }) names!: Names;
}

const visitField = { visit: { type: () => Visit, description: "The visit (到访)." } };
const VisitRequestPayload = casePayload("VisitRequest", {
  ...visitField,
  replacements: {
    type: () => [VisitReplacement],
    description: "What could take its place, where the budget is spent (替代方式).",
  },
});
const VisitRecordPayload = casePayload("VisitRecord", visitField);
const VisitExceptionGrantPayload = casePayload("VisitExceptionGrant", {});

@Resolver(() => Visit)
export class VisitResolver {
  @Mutation(() => VisitRequestPayload, { description: "Asks the applicant to come; spends the budget (要求到场)." })
  async visitRequest(
    @Arg("input", () => VisitRequestInput) input: VisitRequestInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, visitRequest, input);
    const spent = done.userErrors.find(({ code }) => code === "TRIP_BUDGET_SPENT");
    const replacements = spent?.choices?.flatMap((code) => {
      const names = policyReplacement(ctx, code);
      return names ? [{ code, names }] : [];
    });
    return { ...done, visit: await made(ctx, done, Visit), replacements: replacements ?? null };
  }

  @Mutation(() => VisitRecordPayload, { description: "Logs that the applicant came (登记到访)." })
  async visitRecord(
    @Arg("input", () => VisitRecordInput) input: VisitRecordInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, visitRecord, input);
    return { ...done, visit: await made(ctx, done, Visit) };
  }

  @Mutation(() => VisitExceptionGrantPayload, { description: "Grants one visit beyond the budget (批准例外)." })
  visitExceptionGrant(
    @Arg("input", () => VisitExceptionGrantInput) input: VisitExceptionGrantInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return act(ctx, visitExceptionGrant, input);
  }

  @FieldResolver(() => Partner, { nullable: true, description: "Who asked, or whom they came to (要求或接待机构)." })
  party(@Root() { partyId }: Visit, @Ctx() { rows }: CaseRequestContext): Promise<Partner | null> {
    return rows.face(Partner, partyId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who logged it, or did what shows it (登记人)." })
  recordedBy(@Root() { recordedById }: Visit, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> | null {
    return recordedById ? rows.face(Member, recordedById) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "In words (说明)." })
  note(@Root() { noteId }: Visit, @Ctx() ctx: CaseRequestContext): Promise<string | null> | null {
    return privateText(ctx, noteId);
  }
}

@Resolver(() => VisitException)
export class VisitExceptionResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Who granted it (批准人)." })
  grantedBy(@Root() { grantedById }: VisitException, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> {
    return rows.face(Member, grantedById);
  }

  @FieldResolver(() => String, { nullable: true, description: "Why (理由)." })
  note(@Root() { noteId }: VisitException, @Ctx() ctx: CaseRequestContext): Promise<string | null> {
    return privateText(ctx, noteId);
  }
}

/** A replacement's names in the policy in force. */
function policyReplacement({ policies, journal }: CaseRequestContext, code: string): Names | null {
  const policy = policies.find(dayOf(journal.clock().toISOString(), policies.calendar.zone));
  return policy?.trips.replacements.find((one) => one.code === code)?.names ?? null;
}

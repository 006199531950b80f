/** Ratings in the API: the code, the rating by it without an account, what the center's desk takes down, corrections. */
import { Arg, Ctx, Field, FieldResolver, InputType, Int, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { privateText } from "../../documents/index.js";
import { idempotencyKeyOf, Member, type SignInContext } from "../../parties/index.js";
import { DateTimeScalar, payloadType, signedIn, toUserErrors } from "../../platform/index.js";
import { act, answer, CaseInput, casePayload, made } from "../api/act.js";
import type { RatingChannel, ToldTrip, TripPlace } from "../entries.js";
import type { CaseRequestContext } from "../services.js";
import { ratingCorrect, ratingRecord } from "./decide.js";
import { giveRating } from "./give.js";
import { issueRatingTicket } from "./invite.js";
import { Rating, RatingChannelEnum, TripPlaceEnum } from "./rows.js";
import { codeOf, RatingTicket } from "./ticket.js";

@InputType({ description: "How often the applicant went to a place (跑动情况)." })
export class ToldTripInput implements ToldTrip {
  @Field(() => TripPlaceEnum, { description: "Where (地点)." }) place!: TripPlace;
  @Field(() => Int, { description: "How often, interviews included (次数)." }) count!: number;
}

@InputType({ description: "The applicant's rating, with the code that they were sent (申请人评价)." })
export class RatingGiveInput {
  @Field(() => String, { nullable: true, description: "Repeating it changes nothing (幂等键)." })
  idempotencyKey?: string | null;
  @Field(() => String, { description: "The code of the message; good once (评价码)." }) code!: string;
  @Field(() => Int, { description: "1 to 5 (评分)." }) score!: number;
  @Field(() => [ToldTripInput], { description: "Every way they had to go; empty where none (跑动情况)." })
  trips!: ToldTripInput[];
  @Field(() => String, { nullable: true, description: "In words, read by the center only (意见)." })
  comment?: string | null;
}

@InputType({ description: "Asks for a code with which the applicant can rate (生成评价码)." })
export class RatingTicketInput extends CaseInput {}

@InputType({ description: "Takes down a rating for the applicant (代录评价)." })
export class RatingRecordInput extends CaseInput {
  @Field(() => RatingChannelEnum, { description: "How it came; LINK is the applicant's own (评价渠道)." })
  channel!: RatingChannel;
  @Field(() => Int, { description: "1 to 5 (评分)." }) score!: number;
  @Field(() => [ToldTripInput], {
    nullable: true,
    description: "Every way they had to go; null where not asked (跑动情况).",
  })
  trips?: ToldTripInput[] | null;
  @Field(() => String, { nullable: true, description: "In words, read by the center only (意见)." })
  comment?: string | null;
}

@InputType({ description: "Sets a rating right, or takes it back (更正评价)." })
export class RatingCorrectInput extends CaseInput {
  @Field(() => String, { description: "Why, a code of the policy (更正原因)." }) reasonCode!: string;
  @Field(() => String, { description: "In words (说明)." }) note!: string;
  @Field(() => Int, { nullable: true, description: "The right score; left out, the rating is taken back (评分)." })
  score?: number | null;
  @Field(() => [ToldTripInput], {
    nullable: true,
    description: "The right ways; as they were where left out (跑动情况).",
  })
  trips?: ToldTripInput[] | null;
}

@ObjectType({ description: "How often the applicant went to a place (跑动情况)." })
export class ToldTripShown {
  @Field(() => TripPlaceEnum, { description: "Where (地点)." }) place!: TripPlace;
  @Field(() => Int, { description: "How often (次数)." }) count!: number;
}

const ratingField = { rating: { type: () => Rating, description: "The rating as it is now (评价)." } };
const RatingTicketPayload = casePayload("RatingTicket", {
  code: { type: () => String, description: "For the applicant, and nobody else; shown to who asked for it (评价码)." },
  expiresAt: { type: () => DateTimeScalar, description: "Good until then (有效期至)." },
});
const RatingRecordPayload = casePayload("RatingRecord", ratingField);
const RatingCorrectPayload = casePayload("RatingCorrect", {});
const RatingGivePayload = payloadType("RatingGivePayload", {
  received: { type: () => Boolean, description: "True when it was taken down (是否收到)." },
});

@Resolver(() => Rating)
export class RatingResolver {
  @Mutation(() => RatingTicketPayload, {
    description:
      "A code with which the applicant rates without an account; it takes the place of an earlier one (生成评价码).",
  })
  async ratingTicket(
    @Arg("input", () => RatingTicketInput) input: RatingTicketInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const outcome = await issueRatingTicket(ctx, signedIn(ctx), { ...input, idempotencyKey: idempotencyKeyOf(input) });
    const done = await answer(ctx, outcome, input.caseId);
    const ticket = done.madeId ? await ctx.rows.face(RatingTicket, done.madeId) : null;
    return { ...done, code: ticket && codeOf(ctx.journal.keys, ticket.id), expiresAt: ticket?.expiresAt ?? null };
  }

  @Mutation(() => RatingGivePayload, {
    description: "The applicant's rating, with the code and without signing in; once (申请人评价).",
  })
  async ratingGive(
    @Arg("input", () => RatingGiveInput) input: RatingGiveInput,
    @Ctx() ctx: CaseRequestContext & Pick<SignInContext, "asked">,
  ): Promise<object> {
    const given = { ...input, idempotencyKey: idempotencyKeyOf(input) };
    const refusals = await giveRating(ctx, given, ctx.asked.address);
    return { received: refusals.length === 0 ? true : null, userErrors: toUserErrors(refusals, ctx.language) };
  }

  @Mutation(() => RatingRecordPayload, {
    description: "Takes down a rating by telephone or at the window; by nobody whom it is about (代录评价).",
  })
  async ratingRecord(
    @Arg("input", () => RatingRecordInput) input: RatingRecordInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, ratingRecord, input);
    return { ...done, rating: await made(ctx, done, Rating) };
  }

  @Mutation(() => RatingCorrectPayload, {
    description: "Sets a rating right with a reason, or takes it back so that another can be given (更正评价).",
  })
  ratingCorrect(
    @Arg("input", () => RatingCorrectInput) input: RatingCorrectInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return act(ctx, ratingCorrect, input);
  }

  @FieldResolver(() => [ToldTripShown], {
    nullable: true,
    description: "Where they went, as they say; null where not asked (跑动情况).",
  })
  trips(@Root() { trips }: Rating): readonly ToldTrip[] | null {
    return trips;
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who took it down; null for the applicant (代录人)." })
  recordedBy(@Root() { recordedById }: Rating, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> | null {
    return recordedById ? rows.face(Member, recordedById) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "In words; shown to the center only (意见)." })
  comment(@Root() { commentId }: Rating, @Ctx() ctx: CaseRequestContext): Promise<string | null> | null {
    return signedIn(ctx).partyKind === "CENTER" ? privateText(ctx, commentId) : null;
  }
}

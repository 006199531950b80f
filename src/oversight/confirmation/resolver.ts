/** The zero-trip rate beside what applicants say of it, in the API. */
import { Arg, Ctx, Field, FieldResolver, Float, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { Partner } from "../../parties/index.js";
import { PeriodScalar, signedIn } from "../../platform/index.js";
import type { OversightContext } from "../services.js";
import { confirmations, type Confirmation } from "./confirmation.js";

@ObjectType({ description: "How far applicants confirm the trips that were logged (零跑动确认情况)." })
export class ZeroTripConfirmation implements Confirmation {
  partnerId!: string;
  @Field(() => Int, { description: "Cases paid out in the period (放款件数)." }) paidOut!: number;
  @Field(() => Int, { description: "Of them inside their trip budget (零跑动件数)." }) zeroTrips!: number;
  @Field(() => Int, { description: "Whose applicants said how often they went (申请人已确认件数)." })
  confirmed!: number;
  @Field(() => Int, { description: "Who say what the log says (与登记一致件数)." }) agreeing!: number;
  @Field(() => Int, { description: "Who went more often than was logged; their count holds (多于登记件数)." })
  wentMoreOften!: number;
}

@Resolver(() => ZeroTripConfirmation)
export class ZeroTripConfirmationResolver {
  @Query(() => [ZeroTripConfirmation], {
    description:
      "Of the cases paid out, how many applicants confirmed their trips; a partner sees its own (零跑动确认率).",
  })
  async zeroTripConfirmation(
    @Arg("period", () => PeriodScalar) period: string,
    @Arg("partnerId", () => ID, { nullable: true }) partnerId: string | null,
    @Ctx() context: OversightContext,
  ): Promise<Confirmation[]> {
    const { partyKind, partyId } = signedIn(context);
    const own = partyKind === "CENTER" ? null : [partyId];
    const asked = partnerId ? [partnerId] : null;
    const partnerIds = own && asked ? asked.filter((id) => own.includes(id)) : (own ?? asked);
    return (await confirmations(context.journal.database.read, { period, partnerIds })) ?? [];
  }

  @FieldResolver(() => Partner, { nullable: true, description: "The partner (机构)." })
  partner(@Root() { partnerId }: ZeroTripConfirmation, @Ctx() { rows }: OversightContext): Promise<Partner | null> {
    return rows.face(Partner, partnerId);
  }

  @FieldResolver(() => Float, { nullable: true, description: "Confirmed ÷ paid out (确认率)." })
  confirmedShare(@Root() { confirmed, paidOut }: ZeroTripConfirmation): number | null {
    return paidOut === 0 ? null : confirmed / paidOut;
  }

  @FieldResolver(() => Float, { nullable: true, description: "Agreeing ÷ confirmed; null where none was (一致率)." })
  agreementShare(@Root() { agreeing, confirmed }: ZeroTripConfirmation): number | null {
    return confirmed === 0 ? null : agreeing / confirmed;
  }
}

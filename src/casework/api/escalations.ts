/** Escalations in the API, and acknowledging one. */
import { Arg, Ctx, FieldResolver, Field, ID, InputType, Mutation, Resolver, Root } from "type-graphql";
import { Member, Partner } from "../../parties/index.js";
import { signedIn } from "../../platform/index.js";
import { act, CaseInput, casePayload, changed } from "./act.js";
import { LoanCase } from "../lifecycle/rows.js";
import type { CaseRequestContext } from "../services.js";
import { escalationAcknowledge } from "../clocks/decide.js";
import { Clock, Escalation } from "../clocks/rows.js";
import { seesEscalation } from "../clocks/sight.js";

@InputType({ description: "Acknowledges an escalation: it is seen to (签收督办)." })
export class EscalationAcknowledgeInput extends CaseInput {
  @Field(() => ID, { description: "The escalation (督办)." }) escalationId!: string;
}

const EscalationAcknowledgePayload = casePayload("EscalationAcknowledge", {
  escalation: { type: () => Escalation, description: "The escalation as it is now (督办)." },
});

@Resolver(() => Escalation)
export class EscalationResolver {
  @Mutation(() => EscalationAcknowledgePayload, {
    description: "A manager of the party, or the center's supervisor, has taken note and sees to it (签收督办).",
  })
  async escalationAcknowledge(
    @Arg("input", () => EscalationAcknowledgeInput) input: EscalationAcknowledgeInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, escalationAcknowledge, input);
    return { ...done, escalation: await changed(ctx, done, Escalation, input.escalationId) };
  }

  @FieldResolver(() => Partner, { nullable: true, description: "Whose manager is told (被督办机构)." })
  party(@Root() { partyId }: Escalation, @Ctx() { rows }: CaseRequestContext): Promise<Partner | null> {
    return rows.face(Partner, partyId);
  }

  @FieldResolver(() => Clock, { nullable: true, description: "The clock that ran out (时限)." })
  clock(@Root() { clockId }: Escalation, @Ctx() { rows }: CaseRequestContext): Promise<Clock | null> {
    return rows.face(Clock, clockId);
  }

  @FieldResolver(() => LoanCase, { nullable: true, description: "The case (贷款申请)." })
  loanCase(@Root() { caseId }: Escalation, @Ctx() { rows }: CaseRequestContext): Promise<LoanCase | null> {
    return rows.one(LoanCase, caseId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who acknowledged it (签收人)." })
  acknowledgedBy(
    @Root() { acknowledgedById }: Escalation,
    @Ctx() { rows }: CaseRequestContext,
  ): Promise<Member | null> | null {
    return acknowledgedById ? rows.face(Member, acknowledgedById) : null;
  }
}

@Resolver(() => LoanCase)
export class CaseEscalationsResolver {
  @FieldResolver(() => [Escalation], { description: "Missed deadlines that managers see to, in sight (督办)." })
  async escalations(@Root() { id }: LoanCase, @Ctx() ctx: CaseRequestContext): Promise<Escalation[]> {
    const viewer = signedIn(ctx);
    const all = await ctx.rows.by(Escalation, "caseId", id, { orderBy: "raisedAt, id" });
    return all.filter((one) => seesEscalation(viewer, one));
  }
}

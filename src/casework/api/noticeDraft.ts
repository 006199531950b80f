/** The notice that is being drafted: what would be told, who has looked, and until when the others may. */
import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { Partner } from "../../parties/index.js";
import { DateTimeScalar, signedIn } from "../../platform/index.js";
import { isEnded } from "../../policy/index.js";
import { loanCaseAggregate } from "../case.js";
import { LoanCase } from "../lifecycle/rows.js";
import { partiesYetToSpeak, preLookEndsAt } from "../notices/decide.js";
import { Defect } from "../notices/rows.js";
import { partiesSpoken } from "../notices/seen.js";
import { draftDefects } from "../notices/state.js";
import type { CaseRequestContext } from "../services.js";
import type { CaseState } from "../state.js";
import { timeOn } from "../time.js";

@ObjectType({ description: "The one notice while it is drafted (拟发告知).", simpleResolvers: true })
export class NoticeDraft {
  @Field(() => [Defect], { description: "What it would tell (拟告知事项)." }) defects!: Defect[];
  @Field(() => DateTimeScalar, { description: "Until then a notice waits for all parties (预审截止)." })
  preLookEndsAt!: string;
  @Field(() => [Partner], { description: "Who has nothing further to ask for (已表示无其他问题)." })
  nothingFurther!: Partner[];
  @Field(() => [Partner], { description: "Who has not spoken yet (尚未表示)." }) waitsFor!: Partner[];
}

@Resolver(() => LoanCase)
export class NoticeDraftResolver {
  @FieldResolver(() => NoticeDraft, {
    nullable: true,
    description: "The notice being drafted; null where no notice is sent any more (拟发告知).",
  })
  async noticeDraft(@Root() { id }: LoanCase, @Ctx() ctx: CaseRequestContext): Promise<NoticeDraft | null> {
    signedIn(ctx);
    const state = await ctx.journal.read(loanCaseAggregate, id);
    if (!state || isEnded(state.lifecycle.stage) || !["ACCEPTANCE", "REVIEW"].includes(state.lifecycle.stage))
      return null;
    const faces = async (ids: readonly string[]) =>
      (await Promise.all(ids.map((one) => ctx.rows.face(Partner, one)))).filter((face) => face !== null);
    const drafted = draftDefects(state).map((defect) => ctx.rows.face(Defect, defect.id));
    const times = timesOf(ctx, state);
    const policy = ctx.policies.on(times.time.today);
    return {
      defects: (await Promise.all(drafted)).filter((defect) => defect !== null),
      preLookEndsAt: preLookEndsAt(state, times),
      nothingFurther: await faces(partiesSpoken(state, policy)),
      // Whoever owns the case sends it, and has spoken by that.
      waitsFor: await faces(partiesYetToSpeak(state, state.ownership.ownerPartyId, policy)),
    };
  }
}

function timesOf({ policies, journal }: CaseRequestContext, { lifecycle: { policyDigest } }: CaseState) {
  const time = timeOn(policies.calendar, journal.clock().toISOString());
  return { time, pinned: policyDigest ? policies.byDigest(policyDigest) : policies.on(time.today) };
}

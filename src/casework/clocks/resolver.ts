/** Clocks, pauses and holders in the API. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, Resolver, Root } from "type-graphql";
import { dayOf } from "../../kernel/index.js";
import { Partner } from "../../parties/index.js";
import { DateScalar } from "../../platform/index.js";
import { act, CaseInput, casePayload } from "../api/act.js";
import { Names } from "../api/names.js";
import type { CaseRequestContext } from "../services.js";
import { clockPause, clockResume } from "./decide.js";
import { dueSoonBefore, timeNow, usedNow } from "./now.js";
import { Clock, Holder } from "./rows.js";

@InputType({ description: "Pauses the clocks for a named reason, with evidence (中止时限)." })
export class ClockPauseInput extends CaseInput {
  @Field(() => String, { description: "Why, a code of the policy (事由)." }) reasonCode!: string;
  @Field(() => ID, { description: "The document that proves it (证明材料)." }) evidenceDocumentId!: string;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      "The day on which they run on, asked for where the reason ends on a named day; else as long as policy allows (恢复日期).",
  })
  resumeOn?: string | null;
}

@InputType({ description: "Lets the clocks run on (恢复时限)." })
export class ClockResumeInput extends CaseInput {}

const ClockPausePayload = casePayload("ClockPause", {});
const ClockResumePayload = casePayload("ClockResume", {});

@Resolver(() => Clock)
export class ClockResolver {
  @Mutation(() => ClockPausePayload, { description: "Pauses the clocks; not the law's (中止时限)." })
  clockPause(
    @Arg("input", () => ClockPauseInput) input: ClockPauseInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return act(ctx, clockPause, input);
  }

  @Mutation(() => ClockResumePayload, { description: "Lets the clocks run on with the time they had left (恢复时限)." })
  clockResume(
    @Arg("input", () => ClockResumeInput) input: ClockResumeInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return act(ctx, clockResume, input);
  }

  @FieldResolver(() => Partner, { nullable: true, description: "Whose clock; null for a joint one (责任机构)." })
  party(@Root() { partyId }: Clock, @Ctx() { rows }: CaseRequestContext): Promise<Partner | null> | null {
    return partyId ? rows.face(Partner, partyId) : null;
  }

  @FieldResolver(() => Int, { description: "Working minutes used, pauses left out, up to now (已用工作分钟)." })
  usedMinutes(@Root() clock: Clock, @Ctx() ctx: CaseRequestContext): number | Promise<number> {
    if (clock.runningSince === null) return clock.usedMinutes;
    return timeNow(ctx).then((time) => usedNow(clock, time));
  }

  @FieldResolver(() => Partner, { nullable: true, description: "Who waits for the step (等待方)." })
  waitingParty(@Root() { waitingPartyId }: Clock, @Ctx() { rows }: CaseRequestContext): Promise<Partner | null> | null {
    return waitingPartyId ? rows.face(Partner, waitingPartyId) : null;
  }

  @FieldResolver(() => Names, { nullable: true, description: "The step's name (环节名称)." })
  stepName(@Root() { step }: Clock, @Ctx() ctx: CaseRequestContext): Names | null {
    const { policies, journal } = ctx;
    const version = policies.find(dayOf(journal.clock().toISOString(), policies.calendar.zone));
    return version?.stepLimits.find((limit) => limit.step === step)?.names ?? null;
  }

  @FieldResolver(() => Boolean, {
    description: "Whether it is due within the working hours that policy names, and runs (是否即将到期).",
  })
  async dueSoon(@Root() { endedAt, runningSince, dueAt }: Clock, @Ctx() ctx: CaseRequestContext): Promise<boolean> {
    if (endedAt !== null || runningSince === null || dueAt < ctx.journal.clock().toISOString()) return false;
    return dueAt < (await dueSoonBefore(ctx));
  }

  @FieldResolver(() => Boolean, { description: "Whether it stands still now (是否中止)." })
  paused(@Root() { endedAt, runningSince }: Clock): boolean {
    return endedAt === null && runningSince === null;
  }

  @FieldResolver(() => Boolean, { description: "Whether it is past its due time, or ended so (是否超时)." })
  overdue(@Root() { onTime, dueAt, runningSince }: Clock, @Ctx() { journal }: CaseRequestContext): boolean {
    if (onTime !== null) return !onTime;
    return runningSince !== null && dueAt < journal.clock().toISOString();
  }
}

@Resolver(() => Holder)
export class HolderResolver {
  @FieldResolver(() => Partner, { nullable: true, description: "The party; null for the applicant (机构)." })
  party(@Root() { partyId }: Holder, @Ctx() { rows }: CaseRequestContext): Promise<Partner | null> | null {
    return partyId ? rows.face(Partner, partyId) : null;
  }
}

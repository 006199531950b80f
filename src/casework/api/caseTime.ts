/** Whom a case's working time went to, in the API. */
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { Partner } from "../../parties/index.js";
import { HolderKindEnum } from "../enums.js";
import { LoanCase } from "../lifecycle/rows.js";
import type { CaseRequestContext } from "../services.js";
import type { Time } from "../time.js";
import { applicantHolder } from "../clocks/held.js";
import { timeNow, usedNow } from "../clocks/now.js";
import { Clock, ClockPause, ClockSegment } from "../clocks/rows.js";
import { segmentMinutes, sharesOf } from "../clocks/shares.js";

@ObjectType({
  description: "A party's or the applicant's share of a case's working time (各方用时).",
  simpleResolvers: true,
})
export class PartyTime {
  @Field(() => HolderKindEnum, { description: "A kind of party, or the applicant (责任方)." }) kind!: string;
  @Field(() => Partner, { nullable: true, description: "The party; null for the applicant (机构)." })
  party!: Partner | null;
  @Field(() => Int, { description: "Working minutes in its hands, alone or with others (本方用时, 分钟)." })
  ownMinutes!: number;
  @Field(() => Int, { description: "Of these alone (独占用时, 分钟)." }) aloneMinutes!: number;
  @Field(() => Int, { description: "Of these together with others (共同用时, 分钟)." }) sharedMinutes!: number;
  @Field(() => Int, { description: "While a pause stopped what was its move (中止期间, 分钟)." })
  pausedMinutes!: number;
  @Field(() => Int, { description: "By its own clocks, on its own office hours (本方时限用时, 分钟)." })
  clockMinutes!: number;
}

const minutesOf = (segment: ClockSegment, time: Time): number =>
  segmentMinutes(segment, () => time.workingMs(segment.startedAt, time.now));

@Resolver(() => ClockSegment)
export class ClockSegmentResolver {
  @FieldResolver(() => [Partner], { description: "The parties whose move it was (责任方)." })
  async parties(@Root() { holders }: ClockSegment, @Ctx() { rows }: CaseRequestContext): Promise<Partner[]> {
    const ids = holders.filter((id) => id !== applicantHolder);
    const found = await Promise.all(ids.map((id) => rows.face(Partner, id)));
    return found.filter((party) => party !== null);
  }

  @FieldResolver(() => Boolean, { description: "Whether the applicant was waited for, too (是否等待申请人)." })
  withApplicant(@Root() { holders }: ClockSegment): boolean {
    return holders.includes(applicantHolder);
  }

  @FieldResolver(() => ClockPause, { nullable: true, description: "The pause that it goes to (中止)." })
  pause(@Root() { pauseId }: ClockSegment, @Ctx() { rows }: CaseRequestContext): Promise<ClockPause | null> | null {
    return pauseId ? rows.face(ClockPause, pauseId) : null;
  }

  @FieldResolver(() => Int, { description: "Its working minutes; all of a case's add up exactly (工作分钟)." })
  async minutes(@Root() segment: ClockSegment, @Ctx() ctx: CaseRequestContext): Promise<number> {
    return minutesOf(segment, await timeNow(ctx));
  }
}

@Resolver(() => Clock)
export class ClockCaseResolver {
  @FieldResolver(() => LoanCase, { nullable: true, description: "The case (贷款申请)." })
  loanCase(@Root() { caseId }: Clock, @Ctx() { rows }: CaseRequestContext): Promise<LoanCase | null> {
    return rows.one(LoanCase, caseId);
  }
}

@Resolver(() => LoanCase)
export class CaseTimeResolver {
  @FieldResolver(() => [ClockSegment], {
    description:
      "Its working time from submission to now, pay-out or its end: each minute in one set of hands or one pause (办理时间分段).",
  })
  segments(@Root() { id }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<ClockSegment[]> {
    return segmentsOf(rows, id);
  }

  @FieldResolver(() => Int, { description: "All of it in working minutes (累计办理用时, 分钟)." })
  async elapsedMinutes(@Root() { id }: LoanCase, @Ctx() ctx: CaseRequestContext): Promise<number> {
    const time = await timeNow(ctx);
    const segments = await segmentsOf(ctx.rows, id);
    return segments.reduce((total, segment) => total + minutesOf(segment, time), 0);
  }

  @FieldResolver(() => [PartyTime], { description: "Whose time it was; shares may overlap (各方用时)." })
  async timeByParty(@Root() { id }: LoanCase, @Ctx() ctx: CaseRequestContext): Promise<PartyTime[]> {
    const { rows } = ctx;
    const [time, segments, clocks] = await Promise.all([
      timeNow(ctx),
      segmentsOf(rows, id),
      rows.by(Clock, "caseId", id, { orderBy: "startedAt, id" }),
    ]);
    const shares = sharesOf(
      segments.map((segment) => ({ ...segment, minutes: minutesOf(segment, time) })),
      clocks.map((clock) => ({ ...clock, used: usedNow(clock, time) })),
    );
    return Promise.all(
      shares.map(async ({ holder, ...share }) => {
        const party = holder === applicantHolder ? null : await rows.face(Partner, holder);
        return { ...share, kind: party?.kind ?? applicantHolder, party };
      }),
    );
  }
}

const segmentsOf = (rows: CaseRequestContext["rows"], caseId: string): Promise<ClockSegment[]> =>
  rows.by(ClockSegment, "caseId", caseId, { orderBy: "place" });

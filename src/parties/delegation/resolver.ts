/** Delegations in the API: letting a colleague act in one's place, and who stands in for whom. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Outcome } from "../../journal/index.js";
import { connectionType, DateScalar, page, payloadType, signedIn, toUserErrors } from "../../platform/index.js";
import type { Page, Payload } from "../../platform/index.js";
import { RoleEnum } from "../enums.js";
import { memberSight } from "../members/decide.js";
import { Member } from "../members/rows.js";
import { idempotencyKeyOf, type RequestContext } from "../request.js";
import { ViewerFace } from "../signin/viewerFace.js";
import type { Role, Viewer } from "../viewer.js";
import { delegationRules, endDelegation, grantDelegation, type DelegationPolicies } from "./commands.js";
import { Delegation } from "./rows.js";
import { openDelegations } from "./running.js";
import { standingOf } from "./state.js";

interface DelegationContext extends RequestContext {
  readonly policies: DelegationPolicies;
}

const key = "A key of the client's own choice: the same request twice is done once (幂等键).";

@InputType({ description: "Lets a colleague act in a member's place for some days (委托代办)." })
export class DelegationGrantInput {
  @Field(() => ID, { nullable: true, description: "Who is away; oneself where not said (委托人)." })
  memberId?: string | null;
  @Field(() => ID, { description: "The colleague who stands in (受托人)." }) toMemberId!: string;
  @Field(() => DateScalar, { description: "First day (起始日)." }) fromDay!: string;
  @Field(() => DateScalar, { description: "Last day (截止日)." }) untilDay!: string;
  @Field(() => [RoleEnum], { nullable: true, description: "In which roles; all where not said (委托角色)." })
  roles?: Role[] | null;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

@InputType({ description: "Ends a delegation before its last day (终止委托)." })
export class DelegationEndInput {
  @Field(() => ID, { description: "The delegation (委托)." }) delegationId!: string;
  @Field(() => Int, { nullable: true, description: "The version that the asker has seen (已见版本)." })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

const delegationField = { delegation: { type: () => Delegation, description: "The delegation as it is now (委托)." } };
const DelegationGrantPayload = payloadType("DelegationGrantPayload", delegationField);
const DelegationEndPayload = payloadType("DelegationEndPayload", delegationField);
const DelegationConnection = connectionType(() => Delegation, "Delegation");

@Resolver(() => Delegation)
export class DelegationResolver {
  @Query(() => DelegationConnection, {
    description: "Delegations in one's own party, in every party for the center, newest first (委托列表).",
  })
  delegations(
    @Arg("memberId", () => ID, { nullable: true, description: "Given or received by this member (成员)." })
    memberId: string | null,
    @Arg("open", () => Boolean, { nullable: true, description: "Only those that run or are to come (未结束)." })
    open: boolean | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Delegation>> {
    const viewer = signedIn(ctx);
    const ofMember = memberId ? "(d.fromMemberId = ? OR d.toMemberId = ?)" : "1 = 1";
    const stillOpen = open ? "d.endedAt IS NULL AND d.endsAt > ?" : "1 = 1";
    return page(ctx.journal.database.read, Delegation, {
      sight: memberSight(viewer),
      where: {
        sql: `${ofMember} AND ${stillOpen}`,
        params: [...(memberId ? [memberId, memberId] : []), ...(open ? [ctx.journal.clock().toISOString()] : [])],
      },
      orderBy: [{ column: "id", direction: "DESC" }],
      alias: "d",
      first,
      after,
    });
  }

  @Mutation(() => DelegationGrantPayload, {
    description: "By the member, or whoever looks after their account; both names stand on every act (委托代办).",
  })
  async delegationGrant(
    @Arg("input", () => DelegationGrantInput) input: DelegationGrantInput,
    @Ctx() ctx: DelegationContext,
  ): Promise<Payload<typeof delegationField>> {
    const viewer = signedIn(ctx);
    const given = { ...input, idempotencyKey: idempotencyKeyOf(input) };
    return answer(ctx, await grantDelegation(ctx.journal, viewer, given, delegationRules(ctx.policies)));
  }

  @Mutation(() => DelegationEndPayload, {
    description: "By either of the two, or whoever looks after the account; holds from the next request on (终止委托).",
  })
  async delegationEnd(
    @Arg("input", () => DelegationEndInput) input: DelegationEndInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<typeof delegationField>> {
    const viewer = signedIn(ctx);
    const given = { ...input, idempotencyKey: idempotencyKeyOf(input) };
    return answer(ctx, await endDelegation(ctx.journal, viewer, given));
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who is away (委托人)." })
  from(@Root() { fromMemberId }: Delegation, @Ctx() { rows }: RequestContext): Promise<Member | null> {
    return rows.face(Member, fromMemberId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who stands in (受托人)." })
  to(@Root() { toMemberId }: Delegation, @Ctx() { rows }: RequestContext): Promise<Member | null> {
    return rows.face(Member, toMemberId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "By whose word (办理人)." })
  grantedBy(@Root() { grantedById }: Delegation, @Ctx() { rows }: RequestContext): Promise<Member | null> {
    return rows.face(Member, grantedById);
  }

  @FieldResolver(() => Boolean, { description: "Whether it holds now (是否生效)." })
  running(@Root() delegation: Delegation, @Ctx() { journal }: RequestContext): boolean {
    return standingOf(delegation, journal.clock().toISOString()) === "RUNNING";
  }
}

/** What the signed-in person themselves gave and received; it is the same in whosever place they act. */
@Resolver(() => ViewerFace)
export class ViewerDelegationsResolver {
  @FieldResolver(() => [Delegation], { description: "Delegations given that run or are to come (已委托他人)." })
  delegationsGiven(@Root() { memberId }: Viewer, @Ctx() { journal }: RequestContext): Promise<Delegation[]> {
    return openDelegations(journal.database.read, "fromMemberId", memberId, journal.clock().toISOString());
  }

  @FieldResolver(() => [Delegation], { description: "Delegations received that run or are to come (受托代办)." })
  delegationsReceived(@Root() { memberId }: Viewer, @Ctx() { journal }: RequestContext): Promise<Delegation[]> {
    return openDelegations(journal.database.read, "toMemberId", memberId, journal.clock().toISOString());
  }
}

async function answer(ctx: RequestContext, outcome: Outcome): Promise<Payload<typeof delegationField>> {
  if (!outcome.ok) return { userErrors: toUserErrors(outcome.refusals, ctx.language) };
  return { delegation: await ctx.rows.face(Delegation, outcome.resultId), userErrors: [] };
}

/** Members in the API: their public face, the list of those in sight, and their administration. */
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Outcome } from "../../journal/index.js";
import { connectionType, page, payloadType, signedIn, toUserErrors, type Page } from "../../platform/index.js";
import type { Payload } from "../../platform/index.js";
import { Partner, Unit } from "../party/rows.js";
import { idempotencyKeyOf, type RequestContext, type SignInContext } from "../request.js";
import { newOneTimePassword, oneTimeDays } from "../signin/passwords.js";
import { defaultPasswords } from "../signin/signIn.js";
import { hasRole, type Viewer } from "../viewer.js";
import { changeRoles, changeUnit, disableMember, enableMember, resetPassword } from "./administer.js";
import { createMember, type FirstPassword } from "./create.js";
import { memberAdministrators, memberSight } from "./decide.js";
import {
  MemberCreateInput,
  MemberDisableInput,
  MemberEnableInput,
  MemberPasswordResetInput,
  MemberRolesChangeInput,
  MemberUnitChangeInput,
} from "./inputs.js";
import { Member, MemberName } from "./rows.js";

const memberField = { member: { type: () => Member, description: "The member as they are now (成员)." } };
const memberAndPassword = {
  ...memberField,
  oneTimePassword: {
    type: () => String,
    description: `Told this once and kept nowhere: good for ${oneTimeDays} days, to choose an own one at sign-in (一次性密码).`,
  },
};
const MemberConnection = connectionType(() => Member, "Member");
const MemberCreatePayload = payloadType("MemberCreatePayload", memberAndPassword);
const MemberPasswordResetPayload = payloadType("MemberPasswordResetPayload", memberAndPassword);
const MemberDisablePayload = payloadType("MemberDisablePayload", memberField);
const MemberEnablePayload = payloadType("MemberEnablePayload", memberField);
const MemberUnitChangePayload = payloadType("MemberUnitChangePayload", memberField);
const MemberRolesChangePayload = payloadType("MemberRolesChangePayload", memberField);

@Resolver(() => Member)
export class MemberResolver {
  @FieldResolver(() => String, { description: "Name (姓名)." })
  async name(@Root() member: Member, @Ctx() { rows }: RequestContext): Promise<string> {
    return (await rows.face(MemberName, member.id))?.name ?? member.username;
  }

  @FieldResolver(() => Partner, { description: "The party they act for (所属机构)." })
  party(@Root() member: Member, @Ctx() { rows }: RequestContext): Promise<Partner | null> {
    return rows.face(Partner, member.partyId);
  }

  @FieldResolver(() => Unit, { nullable: true, description: "Their unit; null for the whole party (所属部门)." })
  unit(@Root() member: Member, @Ctx() { rows }: RequestContext): Promise<Unit | null> | null {
    return member.unitId === null ? null : rows.face(Unit, member.unitId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Name to sign in with; shown to the center and to the member's own party (用户名).",
  })
  username(@Root() member: Member, @Ctx() { viewer }: RequestContext): string | null {
    return seesAccount(viewer, member) ? member.username : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "Which amount limits of policy hold; shown as the username is (审批级别).",
  })
  amountRank(@Root() member: Member, @Ctx() { viewer }: RequestContext): number | null {
    return seesAccount(viewer, member) ? member.amountRank : null;
  }

  @Query(() => MemberConnection, {
    description: "Members of one's own party, of every party for the center; by username (成员列表).",
  })
  members(
    @Arg("partyId", () => ID, { nullable: true }) partyId: string | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Member>> {
    const viewer = signedIn(ctx);
    return page(ctx.journal.database.read, Member, {
      sight: memberSight(viewer),
      where: partyId ? { sql: "member.partyId = ?", params: [partyId] } : { sql: "1 = 1", params: [] },
      orderBy: [{ column: "username", direction: "ASC" }],
      alias: "member",
      first,
      after,
    });
  }

  @Mutation(() => MemberCreatePayload, {
    description:
      "A new member with a one-time password: by the center's administrator, or a manager for their own party (新增成员).",
  })
  async memberCreate(
    @Arg("input", () => MemberCreateInput) input: MemberCreateInput,
    @Ctx() ctx: SignInContext,
  ): Promise<Payload<typeof memberAndPassword>> {
    const viewer = signedIn(ctx);
    const { idempotencyKey, ...said } = asked(input);
    const { plain, first } = await oneTime(ctx, viewer);
    const given = { ...said, partyId: said.partyId ?? viewer.partyId };
    return answer(ctx, await createMember(ctx.journal, viewer, given, first, idempotencyKey), plain);
  }

  @Mutation(() => MemberDisablePayload, {
    description: "Ends a member's access and every session of theirs at once (停用成员).",
  })
  async memberDisable(
    @Arg("input", () => MemberDisableInput) input: MemberDisableInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<typeof memberField>> {
    return answer(ctx, await disableMember(ctx.journal, signedIn(ctx), asked(input)));
  }

  @Mutation(() => MemberEnablePayload, {
    description: "Lets a disabled member in again, with the password they had (启用成员).",
  })
  async memberEnable(
    @Arg("input", () => MemberEnableInput) input: MemberEnableInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<typeof memberField>> {
    return answer(ctx, await enableMember(ctx.journal, signedIn(ctx), asked(input)));
  }

  @Mutation(() => MemberRolesChangePayload, {
    description: "Other roles or another rank, from the next request on (变更角色).",
  })
  async memberRolesChange(
    @Arg("input", () => MemberRolesChangeInput) input: MemberRolesChangeInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<typeof memberField>> {
    return answer(ctx, await changeRoles(ctx.journal, signedIn(ctx), asked(input)));
  }

  @Mutation(() => MemberUnitChangePayload, {
    description: "To another unit of the same party; cases stay with their owner and are listed as left (调整部门).",
  })
  async memberUnitChange(
    @Arg("input", () => MemberUnitChangeInput) input: MemberUnitChangeInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<typeof memberField>> {
    const viewer = signedIn(ctx);
    const { unitId = null, ...given } = asked(input);
    return answer(ctx, await changeUnit(ctx.journal, viewer, { ...given, unitId }));
  }

  @Mutation(() => MemberPasswordResetPayload, {
    description: "A one-time password in place of a lost one; every session of theirs ends (重置密码).",
  })
  async memberPasswordReset(
    @Arg("input", () => MemberPasswordResetInput) input: MemberPasswordResetInput,
    @Ctx() ctx: SignInContext,
  ): Promise<Payload<typeof memberAndPassword>> {
    const viewer = signedIn(ctx);
    const { plain, first } = await oneTime(ctx, viewer);
    return answer(ctx, await resetPassword(ctx.journal, viewer, asked(input), first), plain);
  }
}

/** The input with a key that can be kept. @throws GraphQLError BAD_USER_INPUT */
const asked = <Input extends { idempotencyKey?: string | null }>(input: Input) => ({
  ...input,
  idempotencyKey: idempotencyKeyOf(input),
});

const seesAccount = (viewer: Viewer | null, { partyId }: Member): boolean =>
  viewer !== null && (viewer.partyKind === "CENTER" || viewer.partyId === partyId);

/** A fresh one-time password; whoever will be refused anyway costs no hashing. */
async function oneTime(ctx: SignInContext, viewer: Viewer): Promise<{ plain: string; first: FirstPassword }> {
  const { passwords = defaultPasswords, journal } = ctx;
  const plain = newOneTimePassword();
  const hash = hasRole(viewer, memberAdministrators) ? await passwords.hash(plain) : "";
  const oneTimeUntil = new Date(journal.clock().getTime() + oneTimeDays * 86_400_000).toISOString();
  return { plain, first: { hash, oneTimeUntil } };
}

/** A repeated request tells no password: the first answer did. */
async function answer(ctx: RequestContext, outcome: Outcome, plain: string | null = null) {
  if (!outcome.ok) return { userErrors: toUserErrors(outcome.refusals, ctx.language) };
  const member = await ctx.rows.one(Member, outcome.resultId);
  return { member, oneTimePassword: outcome.replayed ? null : plain, userErrors: [] };
}

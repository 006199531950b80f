/** Who is signed in, signing in and out, and one's own password, in the API. */
import { Arg, Ctx, Field, FieldResolver, InputType, Mutation, Query, Resolver, Root } from "type-graphql";
import { DateTimeScalar, payloadType, signedIn, toUserErrors, type Payload } from "../../platform/index.js";
import { Member } from "../members/rows.js";
import { Partner, Unit } from "../party/rows.js";
import { idempotencyKeyOf, type RequestContext, type SignInContext } from "../request.js";
import type { Viewer } from "../viewer.js";
import { changePassword } from "./passwordChange.js";
import { defaultPasswords, signIn, signOut } from "./signIn.js";
import { ViewerFace } from "./viewerFace.js";

@InputType({ description: "Username and password (登录)." })
export class SignInInput {
  @Field(() => String, { description: "Username (用户名)." })
  username!: string;

  @Field(() => String, { description: "Password (密码)." })
  password!: string;

  @Field(() => String, {
    nullable: true,
    description: "A password to have from now on; needed with a one-time password (新密码).",
  })
  newPassword?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The mark from this client's last sign-in: then nobody else's failures make it wait (设备标识).",
  })
  device?: string | null;
}

@InputType({ description: "One's own new password (修改密码)." })
export class PasswordChangeInput {
  @Field(() => String, { description: "The present password (当前密码)." })
  currentPassword!: string;

  @Field(() => String, { description: "The new password (新密码)." })
  newPassword!: string;

  @Field(() => String, { nullable: true, description: "The same request twice is done once (幂等键)." })
  idempotencyKey?: string | null;
}

const signedInFields = {
  token: {
    type: () => String,
    description: "For `Authorization: Bearer`; null for the console, whose cookie holds it (令牌).",
  },
  expiresAt: { type: () => DateTimeScalar, description: "The session ends then at the latest (失效时间)." },
  device: {
    type: () => String,
    description: "A mark to give at this client's next sign-in; opens nothing (设备标识).",
  },
  viewer: { type: () => ViewerFace, description: "Who is signed in now (当前用户)." },
};
const SignInPayload = payloadType("SignInPayload", signedInFields);
const SignOutPayload = payloadType("SignOutPayload", {});
const PasswordChangePayload = payloadType("PasswordChangePayload", {});

@Resolver(() => ViewerFace)
export class ViewerResolver {
  @Query(() => ViewerFace, { nullable: true, description: "Who asks; null when not signed in (当前用户)." })
  viewer(@Ctx() { viewer }: RequestContext): Viewer | null {
    return viewer;
  }

  @FieldResolver(() => Member, { description: "The member whose account it is (成员)." })
  member(@Root() { memberId }: Viewer, @Ctx() { rows }: RequestContext): Promise<Member | null> {
    return rows.face(Member, memberId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The officer that a system acts for, or the colleague in whose place a member acts (被代表人).",
  })
  onBehalfOf(@Root() { onBehalfOfId }: Viewer, @Ctx() { rows }: RequestContext): Promise<Member | null> | null {
    return onBehalfOfId === null ? null : rows.face(Member, onBehalfOfId);
  }

  @FieldResolver(() => Partner, { description: "The party they act for (所属机构)." })
  party(@Root() { partyId }: Viewer, @Ctx() { rows }: RequestContext): Promise<Partner | null> {
    return rows.face(Partner, partyId);
  }

  @FieldResolver(() => Unit, { nullable: true, description: "Their unit; null for the whole party (所属部门)." })
  unit(@Root() { unitId }: Viewer, @Ctx() { rows }: RequestContext): Promise<Unit | null> | null {
    return unitId === null ? null : rows.face(Unit, unitId);
  }

  @Mutation(() => SignInPayload, {
    description: "Opens a session. Repeated failures have to wait, longer each time (登录).",
  })
  async signIn(
    @Arg("input", () => SignInInput) input: SignInInput,
    @Ctx() { journal, asked, language, passwords = defaultPasswords }: SignInContext,
  ): Promise<Payload<typeof signedInFields>> {
    const channel = asked.fromConsole ? "CONSOLE" : "API";
    const signed = await signIn(journal, input, { address: asked.address, channel, language }, passwords);
    if (!signed.ok) return { userErrors: toUserErrors(signed.refusals, language) };
    const { token, expiresAt, device, viewer } = signed;
    if (asked.fromConsole) asked.cookie.set(token);
    return { token: asked.fromConsole ? null : token, expiresAt, device, viewer, userErrors: [] };
  }

  @Mutation(() => SignOutPayload, { description: "Ends this session; its token is worth nothing from then on (退出)." })
  async signOut(@Ctx() ctx: SignInContext): Promise<Payload<Record<never, never>>> {
    await signOut(ctx.journal, signedIn(ctx));
    if (ctx.asked.fromConsole) ctx.asked.cookie.clear();
    return { userErrors: [] };
  }

  @Mutation(() => PasswordChangePayload, {
    description: "One's own password; every other session of one's own ends (修改密码).",
  })
  async passwordChange(
    @Arg("input", () => PasswordChangeInput) input: PasswordChangeInput,
    @Ctx() ctx: SignInContext,
  ): Promise<Payload<Record<never, never>>> {
    const { journal, asked, language, passwords = defaultPasswords } = ctx;
    const viewer = signedIn(ctx);
    const given = { ...input, idempotencyKey: idempotencyKeyOf(input) };
    const outcome = await changePassword(journal, viewer, given, asked.address, passwords);
    return { userErrors: outcome.ok ? [] : toUserErrors(outcome.refusals, language) };
  }
}

/** Parties and their units in the API, and how the center's administrator brings them in. */
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { PrivateRow, privateValue, type Outcome } from "../../journal/index.js";
import { payloadType, placeholders, selectRows, signedIn, toUserErrors, type Payload } from "../../platform/index.js";
import { PartnerKindEnum, PartyKindEnum, partnerKinds, type PartnerKind } from "../enums.js";
import { idempotencyKeyOf, type RequestContext } from "../request.js";
import { partyKinds, type PartyKind } from "../viewer.js";
import { addUnit, registerParty, resumeParty, stateNetAssets, suspendParty, type AskedBy } from "./commands.js";
import {
  NetAssetsStateInput,
  PartyRegisterInput,
  PartyResumeInput,
  PartySuspendInput,
  UnitAddInput,
} from "./inputs.js";
import { Partner, Unit } from "./rows.js";

const partyField = { party: { type: () => Partner, description: "The party as it is now (机构)." } };
const unitField = { unit: { type: () => Unit, description: "The new unit (部门)." } };
const PartyRegisterPayload = payloadType("PartyRegisterPayload", partyField);
const UnitAddPayload = payloadType("UnitAddPayload", unitField);
const PartySuspendPayload = payloadType("PartySuspendPayload", partyField);
const PartyResumePayload = payloadType("PartyResumePayload", partyField);
const NetAssetsStatePayload = payloadType("NetAssetsStatePayload", partyField);

const offeredOnly = "Only those that take new cases, and none that is suspended (只列可新开业务的机构).";

@Resolver(() => Partner)
export class PartnerResolver {
  @Query(() => [Partner], { description: "Banks and guarantee companies, by kind and code (承办机构列表)." })
  partners(
    @Arg("kind", () => PartnerKindEnum, { nullable: true }) kind: PartnerKind | null,
    @Arg("offered", () => Boolean, { nullable: true, description: offeredOnly }) offered: boolean | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Partner[]> {
    signedIn(ctx);
    return ofKinds(ctx, kind ? [kind] : partnerKinds, offered ?? false);
  }

  @Query(() => [Partner], {
    description: "Every party, the center and developers too, by kind and code (参与机构列表).",
  })
  parties(
    @Arg("kind", () => PartyKindEnum, { nullable: true }) kind: PartyKind | null,
    @Arg("offered", () => Boolean, { nullable: true, description: offeredOnly }) offered: boolean | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Partner[]> {
    signedIn(ctx);
    return ofKinds(ctx, kind ? [kind] : partyKinds, offered ?? false);
  }

  @FieldResolver(() => [Unit], { description: "Its units, each after the one above it (内部部门和网点)." })
  units(@Root() partner: Partner, @Ctx() { rows }: RequestContext): Promise<Unit[]> {
    return rows.by(Unit, "partyId", partner.id, { orderBy: "path" });
  }

  @Mutation(() => PartyRegisterPayload, {
    description: "A new bank, guarantee company or developer: by the center's administrator (登记机构).",
  })
  async partyRegister(
    @Arg("input", () => PartyRegisterInput) input: PartyRegisterInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<typeof partyField>> {
    const { said, by } = asked(ctx, input);
    const outcome = await registerParty(ctx.journal, said, by);
    return outcome.ok
      ? { party: await ctx.rows.face(Partner, outcome.resultId), userErrors: [] }
      : refused(ctx, outcome);
  }

  @Mutation(() => UnitAddPayload, {
    description:
      "A new unit: by the center's administrator, or a manager in their own party or branch (新增部门或网点).",
  })
  async unitAdd(
    @Arg("input", () => UnitAddInput) input: UnitAddInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<typeof unitField>> {
    const { said, by } = asked(ctx, input);
    const outcome = await addUnit(ctx.journal, said, by);
    return outcome.ok ? { unit: await ctx.rows.face(Unit, outcome.resultId), userErrors: [] } : refused(ctx, outcome);
  }

  @Mutation(() => PartySuspendPayload, {
    description:
      "It finishes the cases it has and takes no new ones, nor is it offered for them: by the center's administrator (停用机构).",
  })
  async partySuspend(
    @Arg("input", () => PartySuspendInput) input: PartySuspendInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<typeof partyField>> {
    const { said, by } = asked(ctx, input);
    const outcome = await suspendParty(ctx.journal, said, by);
    return outcome.ok ? { party: await ctx.rows.face(Partner, said.partyId), userErrors: [] } : refused(ctx, outcome);
  }

  @Mutation(() => PartyResumePayload, {
    description: "A suspended party takes new cases again: by the center's administrator (恢复机构).",
  })
  async partyResume(
    @Arg("input", () => PartyResumeInput) input: PartyResumeInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<typeof partyField>> {
    const { said, by } = asked(ctx, input);
    const outcome = await resumeParty(ctx.journal, said, by);
    return outcome.ok ? { party: await ctx.rows.face(Partner, said.partyId), userErrors: [] } : refused(ctx, outcome);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Why it is suspended; shown to the center and to the party itself (停用原因).",
  })
  async suspensionReason(@Root() partner: Partner, @Ctx() { viewer, rows, journal }: RequestContext) {
    const its = viewer?.partyKind === "CENTER" || viewer?.partyId === partner.id;
    const row = its && partner.suspensionReasonId ? await rows.face(PrivateRow, partner.suspensionReasonId) : null;
    return row && privateValue(journal.keys, row);
  }

  @Mutation(() => NetAssetsStatePayload, {
    description:
      "What a guarantee company has from a day on, which bounds its liability: by the center's administrator (登记担保公司净资产).",
  })
  async netAssetsState(
    @Arg("input", () => NetAssetsStateInput) input: NetAssetsStateInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<typeof partyField>> {
    const { said, by } = asked(ctx, input);
    const { amount: amountFen, partyId, asOf } = said;
    const outcome = await stateNetAssets(ctx.journal, { partyId, asOf, amountFen }, by);
    return outcome.ok ? { party: await ctx.rows.face(Partner, partyId), userErrors: [] } : refused(ctx, outcome);
  }
}

const ofKinds = ({ journal }: RequestContext, kinds: readonly PartyKind[], offered: boolean): Promise<Partner[]> =>
  selectRows(
    journal.database.read,
    Partner,
    `kind IN ${placeholders(kinds)}${offered ? " AND active = 1" : ""} ORDER BY kind, code`,
    kinds,
  );

/** What is said and by whom. @throws GraphQLError UNAUTHENTICATED, BAD_USER_INPUT for a key that cannot be kept */
export function asked<Input extends { idempotencyKey?: string | null }>(ctx: RequestContext, input: Input) {
  const asker = signedIn(ctx);
  const { idempotencyKey: _key, ...said } = input;
  const by: AskedBy = { asker, idempotencyKey: idempotencyKeyOf(input) };
  return { said, by };
}

export const refused = ({ language }: RequestContext, { refusals }: Extract<Outcome, { ok: false }>) => ({
  userErrors: toUserErrors(refusals, language),
});

/** Handing a case over to a colleague, in the API. */
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { limits, type Refusal } from "../../kernel/index.js";
import { idempotencyKeyOf, Member, Partner, Unit } from "../../parties/index.js";
import { payloadType, selectRow, signedIn, type Sql } from "../../platform/index.js";
import { act, casePayload, made } from "../api/act.js";
import { casesFound } from "../api/filter.js";
import { answerMany, verdictsField } from "../api/verdicts.js";
import { runMany, type BatchAnswer, type BatchOrder } from "../batch.js";
import type { CommandInput } from "../command.js";
import { refuse } from "../refusals.js";
import type { CaseMutationInput } from "../run.js";
import type { CaseRequestContext } from "../services.js";
import { ownerAccept, ownerTransfer, type NewOwner } from "./decide.js";
import { CasesReassignInput, OwnerAcceptInput, OwnerTransferInput } from "./inputs.js";
import { bankReassign, ownerReassign, unitReassign } from "./reassign.js";
import { OwnerTransfer } from "./rows.js";

const transferField = { transfer: { type: () => OwnerTransfer, description: "The transfer (转交)." } };
const OwnerTransferPayload = casePayload("OwnerTransfer", transferField);
const CasesReassignPayload = payloadType("CasesReassignPayload", {
  ...verdictsField,
  more: { type: () => Boolean, description: "The filter finds more than one order takes; order again (尚有更多)." },
});
const OwnerAcceptPayload = casePayload("OwnerAccept", transferField);

@Resolver(() => OwnerTransfer)
export class OwnershipResolver {
  @Mutation(() => OwnerTransferPayload, { description: "Proposes a new owner, who has to accept (转交首问责任)." })
  async ownerTransfer(
    @Arg("input", () => OwnerTransferInput) input: OwnerTransferInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, ownerTransfer, input, {
      resolve: async (given, sql) => ({ ...given, to: await newOwner(sql, given.toMemberId) }),
    });
    return { ...done, transfer: await made(ctx, done, OwnerTransfer) };
  }

  @Mutation(() => OwnerAcceptPayload, { description: "Takes the case over (接收转交)." })
  async ownerAccept(
    @Arg("input", () => OwnerAcceptInput) input: OwnerAcceptInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, ownerAccept, input);
    return { ...done, transfer: await made(ctx, done, OwnerTransfer) };
  }

  @Mutation(() => CasesReassignPayload, {
    description: `Up to ${limits.list.casesInBulkAct} cases, at once: to an officer or unit by the manager, to another bank by the center (批量调整).`,
  })
  async casesReassign(
    @Arg("input", () => CasesReassignInput) input: CasesReassignInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    signedIn(ctx);
    const order = await orderOf(ctx, input);
    if (order.refusals.length > 0) return answerMany(ctx, { verdicts: [], refusals: order.refusals });
    const answer = answerMany(ctx, await reassign(ctx, input, order.common));
    return { ...answer, more: answer.verdicts ? order.more : null };
  }

  @FieldResolver(() => Member, { nullable: true, description: "From whom (转出人)." })
  from(@Root() { fromMemberId }: OwnerTransfer, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> {
    return rows.face(Member, fromMemberId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "To whom (接收人)." })
  to(@Root() { toMemberId }: OwnerTransfer, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> {
    return rows.face(Member, toMemberId);
  }
}

async function newOwner(sql: Sql, memberId: string): Promise<NewOwner | null> {
  const member = await selectRow(sql, Member, "id = ?", [memberId]);
  return member && { ...member, memberId: member.id };
}

type Common = Omit<BatchOrder<CommandInput, CaseMutationInput>, "spec" | "givenFor" | "options">;

/** Which cases, and what stands for the whole of the order. */
async function orderOf(
  ctx: CaseRequestContext,
  { idempotencyKey: _key, ...input }: CasesReassignInput,
): Promise<{ refusals: readonly Refusal[]; more: boolean; common: Common }> {
  const { caseIds, filter, toMemberId, toUnitId, toPartyId, dryRun } = input;
  const atMost = limits.list.casesInBulkAct;
  const targets = [toUnitId, toPartyId ?? toMemberId].filter(Boolean).length;
  const refusals = [
    ...(caseIds && filter ? [refuse("ONE_OF_THESE", { field: "filter", params: { fields: "caseIds, filter" } })] : []),
    ...(targets === 1
      ? []
      : [refuse("ONE_OF_THESE", { field: "toMemberId", params: { fields: "toMemberId, toUnitId, toPartyId" } })]),
  ];
  const found = filter && refusals.length === 0 ? await casesFound(ctx, filter, atMost + 1) : [];
  const ids = caseIds ?? found.slice(0, atMost);
  return {
    refusals,
    more: found.length > atMost,
    common: {
      items: ids.map((caseId) => ({ caseId })),
      atMost,
      listField: filter ? null : "caseIds",
      input: JSON.parse(JSON.stringify(input)) as object,
      idempotencyKey: idempotencyKeyOf({ idempotencyKey: _key }),
      dryRun,
    },
  };
}

/** The act that the target asks for. */
function reassign(
  ctx: CaseRequestContext,
  { toMemberId, toUnitId, toPartyId, reason }: CasesReassignInput,
  common: Common,
): Promise<BatchAnswer> {
  const viewer = signedIn(ctx);
  if (toPartyId) {
    return runMany(ctx, viewer, {
      ...common,
      spec: bankReassign,
      givenFor: ({ caseId }) => ({ caseId, toPartyId, toMemberId: toMemberId ?? null, reason }),
      options: {
        resolve: async (given, sql) => ({
          reason,
          to: await partyOf(sql, toPartyId),
          owner: given.toMemberId ? await newOwner(sql, given.toMemberId) : null,
          ownerNamed: given.toMemberId !== null,
        }),
      },
    });
  }
  if (toUnitId) {
    return runMany(ctx, viewer, {
      ...common,
      spec: unitReassign,
      givenFor: ({ caseId }) => ({ caseId, toUnitId, reason }),
      options: { resolve: async (_given, sql) => ({ reason, to: await unitOf(sql, toUnitId) }) },
    });
  }
  return runMany(ctx, viewer, {
    ...common,
    spec: ownerReassign,
    givenFor: ({ caseId }) => ({ caseId, toMemberId: toMemberId ?? "", reason }),
    options: { resolve: async (given, sql) => ({ reason, to: await newOwner(sql, given.toMemberId) }) },
  });
}

async function partyOf(sql: Sql, id: string) {
  const partner = await selectRow(sql, Partner, "id = ?", [id]);
  return partner && { ...partner, partyId: partner.id };
}

async function unitOf(sql: Sql, id: string) {
  const unit = await selectRow(sql, Unit, "id = ?", [id]);
  return unit && { unitId: unit.id, partyId: unit.partyId };
}

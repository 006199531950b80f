/** Handing a case over to a colleague, in the API. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, Resolver, Root } from "type-graphql";
import { Member } from "../../parties/index.js";
import { selectRow } from "../../platform/index.js";
import { act, CaseInput, casePayload, made } from "../api/act.js";
import type { CaseRequestContext } from "../services.js";
import { ownerAccept, ownerTransfer } from "./decide.js";
import { OwnerTransfer } from "./rows.js";

@InputType({ description: "Proposes that a colleague takes the case over (转交首问责任)." })
export class OwnerTransferInput extends CaseInput {
  @Field(() => ID, { description: "The colleague (接收人)." }) toMemberId!: string;
}

@InputType({ description: "Takes over a case that was transferred (接收转交)." })
export class OwnerAcceptInput extends CaseInput {}

const transferField = { transfer: { type: () => OwnerTransfer, description: "The transfer (转交)." } };
const OwnerTransferPayload = casePayload("OwnerTransfer", transferField);
const OwnerAcceptPayload = casePayload("OwnerAccept", transferField);

@Resolver(() => OwnerTransfer)
export class OwnershipResolver {
  @Mutation(() => OwnerTransferPayload, { description: "Proposes a new owner, who has to accept (转交首问责任)." })
  async ownerTransfer(
    @Arg("input", () => OwnerTransferInput) input: OwnerTransferInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, ownerTransfer, input, {
      async resolve(given, sql) {
        const member = await selectRow(sql, Member, "id = ?", [given.toMemberId]);
        return { ...given, to: member && { ...member, memberId: member.id } };
      },
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

  @FieldResolver(() => Member, { nullable: true, description: "From whom (转出人)." })
  from(@Root() { fromMemberId }: OwnerTransfer, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> {
    return rows.face(Member, fromMemberId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "To whom (接收人)." })
  to(@Root() { toMemberId }: OwnerTransfer, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> {
    return rows.face(Member, toMemberId);
  }
}

/** Signatures in the API. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, Resolver, Root } from "type-graphql";
import { Member, Partner } from "../../parties/index.js";
import { DateTimeScalar } from "../../platform/index.js";
import type { SignatureMethod } from "../../policy/index.js";
import { act, CaseInput, casePayload, changed } from "../api/act.js";
import type { CaseRequestContext } from "../services.js";
import { signatureRecord } from "./decide.js";
import { VisitPlaceEnum } from "../enums.js";
import type { VisitPlace } from "../entries.js";
import { Signature, SignatureMethodEnum } from "./rows.js";

@InputType({ description: "Records a signature or seal (登记签署)." })
export class SignatureRecordInput extends CaseInput {
  @Field(() => ID, { description: "The signature that is needed (签署项)." }) signatureId!: string;
  @Field(() => SignatureMethodEnum, { description: "How it was signed (签署方式)." }) method!: SignatureMethod;
  @Field(() => DateTimeScalar, { nullable: true, description: "When; now where left out (签署时间)." })
  signedAt?: string | null;
  @Field(() => ID, { nullable: true, description: "The signed paper, a document of the case (签署文件)." })
  documentId?: string | null;
  @Field(() => VisitPlaceEnum, {
    nullable: true,
    description: "Where the signer came, or was visited; it implies a visit of that day (到场地点).",
  })
  place?: VisitPlace | null;
}

const SignatureRecordPayload = casePayload("SignatureRecord", {
  signature: { type: () => Signature, description: "The signature as it is now (签署项)." },
});

@Resolver(() => Signature)
export class SignatureResolver {
  @Mutation(() => SignatureRecordPayload, { description: "Records a signature; the last one moves on (登记签署)." })
  async signatureRecord(
    @Arg("input", () => SignatureRecordInput) input: SignatureRecordInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, signatureRecord, input);
    return { ...done, signature: await changed(ctx, done, Signature, input.signatureId) };
  }

  @FieldResolver(() => [SignatureMethodEnum], { description: "How it may be signed (可用签署方式)." })
  methods(@Root() { methods }: Signature): readonly SignatureMethod[] {
    return methods;
  }

  @FieldResolver(() => Partner, { nullable: true, description: "Whose seal it is (用印机构)." })
  party(@Root() { partyId }: Signature, @Ctx() { rows }: CaseRequestContext): Promise<Partner | null> | null {
    return partyId ? rows.face(Partner, partyId) : null;
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who recorded it (登记人)." })
  recordedBy(@Root() { recordedById }: Signature, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> | null {
    return recordedById ? rows.face(Member, recordedById) : null;
  }
}

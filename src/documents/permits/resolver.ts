/** A building's permit in the API: verified once, shown to all who need it. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, Resolver, Root } from "type-graphql";
import { buildingField, DeveloperBuilding, idempotencyKeyOf } from "../../parties/index.js";
import { DateScalar, payloadType, signedIn, toUserErrors, type Payload } from "../../platform/index.js";
import { Document } from "../document/rows.js";
import type { DocumentsContext } from "../services.js";
import { verifyBuilding } from "./verify.js";

@InputType({ description: "Verifies a building by its pre-sale permit (核验楼幢)." })
export class BuildingVerifyInput {
  @Field(() => ID, { description: "The building (楼幢)." }) buildingId!: string;
  @Field(() => ID, { description: "The ticket of the permit's upload (上传凭证)." }) ticketId!: string;
  @Field(() => String, {
    nullable: true,
    description: "Number of the permit, where the register has none yet or another (商品房预售许可证号).",
  })
  presalePermit?: string | null;
  @Field(() => DateScalar, { nullable: true, description: "Last day of use, read off the paper (有效期至)." })
  expiresOn?: string | null;
  @Field(() => String, { nullable: true, description: "Repeating it changes nothing (幂等键)." })
  idempotencyKey?: string | null;
}

const BuildingVerifyPayload = payloadType("BuildingVerifyPayload", buildingField);

@Resolver(() => DeveloperBuilding)
export class PermitResolver {
  @Mutation(() => BuildingVerifyPayload, {
    description: "Verifies a building once, for every buyer: by the center or a bank (核验楼幢).",
  })
  async buildingVerify(
    @Arg("input", () => BuildingVerifyInput) input: BuildingVerifyInput,
    @Ctx() ctx: DocumentsContext,
  ): Promise<Payload<typeof buildingField>> {
    const viewer = signedIn(ctx);
    const outcome = await verifyBuilding(ctx, viewer, { ...input, idempotencyKey: idempotencyKeyOf(input) });
    return outcome.ok
      ? { building: await ctx.rows.face(DeveloperBuilding, outcome.resultId), userErrors: [] }
      : { userErrors: toUserErrors(outcome.refusals, ctx.language) };
  }

  @FieldResolver(() => Document, {
    nullable: true,
    description: "The permit, for the checklist of every buyer's case (预售许可证).",
  })
  permit(
    @Root() { permitDocumentId }: DeveloperBuilding,
    @Ctx() { rows, viewer }: DocumentsContext,
  ): Promise<Document | null> | null {
    // A developer has no part in cases yet, and no paper of this room is shown to it.
    return permitDocumentId && viewer?.partyKind !== "DEVELOPER" ? rows.face(Document, permitDocumentId) : null;
  }
}

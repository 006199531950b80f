/** The mutation that asks for an upload ticket. */
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import { DateTimeScalar, payloadType, signedIn, toUserErrors } from "../../platform/index.js";
import type { DocumentsContext } from "../services.js";
import { issueTicket, type TicketInput } from "./ticket.js";

@InputType({ description: "What will be uploaded (拟上传的文件)." })
export class UploadTicketInput implements TicketInput {
  @Field(() => String, {
    nullable: true,
    description: "Kind of document, a code of the policy; its rules for files then hold at once (要件种类)",
  })
  kind?: string | null;

  @Field(() => String, { description: "Name of the file, without a path (文件名)" }) fileName!: string;

  @Field(() => String, { description: "Media type, such as application/pdf (文件类型)" }) mediaType!: string;

  @Field(() => Int, { description: "Size in bytes; exactly so many must come (字节数)" }) bytes!: number;

  @Field(() => String, {
    nullable: true,
    description: "SHA-256 in hex; other bytes are then refused (SHA-256 摘要)",
  })
  sha256?: string | null;

  @Field(() => String, { nullable: true, description: "The same key answers with the same ticket (幂等键)" })
  idempotencyKey?: string | null;
}

@ObjectType("UploadTicket", { description: "The right to upload one file, for a short time (上传凭据)." })
export class UploadTicketView {
  @Field(() => ID, { description: "Id, to attach the file by (编号)" }) id!: string;
  @Field(() => String, { description: "Where to PUT the bytes; keep it secret (上传地址)" }) url!: string;
  @Field(() => DateTimeScalar, { description: "Until when (有效期至)" }) expiresAt!: string;
}

const UploadTicketPayload = payloadType("UploadTicketPayload", {
  ticket: { type: () => UploadTicketView, description: "The ticket (上传凭据)." },
});

@Resolver()
export class UploadResolver {
  @Mutation(() => UploadTicketPayload, {
    description: "Asks for a ticket; then PUT the bytes to its address, then attach (申请上传凭据).",
  })
  async uploadTicket(
    @Ctx() context: DocumentsContext,
    @Arg("input", () => UploadTicketInput) input: UploadTicketInput,
  ) {
    const viewer = signedIn(context);
    // A plain object: input objects have a class of their own, which has no canonical text.
    const { ticket, refusals } = await issueTicket(context, viewer, { ...input });
    return { ticket, userErrors: toUserErrors(refusals, context.language) };
  }
}

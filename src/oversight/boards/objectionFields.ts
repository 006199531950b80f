/** What hangs on an objection: whose it is, what was entered, its texts and its document. */
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Document, privateText } from "../../documents/index.js";
import { Member, Partner } from "../../parties/index.js";
import type { OversightContext } from "../services.js";
import { ScoreInput } from "../inputs/rows.js";
import { BoardObjection } from "./rows.js";

@Resolver(() => BoardObjection)
export class BoardObjectionResolver {
  @FieldResolver(() => Partner, { description: "Whose it is (提出机构)." })
  partner(@Root() { partnerId }: BoardObjection, @Ctx() { rows }: OversightContext) {
    return rows.face(Partner, partnerId);
  }

  @FieldResolver(() => ScoreInput, {
    nullable: true,
    description: "What was entered, where it is about that (录入项).",
  })
  input(@Root() { inputId }: BoardObjection, @Ctx() { rows }: OversightContext) {
    return inputId === null ? null : rows.face(ScoreInput, inputId);
  }

  @FieldResolver(() => String, { nullable: true, description: "What is wrong (理由)." })
  reason(@Root() { reasonId }: BoardObjection, @Ctx() context: OversightContext) {
    return privateText(context, reasonId);
  }

  @FieldResolver(() => String, { nullable: true, description: "What the center answered (答复)." })
  answer(@Root() { answerId }: BoardObjection, @Ctx() context: OversightContext) {
    return privateText(context, answerId);
  }

  @FieldResolver(() => Document, { nullable: true, description: "The document that shows it (佐证要件)." })
  document(@Root() { documentId }: BoardObjection, @Ctx() { rows }: OversightContext) {
    return documentId === null ? null : rows.one(Document, documentId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who raised it (提出人)." })
  raisedBy(@Root() { raisedById }: BoardObjection, @Ctx() { rows }: OversightContext) {
    return rows.face(Member, raisedById);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who answered it (答复人)." })
  answeredBy(@Root() { answeredById }: BoardObjection, @Ctx() { rows }: OversightContext) {
    return answeredById === null ? null : rows.face(Member, answeredById);
  }
}

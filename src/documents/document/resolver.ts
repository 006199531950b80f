/** What a document, its versions and the steps of its original show beside their own columns. */
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Member, Partner } from "../../parties/index.js";
import { documentKindOf } from "../../policy/index.js";
import { policyAt, type DocumentsContext } from "../services.js";
import { privateText } from "../texts.js";
import { CustodyMove, Document, DocumentVersion } from "./rows.js";

const partnerOf = (context: DocumentsContext, id: string | null) =>
  id === null ? null : context.rows.face(Partner, id);

@Resolver(() => Document)
export class DocumentResolver {
  @FieldResolver(() => String, { description: "Name of the kind in the reader's language (要件名称)" })
  kindName(@Root() { kind }: Document, @Ctx() context: DocumentsContext) {
    const policy = policyAt(context, context.journal.clock().toISOString());
    const names = policy && documentKindOf(policy, kind)?.names;
    return names?.[context.language === "en" ? "en" : "zh"] ?? kind;
  }

  @FieldResolver(() => [DocumentVersion], { description: "Every version, the first one first (全部版本)" })
  versions(@Root() { id }: Document, @Ctx() { rows }: DocumentsContext) {
    return rows.by(DocumentVersion, "documentId", id, { orderBy: "number" });
  }

  @FieldResolver(() => DocumentVersion, { nullable: true, description: "The latest version (最新版本)" })
  async latest(@Root() { id }: Document, @Ctx() { rows }: DocumentsContext) {
    const [latest] = await rows.by(DocumentVersion, "documentId", id, { orderBy: "number DESC", limit: 1 });
    return latest ?? null;
  }

  @FieldResolver(() => Partner, { description: "The party that first brought it in (提交机构)" })
  origin(@Root() { originPartyId }: Document, @Ctx() context: DocumentsContext) {
    return partnerOf(context, originPartyId);
  }

  @FieldResolver(() => Partner, {
    nullable: true,
    description: "The party that vouches for the latest version (核验机构)",
  })
  verifiedBy(@Root() { verifiedByPartyId }: Document, @Ctx() context: DocumentsContext) {
    return partnerOf(context, verifiedByPartyId);
  }

  @FieldResolver(() => Partner, {
    nullable: true,
    description: "Who answers for the paper original; while it is under way, the sender (原件保管机构)",
  })
  originalHolder(@Root() { originalHolderPartyId }: Document, @Ctx() context: DocumentsContext) {
    return partnerOf(context, originalHolderPartyId);
  }

  @FieldResolver(() => Partner, {
    nullable: true,
    description: "Where the original is bound for, while it is under way (原件移交中的接收机构)",
  })
  originalOnItsWayTo(@Root() { originalOnItsWayToPartyId }: Document, @Ctx() context: DocumentsContext) {
    return partnerOf(context, originalOnItsWayToPartyId);
  }

  @FieldResolver(() => [CustodyMove], {
    description: "Every step of the paper original, the first one first (原件流转记录)",
  })
  custody(@Root() { id }: Document, @Ctx() { rows }: DocumentsContext) {
    return rows.by(CustodyMove, "documentId", id, { orderBy: "number" });
  }
}

@Resolver(() => DocumentVersion)
export class DocumentVersionResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: "The name that the file came with; null once it was erased (文件名)",
  })
  fileName(@Root() { fileNameId }: DocumentVersion, @Ctx() context: DocumentsContext) {
    return privateText(context, fileNameId);
  }

  @FieldResolver(() => String, { description: "Where to GET the bytes; every opening is logged (下载地址)" })
  contentUrl(@Root() { documentId, number }: DocumentVersion): string {
    return `/documents/${documentId}/content?version=${number}`;
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who added it (上传人)" })
  uploadedBy(@Root() { uploadedByMemberId }: DocumentVersion, @Ctx() { rows }: DocumentsContext) {
    return rows.face(Member, uploadedByMemberId);
  }

  @FieldResolver(() => Partner, { description: "The party that added it (上传机构)" })
  uploadedByParty(@Root() { uploadedByPartyId }: DocumentVersion, @Ctx() context: DocumentsContext) {
    return partnerOf(context, uploadedByPartyId);
  }

  @FieldResolver(() => Partner, { nullable: true, description: "The party that vouches for it (核验机构)" })
  verifiedBy(@Root() { verifiedByPartyId }: DocumentVersion, @Ctx() context: DocumentsContext) {
    return partnerOf(context, verifiedByPartyId);
  }

  @FieldResolver(() => String, { nullable: true, description: "What was said about it (核验说明)" })
  note(@Root() { noteId }: DocumentVersion, @Ctx() context: DocumentsContext) {
    return privateText(context, noteId);
  }
}

@Resolver(() => CustodyMove)
export class CustodyMoveResolver {
  @FieldResolver(() => Partner, { nullable: true, description: "From whom; null from outside (移出机构)" })
  from(@Root() { fromPartyId }: CustodyMove, @Ctx() context: DocumentsContext) {
    return partnerOf(context, fromPartyId);
  }

  @FieldResolver(() => Partner, { nullable: true, description: "To whom; null to outside (接收机构)" })
  to(@Root() { toPartyId }: CustodyMove, @Ctx() context: DocumentsContext) {
    return partnerOf(context, toPartyId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who did it (经办人)" })
  member(@Root() { memberId }: CustodyMove, @Ctx() { rows }: DocumentsContext) {
    return rows.face(Member, memberId);
  }
}

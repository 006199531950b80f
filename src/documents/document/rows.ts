/** Documents as they are queried: the document, its versions, the way of its paper original. */
import { ObjectType, registerEnumType } from "type-graphql";
import { col, Derived } from "../../platform/index.js";

export const VersionStatus = { PENDING: "PENDING", ACCEPTED: "ACCEPTED", REJECTED: "REJECTED" } as const;
export type VersionStatus = keyof typeof VersionStatus;
registerEnumType(VersionStatus, {
  name: "VersionStatus",
  description: "Whether a version was verified, and how (核验状态).",
});

export const CustodyStep = {
  RECEIVED: "RECEIVED",
  SENT: "SENT",
  MOVED: "MOVED",
  RETURNED: "RETURNED",
  GIVEN_BACK: "GIVEN_BACK",
} as const;
export type CustodyStep = keyof typeof CustodyStep;
registerEnumType(CustodyStep, {
  name: "CustodyStep",
  description: "A step in the chain of custody of a paper original (原件流转步骤).",
  valuesConfig: {
    RECEIVED: { description: "A party took it in from outside (收取)." },
    SENT: { description: "Under way in a handoff; the sender still answers for it (移交在途)." },
    MOVED: { description: "Received; custody passed (接收)." },
    RETURNED: { description: "Not taken over; the sender's again (退回)." },
    GIVEN_BACK: { description: "Given back to whom it belongs (返还)." },
  },
});

@ObjectType("Document", { description: "A document, kept in versions and reused by every party (要件)." })
@Derived("document", {
  stream: "id",
  index: {
    ix_document_case: ["caseId"],
    ix_document_person: ["personId", "kind"],
    ix_document_property: ["propertyId", "kind"],
    ix_document_holder: ["originalHolderPartyId"],
  },
})
export class Document {
  @col.id({ primary: true, api: "Id (编号)" }) id!: string;
  @col.int({ api: "Rises with every change, not with every opening (版本)" }) version!: number;
  @col.code({ api: "Kind, a code of the policy (要件种类)" }) kind!: string;
  /** The case it was first brought in for. */
  @col.id({ nullable: true }) caseId!: string | null;
  @col.id({ nullable: true, api: "The person it is about, where it is about one (所属人员)" })
  personId!: string | null;
  @col.id({ nullable: true, api: "The property it is about, where it is about one (所属房产)" })
  propertyId!: string | null;
  @col.id() originPartyId!: string;
  @col.int({ api: "Number of the latest version (最新版本号)" }) latestVersion!: number;
  @col.code({ api: "Verification of the latest version (最新版本核验状态)", type: () => VersionStatus })
  status!: VersionStatus;
  @col.id({ nullable: true }) verifiedByPartyId!: string | null;
  /** While under way still the sender; null where no original was taken in, or it was given back. */
  @col.id({ nullable: true }) originalHolderPartyId!: string | null;
  @col.id({ nullable: true }) originalOnItsWayToPartyId!: string | null;
  @col.day({ nullable: true, api: "Last day on which the latest version may be used (有效期至)" })
  expiresOn!: string | null;
  @col.instant({ api: "When it was first brought in (首次提交时间)" }) createdAt!: string;
  @col.id() createdById!: string;
}

@ObjectType("DocumentVersion", { description: "One uploaded version of a document (要件版本)." })
@Derived("document_version", {
  stream: "documentId",
  unique: { race_document_version_number: ["documentId", "number"] },
  index: { ix_document_version_sha256: ["sha256"] },
  foreign: { documentId: { rowClass: "Document", name: "fk_document_version_documentId" } },
})
export class DocumentVersion {
  @col.id({ primary: true, api: "Id (编号)" }) id!: string;
  @col.id() documentId!: string;
  @col.int({ api: "Running number, from 1 (版本号)" }) number!: number;
  /** Address of the bytes; never shown, because a digest must not give access to anything. */
  @col.code() sha256!: string;
  @col.int({ api: "Size in bytes (字节数)" }) bytes!: number;
  @col.code({ api: "Media type, such as application/pdf (文件类型)" }) mediaType!: string;
  /** Private row; a file name may hold a person's name. */
  @col.id() fileNameId!: string;
  @col.id() uploadedByMemberId!: string;
  @col.id() uploadedByPartyId!: string;
  @col.instant({ api: "When it was added (上传时间)" }) uploadedAt!: string;
  @col.day({ nullable: true, api: "Last day on which it may be used (有效期至)" }) expiresOn!: string | null;
  @col.code({ api: "Verification (核验状态)", type: () => VersionStatus }) status!: VersionStatus;
  @col.id({ nullable: true }) verifiedByPartyId!: string | null;
  @col.id({ nullable: true }) verifiedByMemberId!: string | null;
  @col.instant({ nullable: true, api: "When it was verified (核验时间)" }) verifiedAt!: string | null;
  @col.code({ nullable: true, api: "Why it was rejected, a code of the policy (不通过原因)" })
  reasonCode!: string | null;
  /** Private row: what was said about it in free text. */
  @col.id({ nullable: true }) noteId!: string | null;
}

@ObjectType("CustodyMove", { description: "A step of the paper original (原件流转)." })
@Derived("custody_move", {
  stream: "documentId",
  index: { ix_custody_move_document: ["documentId", "number"] },
  foreign: { documentId: { rowClass: "Document", name: "fk_custody_move_documentId" } },
})
export class CustodyMove {
  @col.id({ primary: true, api: "Id (编号)" }) id!: string;
  @col.id() documentId!: string;
  @col.int({ api: "Running number in the chain, from 1 (序号)" }) number!: number;
  @col.code({ api: "What happened (步骤)", type: () => CustodyStep }) step!: CustodyStep;
  @col.id({ nullable: true }) fromPartyId!: string | null;
  @col.id({ nullable: true }) toPartyId!: string | null;
  @col.instant({ api: "When (时间)" }) at!: string;
  @col.id() memberId!: string;
  @col.id({ nullable: true, api: "The handoff it travelled with (交接清单)" })
  handoffId!: string | null;
  @col.id({ nullable: true }) handoffItemId!: string | null;
}

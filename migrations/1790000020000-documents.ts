/** Documents with their versions and custody, handoffs with their items, upload tickets. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class Documents1790000020000 implements MigrationInterface {
  readonly name = "Documents1790000020000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      document: {
        columns: {
          id: "id",
          version: "int",
          kind: "code",
          caseId: "id?",
          personId: "id?",
          propertyId: "id?",
          originPartyId: "id",
          latestVersion: "int",
          status: "code",
          verifiedByPartyId: "id?",
          originalHolderPartyId: "id?",
          originalOnItsWayToPartyId: "id?",
          expiresOn: "day?",
          createdAt: "instant",
          createdById: "id",
        },
        index: {
          ix_document_case: ["caseId"],
          ix_document_person: ["personId", "kind"],
          ix_document_property: ["propertyId", "kind"],
          ix_document_holder: ["originalHolderPartyId"],
        },
      },
      document_version: {
        columns: {
          id: "id",
          documentId: "id",
          number: "int",
          sha256: "code",
          bytes: "int",
          mediaType: "code",
          fileNameId: "id",
          uploadedByMemberId: "id",
          uploadedByPartyId: "id",
          uploadedAt: "instant",
          expiresOn: "day?",
          status: "code",
          verifiedByPartyId: "id?",
          verifiedByMemberId: "id?",
          verifiedAt: "instant?",
          reasonCode: "code?",
          noteId: "id?",
        },
        unique: { race_document_version_number: ["documentId", "number"] },
        index: { ix_document_version_sha256: ["sha256"] },
        foreign: { documentId: "document" },
      },
      custody_move: {
        columns: {
          id: "id",
          documentId: "id",
          number: "int",
          step: "code",
          fromPartyId: "id?",
          toPartyId: "id?",
          at: "instant",
          memberId: "id",
          handoffId: "id?",
          handoffItemId: "id?",
        },
        index: { ix_custody_move_document: ["documentId", "number"] },
        foreign: { documentId: "document" },
      },
      handoff: {
        columns: {
          id: "id",
          version: "int",
          fromPartyId: "id",
          toPartyId: "id",
          sentAt: "instant",
          sentById: "id",
          itemCount: "int",
          openCount: "int",
          rejectedCount: "int",
          status: "code",
          completedAt: "instant?",
        },
        index: {
          ix_handoff_from: ["fromPartyId", "status", "sentAt", "id"],
          ix_handoff_to: ["toPartyId", "status", "sentAt", "id"],
          ix_handoff_sent: ["sentAt", "id"],
        },
      },
      handoff_item: {
        columns: {
          id: "id",
          handoffId: "id",
          number: "int",
          caseId: "id",
          documentId: "id",
          documentVersion: "int",
          original: "flag",
          result: "code?",
          reasonCode: "code?",
          countsAsError: "flag",
          receivedAt: "instant?",
          receivedById: "id?",
          noteId: "id?",
        },
        index: {
          ix_handoff_item_handoff: ["handoffId", "number"],
          ix_handoff_item_case: ["caseId"],
          ix_handoff_item_document: ["documentId"],
        },
        foreign: { handoffId: "handoff" },
      },
      upload_ticket: {
        columns: {
          id: "id",
          secretDigest: "code",
          memberId: "id",
          partyId: "id",
          kind: "code?",
          announcedMediaType: "code",
          announcedBytes: "int",
          announcedSha256: "code?",
          sealedFileName: "long",
          createdAt: "instant",
          expiresAt: "instant",
          usedAt: "instant?",
          sha256: "code?",
          bytes: "int?",
          mediaType: "code?",
          attachedAt: "instant?",
        },
        unique: { uq_upload_ticket_secret: ["secretDigest"] },
        index: {
          ix_upload_ticket_sha256: ["sha256"],
          ix_upload_ticket_member: ["memberId", "expiresAt"],
          ix_upload_ticket_expires: ["expiresAt"],
        },
      },
    });
  }

  down = forwardOnly;
}

/** The loan case and everything that hangs on it. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class Casework1790000030000 implements MigrationInterface {
  readonly name = "Casework1790000030000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      case_number: { columns: { id: "code", nextNumber: "int" } },
      loan_case: {
        columns: {
          id: "id",
          number: "code",
          version: "int",
          stage: "code",
          reviewMode: "code",
          productCode: "code",
          guaranteeKind: "code",
          propertyKind: "code?",
          centerId: "id",
          bankId: "id",
          bankUnitId: "id?",
          guaranteeCompanyId: "id?",
          ownerId: "id",
          submitted: "flag",
          amountRequestedFen: "fen?",
          amountApprovedFen: "fen?",
          termMonthsRequested: "int?",
          openedAt: "instant",
          submittedAt: "instant?",
          acceptedAt: "instant?",
          stageEnteredAt: "instant",
          stageDueAt: "instant?",
          decisionDueAt: "instant?",
          paidAt: "instant?",
          endedAt: "instant?",
          tripBudget: "int",
          tripsSpent: "int",
          returnCount: "int",
          policyId: "code?",
          endReasonCode: "code?",
          lastActAt: "instant",
        },
        unique: { uq_loan_case_number: ["number"] },
        index: {
          ix_loan_case_due: ["stageDueAt", "id"],
          ix_loan_case_owner: ["ownerId", "stage", "id"],
          ix_loan_case_stage: ["stage", "id"],
          ix_loan_case_guarantee: ["guaranteeCompanyId", "stage", "id"],
          ix_loan_case_bank: ["bankId", "stage", "id"],
        },
      },
      unwinding_task: {
        columns: { id: "id", caseId: "id", code: "code", actor: "code", partyId: "id?", doneAt: "instant?" },
        index: { ix_unwinding_task_case: ["caseId"] },
      },
      checklist_item: {
        columns: {
          id: "id",
          caseId: "id",
          document: "code",
          itemGroup: "code",
          neededBy: "code",
          personId: "id?",
          verifier: "code",
          verifierPartyId: "id?",
          status: "code",
          documentId: "id?",
          way: "code?",
          metAt: "instant?",
        },
        index: { ix_checklist_item_case: ["caseId"] },
      },
      case_document: {
        columns: {
          id: "text(80)",
          caseId: "id",
          documentId: "id",
          kind: "code",
          versionNumber: "int",
          itemId: "id?",
          verification: "code",
          attachedAt: "instant",
        },
        index: { ix_case_document_document: ["documentId"], ix_case_document_case: ["caseId", "attachedAt"] },
      },
      case_handoff: {
        columns: { id: "text(80)", caseId: "id", handoffId: "id" },
        index: { ix_case_handoff_case: ["caseId"] },
      },
      case_check: {
        columns: {
          id: "id",
          caseId: "id",
          version: "int",
          code: "code",
          owner: "code",
          ownerPartyId: "id",
          result: "code",
          lookedAt: "flag",
          dissent: "flag",
          computed: "flag",
          turn: "int",
          reopenedCount: "int",
          recordedAt: "instant?",
          recordedById: "id?",
          noteId: "id?",
          documents: "json",
          restsOn: "json",
          sparedCount: "int",
        },
        index: { ix_case_check_owner: ["ownerPartyId", "result", "id"], ix_case_check_case: ["caseId"] },
      },
      notice: {
        columns: {
          id: "id",
          caseId: "id",
          version: "int",
          sentAt: "instant",
          sentById: "id",
          answerBy: "instant?",
          answeredAt: "instant?",
        },
        index: { ix_notice_case: ["caseId"] },
      },
      defect: {
        columns: {
          id: "id",
          caseId: "id",
          kind: "code",
          partyId: "id",
          postedById: "id",
          postedAt: "instant",
          itemId: "id?",
          checkId: "id?",
          noteId: "id?",
          couldHaveBeenSeen: "flag",
          noticeId: "id?",
          answeredAt: "instant?",
          voided: "flag",
        },
        index: { ix_defect_notice: ["noticeId"], ix_defect_case: ["caseId"] },
      },
    });
  }

  down = forwardOnly;
}

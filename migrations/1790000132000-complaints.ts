/** Complaints and the ways that they took. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class Complaints1790000132000 implements MigrationInterface {
  readonly name = "Complaints1790000132000";

  async up(runner: QueryRunner): Promise<void> {
    const round = {
      handlerId: "id?",
      assignedAt: "instant?",
      finding: "code?",
      answerId: "id?",
      answeredAt: "instant?",
      answeredById: "id?",
      closedAt: "instant?",
      closedById: "id?",
    };
    await createTables(runner, {
      complaint: {
        columns: {
          id: "id",
          version: "int",
          channel: "code",
          sourceNo: "text?",
          status: "code",
          caseId: "id?",
          partyId: "id?",
          unitId: "id?",
          memberId: "id?",
          complainantNameId: "id?",
          complainantPhoneId: "id?",
          textId: "id",
          receivedAt: "instant",
          receivedById: "id",
          dueAt: "instant",
          provisional: "flag",
          handlerPartyId: "id?",
          assignedById: "id?",
          ...round,
          reopened: "flag",
        },
        index: {
          ix_complaint_party: ["partyId", "status", "dueAt", "id"],
          ix_complaint_due: ["dueAt", "id"],
          ix_complaint_case: ["caseId"],
          ix_complaint_handler: ["handlerId", "status"],
        },
      },
      complaint_round: {
        columns: {
          id: "text(80)",
          complaintId: "id",
          number: "int",
          openedAt: "instant",
          dueAt: "instant",
          reasonId: "id?",
          ...round,
        },
        index: { ix_complaint_round_complaint: ["complaintId", "number"] },
      },
    });
  }

  down = forwardOnly;
}

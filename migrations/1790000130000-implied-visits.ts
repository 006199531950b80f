/** Visits that something else shows, the center's exceptions one by one, and contacts. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, createTables, forwardOnly } from "./support/table.js";

export class ImpliedVisits1790000130000 implements MigrationInterface {
  readonly name = "ImpliedVisits1790000130000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "visit", { impliedBy: "code?", overBudget: "flag?" });
    await createTables(runner, {
      visit_exception: {
        columns: { id: "id", caseId: "id", grantedAt: "instant", grantedById: "id", noteId: "id" },
        index: { ix_visit_exception_case: ["caseId"] },
      },
      contact: {
        columns: {
          id: "id",
          caseId: "id",
          version: "int",
          channel: "code",
          direction: "code",
          partyId: "id",
          withPartyId: "id?",
          contactedAt: "instant",
          recordedAt: "instant",
          recordedById: "id",
          summaryId: "id",
          callBackBy: "instant?",
          calledBackAt: "instant?",
        },
        index: { ix_contact_case: ["caseId"], ix_contact_party: ["partyId", "calledBackAt", "callBackBy"] },
      },
    });
  }

  down = forwardOnly;
}

/** Every correction of an entry, as it was proposed and as it ended, with what the entry said before. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class EntryCorrections1790000142000 implements MigrationInterface {
  readonly name = "EntryCorrections1790000142000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      entry_correction: {
        columns: {
          id: "id",
          caseId: "id",
          entryId: "id",
          entryType: "code",
          reasonCode: "code",
          noteId: "id?",
          status: "code",
          formerValues: "json?",
          correctedValues: "json?",
          proposedById: "id",
          proposedAt: "instant",
          decidedById: "id?",
          decidedAt: "instant?",
        },
        index: { ix_entry_correction_case: ["caseId"], ix_entry_correction_entry: ["entryId"] },
      },
    });
  }

  down = forwardOnly;
}

/** Proposals that may be confirmed together with others. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class BatchReady1790000121000 implements MigrationInterface {
  readonly name = "BatchReady1790000121000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      batch_ready: {
        columns: { id: "id", caseId: "id", amountFen: "fen", proposedById: "id", proposedThroughId: "id?" },
        index: { ix_batch_ready_case: ["caseId"] },
      },
    });
  }

  down = forwardOnly;
}

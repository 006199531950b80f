/** What people add to a board beside the facts. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class ScoreInputs1790000151000 implements MigrationInterface {
  readonly name = "ScoreInputs1790000151000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      score_input: {
        columns: {
          id: "id",
          version: "int",
          kind: "code",
          partnerId: "id",
          period: "code",
          code: "code",
          numerator: "fen?",
          denominator: "fen?",
          cases: "int?",
          documentId: "id?",
          noteId: "id?",
          status: "code",
          proposedById: "id",
          proposedAt: "instant",
          decidedById: "id?",
          decidedAt: "instant?",
          revokingById: "id?",
          revokedAt: "instant?",
        },
        index: {
          ix_score_input_partner: ["partnerId", "status", "period"],
          ix_score_input_proposed: ["proposedAt", "id"],
        },
      },
    });
  }

  down = forwardOnly;
}

/** What the review of each decided case came to, for the comparison of joint and serial review. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class ReviewOutcome1790000140000 implements MigrationInterface {
  readonly name = "ReviewOutcome1790000140000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      review_outcome: {
        columns: {
          id: "id",
          reviewMode: "code",
          productCode: "code",
          acceptedAt: "instant",
          decidedAt: "instant",
          partyKinds: "json",
          spans: "json",
          duplicatesAvoided: "int",
          duplicatesDone: "int",
          noticeCount: "int",
          missedDefects: "int",
          tripCount: "int",
          returnCount: "int",
        },
        index: { ix_review_outcome_decided: ["decidedAt", "id"] },
      },
    });
  }

  down = forwardOnly;
}

/** The applicant's final rating, and the codes by which it is given. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class Ratings1790000131000 implements MigrationInterface {
  readonly name = "Ratings1790000131000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      rating: {
        columns: {
          id: "id",
          caseId: "id",
          version: "int",
          score: "int",
          channel: "code",
          givenAt: "instant",
          recordedById: "id?",
          trips: "json?",
          tripsTold: "int?",
          tripsLogged: "int",
          agrees: "flag?",
          commentId: "id?",
        },
        index: { ix_rating_case: ["caseId"] },
      },
      rating_ticket: {
        columns: {
          id: "id",
          caseId: "id",
          codeDigest: "code",
          createdAt: "instant",
          expiresAt: "instant",
          usedAt: "instant?",
        },
        unique: { uq_rating_ticket_code: ["codeDigest"] },
        index: { ix_rating_ticket_case: ["caseId"], ix_rating_ticket_expires: ["expiresAt"] },
      },
    });
  }

  down = forwardOnly;
}

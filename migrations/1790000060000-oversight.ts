/** What counts for partners in loan cases. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class Oversight1790000060000 implements MigrationInterface {
  readonly name = "Oversight1790000060000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      case_fact: {
        columns: {
          id: "text(120)",
          caseId: "id",
          indicator: "code",
          partnerId: "id",
          day: "day",
          occurredAt: "instant",
          amountFen: "fen?",
          elapsedMs: "fen?",
          passed: "flag?",
        },
        index: {
          ix_case_fact_case: ["caseId"],
          ix_case_fact_day: ["indicator", "day"],
          ix_case_fact_partner: ["partnerId", "indicator", "day"],
        },
      },
    });
  }

  down = forwardOnly;
}

/** Imported histories and what was measured on them. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class Histories1790000050000 implements MigrationInterface {
  readonly name = "Histories1790000050000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      history: {
        columns: {
          id: "id",
          source: "code",
          traceId: "text(200)",
          digest: "code",
          mappingDigest: "code",
          registeredAt: "instant",
          amountFen: "fen",
          eventCount: "int",
          firstAt: "instant",
          lastAt: "instant",
          importedAt: "instant",
        },
        unique: { race_history_identity: ["source", "traceId"] },
        index: { ix_history_registered: ["registeredAt", "id"], ix_history_source: ["source", "registeredAt", "id"] },
      },
      history_fact: {
        columns: {
          id: "text(48)",
          historyId: "id",
          indicator: "code",
          partnerCode: "code?",
          officer: "text(100)?",
          day: "day",
          occurredAt: "instant",
          eventIndex: "int",
          amountFen: "fen?",
          elapsedMs: "fen?",
          passed: "flag?",
        },
        index: {
          ix_history_fact_history: ["historyId", "eventIndex"],
          ix_history_fact_day: ["indicator", "day"],
          ix_history_fact_partner: ["partnerCode", "indicator", "day"],
        },
        foreign: { historyId: "history" },
      },
    });
  }

  down = forwardOnly;
}

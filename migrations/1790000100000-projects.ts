/** Suspended parties, and buildings that are verified once: what a developer's register knows of each. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, forwardOnly } from "./support/table.js";

export class Projects1790000100000 implements MigrationInterface {
  name = "Projects1790000100000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "partner", { suspendedAt: "instant?", suspensionReasonId: "id?" });
    await addColumns(runner, "developer_building", {
      permitDocumentId: "id?",
      verifiedAt: "instant?",
      verifiedByPartyId: "id?",
      verifiedById: "id?",
    });
    await addColumns(runner, "person", { correctedId: "id?" });
    await addColumns(runner, "case_property", { buildingId: "id?" });
  }

  down = forwardOnly;
}

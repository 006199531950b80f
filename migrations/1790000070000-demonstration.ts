/** What tells a demonstration from a real center. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class Demonstration1790000070000 implements MigrationInterface {
  readonly name = "Demonstration1790000070000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      demonstration: { columns: { id: "id", seed: "int", filledAt: "instant" } },
    });
  }

  down = forwardOnly;
}

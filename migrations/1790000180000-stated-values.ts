/** What an imported history states beside amounts, times and yes or no: ratings, counts, what is still open. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, forwardOnly } from "./support/table.js";

export class StatedValues1790000180000 implements MigrationInterface {
  readonly name = "StatedValues1790000180000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "history_fact", { value: "int?" });
  }

  down = forwardOnly;
}

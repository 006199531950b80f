/** When a contact, or a question to another party, was taken back by a correction. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, forwardOnly } from "./support/table.js";

export class TakenBack1790000143000 implements MigrationInterface {
  readonly name = "TakenBack1790000143000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "contact", { takenBackAt: "instant?" });
    await addColumns(runner, "inquiry", { takenBackAt: "instant?" });
  }

  down = forwardOnly;
}

/** What other centers entered and confirmed comes in with their event logs; its row says from where. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, forwardOnly } from "./support/table.js";

export class ImportedInputs1790000181000 implements MigrationInterface {
  readonly name = "ImportedInputs1790000181000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "score_input", { importedFrom: "text(100)?" });
  }

  down = forwardOnly;
}

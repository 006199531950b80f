/** An objection may name what was entered for a board; points and vetoes may take the place of revoked ones. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, forwardOnly } from "./support/table.js";

export class ObjectedInputs1790000182000 implements MigrationInterface {
  readonly name = "ObjectedInputs1790000182000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "score_input", { replacesId: "id?" });
    await addColumns(runner, "board_objection", { inputId: "id?" });
  }

  down = forwardOnly;
}

/** Intervals of scores and ranks by the digest of what a board is computed from. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class BoardIntervals1790000152000 implements MigrationInterface {
  readonly name = "BoardIntervals1790000152000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, { board_interval: { columns: { id: "code", intervals: "json" } } });
  }

  down = forwardOnly;
}

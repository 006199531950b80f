/** A hotline's number names one complaint. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { addIndexes, forwardOnly } from "./support/table.js";

export class ComplaintSource1790000144000 implements MigrationInterface {
  readonly name = "ComplaintSource1790000144000";

  async up(runner: QueryRunner): Promise<void> {
    await addIndexes(runner, "complaint", { race_complaint_source: ["channel", "sourceNo"] }, { isUnique: true });
  }

  down = forwardOnly;
}

/** A hotline's number names one complaint. */
import { TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { forwardOnly } from "./support/table.js";

export class ComplaintSource1790000144000 implements MigrationInterface {
  readonly name = "ComplaintSource1790000144000";

  async up(runner: QueryRunner): Promise<void> {
    const index = { name: "race_complaint_source", columnNames: ["channel", "sourceNo"], isUnique: true };
    const known = (await runner.getTable("complaint"))?.indices ?? [];
    if (!known.some(({ name }) => name === index.name)) await runner.createIndex("complaint", new TableIndex(index));
  }

  down = forwardOnly;
}

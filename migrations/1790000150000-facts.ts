/** Facts with unit, member, kind of case and the instants of recording and taking back; tallies of facts. */
import { Table, type MigrationInterface, type QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

/** Facts are derived; what stood in the older table is to be derived anew. */
export class Facts1790000150000 implements MigrationInterface {
  readonly name = "Facts1790000150000";

  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasTable("case_fact")) await runner.dropTable("case_fact");
    await createTables(runner, {
      partner_fact: {
        columns: {
          id: "text(130)",
          streamId: "id",
          caseId: "id?",
          indicator: "code",
          partnerId: "id",
          unitId: "id?",
          memberId: "id?",
          product: "code?",
          propertyKind: "code?",
          day: "day",
          occurredAt: "instant",
          value: "fen",
          recordedAt: "instant",
          reversedAt: "instant?",
        },
        index: {
          ix_partner_fact_stream: ["streamId"],
          ix_partner_fact_case: ["caseId"],
          ix_partner_fact_partner: ["partnerId", "indicator", "day"],
          ix_partner_fact_member: ["memberId", "indicator", "day"],
          ix_partner_fact_day: ["indicator", "day"],
        },
      },
    });
    if (await runner.hasTable("tally")) return;
    const text = (name: string, length: string) => ({ name, type: "varchar", length, isPrimary: true });
    await runner.createTable(
      new Table({
        name: "tally",
        columns: [
          text("subject", "64"),
          text("measure", "64"),
          text("span", "11"),
          text("slice", "96"),
          { name: "value", type: "bigint", isPrimary: true },
          { name: "n", type: "integer" },
        ],
      }),
    );
  }

  down = forwardOnly;
}

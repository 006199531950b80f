/** What is kept of flows once counted, and cases by the time they were opened. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { addIndexes, createTables, forwardOnly } from "./support/table.js";

export class KeptFlows1790000191000 implements MigrationInterface {
  readonly name = "KeptFlows1790000191000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      flow_trace: { columns: { id: "id", version: "int", countedBy: "text(80)", roll: "long" } },
      flow_month: {
        columns: {
          id: "text(64)",
          source: "code",
          month: "code",
          place: "int",
          proof: "text(128)",
          bankId: "id?",
          bankUnitId: "id?",
          guaranteeCompanyId: "id?",
          productCode: "code?",
          piece: "long",
        },
        index: { ix_flow_month_source: ["source", "month", "place"] },
      },
    });
    await addIndexes(runner, "loan_case", { ix_loan_case_opened: ["openedAt", "id"] });
  }

  down = forwardOnly;
}

/** What a history tells of the case that it was, and of what its facts count for: kinds, units, officers by number. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, createTables, forwardOnly } from "./support/table.js";

export class HistoryParts1790000195000 implements MigrationInterface {
  readonly name = "HistoryParts1790000195000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "history", {
      ...{ productCode: "code?", propertyKind: "code?", bankCode: "code?", guaranteeCompanyCode: "code?" },
    });
    await addColumns(runner, "history_fact", {
      ...{ product: "code?", propertyKind: "code?", unitCode: "code?", memberCode: "code?" },
    });
    await createTables(runner, {
      history_unit: {
        columns: { id: "text(48)", historyId: "id", partnerCode: "code", code: "code", name: "text", nameEn: "text" },
        index: { ix_history_unit_history: ["historyId"], ix_history_unit_code: ["partnerCode", "code"] },
        foreign: { historyId: "history" },
      },
    });
  }

  down = forwardOnly;
}

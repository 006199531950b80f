/** Yearly tasks, figures from outside, and loans paid out. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

const statement = {
  status: "code",
  sourceId: "id",
  enteredById: "id",
  enteredAt: "instant",
  decidedById: "id?",
  decidedAt: "instant?",
};

export class Targets1790000170000 implements MigrationInterface {
  readonly name = "Targets1790000170000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      yearly_target: {
        columns: {
          id: "id",
          year: "int",
          business: "code",
          unitId: "id?",
          productCode: "code?",
          amountFen: "fen?",
          count: "int?",
          ...statement,
        },
        index: { ix_yearly_target_year: ["year", "status", "id"] },
      },
      business_figure: {
        columns: {
          id: "id",
          business: "code",
          unitId: "id?",
          productCode: "code?",
          fromDay: "day",
          toDay: "day",
          amountFen: "fen",
          count: "int?",
          ...statement,
        },
        index: { ix_business_figure_days: ["toDay", "status", "id"] },
      },
      paid_out_loan: {
        columns: {
          id: "id",
          day: "day",
          amountFen: "fen",
          productCode: "code",
          bankUnitId: "id?",
          centerUnitId: "id?",
        },
        index: { ix_paid_out_loan_day: ["day", "id"] },
      },
    });
  }

  down = forwardOnly;
}

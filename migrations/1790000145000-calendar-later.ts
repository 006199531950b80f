/** Hours of units from a day on, and closures that were revoked. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, createTables, forwardOnly } from "./support/table.js";

export class CalendarLater1790000145000 implements MigrationInterface {
  readonly name = "CalendarLater1790000145000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "calendar_closure", { revokingById: "id?", revokedAt: "instant?", revokedById: "id?" });
    // Its rows follow from entries, which the calendar is read from: `lianban rebuild` derives them anew.
    if (!(await runner.hasColumn("unit_hours", "fromDay"))) await runner.dropTable("unit_hours", true);
    await createTables(runner, {
      unit_hours: {
        columns: {
          id: "text(48)",
          calendarId: "id",
          unitId: "id",
          fromDay: "day?",
          hours: "json?",
          setAt: "instant",
          setById: "id",
        },
      },
    });
  }

  down = forwardOnly;
}

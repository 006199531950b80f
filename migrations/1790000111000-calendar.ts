/** What a center says of its calendar beside the published files, and how far due dates were set anew on it. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class Calendar1790000111000 implements MigrationInterface {
  readonly name = "Calendar1790000111000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      calendar_closure: {
        columns: {
          id: "id",
          calendarId: "id",
          version: "int",
          status: "code",
          unitId: "id?",
          day: "day?",
          fromAt: "instant?",
          toAt: "instant?",
          reasonId: "id",
          proposedAt: "instant",
          proposedById: "id",
          decidedAt: "instant?",
          decidedById: "id?",
        },
        index: { ix_calendar_closure_status: ["status", "id"] },
      },
      unit_hours: {
        columns: { id: "id", calendarId: "id", hours: "json", setAt: "instant", setById: "id" },
      },
      calendar_year: {
        columns: {
          id: "code",
          calendarId: "id",
          year: "int",
          holidays: "json",
          workingWeekends: "json",
          digest: "code",
          fileId: "id",
          importedAt: "instant",
        },
      },
      calendar_sweep: {
        columns: { id: "code", seenAt: "instant", passBegunAt: "instant?", caseId: "id?", finishedAt: "instant?" },
      },
    });
  }

  down = forwardOnly;
}

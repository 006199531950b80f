/** Clocks of steps, on the hours of units; whom a case's working time goes to; missed deadlines and who is told. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, addIndexes, createTables, forwardOnly } from "./support/table.js";

export class Clocks1790000110000 implements MigrationInterface {
  readonly name = "Clocks1790000110000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "clock", {
      step: "code?",
      subjectId: "id?",
      waitingPartyId: "id?",
      limitWorkingHours: "int?",
      unitId: "id?",
      missedAt: "instant?",
    });
    await addIndexes(runner, "clock", {
      ix_clock_party_due: ["partyId", "endedAt", "dueAt"],
      ix_clock_missed: ["endedAt", "missedAt", "dueAt"],
    });
    await createTables(runner, {
      clock_segment: {
        columns: {
          id: "text(48)",
          caseId: "id",
          place: "int",
          stage: "code",
          startedAt: "instant",
          endedAt: "instant?",
          holders: "json",
          pauseId: "id?",
          workedMsBefore: "fen",
          workedMsAfter: "fen?",
        },
        index: { ix_clock_segment_case: ["caseId", "place"] },
      },
      escalation: {
        columns: {
          id: "id",
          caseId: "id",
          version: "int",
          clockId: "id",
          level: "int",
          partyId: "id",
          dueAt: "instant",
          raisedAt: "instant",
          nextAt: "instant?",
          acknowledgedAt: "instant?",
          acknowledgedById: "id?",
          closedAt: "instant?",
        },
        index: {
          ix_escalation_case: ["caseId"],
          ix_escalation_party: ["partyId", "closedAt", "raisedAt"],
          ix_escalation_next: ["closedAt", "nextAt"],
        },
      },
    });
  }

  down = forwardOnly;
}

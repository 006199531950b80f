/** Why a defect was told late, and what was answered to it, beside the defect; those told already are carried over. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumns, addIndexes, forwardOnly } from "./support/table.js";

interface Posted {
  readonly defectId: string;
  readonly justification: { readonly id: string } | null;
}
interface Answered {
  readonly answers: readonly { readonly defectId: string; readonly note: { readonly id: string } | null }[];
}

export class DefectWords1790000141000 implements MigrationInterface {
  readonly name = "DefectWords1790000141000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "defect", { justificationId: "id?", answerNoteId: "id?" });
    for (const { defectId, justification } of await bodiesOf<Posted>(runner, "DEFECT_POSTED")) {
      await set(runner, "justificationId", justification?.id, defectId);
    }
    for (const { answers } of await bodiesOf<Answered>(runner, "NOTICE_ANSWERED")) {
      for (const { defectId, note } of answers) await set(runner, "answerNoteId", note?.id, defectId);
    }
    await addIndexes(runner, "defect", { ix_defect_missed: ["couldHaveBeenSeen", "postedAt", "id"] });
  }

  down = forwardOnly;
}

async function bodiesOf<Body>(runner: QueryRunner, type: string): Promise<Body[]> {
  const rows = (await runner.query(`SELECT text FROM journal_entry WHERE type = '${type}'`)) as { text: string }[];
  return rows.map(({ text }) => (JSON.parse(text) as { body: Body }).body);
}

async function set(runner: QueryRunner, column: string, value: string | undefined, id: string): Promise<void> {
  if (value) await runner.query(`UPDATE defect SET ${column} = ? WHERE id = ?`, [value, id]);
}

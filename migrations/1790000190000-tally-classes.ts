/** Tallies say the sum of their values, and months and half-years stand by classes of values as well. */
import { Table, type MigrationInterface, type QueryRunner } from "typeorm";
import { addIndexes, forwardOnly } from "./support/table.js";

/** The first value of a value's class, as `classOf` of the journal says: below 16 itself, then eight to each doubling. */
const firstOfClass = [
  "CASE WHEN value < 16 THEN value",
  ...Array.from({ length: 48 }, (_, at) => `WHEN value < ${2 ** (at + 5)} THEN value - value % ${2 ** (at + 1)}`),
  "END",
].join(" ");

const fresh = "tally_with_totals";

export class TallyClasses1790000190000 implements MigrationInterface {
  readonly name = "TallyClasses1790000190000";

  /** What is counted already is counted into classes here: a board must never be read from half of them. */
  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasTable("tally")) await this.#copy(runner);
    if (await runner.hasTable(fresh)) await runner.query(`ALTER TABLE ${fresh} RENAME TO tally`);
    // What came after a cut-off is found by when it came.
    await addIndexes(runner, "partner_fact", {
      ix_partner_fact_recorded: ["recordedAt"],
      ix_partner_fact_reversed: ["reversedAt"],
    });
    await addIndexes(runner, "history", { ix_history_imported: ["importedAt"] });
  }

  /** A copy takes its place: a column that is never empty cannot be added to rows that are there. */
  async #copy(runner: QueryRunner): Promise<void> {
    if (await runner.hasColumn("tally", "total")) return;
    await runner.dropTable(fresh, true);
    const text = (name: string, length: string) => ({ name, type: "varchar", length, isPrimary: true });
    const columns = [
      ...[text("subject", "64"), text("measure", "64"), text("span", "11"), text("slice", "96")],
      { name: "value", type: "bigint", isPrimary: true },
      { name: "n", type: "integer" },
      { name: "total", type: "bigint" },
    ];
    await runner.createTable(new Table({ name: fresh, columns }));
    const into = `INSERT INTO ${fresh} (subject, measure, span, slice, value, n, total)`;
    await runner.query(`${into} SELECT subject, measure, span, slice, value, n, value * n FROM tally WHERE n <> 0`);
    const span = runner.connection.options.type === "better-sqlite3" ? "'C' || span" : "CONCAT('C', span)";
    await runner.query(
      `${into} SELECT subject, measure, ${span}, slice, ${firstOfClass}, SUM(n), SUM(value * n) FROM tally
       WHERE span NOT LIKE 'D%' AND slice NOT LIKE 'unit:%' AND slice NOT LIKE 'member:%' AND n <> 0
       GROUP BY 1, 2, 3, 4, 5`,
    );
    await runner.dropTable("tally");
  }

  down = forwardOnly;
}

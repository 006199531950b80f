/** What counts for a partner in a loan case, as rows: derived from the case's own entries. */
import { col, Derived } from "../../platform/index.js";

/** One thing that a partner did on a case; it changes when the case is corrected. */
@Derived("case_fact", {
  stream: "caseId",
  index: {
    ix_case_fact_case: ["caseId"],
    ix_case_fact_day: ["indicator", "day"],
    ix_case_fact_partner: ["partnerId", "indicator", "day"],
  },
})
export class CaseFact {
  @col.text({ primary: true, maxLength: 120 }) id!: string;
  @col.id() caseId!: string;
  @col.code() indicator!: string;
  @col.id() partnerId!: string;
  @col.day() day!: string;
  @col.instant() occurredAt!: string;
  @col.fen({ nullable: true }) amountFen!: number | null;
  /** Net working time, in whole milliseconds. */
  @col.fen({ nullable: true }) elapsedMs!: number | null;
  @col.flag({ nullable: true }) passed!: boolean | null;
}

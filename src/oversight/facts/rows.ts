/** What counts for a partner, as rows: derived from the entries of cases, handoffs and whatever else is measured. */
import { col, Derived } from "../../platform/index.js";

/**
 * One thing that a partner did. A row says what was known from `recordedAt` on; what a correction changes gets
 * `reversedAt` and stands beside the row that takes its place, so that any past day's figures can be computed again.
 */
@Derived("partner_fact", {
  stream: "streamId",
  index: {
    ix_partner_fact_stream: ["streamId"],
    ix_partner_fact_case: ["caseId"],
    ix_partner_fact_partner: ["partnerId", "indicator", "day"],
    ix_partner_fact_member: ["memberId", "indicator", "day"],
    ix_partner_fact_day: ["indicator", "day"],
    ix_partner_fact_recorded: ["recordedAt"],
    ix_partner_fact_reversed: ["reversedAt"],
  },
})
export class PartnerFact {
  @col.text({ primary: true, maxLength: 130 }) id!: string;
  @col.id() streamId!: string;
  @col.id({ nullable: true }) caseId!: string | null;
  /** The kind of fact; several indicators may be computed from one kind. */
  @col.code() indicator!: string;
  @col.id() partnerId!: string;
  /** The partner's unit and member at that time, where they are known. */
  @col.id({ nullable: true }) unitId!: string | null;
  @col.id({ nullable: true }) memberId!: string | null;
  @col.code({ nullable: true }) product!: string | null;
  @col.code({ nullable: true }) propertyKind!: string | null;
  /** Puts it in a period, in the center's zone. */
  @col.day() day!: string;
  @col.instant() occurredAt!: string;
  /** Fen, milliseconds, hundredths, or 1 for yes and 0 for no: see `factKinds`. */
  @col.fen() value!: number;
  /** When the entry was recorded that made it, and the one that took it back. */
  @col.instant() recordedAt!: string;
  @col.instant({ nullable: true }) reversedAt!: string | null;
}

/** What is kept of flows once counted: of each trace, and of whole months; each row says of what it was counted. */
import { col, Technical } from "../../platform/index.js";

/** By the id of the case or history: what it comes to at a version of it. */
@Technical("flow_trace")
export class FlowTraceRow {
  @col.id({ primary: true }) id!: string;
  @col.int() version!: number;
  /** How it was counted: layout, calendar. */
  @col.text({ maxLength: 80 }) countedBy!: string;
  @col.long() roll!: string;
}

/** A piece of what the traces of one month and one kind come to; the pieces in order are its text. */
@Technical("flow_month", { index: { ix_flow_month_source: ["source", "month", "place"] } })
export class FlowMonthRow {
  /** Source, month and place. */
  @col.text({ primary: true, maxLength: 64 }) id!: string;
  @col.code() source!: string;
  @col.code() month!: string;
  @col.int() place!: number;
  /** How it was counted, of how many traces, and the sum of their versions. */
  @col.text({ maxLength: 128 }) proof!: string;
  @col.id({ nullable: true }) bankId!: string | null;
  @col.id({ nullable: true }) bankUnitId!: string | null;
  @col.id({ nullable: true }) guaranteeCompanyId!: string | null;
  @col.code({ nullable: true }) productCode!: string | null;
  @col.long() piece!: string;
}

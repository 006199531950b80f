/** Read rows of targets: yearly tasks, figures that come from outside, and each loan paid out here. */
import { ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../../parties/index.js";
import { col, Derived } from "../../platform/index.js";

export const statementStatuses = ["PENDING", "CONFIRMED", "REFUSED"] as const;
export type StatementStatus = (typeof statementStatuses)[number];
export const StatementStatusEnum = enumOf<StatementStatus>(statementStatuses);
registerEnumType(StatementStatusEnum, {
  name: "StatementStatus",
  description: "Where it stands: what one person said counts when another has confirmed it (确认状态).",
});

/** The task in force for a scope is the one confirmed last. */
@ObjectType({ description: "A yearly task of a business (年度任务)." })
@Derived("yearly_target", {
  stream: "id",
  index: { ix_yearly_target_year: ["year", "status", "id"] },
})
export class YearlyTarget {
  @col.id({ primary: true, api: "Id (标识)." }) id!: string;
  @col.int({ api: "Year (年度)." }) year!: number;
  @col.code() business!: string;
  @col.id({ nullable: true }) unitId!: string | null;
  @col.code({ nullable: true }) productCode!: string | null;
  @col.fen({ nullable: true }) amountFen!: number | null;
  @col.int({ nullable: true, api: "Number of loans or payments to reach (笔数任务)." }) count!: number | null;
  @col.code({ api: "Where it stands (状态).", type: () => StatementStatusEnum }) status!: StatementStatus;
  @col.id() sourceId!: string;
  @col.id() enteredById!: string;
  @col.instant({ api: "When it was entered (录入时间)." }) enteredAt!: string;
  @col.id({ nullable: true }) decidedById!: string | null;
  @col.instant({ nullable: true, api: "When it was confirmed or refused (确认时间)." }) decidedAt!: string | null;
}

/** Of two confirmed figures for the same days the later confirmed one counts. */
@ObjectType({ description: "What a business came to in some days, stated from outside (外部业务数据)." })
@Derived("business_figure", {
  stream: "id",
  index: { ix_business_figure_days: ["toDay", "status", "id"] },
})
export class BusinessFigure {
  @col.id({ primary: true, api: "Id (标识)." }) id!: string;
  @col.code() business!: string;
  @col.id({ nullable: true }) unitId!: string | null;
  @col.code({ nullable: true }) productCode!: string | null;
  @col.day({ api: "First day (起始日)." }) fromDay!: string;
  @col.day({ api: "Last day, in the same year (截止日)." }) toDay!: string;
  @col.fen() amountFen!: number;
  @col.int({ nullable: true, api: "Number of loans or payments, where known (笔数)." }) count!: number | null;
  @col.code({ api: "Where it stands (状态).", type: () => StatementStatusEnum }) status!: StatementStatus;
  @col.id() sourceId!: string;
  @col.id() enteredById!: string;
  @col.instant({ api: "When it was entered (录入时间)." }) enteredAt!: string;
  @col.id({ nullable: true }) decidedById!: string | null;
  @col.instant({ nullable: true, api: "When it was confirmed or refused (确认时间)." }) decidedAt!: string | null;
}

/** One loan paid out in full: what lending is counted by. */
@Derived("paid_out_loan", { stream: "id", index: { ix_paid_out_loan_day: ["day", "id"] } })
export class PaidOutLoan {
  /** The case's. */
  @col.id({ primary: true }) id!: string;
  @col.day() day!: string;
  @col.fen() amountFen!: number;
  @col.code() productCode!: string;
  @col.id({ nullable: true }) bankUnitId!: string | null;
  /** Of the center's officer whose proposal was confirmed. */
  @col.id({ nullable: true }) centerUnitId!: string | null;
}

/** Read rows of imported histories: what is listed, opened and counted of them. */
import { ObjectType } from "type-graphql";
import { col, Derived } from "../../platform/index.js";

/** One trace of an event log. Nobody acts on it; it counts for the partners of its officers. */
@ObjectType({ description: "A case of another system, imported with all its events (导入的历史案件)." })
@Derived("history", {
  stream: "id",
  unique: { race_history_identity: ["source", "traceId"] },
  index: {
    ix_history_registered: ["registeredAt", "id"],
    ix_history_source: ["source", "registeredAt", "id"],
    ix_history_imported: ["importedAt"],
  },
})
export class History {
  @col.id({ primary: true, api: "Id of the history (历史案件编号)." }) id!: string;
  @col.code({ api: "Where it comes from; its own id is known inside it (来源)." }) source!: string;
  @col.text({ maxLength: 200, api: "Its id in the source (来源案件号)." }) traceId!: string;
  @col.code({ api: "SHA-256 of the whole trace as it was imported (内容摘要)." }) digest!: string;
  /** Of the case that it was, where the log tells it: its kind, and whom it was with. */
  @col.code({ nullable: true, api: "Product, where the source tells it (贷款品种)." }) productCode!: string | null;
  @col.code({ nullable: true, api: "Kind of home, where the source tells it (房屋类型)." }) propertyKind!:
    string | null;
  @col.code({ nullable: true, api: "Code of its bank, where the source tells it (银行代码)." }) bankCode!:
    string | null;
  @col.code({ nullable: true, api: "Code of its guarantee company, where the source tells it (担保公司代码)." })
  guaranteeCompanyCode!: string | null;
  /** By which mapping file it was read. */
  @col.code({ api: "SHA-256 of the mapping it was read under (映射摘要)." }) mappingDigest!: string;
  @col.instant({ api: "When the application was registered (登记时间)." }) registeredAt!: string;
  /** Hundredths of the source's currency. */
  @col.fen() amountFen!: number;
  @col.int({ api: "Number of its events (事件数)." }) eventCount!: number;
  @col.instant({ api: "Its earliest event (最早事件)." }) firstAt!: string;
  @col.instant({ api: "Its latest event (最晚事件)." }) lastAt!: string;
  @col.instant({ api: "When it was imported (导入时间)." }) importedAt!: string;
}

/** What was measured on a history; `day` puts it in a period. */
@ObjectType("HistoryFact", { description: "One thing measured on an imported history (历史案件的一项计量)." })
@Derived("history_fact", {
  stream: "historyId",
  index: {
    ix_history_fact_history: ["historyId", "eventIndex"],
    ix_history_fact_day: ["indicator", "day"],
    ix_history_fact_partner: ["partnerCode", "indicator", "day"],
  },
  foreign: { historyId: { rowClass: "History", name: "fk_history_fact_historyId" } },
})
export class HistoryFactRow {
  /** The history's id and the fact's number in it. */
  @col.text({ primary: true, maxLength: 48, api: "Id of the fact (计量编号)." }) id!: string;
  @col.id() historyId!: string;
  @col.code({ api: "What it counts for (指标)." }) indicator!: string;
  /** Null where the officer belongs to no partner. */
  @col.code({ nullable: true }) partnerCode!: string | null;
  @col.text({ nullable: true, maxLength: 100, api: "The officer in the source (来源经办人)." }) officer!: string | null;
  @col.day({ api: "The day it counts on, in the source's zone (计入日期)." }) day!: string;
  @col.instant({ api: "When it happened (发生时间)." }) occurredAt!: string;
  /** From 0. */
  @col.int() eventIndex!: number;
  @col.fen({ nullable: true }) amountFen!: number | null;
  /** Whole milliseconds; past what a 32-bit integer holds after 25 days. */
  @col.fen({ nullable: true }) elapsedMs!: number | null;
  @col.flag({ nullable: true, api: "Whether it passed, where that is measured (是否通过)." }) passed!: boolean | null;
  /** What is none of these: hundredths of a rating, one of a count, what is still open. */
  @col.int({ nullable: true }) value!: number | null;
  @col.code({ nullable: true, api: "Product of its case, where the source tells it (贷款品种)." }) product!:
    string | null;
  @col.code({ nullable: true, api: "Kind of home of its case, where the source tells it (房屋类型)." })
  propertyKind!: string | null;
  @col.code({ nullable: true, api: "Code of the partner's unit that it counts for (网点代码)." }) unitCode!:
    string | null;
  @col.code({ nullable: true, api: "Number of the partner's officer that it counts for (经办人编号)." })
  memberCode!: string | null;
}

/** What a unit was called where the history is from. */
@Derived("history_unit", {
  stream: "historyId",
  index: { ix_history_unit_history: ["historyId"], ix_history_unit_code: ["partnerCode", "code"] },
  foreign: { historyId: { rowClass: "History", name: "fk_history_unit_historyId" } },
})
export class HistoryUnit {
  /** The history's id and the unit's number in it. */
  @col.text({ primary: true, maxLength: 48 }) id!: string;
  @col.id() historyId!: string;
  @col.code() partnerCode!: string;
  @col.code() code!: string;
  @col.text() name!: string;
  @col.text() nameEn!: string;
}

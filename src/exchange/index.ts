/** Exchange: what comes in from other systems and goes out to them; event logs as histories. */
import type { RowClass } from "../platform/index.js";
import { history } from "./histories/history.js";
import { isOwnCaseSql, ownSource } from "./histories/own.js";

export * from "./export/exportLog.js";
export type { FactOfMember } from "./export/facts.js";
export { exportRoutes, type ExportRoute } from "./export/route.js";
export { runExport, type ExportRun } from "./export/runExport.js";
export * from "./histories/derive.js";
export * from "./histories/examine.js";
export * from "./histories/history.js";
export * from "./histories/importLog.js";
export * from "./histories/report.js";
export { runImport, type ImportRun } from "./histories/runImport.js";
export { measure, partnersOf, type HistoryFact } from "./histories/measure.js";
export { exchangeResolvers } from "./histories/resolver.js";
export * from "./histories/rows.js";
export { historyReader } from "./histories/flow.js";
export { historySight } from "./histories/sight.js";
export type { InputOfLog, InputPart, InputStore } from "./inputs/take.js";
export * from "./mapping/load.js";
export type { LogMapping } from "./mapping/schema.js";
export * from "./messages.js";
export { paper, type Block } from "./office/paper.js";
export { workbook, type Sheet, type SheetValue } from "./office/workbook.js";
export * from "./xes/model.js";
export * from "./xes/read.js";

/** For the journal. */
export const exchangeAggregates = [history] as const;

/** What oversight counts of histories; program text for its SELECT, in which the table of facts is `f`. */
export const historyFactSource = {
  kind: "HISTORY",
  from: "history_fact f JOIN partner p ON p.code = f.partnerCode JOIN history h ON h.id = f.historyId",
  table: "history_fact",
  partnerId: "p.id",
  subjectId: "f.historyId",
  subjectName: "h.traceId",
  value: "COALESCE(f.amountFen, f.elapsedMs, f.value, f.passed, 0)",
  recordedAt: "h.importedAt",
  reversedAt: "NULL",
  parts: { product: "f.product", propertyKind: "f.propertyKind", unitId: "f.unitCode", memberId: "f.memberCode" },
  unitFaces: "SELECT DISTINCT code, name, nameEn FROM history_unit WHERE partnerCode = ? ORDER BY code, name, nameEn",
  countedBy: "code",
  wholeWhere: isOwnCaseSql,
  wholeAny: `SELECT id FROM history WHERE source = '${ownSource}' LIMIT 1`,
} as const;

/** For the schema check and verify. */
export const exchangeTables: readonly RowClass[] = [...history.tables];

/** The worklist by hand: three statements, and the answer put together from their rows. */
import { formatYuan } from "../../../kernel/index.js";
import { worklistCases, worklistEntries, worklistStage } from "../queries.js";
import type { Driver, Row } from "./driver.js";

const casesSql = `
SELECT c.id, c.number, c.version, c.stage, c.productCode, c.guaranteeKind, c.openedAt, c.stageEnteredAt, c.stageDueAt,
  c.tripBudget, c.tripsSpent, c.amountRequestedFen, b.id AS bankId, b.code AS bankCode, b.name AS bankName
FROM loan_case c JOIN partner b ON b.id = c.bankId
WHERE c.stage = ? ORDER BY c.id DESC LIMIT ${worklistCases}`;

/** The last entries by their numbers, which have no gaps: one range for each case, however long its timeline is. */
const entriesSql = (ranges: string): string => `
SELECT streamId, id, seq, type, channel, occurredAt FROM journal_entry WHERE ${ranges} ORDER BY streamId, seq DESC`;

const documentsSql = (slots: string): string => `
SELECT a.caseId, d.id, d.version, d.kind, d.latestVersion, d.status, d.createdAt
FROM case_document a JOIN document d ON d.id = a.documentId
WHERE a.caseId IN (${slots}) ORDER BY a.attachedAt, a.id`;

export async function worklist({ all }: Pick<Driver, "all">): Promise<object> {
  const cases = await all(casesSql, [worklistStage]);
  const ids = cases.map(({ id }) => id as string);
  const slots = ids.map(() => "?").join(", ");
  const [entries, documents] = await Promise.all([
    all(
      entriesSql(cases.map(() => "(streamId = ? AND seq > ?)").join(" OR ")),
      cases.flatMap(({ id, version }) => [id as string, (version as number) - worklistEntries]),
    ),
    all(documentsSql(slots), ids),
  ]);
  const entriesOf = grouped(entries, "streamId");
  const documentsOf = grouped(documents, "caseId");
  return {
    loanCases: {
      nodes: cases.map(({ amountRequestedFen, bankId, bankCode, bankName, ...row }) => ({
        ...row,
        amountRequested: formatYuan(amountRequestedFen as number),
        bank: { id: bankId, code: bankCode, name: bankName },
        timeline: { nodes: entriesOf.get(row["id"] as string) ?? [] },
        documents: documentsOf.get(row["id"] as string) ?? [],
      })),
    },
  };
}

/** The rows of each case, without the column that says which. */
function grouped(rows: readonly Row[], column: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const { [column]: key, ...row } of rows) {
    const group = groups.get(key as string);
    if (group) group.push(row);
    else groups.set(key as string, [row]);
  }
  return groups;
}

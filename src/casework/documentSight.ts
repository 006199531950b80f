/** Which documents of a visible case a party sees: those that policy says it needs, and those it brought in. */
import type { Document } from "../documents/index.js";
import { sightSql } from "../kernel/index.js";
import { DeveloperBuilding, type Viewer } from "../parties/index.js";
import { selectRow, signedIn, type Sql } from "../platform/index.js";
import { Document as DocumentRow } from "../documents/index.js";
import { policyAt } from "../documents/index.js";
import { needs } from "./documentNeed.js";
import type { CaseRequestContext, CaseServices } from "./services.js";
import { caseSight } from "./sight.js";

export function documentsInSight(ctx: CaseRequestContext, documents: readonly Document[]): Document[] {
  const viewer = signedIn(ctx);
  if (viewer.partyKind === "CENTER") return [...documents];
  const policy = policyAt(ctx, ctx.journal.clock().toISOString());
  return documents.filter((document) => needs(viewer, policy, document));
}

/** Whether the bytes of a document may be read: it lies in a case in sight, and the party needs it for its part. */
export const mayReadDocument = (
  services: Pick<CaseServices, "journal" | "policies">,
  viewer: Viewer,
  documentId: string,
): Promise<boolean> => isDocumentInSight(services.journal.database.read, services, viewer, documentId);

/** The same inside a transaction: a bare id gives access to nothing. */
export async function isDocumentInSight(
  sql: Sql,
  services: Pick<CaseServices, "journal" | "policies">,
  viewer: Viewer,
  documentId: string,
): Promise<boolean> {
  const document = await selectRow(sql, DocumentRow, "id = ?", [documentId]);
  if (!document) return false;
  const { sql: condition, params } = sightSql(caseSight(viewer), "c");
  const cases = await sql.all(
    `SELECT 1 AS seen FROM case_document d JOIN loan_case c ON c.id = d.caseId WHERE d.documentId = ? AND ${condition} LIMIT 1`,
    [documentId, ...params],
  );
  const shown = cases.length > 0 || (await isPermit(sql, viewer, documentId));
  return shown && needs(viewer, policyAt(services, services.journal.clock().toISOString()), document);
}

/** The permit of a verified building is there for every party that lends on homes, before it is in any case. */
async function isPermit(sql: Sql, { partyKind }: Viewer, documentId: string): Promise<boolean> {
  if (partyKind === "DEVELOPER") return false;
  return (await selectRow(sql, DeveloperBuilding, "permitDocumentId = ?", [documentId])) !== null;
}

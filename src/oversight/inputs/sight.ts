/** Who sees what was added to a board: the center all, a partner what counts on its own card. */
import type { Sight } from "../../kernel/index.js";
import type { Viewer } from "../../parties/index.js";
import type { Sql } from "../../platform/index.js";

export const scoreInputSight = ({ partyKind, partyId }: Viewer): Sight =>
  partyKind === "CENTER"
    ? "ALL"
    : partyKind === "DEVELOPER"
      ? "NONE"
      : { anyOf: [{ partnerId: partyId, status: ["CONFIRMED", "REVOKED"] }] };

/** Whether a document proves something that the viewer sees. */
export async function mayReadEvidence(sql: Sql, viewer: Viewer, documentId: string): Promise<boolean> {
  const rows = await sql.all<{ partnerId: string; status: string }>(
    "SELECT partnerId, status FROM score_input WHERE documentId = ?",
    [documentId],
  );
  const own = ({ partnerId, status }: (typeof rows)[number]) =>
    partnerId === viewer.partyId && (status === "CONFIRMED" || status === "REVOKED");
  return rows.length > 0 && (viewer.partyKind === "CENTER" || rows.some(own));
}

/** File names and notes of one request: private rows, opened in one statement for all that a page shows. */
import { PrivateRow, privateValue } from "../journal/index.js";
import type { DocumentsContext } from "./services.js";

/** The text of a private row; null where there is none, or it was erased. The row must be reached from a visible one. */
export async function privateText(
  { journal, rows }: Pick<DocumentsContext, "journal" | "rows">,
  id: string | null,
): Promise<string | null> {
  const row = id === null ? null : await rows.face(PrivateRow, id);
  return row && privateValue(journal.keys, row);
}

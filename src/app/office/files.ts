/** Boards as Excel and minutes as Word, for whoever may see them. */
import { paper, workbook } from "../../exchange/index.js";
import { dayOf } from "../../kernel/index.js";
import {
  boardSheets,
  enteredOn,
  formulaVersion,
  minutesBlocks,
  type Board,
  type EnteredContext,
  type KeptBoard,
  type MinutesContext,
  type MinutesReader,
  type ReviewMeeting,
} from "../../oversight/index.js";
import type { PolicyBook } from "../../policy/index.js";

export const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The center sees every card, a partner its own in full and the others as ranks. */
export async function boardFile(
  context: EnteredContext & { readonly policies: Pick<PolicyBook, "byDigest"> },
  board: Board,
  kept: KeptBoard | null,
  reader: MinutesReader,
): Promise<Buffer> {
  const center = reader.partyKind === "CENTER";
  const sees = ({ id }: { readonly id: string }) => center || id === reader.partyId;
  const seen = [...board.partners.values()].filter(sees).map(({ id }) => id);
  return workbook(
    boardSheets({
      ...{ board, kept, formulaVersion: kept?.formulaVersion ?? formulaVersion },
      policy: context.policies.byDigest(board.policyDigest),
      entered: await enteredOn(context, board, seen),
      ...{ center, sees, ranks: center || (kept !== null && reader.partyKind === board.kind) },
    }),
  );
}

export async function minutesFile(
  context: MinutesContext,
  meeting: ReviewMeeting,
  reader: MinutesReader,
  zone: string,
): Promise<Buffer> {
  const today = dayOf(context.journal.clock().toISOString(), zone);
  return paper(await minutesBlocks(context, meeting, reader, today));
}

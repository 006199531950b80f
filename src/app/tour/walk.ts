/** What a walk through the tour carries from step to step, and what several steps do. */
import type { Officer, Staff } from "./staff.js";
import { samplePaper } from "../demo/paper.js";

export interface Walk {
  readonly staff: Staff;
  /** YYYY-MM-DD */
  readonly today: string;
  /** Known from the first step on. */
  caseId: string;
  number: string;
}

/** The stage as the bank sees it. */
export async function stageOf({ staff, caseId }: Walk): Promise<string> {
  return (await staff.bankOfficer.look("stage", caseId)).stage;
}

/** Uploads a paper by ticket and PUT, then attaches it to the case; the document's id. */
export async function attach(
  { caseId }: Walk,
  officer: Officer,
  kind: string,
  more: { readonly itemId?: string; readonly documentId?: string; readonly withOriginal?: boolean } = {},
): Promise<string> {
  const ticketId = await officer.upload({
    kind,
    fileName: `${kind.toLowerCase()}.pdf`,
    mediaType: "application/pdf",
    bytes: samplePaper(["LIANBAN TOUR - NOT A REAL PAPER", kind, `case ${caseId}`, more.itemId ?? ""]),
  });
  const { document } = await officer.tell(
    `mutation ($input: DocumentAttachInput!) {
      documentAttach(input: $input) { document { id latestVersion } userErrors { code field message } }
    }`,
    { caseId, kind, ticketId, ...more },
  );
  return document.id;
}

/** Attaches everything that the checklist asks for before the case may enter a stage, and that is not there yet. */
export async function attachAllFor(walk: Walk, officer: Officer, stages: readonly string[]): Promise<string[]> {
  const { checklist } = await officer.look("checklist { id document neededBy status }", walk.caseId);
  const wanted = checklist.filter(({ neededBy, status }) => stages.includes(neededBy) && status === "MISSING");
  for (const { id, document } of wanted) await attach(walk, officer, document, { itemId: id });
  return wanted.map(({ document }) => document);
}

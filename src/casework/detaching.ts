/** Taking a paper out of a case: what rests on it, and the entries that say it left. Pure. */
import type { NewEntry } from "../journal/index.js";
import { neededBefore } from "../policy/index.js";
import { entry, type BodyOf } from "./entries.js";
import { stageOf } from "./stages.js";
import type { CaseState } from "./state.js";

/** A confirmed decision rests on it, or a stage behind the case needed it: one person alone does not take it out. */
export function isReliedOn(state: CaseState, documentId: string): boolean {
  const { papers, review, signing, collateral, decision } = state;
  if (!decision.approved) return false;
  const isIt = (one: { readonly documentId: string | null }) => one.documentId === documentId;
  const checked = review.checks.some(({ result, documents }) => result !== "OPEN" && documents.some(isIt));
  const needed = neededBefore(papers.items, stageOf(state)).some(isIt);
  const signed = stageOf(state) !== "SIGNING" && (signing.signatures ?? []).some(isIt);
  const kind = papers.documents.find(isIt)?.kind;
  const others = papers.documents.filter((one) => one.kind === kind && !isIt(one) && one.verification !== "REJECTED");
  const steps = (collateral.steps ?? []).filter(({ certificate, confirmedAt }) => confirmedAt && certificate === kind);
  return checked || needed || signed || (steps.length > 0 && others.length === 0);
}

/** The clocks stand still on its word. */
export const provesPause = ({ clocks }: CaseState, documentId: string): boolean =>
  clocks.pauses.some(({ resumedAt, evidenceDocumentId }) => resumedAt === null && evidenceDocumentId === documentId);

/** It leaves the case, and the checks that rest on it are open again. */
export const detachEntries = ({ review }: CaseState, detached: BodyOf<"DOCUMENT_DETACHED">): NewEntry[] => [
  entry("DOCUMENT_DETACHED", detached),
  ...review.checks
    .filter(
      ({ result, documents }) => result !== "OPEN" && documents.some((one) => one.documentId === detached.documentId),
    )
    .map(({ id }) => entry("CHECK_REOPENED", { checkId: id, because: "DOCUMENT_DETACHED" as const })),
];

/** Whether a defect could have been told before: judged for the party, from when it had what shows the defect. Pure. */
import type { Viewer } from "../../parties/index.js";
import type { PolicyVersion } from "../../policy/index.js";
import { kindOf } from "../context.js";
import { needs } from "../documentNeed.js";
import { bankSince } from "../presentParty.js";
import type { CaseState } from "../state.js";

/** What a defect is about. */
export interface DefectSubject {
  readonly itemId?: string | null;
  readonly checkId?: string | null;
}

type Attached = CaseState["papers"]["documents"][number];

/** True where the party had it, in this version, when an earlier notice went out. */
export function couldHaveBeenSeen(
  state: CaseState,
  about: DefectSubject,
  viewer: Pick<Viewer, "partyId" | "partyKind">,
  policy: PolicyVersion,
): boolean {
  const lastSentAt = state.notices.notices.at(-1)?.sentAt;
  const submittedAt = seesCaseSince(state, viewer);
  if (!lastSentAt || !submittedAt) return false;
  const documents = documentsShowing(state, about);
  // What was missing could be seen as missing by everybody from the start.
  if (documents.length === 0) return submittedAt <= lastSentAt;
  const had = documents.map((document) => hadSince(state, document, viewer, policy));
  // All of it, in these versions: what came last may be what shows it.
  return had.every((since) => since !== null && since <= lastSentAt);
}

/** Parties whose "nothing further" still stands: none of them has had a document version since that they had not then. */
export function partiesSpoken(state: CaseState, policy: PolicyVersion): string[] {
  return state.notices.nothingFurther.flatMap(({ partyId, at }) => {
    const partyKind = kindOf(partyId, state.lifecycle);
    if (!partyKind) return [];
    const since = state.papers.documents.map((one) => hadSince(state, one, { partyId, partyKind }, policy));
    return since.every((had) => had === null || had <= at) ? [partyId] : [];
  });
}

/** The document of the checklist item, or those that the check rests on. */
function documentsShowing({ papers, review }: CaseState, { itemId, checkId }: DefectSubject): Attached[] {
  const item = papers.items.find(({ id }) => id === itemId);
  if (item) return papers.documents.filter(({ id }) => id === item.documentId);
  const restsOn = review.checks.find(({ id }) => id === checkId)?.restsOn ?? [];
  return papers.documents.filter(({ kind }) => restsOn.includes(kind));
}

/** From when the party had this version: it may see the kind, brought it in, or took it over; null where it never had. */
function hadSince(
  state: CaseState,
  document: Attached,
  viewer: Pick<Viewer, "partyId" | "partyKind">,
  policy: PolicyVersion,
): string | null {
  const { papers } = state;
  const { partyId } = viewer;
  const latest = document.versionsAt.at(-1);
  if (!latest) return null;
  const seesSince = seesCaseSince(state, viewer);
  const since = latest.at > (seesSince ?? "") ? latest.at : seesSince;
  if (needs(viewer, policy, { kind: document.kind, originPartyId: latest.partyId })) return since;
  return (
    papers.handoffs
      .filter(({ toPartyId }) => toPartyId === partyId)
      .flatMap(({ items }) => items)
      .find((item) => item.documentId === document.id && item.version >= latest.version && item.acceptedAt)
      ?.acceptedAt ?? null
  );
}

/** Other parties see a case from when it is submitted, and a bank that took it over from then. */
function seesCaseSince({ lifecycle }: CaseState, { partyId }: Pick<Viewer, "partyId">): string | null {
  const { submittedAt, bankId } = lifecycle;
  const since = partyId === bankId ? bankSince(lifecycle) : null;
  return submittedAt && since && since > submittedAt ? since : submittedAt;
}

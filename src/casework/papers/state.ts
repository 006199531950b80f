/** The papers of a case: its checklist, the documents attached to it, the handoffs it is in. */
import type { Refusal } from "../../kernel/index.js";
import { neededBefore, type Stage } from "../../policy/index.js";
import type { WayToMeet } from "../../policy/index.js";
import type { CaseEntry, PinnedItem } from "../entries.js";
import type { CaseState } from "../state.js";
import { patch } from "../state.js";
import { refuse } from "../refusals.js";

export interface ItemState extends PinnedItem {
  readonly documentId: string | null;
  readonly way: WayToMeet | null;
  readonly metAt: string | null;
}

export interface AttachedDocument {
  /** The document's id; one row a document. */
  readonly id: string;
  readonly documentId: string;
  readonly kind: string;
  /** The newest version that this case uses. */
  readonly version: number;
  readonly itemId: string | null;
  readonly verification: "OPEN" | "ACCEPTED" | "REJECTED";
  readonly verifiedByPartyId: string | null;
  readonly attachedAt: string;
  /** When each version came into the case: what a party could have seen, and from when. */
  readonly versionsAt: readonly { readonly version: number; readonly at: string }[];
}

export interface ChecklistState {
  readonly items: readonly ItemState[];
  readonly documents: readonly AttachedDocument[];
  readonly handoffIds: readonly string[];
}

export const initialPapers = (): ChecklistState => ({ items: [], documents: [], handoffIds: [] });

export function evolvePapers(slice: ChecklistState, entry: CaseEntry): ChecklistState {
  switch (entry.type) {
    case "SUBMITTED":
      return meetFromAttached({
        ...slice,
        items: entry.body.items.map((item) => ({ ...item, documentId: null, way: null, metAt: null })),
      });
    case "DOCUMENT_ATTACHED":
      return attached(slice, entry);
    case "DOCUMENT_VERIFIED":
      return {
        ...slice,
        documents: slice.documents.map((document) =>
          document.id === entry.body.documentId && document.version === entry.body.version
            ? { ...document, verification: entry.body.result, verifiedByPartyId: entry.body.partyId }
            : document,
        ),
      };
    case "HANDOFF_SENT":
      return { ...slice, handoffIds: [...new Set([...slice.handoffIds, entry.body.handoffId])] };
    default:
      return slice;
  }
}

function attached(slice: ChecklistState, entry: Extract<CaseEntry, { type: "DOCUMENT_ATTACHED" }>): ChecklistState {
  const { documentId, kind, version, itemId, way } = entry.body;
  const at = entry.occurredAt;
  const before = slice.documents.find(({ id }) => id === documentId);
  const document: AttachedDocument = {
    id: documentId,
    documentId,
    kind,
    version,
    itemId: itemId ?? before?.itemId ?? null,
    verification: "OPEN",
    verifiedByPartyId: null,
    attachedAt: before?.attachedAt ?? at,
    versionsAt: [...(before?.versionsAt ?? []), { version, at }],
  };
  const documents = before
    ? slice.documents.map((one) => (one.id === documentId ? document : one))
    : [...slice.documents, document];
  const items = document.itemId ? patch(slice.items, document.itemId, { documentId, way, metAt: at }) : slice.items;
  return { ...slice, documents, items };
}

/** Documents that came before the checklist was pinned meet the items that ask for their kind. */
function meetFromAttached(slice: ChecklistState): ChecklistState {
  return slice.documents.reduce((now, document) => {
    const item = now.items.find((one) => one.document === document.kind && one.documentId === null);
    if (!item) return now;
    return {
      ...now,
      items: patch(now.items, item.id, { documentId: document.id, way: "UPLOAD", metAt: document.attachedAt }),
      documents: patch(now.documents, document.id, { itemId: item.id }),
    };
  }, slice);
}

/** Met by a document that nobody has rejected. */
export function isMet(state: CaseState, item: ItemState): boolean {
  if (item.documentId === null) return false;
  return state.papers.documents.some(({ id, verification }) => id === item.documentId && verification !== "REJECTED");
}

/** What keeps the case out of a stage: every item due by then that is not met. */
export function papersBlock(state: CaseState, to: Stage): Refusal[] {
  if (to === "ACCEPTANCE") return [];
  return neededBefore(state.papers.items, to)
    .filter((item) => !isMet(state, item))
    .map((item) => refuse("DOCUMENT_MISSING", { params: { document: item.document, item: item.id } }));
}

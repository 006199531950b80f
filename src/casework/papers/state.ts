/** The papers of a case: its checklist, the documents attached to it, the handoffs it is in. */
import type { Refusal } from "../../kernel/index.js";
import { neededBefore, type Stage } from "../../policy/index.js";
import type { WayToMeet } from "../../policy/index.js";
import type { BodyOf, CaseEntry, PinnedItem } from "../entries.js";
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
  /** Whom it is about, by the person's own id, where it was said. */
  readonly personId: string | null;
  readonly way: WayToMeet;
  readonly verification: "OPEN" | "ACCEPTED" | "REJECTED";
  readonly verifiedByPartyId: string | null;
  readonly attachedAt: string;
  /** The entry that attached it last, for a correction to name. */
  readonly entryId: string;
  /** When each version came into the case and by whom: what a party could have seen, and from when. */
  readonly versionsAt: readonly { readonly version: number; readonly at: string; readonly partyId: string }[];
}

/** A handoff that this case is in, and when each of its papers was taken over. */
export interface HandedOver {
  readonly id: string;
  readonly fromPartyId: string;
  readonly toPartyId: string;
  readonly sentAt: string;
  /** When the last of its papers was accepted or rejected. */
  readonly receivedAt: string | null;
  readonly items: readonly {
    readonly id: string;
    readonly documentId: string;
    readonly version: number;
    readonly acceptedAt: string | null;
    readonly rejectedAt: string | null;
  }[];
}

export interface ChecklistState {
  readonly items: readonly ItemState[];
  readonly documents: readonly AttachedDocument[];
  readonly handoffs: readonly HandedOver[];
}

export const initialPapers = (): ChecklistState => ({ items: [], documents: [], handoffs: [] });

export function evolvePapers(slice: ChecklistState, entry: CaseEntry, state: CaseState): ChecklistState {
  switch (entry.type) {
    case "SUBMITTED":
      return meetFromAttached(
        { ...slice, items: entry.body.items.map((item) => ({ ...item, documentId: null, way: null, metAt: null })) },
        state,
      );
    case "DOCUMENT_ATTACHED":
      return attached(slice, entry);
    case "DOCUMENT_DETACHED": {
      const { documentId } = entry.body;
      return {
        ...slice,
        documents: slice.documents.filter(({ id }) => id !== documentId),
        items: slice.items.map((item) =>
          item.documentId === documentId ? { ...item, documentId: null, way: null, metAt: null } : item,
        ),
      };
    }
    case "DOCUMENT_VERIFIED":
      return {
        ...slice,
        documents: slice.documents.map((document) =>
          document.id === entry.body.documentId && document.version === entry.body.version
            ? { ...document, verification: entry.body.result, verifiedByPartyId: entry.body.partyId }
            : document,
        ),
      };
    // The new bank verifies and brings from now on; what was verified stays the old one's word.
    case "BANK_REASSIGNED": {
      const { fromBankId, toBankId } = entry.body;
      const now = (partyId: string | null) => (partyId === fromBankId ? toBankId : partyId);
      const items = slice.items.map((item) => ({
        ...item,
        verifierPartyId: now(item.verifierPartyId),
        bringerPartyId: now(item.bringerPartyId),
      }));
      return { ...slice, items };
    }
    case "HANDOFF_SENT":
      return { ...slice, handoffs: [...slice.handoffs, sent(entry.body, entry.occurredAt)] };
    case "HANDOFF_RECEIVED":
      return { ...slice, handoffs: patch(slice.handoffs, entry.body.handoffId, received(slice, entry)) };
    default:
      return slice;
  }
}

function attached(slice: ChecklistState, entry: Extract<CaseEntry, { type: "DOCUMENT_ATTACHED" }>): ChecklistState {
  const { documentId, kind, version, itemId, personId, partyId, way } = entry.body;
  const at = entry.occurredAt;
  const before = slice.documents.find(({ id }) => id === documentId);
  const document: AttachedDocument = {
    id: documentId,
    documentId,
    kind,
    version,
    itemId: itemId ?? before?.itemId ?? null,
    personId: personId ?? before?.personId ?? null,
    way,
    ...(before?.version === version ? verdictOf(before) : unverified),
    attachedAt: before?.attachedAt ?? at,
    entryId: entry.id,
    versionsAt: [...(before?.versionsAt ?? []), ...(before?.version === version ? [] : [{ version, at, partyId }])],
  };
  const documents = before
    ? slice.documents.map((one) => (one.id === documentId ? document : one))
    : [...slice.documents, document];
  const items = document.itemId ? patch(slice.items, document.itemId, { documentId, way, metAt: at }) : slice.items;
  return { ...slice, documents, items };
}

const unverified = { verification: "OPEN", verifiedByPartyId: null } as const;
const verdictOf = ({ verification, verifiedByPartyId }: AttachedDocument) => ({ verification, verifiedByPartyId });

const sent = ({ handoffId, items, ...parties }: BodyOf<"HANDOFF_SENT">, sentAt: string): HandedOver => ({
  ...parties,
  id: handoffId,
  sentAt,
  receivedAt: null,
  items: items.map((item) => ({ ...item, acceptedAt: null, rejectedAt: null })),
});

function received(
  { handoffs }: ChecklistState,
  { body, occurredAt }: Extract<CaseEntry, { type: "HANDOFF_RECEIVED" }>,
): Partial<HandedOver> {
  const results = new Map(body.items.map(({ itemId, result }) => [itemId, result]));
  const before = handoffs.find(({ id }) => id === body.handoffId)?.items ?? [];
  const items = before.map((item) => {
    const result = results.get(item.id);
    if (!result) return item;
    return { ...item, [result === "ACCEPTED" ? "acceptedAt" : "rejectedAt"]: occurredAt };
  });
  const all = items.every(({ acceptedAt, rejectedAt }) => acceptedAt ?? rejectedAt);
  return { items, receivedAt: all ? occurredAt : null };
}

/** Documents that came before the checklist was pinned meet the items that ask for their kind, each that of its person. */
function meetFromAttached(slice: ChecklistState, { lifecycle }: CaseState): ChecklistState {
  const casePersonId = (personId: string | null) =>
    lifecycle.content.people.find((person) => person.personId === personId)?.id ?? null;
  // Those that name their person first: what is left over goes to whoever still lacks one.
  const named = [...slice.documents].sort((one, other) => Number(!one.personId) - Number(!other.personId));
  return named.reduce((now, { id, kind, personId, way, attachedAt }) => {
    const item = itemFor(now, { kind, personId: casePersonId(personId), named: personId !== null });
    if (!item || item.documentId !== null || !item.ways.includes(way)) return now;
    return {
      ...now,
      items: patch(now.items, item.id, { documentId: id, way, metAt: attachedAt }),
      documents: patch(now.documents, id, { itemId: item.id }),
    };
  }, slice);
}

export interface Wanted {
  readonly kind: string;
  readonly itemId?: string | null;
  readonly documentId?: string;
  /** The case person it is about. */
  readonly personId?: string | null;
  /** Whether a person was named, even one who is not in the case. */
  readonly named?: boolean;
}

/** The item named; else the one the document meets already; else that of its person, the unmet before the met. */
export function itemFor(slice: Pick<ChecklistState, "items" | "documents">, wanted: Wanted): ItemState | undefined {
  const { items } = slice;
  if (wanted.itemId) return items.find(({ id }) => id === wanted.itemId);
  const named = wanted.named ?? Boolean(wanted.personId);
  const asking = items
    .filter(({ document }) => document === wanted.kind)
    .filter(({ personId }) => !named || personId === null || personId === wanted.personId);
  return (
    asking.find(({ documentId }) => documentId !== null && documentId === wanted.documentId) ??
    asking.find((item) => !isMet(slice, item)) ??
    asking[0]
  );
}

/** Met by a document that nobody has rejected. */
export const isMet = ({ documents }: Pick<ChecklistState, "documents">, { documentId }: ItemState): boolean =>
  documents.some(({ id, verification }) => id === documentId && verification !== "REJECTED");

/** Every item due before a stage that is not met. */
export const missingItems = (state: CaseState, to: Stage): ItemState[] =>
  neededBefore(state.papers.items, to).filter((item) => !isMet(state.papers, item));

/** What keeps the case out of a stage. */
export const papersBlock = (state: CaseState, to: Stage): Refusal[] =>
  to === "ACCEPTANCE"
    ? []
    : missingItems(state, to).map(({ document, id }) => refuse("DOCUMENT_MISSING", { params: { document, item: id } }));

/** The document's stream: its state, how entries make it, and the rows it implies. */
import { type Aggregate, type Entry, rowOut, type RowOut } from "../../journal/index.js";
import { evolveBy, type Reactions } from "../ruling.js";
import type { DocumentBodies, DocumentSubject } from "./entries.js";
import { CustodyMove, type CustodyStep, Document, DocumentVersion, type VersionStatus } from "./rows.js";

export type VersionState = Omit<DocumentVersion, "documentId">;
export type CustodyState = Omit<CustodyMove, "documentId">;

export interface DocumentState {
  readonly id: string;
  /** Entries that changed something; openings do not count, or looking would make others' commands stale. */
  readonly version: number;
  readonly kind: string;
  readonly about: DocumentSubject;
  readonly originPartyId: string;
  readonly createdAt: string;
  readonly createdById: string;
  readonly versions: readonly VersionState[];
  readonly custody: readonly CustodyState[];
  /** Who answers for the paper original; null where there is none here. */
  readonly holderPartyId: string | null;
  /** Where the original is bound for, while it is under way. */
  readonly transit: { readonly toPartyId: string; readonly handoffId: string; readonly itemId: string } | null;
}

const nothing: DocumentSubject = { caseId: null, personId: null, propertyId: null };

const initial = (id: string): DocumentState => ({
  id,
  version: 0,
  kind: "",
  about: nothing,
  originPartyId: "",
  createdAt: "",
  createdById: "",
  versions: [],
  custody: [],
  holderPartyId: null,
  transit: null,
});

export const latestOf = (state: DocumentState): VersionState | null => state.versions.at(-1) ?? null;

export const versionOf = (state: DocumentState, number: number): VersionState | null =>
  state.versions.find((version) => version.number === number) ?? null;

const changeVersion = (state: DocumentState, number: number, change: Partial<VersionState>): DocumentState => ({
  ...state,
  versions: state.versions.map((version) => (version.number === number ? { ...version, ...change } : version)),
});

/** The chain of custody with one more step. */
function moved(
  state: DocumentState,
  entry: Entry,
  step: CustodyStep,
  move: { from: string | null; to: string | null; handoffId?: string; itemId?: string },
): readonly CustodyState[] {
  const next: CustodyState = {
    id: entry.id,
    number: state.custody.length + 1,
    step,
    fromPartyId: move.from,
    toPartyId: move.to,
    at: entry.occurredAt,
    memberId: entry.actorId,
    handoffId: move.handoffId ?? null,
    handoffItemId: move.itemId ?? null,
  };
  return [...state.custody, next];
}

const unverified = {
  status: "PENDING" as VersionStatus,
  verifiedByPartyId: null,
  verifiedByMemberId: null,
  verifiedAt: null,
  reasonCode: null,
  noteId: null,
};

const reactions: Reactions<DocumentState, DocumentBodies> = {
  DOCUMENT_CREATED: (state, { kind, about, originPartyId }, entry) => ({
    ...state,
    kind,
    about,
    originPartyId,
    createdAt: entry.occurredAt,
    createdById: entry.actorId,
  }),
  VERSION_ADDED: (state, { version, sha256, bytes, mediaType, fileName, partyId }, entry) => ({
    ...state,
    versions: [
      ...state.versions,
      {
        id: entry.id,
        number: version,
        sha256,
        bytes,
        mediaType,
        fileNameId: fileName.id,
        uploadedByMemberId: entry.actorId,
        uploadedByPartyId: partyId,
        uploadedAt: entry.occurredAt,
        expiresOn: null,
        ...unverified,
      },
    ],
  }),
  EXPIRY_SET: (state, { version, expiresOn }) => changeVersion(state, version, { expiresOn }),
  VERSION_VERIFIED: (state, { version, result, partyId, reasonCode, note }, entry) =>
    changeVersion(state, version, {
      status: result,
      verifiedByPartyId: partyId,
      verifiedByMemberId: entry.actorId,
      verifiedAt: entry.occurredAt,
      reasonCode,
      noteId: note?.id ?? null,
    }),
  VERIFICATION_REOPENED: (state, { version }) => changeVersion(state, version, unverified),
  ORIGINAL_RECEIVED: (state, { partyId }, entry) => ({
    ...state,
    holderPartyId: partyId,
    custody: moved(state, entry, "RECEIVED", { from: null, to: partyId }),
  }),
  ORIGINAL_SENT: (state, body, entry) => ({
    ...state,
    transit: { toPartyId: body.to, handoffId: body.handoffId, itemId: body.itemId },
    custody: moved(state, entry, "SENT", body),
  }),
  CUSTODY_MOVED: (state, body, entry) => ({
    ...state,
    holderPartyId: body.to,
    transit: null,
    custody: moved(state, entry, "MOVED", body),
  }),
  ORIGINAL_RETURNED: (state, body, entry) => ({
    ...state,
    holderPartyId: body.to,
    transit: null,
    custody: moved(state, entry, "RETURNED", body),
  }),
  ORIGINAL_GIVEN_BACK: (state, { partyId }, entry) => ({
    ...state,
    holderPartyId: null,
    custody: moved(state, entry, "GIVEN_BACK", { from: partyId, to: null }),
  }),
  DOCUMENT_OPENED: (state) => state,
};

const react = evolveBy(reactions);

function evolve(state: DocumentState, entry: Entry): DocumentState {
  const next = react(state, entry);
  return entry.type === "DOCUMENT_OPENED" ? next : { ...next, version: state.version + 1 };
}

function rowsOf(state: DocumentState): readonly RowOut[] {
  const latest = latestOf(state);
  const document: Document = {
    id: state.id,
    version: state.version,
    kind: state.kind,
    ...state.about,
    originPartyId: state.originPartyId,
    latestVersion: latest?.number ?? 0,
    status: latest?.status ?? "PENDING",
    verifiedByPartyId: latest?.verifiedByPartyId ?? null,
    originalHolderPartyId: state.holderPartyId,
    originalOnItsWayToPartyId: state.transit?.toPartyId ?? null,
    expiresOn: latest?.expiresOn ?? null,
    createdAt: state.createdAt,
    createdById: state.createdById,
  };
  return [
    rowOut(Document, document),
    ...state.versions.map((version) => rowOut(DocumentVersion, { ...version, documentId: state.id })),
    ...state.custody.map((move) => rowOut(CustodyMove, { ...move, documentId: state.id })),
  ];
}

export const documentAggregate: Aggregate<DocumentState> = {
  kind: "document",
  initial,
  evolve,
  rowsOf,
  tables: [Document, DocumentVersion, CustodyMove],
};

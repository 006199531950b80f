/** What may be done with a document: begin it, add a version, verify one. Pure. */
import type { NewEntry } from "../../journal/index.js";
import type { Refusal } from "../../kernel/index.js";
import { type DecisionContext, type Ruling, ruling, stale, when } from "../ruling.js";
import { type DocumentState, latestOf, versionOf } from "./aggregate.js";
import { moveCustody } from "./custody.js";
import { documentEntry, type DocumentSubject, type Verdict } from "./entries.js";

/** What policy says about a kind of document, as far as this room needs it. */
export interface KindRule {
  readonly code: string;
  readonly about: "PERSON" | "PROPERTY" | "CASE";
  readonly fileTypes: readonly string[];
  readonly maxBytes: number;
  /** Whether a paper original exists whose whereabouts are to be known. */
  readonly original: boolean;
}

export interface UploadedFile {
  /** SHA-256 of the plain bytes, in hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly fileName: string;
}

export interface AddVersionInput {
  readonly file: UploadedFile;
  /** The party that brings it in. */
  readonly partyId: string;
  /** Last day of use (YYYY-MM-DD), computed from policy by the caller; null where it does not expire. */
  readonly expiresOn?: string | null;
  readonly expectedVersion?: number | null;
  /** The party took in the paper original as well. */
  readonly withOriginal?: boolean;
}

export interface NewDocumentInput extends AddVersionInput {
  readonly kind: string;
  readonly about: Partial<DocumentSubject>;
}

export interface KindFacts {
  /** Null where the policy in force does not know the kind. */
  readonly kind: KindRule | null;
}

const subjectColumn = { PERSON: "personId", PROPERTY: "propertyId", CASE: "caseId" } as const;

/** Why a file may not stand for a kind of document. */
export function fileRefusals(
  file: Pick<UploadedFile, "bytes" | "mediaType">,
  kind: Pick<KindRule, "fileTypes" | "maxBytes">,
): Refusal[] {
  return [
    ...when(!kind.fileTypes.includes(file.mediaType), "FILE_TYPE_NOT_ALLOWED", {
      field: "mediaType",
      params: { mediaType: file.mediaType, allowed: kind.fileTypes.join(", ") },
    }),
    ...when(file.bytes > kind.maxBytes, "FILE_TOO_LARGE", { field: "bytes", params: { maxBytes: kind.maxBytes } }),
  ];
}

/** Begins a document with its first version. Refuses an unknown kind, a missing subject, a file the kind does not take. */
export function newDocument(
  state: DocumentState,
  input: NewDocumentInput,
  context: DecisionContext,
  { kind }: KindFacts,
): Ruling {
  const refusals = [
    ...when(kind === null, "UNKNOWN_DOCUMENT_KIND", { field: "kind", params: { kind: input.kind } }),
    ...(kind ? fileRefusals(input.file, kind) : []),
    ...(kind ? subjectRefusals(input.about, kind) : []),
    ...when(Boolean(kind && input.withOriginal && !kind.original), "KIND_HAS_NO_ORIGINAL", { field: "withOriginal" }),
  ];
  return ruling(refusals, () => [
    documentEntry("DOCUMENT_CREATED", {
      kind: input.kind,
      about: {
        caseId: input.about.caseId ?? null,
        personId: input.about.personId ?? null,
        propertyId: input.about.propertyId ?? null,
      },
      originPartyId: input.partyId,
    }),
    ...versionEntries(state, input, context),
    ...(input.withOriginal ? [documentEntry("ORIGINAL_RECEIVED", { partyId: input.partyId })] : []),
  ]);
}

/** The kind of a paper that proves something beside any case, such as the source of a figure. */
export const evidenceKind = "EVIDENCE";

/** A paper that belongs to no case: what stands on it says who may see it. Any file that may be uploaded will do. */
export const evidenceEntries = (
  state: DocumentState,
  file: UploadedFile,
  { partyId }: { readonly partyId: string },
  context: DecisionContext,
): readonly NewEntry[] => [
  documentEntry("DOCUMENT_CREATED", {
    kind: evidenceKind,
    about: { caseId: null, personId: null, propertyId: null },
    originPartyId: partyId,
  }),
  ...versionEntries(state, { file, partyId }, context),
];

function subjectRefusals(about: Partial<DocumentSubject>, kind: KindRule): Refusal[] {
  const column = subjectColumn[kind.about];
  return when(!about[column], "DOCUMENT_SUBJECT_MISSING", { field: column, params: { kind: kind.code } });
}

/** A further version of a document; the earlier ones stay. */
export function addVersion(
  state: DocumentState,
  input: AddVersionInput,
  context: DecisionContext,
  { kind }: KindFacts,
): Ruling {
  const refusals = [
    ...stale(input.expectedVersion, state.version),
    ...when(kind === null, "UNKNOWN_DOCUMENT_KIND", { field: "kind", params: { kind: state.kind } }),
    ...(kind ? fileRefusals(input.file, kind) : []),
  ];
  const original = kind ? takeOriginal(state, input, kind) : { refusals: [], entries: [] };
  return ruling([...refusals, ...original.refusals], () => [
    ...versionEntries(state, input, context),
    ...original.entries,
  ]);
}

/** The paper original comes as well: a party that has it keeps it, and what another one holds cannot be taken in here. */
export function takeOriginal(
  state: DocumentState,
  { partyId, withOriginal }: Pick<AddVersionInput, "partyId" | "withOriginal">,
  kind: Pick<KindRule, "original">,
): Ruling {
  const there = state.holderPartyId === partyId && state.transit === null;
  if (!withOriginal || there) return ruling([], () => []);
  return moveCustody(state, { step: "RECEIVE", partyId, kindHasOriginal: kind.original }, ["withOriginal"]);
}

function versionEntries(state: DocumentState, input: AddVersionInput, context: DecisionContext): NewEntry[] {
  const version = state.versions.length + 1;
  const { fileName, ...file } = input.file;
  const name = context.keep("FILE_NAME", state.id, fileName);
  return [
    documentEntry("VERSION_ADDED", { version, ...file, fileName: name, partyId: input.partyId }),
    ...(input.expiresOn ? [documentEntry("EXPIRY_SET", { version, expiresOn: input.expiresOn })] : []),
  ];
}

export interface VerifyVersionInput {
  readonly version: number;
  readonly result: Verdict;
  /** The party that vouches for it. */
  readonly partyId: string;
  readonly reasonCode?: string | null;
  readonly note?: string | null;
  /** A last day of use read off the paper; absent: what was set before stays. */
  readonly expiresOn?: string | null;
  readonly expectedVersion?: number | null;
}

/** What stands in the way of verifying the latest version, whatever the input. */
export const verifyBlockers = (state: DocumentState): Refusal[] =>
  when(latestOf(state)?.status !== "PENDING", "VERSION_ALREADY_VERIFIED");

/** Records one party's verdict on the latest version; a rejection names a reason that policy knows. */
export function verifyVersion(
  state: DocumentState,
  input: VerifyVersionInput,
  context: DecisionContext,
  facts: { readonly reasonCodes: readonly string[] },
): Ruling {
  const known = versionOf(state, input.version);
  const refusals = [
    ...stale(input.expectedVersion, state.version),
    ...verifyBlockers(state),
    ...when(known === null, "NO_SUCH_VERSION", { field: "version", params: { version: input.version } }),
    ...when(known !== null && known !== latestOf(state), "VERSION_SUPERSEDED", {
      field: "version",
      params: { latest: state.versions.length },
    }),
    ...reasonRefusals(input, facts.reasonCodes),
  ];
  return ruling(refusals, () => [
    documentEntry("VERSION_VERIFIED", {
      version: input.version,
      result: input.result,
      partyId: input.partyId,
      reasonCode: input.reasonCode ?? null,
      note: input.note ? context.keep("VERIFICATION_NOTE", state.id, input.note) : null,
    }),
    ...(input.expiresOn ? [documentEntry("EXPIRY_SET", { version: input.version, expiresOn: input.expiresOn })] : []),
  ]);
}

/** A rejection needs a reason out of policy's list; an acceptance has none. */
export function reasonRefusals(
  { result, reasonCode }: { readonly result: Verdict; readonly reasonCode?: string | null },
  known: readonly string[],
  field: readonly string[] = ["reasonCode"],
): Refusal[] {
  if (result === "ACCEPTED") return when(Boolean(reasonCode), "REASON_WITHOUT_REJECTION", { field });
  if (!reasonCode) return when(true, "REJECTION_REASON_MISSING", { field });
  return when(!known.includes(reasonCode), "UNKNOWN_REJECTION_REASON", { field, params: { reason: reasonCode } });
}

/** Takes a verdict back after a correction, so that the version can be verified again. */
export function reopenVerification(state: DocumentState, input: { version: number; reasonCode: string }): Ruling {
  const known = versionOf(state, input.version);
  const refusals = [
    ...when(known === null, "NO_SUCH_VERSION", { field: "version", params: { version: input.version } }),
    ...when(known?.status === "PENDING", "VERSION_NOT_VERIFIED", { field: "version" }),
  ];
  return ruling(refusals, () => [documentEntry("VERIFICATION_REOPENED", input)]);
}

/** The log of an opening; null where there is no such version. */
export const openDocument = (state: DocumentState, version: number, partyId: string): NewEntry | null =>
  versionOf(state, version) && documentEntry("DOCUMENT_OPENED", { version, partyId });

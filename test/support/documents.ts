/** Documents for tests: pure decisions folded without a database, and files that are what they say. */
import { createHash } from "node:crypto";
import type { Aggregate, Append, Entry, NewEntry } from "../../src/journal/index.js";
import {
  documentAggregate,
  handoffAggregate,
  newDocument,
  type DecisionContext,
  type DocumentState,
  type HandoffState,
  type KindRule,
  type NewDocumentInput,
} from "../../src/documents/index.js";

let made = 0;

/** An id that is one, and rises. */
export const testId = (): string => `01900000-0000-7000-8000-${String((made += 1)).padStart(12, "0")}`;

export const caseId = "01900000-0000-7000-9000-00000000ca5e";
export const bankId = "01900000-0000-7000-9000-0000000bba9c";
export const guarantorId = "01900000-0000-7000-9000-000000000666";
export const centerId = "01900000-0000-7000-9000-00000000c0de";

export const certificateKind: KindRule = {
  code: "MORTGAGE_CERTIFICATE",
  about: "PROPERTY",
  fileTypes: ["application/pdf", "application/ofd"],
  maxBytes: 1_000,
  original: true,
};

/** What was kept private, by the row's id. */
export const keptTexts = new Map<string, string>();

export const testContext: DecisionContext = {
  now: "2016-09-01T02:00:00.000Z",
  newId: testId,
  keep(_kind, _streamId, value) {
    const id = testId();
    keptTexts.set(id, value);
    return { id, mac: "0".repeat(64) };
  },
};

/** The state after further entries, each read back from its canonical form as the journal does. */
export function after<State extends { readonly id: string }>(
  aggregate: Aggregate<State>,
  state: State,
  entries: readonly NewEntry[],
  at = testContext.now,
): State {
  return entries.reduce((before, fresh, index) => {
    const entry: Entry = {
      id: testId(),
      streamId: state.id,
      seq: ((before as { version?: number }).version ?? index) + 1,
      type: fresh.type,
      version: 1,
      actorId: centerId,
      onBehalfOfId: null,
      unitId: null,
      channel: "API",
      occurredAt: fresh.occurredAt ?? at,
      recordedAt: at,
      body: JSON.parse(JSON.stringify(fresh.body)) as unknown,
    };
    return aggregate.evolve(before, entry);
  }, state);
}

export const pdf = (text = "certificate"): Buffer => Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);
export const digest = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

export const fileOf = (bytes = pdf(), more: Partial<NewDocumentInput["file"]> = {}): NewDocumentInput["file"] => ({
  sha256: digest(bytes),
  bytes: bytes.length,
  mediaType: "application/pdf",
  fileName: "不动产登记证明.pdf",
  ...more,
});

/** A certificate that a party brought in, with its paper or without. */
export function certificate(partyId: string, withOriginal = false, id = testId()): DocumentState {
  const input = { kind: certificateKind.code, about: { caseId, propertyId: testId() }, partyId, file: fileOf() };
  const start = documentAggregate.initial(id);
  const { entries } = newDocument(start, { ...input, withOriginal }, testContext, { kind: certificateKind });
  return after(documentAggregate, start, entries);
}

/** Every state after the appends of a handoff's ruling. */
export function afterAppends(
  handoff: HandoffState,
  documents: ReadonlyMap<string, DocumentState>,
  appends: readonly Append[],
): { handoff: HandoffState; documents: Map<string, DocumentState> } {
  const next = { handoff, documents: new Map(documents) };
  for (const { streamId, entries } of appends) {
    const document = next.documents.get(streamId);
    if (streamId === handoff.id) next.handoff = after(handoffAggregate, next.handoff, entries);
    else if (document) next.documents.set(streamId, after(documentAggregate, document, entries));
    else throw new Error(`An append to ${streamId}, which nobody knows`);
  }
  return next;
}

/** Attaching a document to a case: what came with a ticket, or a document that is there already. */
import {
  documentAggregate,
  addVersion,
  attachRefusals,
  fileOfTicket,
  kindRuleAt,
  latestOf,
  newDocument,
  spendTicket,
  takeOriginal,
  ticketFacts,
} from "../../documents/index.js";
import type { DocumentState, Ruling, TicketFacts } from "../../documents/index.js";
import type { Outcome, StreamRef } from "../../journal/index.js";
import { addMonths, newId, type Refusal } from "../../kernel/index.js";
import { actorOf, type Viewer } from "../../parties/index.js";
import { documentKindOf, type WayToMeet } from "../../policy/index.js";
import { isDocumentInSight } from "../documentSight.js";
import { settleCase } from "../case.js";
import { standing } from "../command.js";
import type { CaseContext } from "../context.js";
import type { HandedIn } from "../entries.js";
import { refuse } from "../refusals.js";
import { caseRef, together, type CaseMutationInput } from "../run.js";
import { caseContext, readCaseFacts, type CaseFactsRead, type CaseServices } from "../services.js";
import type { CaseState } from "../state.js";
import { documentAttach } from "./decide.js";
import { itemFor } from "./state.js";

export interface AttachGiven extends CaseMutationInput {
  readonly kind: string;
  readonly itemId?: string | null;
  /** What was uploaded; or else a document that the viewer may see already. */
  readonly ticketId?: string | null;
  /** With a ticket: the document that gets a new version. Without: the document to reuse. */
  readonly documentId?: string | null;
  /** The case person it is about; the item's person, or the borrower, where left out. */
  readonly personId?: string | null;
  /** The paper original was taken in as well. */
  readonly withOriginal?: boolean | null;
  readonly way?: WayToMeet | null;
  /** How it came into the house; an original that is the applicant's to bring came in person where nothing is said. */
  readonly handedIn?: HandedIn | null;
}

interface AttachFacts extends CaseFactsRead {
  readonly ticket: TicketFacts | null;
  /** Whether the viewer may see the document named, through some case. */
  readonly documentInSight: boolean;
}

const documentRef = (id: string, create: boolean): StreamRef<DocumentState> => ({
  aggregate: documentAggregate,
  id,
  create,
});

export async function attachDocument(
  services: CaseServices,
  viewer: Viewer,
  given: AttachGiven,
): Promise<{ outcome: Outcome; documentId: string }> {
  const { journal } = services;
  const { idempotencyKey, ...input } = given;
  const documentId = given.documentId ?? newId();
  const ref = caseRef(given.caseId);
  const paper = documentRef(documentId, !given.documentId);
  const outcome = await journal.execute<AttachFacts>({
    command: documentAttach.action,
    actor: actorOf(viewer),
    input,
    idempotencyKey: idempotencyKey ?? null,
    streams: [ref, paper],
    async prepare(tx, loaded) {
      return {
        ...(await readCaseFacts(tx, services, loaded.state(ref))),
        ticket: given.ticketId ? await ticketFacts(tx, services.blobs, given.ticketId, viewer) : null,
        documentInSight: given.documentId ? await isDocumentInSight(tx, services, viewer, given.documentId) : true,
      };
    },
    decide(loaded, context, facts) {
      const state = loaded.state(ref);
      const caseCtx = caseContext(services, viewer, state, context, facts);
      const document = loaded.state(paper);
      const version = given.ticketId
        ? (document?.versions.length ?? 0) + 1
        : ((document && latestOf(document)?.number) ?? 0);
      const way = given.way ?? (given.ticketId ? "UPLOAD" : "REUSE");
      const personId = (state && personNamed(state, given)) ?? document?.about.personId ?? null;
      const named = { kind: given.kind, itemId: given.itemId ?? null, personId, documentId };
      const attach = { ...named, version, way, ...(state && handingIn(state, viewer, given, documentId)) };
      const expected = given.expectedVersion ?? null;
      // What somebody may not see they learn nothing of, not even that it is in the case already.
      const reachable = !given.documentId || (facts.documentInSight && document?.kind === given.kind);
      if (!reachable && standing(documentAttach, state, viewer, "") === null) {
        return { refusals: [refuse("NOT_FOUND", { field: "documentId" })] };
      }
      return together(
        documentAttach,
        [{ id: given.caseId, state, input: { ...attach, expectedVersion: expected }, context: caseCtx }],
        () => ruleDocument(services, caseCtx, state as CaseState, document, given, facts),
        documentId,
      );
    },
    settle: (streamId, state, context, facts) =>
      streamId === given.caseId
        ? settleCase(state as CaseState, caseContext(services, viewer, state as CaseState, context, facts))
        : [],
  });
  // A repeated key answers with the document that it had made.
  return { outcome, documentId: outcome.ok ? outcome.resultId : documentId };
}

/** How it came in, and where; the bank's place is a branch, anybody else's a window. */
function handingIn(state: CaseState, { partyKind }: Viewer, given: AttachGiven, documentId: string) {
  const withOriginal = given.withOriginal ?? false;
  const bringer = itemFor(state.papers, { ...given, documentId })?.bringer;
  const handedIn = given.handedIn ?? (withOriginal && bringer === "APPLICANT" ? "IN_PERSON" : null);
  if (!handedIn) return {};
  const place = partyKind === "BANK" ? ("BRANCH" as const) : ("WINDOW" as const);
  return { handedIn, withOriginal, ...(handedIn === "IN_PERSON" && { handedInAt: place }) };
}

/** The person of the case that the client named, by the person's own id. */
const personNamed = (state: CaseState, { personId }: AttachGiven): string | undefined =>
  state.lifecycle.content.people.find(({ id }) => id === personId)?.personId;

function ruleDocument(
  services: CaseServices,
  context: CaseContext,
  state: CaseState,
  document: DocumentState | null,
  given: AttachGiven,
  facts: AttachFacts,
) {
  const nothing = { appends: [] };
  if (!given.ticketId && !given.documentId)
    return { ...nothing, refusals: [refuse("SOURCE_REQUIRED", { field: "ticketId" })] };
  const misplaced = [...unknownPerson(state, given), ...ofAnother(state, document, given, context)];
  if (misplaced.length > 0) return { ...nothing, refusals: misplaced };
  if (!given.ticketId || !facts.ticket) return reuse(services, context, document, given);
  const refusals = attachRefusals(facts.ticket, context.now);
  if (refusals.length > 0 || !document) return { ...nothing, refusals };
  const ruled = ruleUpload(services, context, state, document, given, facts.ticket);
  return {
    refusals: ruled.refusals.map(inOwnWords),
    appends: [{ streamId: document.id, entries: ruled.entries }],
    technical: spendTicket(given.ticketId, context.now),
  };
}

/** The file is what the ticket brought; that a home is not said yet, its kind of paper is to blame for. */
const ownWords: Readonly<Record<string, string>> = { mediaType: "ticketId", bytes: "ticketId", propertyId: "kind" };
const inOwnWords = (refusal: Refusal): Refusal => {
  const field = ownWords[refusal.field?.[0] ?? ""];
  return field ? { ...refusal, field: [field] } : refusal;
};

const unknownPerson = (state: CaseState, given: AttachGiven) =>
  given.personId && !personNamed(state, given) ? [refuse("NOT_FOUND", { field: "personId" })] : [];

/** A personal paper serves no case that has nothing to do with its person, home or case; an ordinary one serves all. */
function ofAnother(state: CaseState, document: DocumentState | null, given: AttachGiven, { policy }: CaseContext) {
  if (!given.documentId || !document || document.about.caseId === state.id) return [];
  const kind = documentKindOf(policy, document.kind);
  const { people, property } = state.lifecycle.content;
  const { personId, propertyId } = document.about;
  const related = {
    PERSON: people.some((person) => person.personId === personId),
    PROPERTY: property !== null && property.key === propertyId,
    CASE: false,
  };
  const serves = kind === undefined || kind.sensitivity === "ORDINARY" || related[kind.about];
  return serves ? [] : [refuse("DOCUMENT_OF_ANOTHER", { field: "documentId" })];
}

/** A document is reused until it expires. */
const expired = (document: DocumentState | null, { time }: CaseContext) => {
  const expiresOn = document && latestOf(document)?.expiresOn;
  return expiresOn && expiresOn < time.today
    ? [refuse("DOCUMENT_EXPIRED", { field: "documentId", params: { expiresOn } })]
    : [];
};

/** What is there already serves again; its original may come in only now. */
function reuse(services: CaseServices, context: CaseContext, document: DocumentState | null, given: AttachGiven) {
  const kind = kindRuleAt(services, given.kind, context.now);
  const { partyId } = context.viewer;
  const withOriginal = given.withOriginal ?? false;
  const taken = document && kind ? takeOriginal(document, { partyId, withOriginal }, kind) : null;
  return {
    refusals: [...expired(document, context), ...(taken?.refusals ?? [])],
    appends: document && taken && taken.entries.length > 0 ? [{ streamId: document.id, entries: taken.entries }] : [],
  };
}

function ruleUpload(
  services: CaseServices,
  context: CaseContext,
  state: CaseState,
  document: DocumentState,
  given: AttachGiven,
  ticket: TicketFacts,
): Ruling {
  const kind = kindRuleAt(services, given.kind, context.now);
  const months = documentKindOf(context.policy, given.kind)?.expiryMonths ?? null;
  const input = {
    file: fileOfTicket(services.journal.keys, ticket),
    partyId: context.viewer.partyId,
    expiresOn: months === null ? null : addMonths(context.time.today, months),
    withOriginal: given.withOriginal ?? false,
  };
  if (given.documentId) return addVersion(document, input, context, { kind });
  const about = aboutOf(state, given, document.id);
  return newDocument(document, { ...input, kind: given.kind, about }, context, { kind });
}

/** What a paper of this case is about: a person, the home, or the case itself. */
function aboutOf(state: CaseState, given: AttachGiven, documentId: string) {
  const { people, property } = state.lifecycle.content;
  const itemPersonId = itemFor(state.papers, { ...given, documentId })?.personId;
  const wanted = given.personId ?? itemPersonId;
  const person = people.find(({ id }) => id === wanted) ?? people.find(({ roles }) => roles.includes("BORROWER"));
  return { caseId: state.id, personId: person?.personId ?? null, propertyId: property?.key ?? null };
}

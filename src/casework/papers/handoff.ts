/** Handing papers over, of one case or of many, and receiving them item by item. */
import {
  documentAggregate,
  Handoff,
  handoffAggregate,
  HandoffItem,
  handoffSight,
  receiveHandoff,
  sendHandoff,
  type DocumentState,
  type Receipt,
} from "../../documents/index.js";
import type { Append, Context, Loaded, Outcome, StreamRef } from "../../journal/index.js";
import { inSight, limits, newId, type Refusal } from "../../kernel/index.js";
import { actorOf, hasRole, type Viewer } from "../../parties/index.js";
import { selectRow, selectRows } from "../../platform/index.js";
import { settleCase } from "../case.js";
import { entry } from "../entries.js";
import { refuse } from "../refusals.js";
import { caseRef, together } from "../run.js";
import { caseContext, readCaseFacts, type CaseFactsRead, type CaseServices } from "../services.js";
import type { CaseState } from "../state.js";
import { handoffSend } from "./decide.js";

export interface SendGiven {
  readonly idempotencyKey?: string | null;
  readonly toPartyId: string;
  readonly items: readonly {
    readonly caseId: string;
    readonly documentId: string;
    /** The version that the case uses where left out. */
    readonly version?: number | null;
    readonly original?: boolean | null;
  }[];
}

const documentRef = (id: string): StreamRef<DocumentState> => ({ aggregate: documentAggregate, id });
const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];
const documentsIn = (loaded: Loaded, ids: readonly string[]) =>
  new Map(distinct(ids).map((id) => [id, loaded.state(documentRef(id))]));

export async function sendPapers(services: CaseServices, viewer: Viewer, given: SendGiven): Promise<Outcome> {
  const most = limits.list.handoffItems;
  if (given.items.length > most) {
    return { ok: false, refusals: [refuse("TOO_MANY", { field: "items", params: { most } })] };
  }
  const { idempotencyKey, ...input } = given;
  const handoffId = newId();
  const caseIds = distinct(given.items.map(({ caseId }) => caseId));
  const documentIds = distinct(given.items.map(({ documentId }) => documentId));
  const handoff = { aggregate: handoffAggregate, id: handoffId, create: true };
  return services.journal.execute<CaseFactsRead>({
    command: handoffSend.action,
    actor: actorOf(viewer),
    input,
    idempotencyKey: idempotencyKey ?? null,
    streams: [handoff, ...caseIds.map(caseRef), ...documentIds.map(documentRef)],
    prepare: (tx) => readCaseFacts(tx, services, null),
    decide(loaded, context, facts) {
      const documents = documentsIn(loaded, documentIds);
      const state = loaded.state(handoff);
      const versionOf = (caseId: string, documentId: string) =>
        loaded.state(caseRef(caseId))?.papers.documents.find(({ id }) => id === documentId)?.version ?? 0;
      const kindOf = (caseId: string) => {
        const { product, content } = loaded.state(caseRef(caseId))?.lifecycle ?? {};
        return { product: product ?? null, propertyKind: content?.property?.kind ?? null };
      };
      const items = given.items.map(({ caseId, documentId, version, original }) => ({
        caseId,
        ...kindOf(caseId),
        documentId,
        documentVersion: version ?? versionOf(caseId, documentId),
        original: original ?? false,
      }));
      const ruled =
        state &&
        sendHandoff(state, { fromPartyId: viewer.partyId, toPartyId: given.toPartyId, items }, context, { documents });
      const ids = itemIds(ruled?.appends ?? [], handoffId);
      const cases = caseIds.map((id) => {
        const caseState = loaded.state(caseRef(id));
        const own = items
          .map((item, at) => ({
            ...{ ...item, at, id: ids[at] ?? "", version: item.documentVersion },
            originPartyId: documents.get(item.documentId)?.originPartyId,
          }))
          .filter(({ caseId }) => caseId === id);
        return {
          id,
          state: caseState,
          input: { handoffId, toPartyId: given.toPartyId, items: own },
          context: caseContext(services, viewer, caseState, context, facts),
          place: inTheList(own.map(({ at }) => at)),
        };
      });
      return together(handoffSend, cases, () => ruled ?? { refusals: [], appends: [] }, handoffId);
    },
    settle: settleCases(services, viewer, caseIds),
  });
}

/** What follows in the cases; the handoff and the documents do not settle. */
const settleCases =
  (services: CaseServices, viewer: Viewer, caseIds: readonly string[]) =>
  (id: string, state: unknown, context: Context, facts: CaseFactsRead) =>
    caseIds.includes(id)
      ? settleCase(state as CaseState, caseContext(services, viewer, state as CaseState, context, facts))
      : [];

/** A case knows only its own items of the list: a reason is told at the place in the whole of it. */
export const inTheList =
  (places: readonly number[]) =>
  (refusal: Refusal): Refusal => {
    const [first, second, ...rest] = refusal.field ?? [];
    if (first === "caseId") return { ...refusal, field: ["items", String(places[0]), "caseId"] };
    if (first !== "items" || second === undefined) return refusal;
    return { ...refusal, field: ["items", String(places[Number(second)]), ...rest] };
  };

/** The ids that the handoff's own entry gave its items, in their order. */
function itemIds(appends: readonly Append[], handoffId: string): string[] {
  const sent = appends.find(({ streamId }) => streamId === handoffId)?.entries[0]?.body as
    { items: readonly { id: string }[] } | undefined;
  return sent?.items.map(({ id }) => id) ?? [];
}

export interface ReceiveGiven {
  readonly idempotencyKey?: string | null;
  readonly expectedVersion?: number | null;
  readonly handoffId: string;
  readonly items: readonly Receipt[];
}

export async function receivePapers(services: CaseServices, viewer: Viewer, given: ReceiveGiven): Promise<Outcome> {
  const { journal } = services;
  const { idempotencyKey, ...input } = given;
  const row = await selectRow(journal.database.read, Handoff, "id = ?", [given.handoffId]);
  if (!row || !inSight(handoffSight(viewer), row)) {
    return { ok: false, refusals: [refuse("NOT_FOUND", { field: "handoffId" })] };
  }
  if (!hasRole(viewer, handoffSend.by)) return { ok: false, refusals: [refuse("NOT_ALLOWED")] };
  // What an item is never changes once it is sent: it may be read outside the transaction.
  const all = await selectRows(journal.database.read, HandoffItem, "handoffId = ?", [given.handoffId]);
  const named = all.filter(({ id }) => given.items.some(({ itemId }) => itemId === id));
  const documentIds = distinct(named.filter(({ original }) => original).map(({ documentId }) => documentId));
  const caseIds = distinct(named.map(({ caseId }) => caseId));
  const handoff = { aggregate: handoffAggregate, id: given.handoffId };
  return journal.execute<CaseFactsRead>({
    command: "HANDOFF_RECEIVE",
    actor: actorOf(viewer),
    input,
    idempotencyKey: idempotencyKey ?? null,
    streams: [handoff, ...caseIds.map(caseRef), ...documentIds.map(documentRef)],
    prepare: (tx) => readCaseFacts(tx, services, null),
    decide(loaded, context, facts) {
      const state = loaded.state(handoff);
      if (!state) return { refusals: [refuse("NOT_FOUND", { field: "handoffId" })] };
      const { policy } = caseContext(services, viewer, null, context, facts);
      const ruled = receiveHandoff(
        state,
        { partyId: viewer.partyId, items: given.items, expectedVersion: given.expectedVersion },
        context,
        { documents: documentsIn(loaded, documentIds), rejectionReasons: policy.handoff.rejectionReasons },
      );
      if (ruled.refusals.length > 0) return { refusals: ruled.refusals };
      const caseAppends = caseIds.map((caseId) => {
        const own = named.filter((item) => item.caseId === caseId).map(({ id }) => id);
        const items = given.items
          .filter(({ itemId }) => own.includes(itemId))
          .map(({ itemId, result }) => ({ itemId, result }));
        return { streamId: caseId, entries: [entry("HANDOFF_RECEIVED", { handoffId: given.handoffId, items })] };
      });
      return { appends: [...ruled.appends, ...caseAppends], resultId: given.handoffId };
    },
    settle: settleCases(services, viewer, caseIds),
  });
}

/** Documents and handoffs as casework will drive them, without the case: brought in, sent, received. */
import {
  documentAggregate,
  documentsAggregates,
  handoffAggregate,
  newDocument,
  receiveHandoff,
  sendHandoff,
  type DocumentState,
  type HandoffState,
  type Receipt,
} from "../../src/documents/index.js";
import {
  createJournal,
  type Journal,
  type JournalOptions,
  type Outcome,
  type StreamRef,
} from "../../src/journal/index.js";
import { newId } from "../../src/kernel/index.js";
import { actorOf, partyAggregates } from "../../src/parties/index.js";
import { certificateKind, fileOf, pdf } from "./documents.js";
import { testKeys, type TestDatabase } from "./harness.js";
import { makeWorld, type MemberName, type PartyName, type World } from "./world.js";

const rejectionReasons = [{ code: "ILLEGIBLE", countsAsError: true }];

/** A journal with the world in it, and the three commands that casework will give. */
export async function documentsDesk(
  fresh: TestDatabase,
  database = fresh.database,
  known?: World,
  more: Pick<JournalOptions, "probe" | "lockHeads"> = {},
) {
  const aggregates = [...partyAggregates, ...documentsAggregates] as never[];
  const journal = createJournal({ ...more, database, keys: testKeys, aggregates });
  const world = known ?? (await makeWorld(journal));
  const documentRef = (id: string, create = false): StreamRef<DocumentState> => ({
    aggregate: documentAggregate,
    id,
    create,
  });
  const handoffRef = (id: string, create = false): StreamRef<HandoffState> => ({
    aggregate: handoffAggregate,
    id,
    create,
  });
  const refs = (ids: readonly string[]) => [...new Set(ids)].map((id) => documentRef(id));

  async function bring(who: MemberName, text: string, withOriginal = true): Promise<string> {
    const stream = documentRef(newId(), true);
    const viewer = world.viewers[who];
    const outcome = await journal.execute({
      command: "DOCUMENT_ATTACH",
      actor: actorOf(viewer),
      input: { text },
      streams: [stream as StreamRef],
      decide(loaded, context) {
        const about = { propertyId: newId() };
        const input = {
          kind: certificateKind.code,
          about,
          partyId: viewer.partyId,
          file: fileOf(pdf(text)),
          withOriginal,
        };
        const state = loaded.state(stream) as DocumentState;
        const { refusals, entries } = newDocument(state, input, context, { kind: certificateKind });
        return refusals.length > 0
          ? { refusals }
          : { appends: [{ streamId: stream.id, entries }], resultId: stream.id };
      },
    });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
    return outcome.resultId;
  }

  function send(who: MemberName, to: PartyName, ids: readonly string[], caseId = newId()): Promise<Outcome> {
    const viewer = world.viewers[who];
    const stream = handoffRef(newId(), true);
    const items = ids.map((documentId) => ({ caseId, documentId, documentVersion: 1, original: true }));
    return journal.execute({
      command: "HANDOFF_SEND",
      actor: actorOf(viewer),
      input: { to, ids },
      streams: [stream, ...refs(ids)] as StreamRef[],
      decide(loaded, context) {
        const documents = new Map(ids.map((id) => [id, loaded.state(documentRef(id))]));
        const input = { fromPartyId: viewer.partyId, toPartyId: world.partyIds[to], items };
        const ruled = sendHandoff(loaded.state(stream) as HandoffState, input, context, { documents });
        return ruled.refusals.length > 0 ? ruled : { appends: ruled.appends, resultId: stream.id };
      },
    });
  }

  async function receive(who: MemberName, handoffId: string, receipts: readonly Receipt[]): Promise<Outcome> {
    const viewer = world.viewers[who];
    const stream = handoffRef(handoffId);
    const handoff = await journal.read(handoffAggregate, handoffId);
    const ids = handoff?.items.map(({ documentId }) => documentId) ?? [];
    return journal.execute({
      command: "HANDOFF_RECEIVE",
      actor: actorOf(viewer),
      input: { handoffId, receipts },
      streams: [stream, ...refs(ids)] as StreamRef[],
      decide(loaded, context) {
        const documents = new Map(ids.map((id) => [id, loaded.state(documentRef(id))]));
        const facts = { documents, rejectionReasons };
        const input = { partyId: viewer.partyId, items: receipts };
        const ruled = receiveHandoff(loaded.state(stream) as HandoffState, input, context, facts);
        return ruled.refusals.length > 0 ? ruled : { appends: ruled.appends, resultId: handoffId };
      },
    });
  }

  return { journal, world, bring, send, receive };
}

export type DocumentsDesk = Awaited<ReturnType<typeof documentsDesk>>;

export const itemIds = async (journal: Journal, handoffId: string): Promise<string[]> =>
  (await journal.read(handoffAggregate, handoffId))?.items.map(({ id }) => id) ?? [];

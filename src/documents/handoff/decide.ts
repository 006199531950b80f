/** Sending and receiving a handoff: what the handoff's stream and the documents' streams get. Pure. */
import type { Append, NewEntry } from "../../journal/index.js";
import { limits, type Refusal } from "../../kernel/index.js";
import { type DocumentState, versionOf } from "../document/aggregate.js";
import { moveCustody } from "../document/custody.js";
import { reasonRefusals } from "../document/decide.js";
import type { Verdict } from "../document/entries.js";
import { type DecisionContext, stale, when } from "../ruling.js";
import { type HandoffState, type ItemState, openItems } from "./aggregate.js";
import { handoffEntry, type SentItem } from "./entries.js";

/** Every reason why not, or what each stream gets: the handoff's first, then the documents' whose paper moves. */
export interface HandoffRuling {
  readonly refusals: readonly Refusal[];
  readonly appends: readonly Append[];
}

/** The states of the documents named, by id; null where there is none in the sender's sight. */
export type Documents = ReadonlyMap<string, DocumentState | null>;

export interface SendHandoffInput {
  readonly fromPartyId: string;
  readonly toPartyId: string;
  /** In the order of the list; an item gets an id where it has none yet. */
  readonly items: readonly (Omit<SentItem, "id"> & { readonly id?: string })[];
}

/**
 * Sends a list. An original goes only from whom holds it, and not while it is under way; each document once per case,
 * each original once. That the sender sees the cases and the receiver takes part in them is the caller's to test.
 */
export function sendHandoff(
  state: HandoffState,
  input: SendHandoffInput,
  context: DecisionContext,
  facts: { readonly documents: Documents; readonly maxItems?: number },
): HandoffRuling {
  const max = Math.min(facts.maxItems ?? Infinity, limits.list.handoffItems);
  const items: SentItem[] = input.items.map((item) => ({ ...item, id: item.id ?? context.newId() }));
  const paper = items.map((item, index) => sentOriginal(state, input, item, facts.documents, index));
  const refusals = [
    ...when(input.fromPartyId === input.toPartyId, "HANDOFF_TO_ONESELF", { field: "toPartyId" }),
    ...when(items.length === 0, "HANDOFF_EMPTY", { field: "items" }),
    ...when(items.length > max, "HANDOFF_TOO_LONG", { field: "items", params: { max } }),
    ...items.flatMap((item, index) => itemRefusals(item, items.slice(0, index), facts.documents, index)),
    ...paper.flatMap((ruled) => ruled.refusals),
  ];
  if (refusals.length > 0) return { refusals, appends: [] };
  const { fromPartyId, toPartyId } = input;
  return {
    refusals: [],
    appends: [
      { streamId: state.id, entries: [handoffEntry("HANDOFF_SENT", { fromPartyId, toPartyId, items })] },
      ...appendsOf(items, paper),
    ],
  };
}

function itemRefusals(item: SentItem, earlier: readonly SentItem[], documents: Documents, index: number): Refusal[] {
  const at = (field: string) => ["items", String(index), field];
  const document = documents.get(item.documentId) ?? null;
  const twice = earlier.some(
    (other) =>
      other.documentId === item.documentId && (other.caseId === item.caseId || (other.original && item.original)),
  );
  return [
    ...when(twice, "ITEM_TWICE", { field: at("documentId") }),
    ...when(document === null, "DOCUMENT_NOT_FOUND", { field: at("documentId") }),
    ...when(document !== null && versionOf(document, item.documentVersion) === null, "NO_SUCH_VERSION", {
      field: at("version"),
      params: { version: item.documentVersion },
    }),
  ];
}

const nothingMoves = { refusals: [], entries: [] };

function sentOriginal(
  state: HandoffState,
  { fromPartyId, toPartyId }: SendHandoffInput,
  item: SentItem,
  documents: Documents,
  index: number,
) {
  const document = documents.get(item.documentId);
  if (!item.original || !document) return nothingMoves;
  const act = { step: "SEND", from: fromPartyId, to: toPartyId, handoffId: state.id, itemId: item.id } as const;
  return moveCustody(document, act, ["items", String(index), "original"]);
}

const appendsOf = (
  items: readonly { readonly documentId: string }[],
  paper: readonly { readonly entries: readonly NewEntry[] }[],
): Append[] =>
  items
    .map(({ documentId }, index) => ({ streamId: documentId, entries: paper[index]?.entries ?? [] }))
    .filter(({ entries }) => entries.length > 0);

export interface Receipt {
  readonly itemId: string;
  readonly result: Verdict;
  readonly reasonCode?: string | null;
  readonly note?: string | null;
}

export interface ReceiveHandoffInput {
  /** The party that receives; only the one named on the list may. */
  readonly partyId: string;
  readonly items: readonly Receipt[];
  readonly expectedVersion?: number | null;
}

/** A reason for rejecting an item, as policy knows it. */
export interface RejectionReason {
  readonly code: string;
  readonly countsAsError: boolean;
}

/** What stands in the way of receiving anything of this list, whatever the input. Who may not receive learns no more. */
export function receiveBlockers(state: HandoffState, partyId: string): Refusal[] {
  if (state.toPartyId !== partyId) return when(true, "NOT_THE_RECEIVER");
  return when(openItems(state).length === 0, "HANDOFF_COMPLETE");
}

/** Receives some or all items, each once; an original moves to the receiver or is the sender's again. */
export function receiveHandoff(
  state: HandoffState,
  input: ReceiveHandoffInput,
  context: DecisionContext,
  facts: { readonly documents: Documents; readonly rejectionReasons: readonly RejectionReason[] },
): HandoffRuling {
  const blockers = receiveBlockers(state, input.partyId);
  if (state.toPartyId !== input.partyId) return { refusals: blockers, appends: [] };
  const reasonCodes = facts.rejectionReasons.map(({ code }) => code);
  const refusals = [
    ...stale(input.expectedVersion, state.version),
    ...blockers,
    ...when(input.items.length === 0, "HANDOFF_EMPTY", { field: "items" }),
    ...input.items.flatMap((receipt, index) => [
      ...receiptRefusals(state, receipt, input.items.slice(0, index), index),
      ...reasonRefusals(receipt, reasonCodes, ["items", String(index), "reasonCode"]),
    ]),
  ];
  if (refusals.length > 0) return { refusals, appends: [] };
  const received = input.items.map((receipt) => ({ ...receipt, item: itemOf(state, receipt.itemId) as ItemState }));
  const paper = received.map(({ item, result }) => arrivedOriginal(state, item, result, facts.documents));
  const entries = received.map(({ itemId, result, reasonCode, note }) =>
    handoffEntry("ITEM_RECEIVED", {
      itemId,
      result,
      reasonCode: reasonCode ?? null,
      countsAsError: facts.rejectionReasons.some((reason) => reason.code === reasonCode && reason.countsAsError),
      note: note ? context.keep("RECEIPT_NOTE", state.id, note) : null,
    }),
  );
  const items = received.map(({ item }) => item);
  return { refusals: [], appends: [{ streamId: state.id, entries }, ...appendsOf(items, paper)] };
}

const itemOf = (state: HandoffState, id: string): ItemState | undefined => state.items.find((item) => item.id === id);

function receiptRefusals(state: HandoffState, receipt: Receipt, earlier: readonly Receipt[], index: number): Refusal[] {
  const field = ["items", String(index), "itemId"];
  const item = itemOf(state, receipt.itemId);
  return [
    ...when(!item, "ITEM_NOT_FOUND", { field }),
    ...when(Boolean(item?.result), "ITEM_ALREADY_RECEIVED", { field }),
    ...when(
      earlier.some((other) => other.itemId === receipt.itemId),
      "ITEM_TWICE",
      { field },
    ),
  ];
}

/** @throws Error when the document of a travelling original was not loaded: the caller's fault. */
function arrivedOriginal(state: HandoffState, item: ItemState, result: Verdict, documents: Documents) {
  if (!item.original) return nothingMoves;
  const document = documents.get(item.documentId);
  if (!document) throw new Error(`Receiving ${item.id} needs the state of document ${item.documentId}`);
  const step = result === "ACCEPTED" ? "ARRIVE" : "RETURN";
  return moveCustody(document, { step, handoffId: state.id, itemId: item.id });
}

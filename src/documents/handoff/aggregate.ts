/** The handoff's stream: its state, how entries make it, and the rows it implies. */
import { type Aggregate, rowOut, type RowOut } from "../../journal/index.js";
import { evolveBy, type Reactions } from "../ruling.js";
import type { HandoffBodies, SentItem } from "./entries.js";
import { Handoff, HandoffItem, type HandoffStatus } from "./rows.js";

export type ItemState = Omit<HandoffItem, "handoffId"> & Pick<SentItem, "product" | "propertyKind">;

export interface HandoffState {
  readonly id: string;
  readonly version: number;
  readonly fromPartyId: string;
  readonly toPartyId: string;
  readonly sentAt: string;
  readonly sentById: string;
  readonly items: readonly ItemState[];
  /** When the last item was received. */
  readonly completedAt: string | null;
}

const initial = (id: string): HandoffState => ({
  id,
  version: 0,
  fromPartyId: "",
  toPartyId: "",
  sentAt: "",
  sentById: "",
  items: [],
  completedAt: null,
});

export const openItems = (state: HandoffState): readonly ItemState[] => state.items.filter(({ result }) => !result);

const open = {
  result: null,
  reasonCode: null,
  countsAsError: false,
  receivedAt: null,
  receivedById: null,
  noteId: null,
};

const reactions: Reactions<HandoffState, HandoffBodies> = {
  HANDOFF_SENT: (state, { fromPartyId, toPartyId, items }, entry) => ({
    ...state,
    fromPartyId,
    toPartyId,
    sentAt: entry.occurredAt,
    sentById: entry.actorId,
    items: items.map((item, index) => ({ ...item, number: index + 1, ...open })),
  }),
  ITEM_RECEIVED: (state, { itemId, result, reasonCode, countsAsError, note }, entry) => {
    const receipt = { result, reasonCode, countsAsError, receivedAt: entry.occurredAt, receivedById: entry.actorId };
    const items = state.items.map((item) =>
      item.id === itemId ? { ...item, ...receipt, noteId: note?.id ?? null } : item,
    );
    const complete = items.every((item) => item.result !== null);
    return { ...state, items, completedAt: complete ? entry.occurredAt : null };
  },
};

const react = evolveBy(reactions);

export function statusOf(state: HandoffState): HandoffStatus {
  const openCount = openItems(state).length;
  if (openCount === 0) return "RECEIVED";
  return openCount === state.items.length ? "SENT" : "PARTLY_RECEIVED";
}

function rowsOf(state: HandoffState): readonly RowOut[] {
  const { items, ...rest } = state;
  const handoff: Handoff = {
    ...rest,
    itemCount: items.length,
    openCount: openItems(state).length,
    rejectedCount: items.filter(({ result }) => result === "REJECTED").length,
    status: statusOf(state),
  };
  return [rowOut(Handoff, handoff), ...items.map((item) => rowOut(HandoffItem, { ...item, handoffId: state.id }))];
}

export const handoffAggregate: Aggregate<HandoffState> = {
  kind: "handoff",
  initial,
  evolve: (state, entry) => ({ ...react(state, entry), version: entry.seq }),
  rowsOf,
  tables: [Handoff, HandoffItem],
};

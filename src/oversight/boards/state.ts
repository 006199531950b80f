/** What a board's entries come to. */
import type { Entry, PrivateRef } from "../../journal/index.js";
import type { PartnerKind } from "../../parties/index.js";
import type { BoardBodies, ComputationHead } from "./entries.js";
import type { StoredCard } from "./stored.js";

export interface ComputationState extends ComputationHead {
  /** 1 for the preview, one more each time it was computed again. */
  readonly number: number;
  /** Of its entry in the stream. */
  readonly seq: number;
  readonly at: string;
  readonly byId: string;
  readonly cards: readonly StoredCard[];
}

export interface ObjectionState {
  readonly id: string;
  readonly partnerId: string;
  /** Of an input its code. */
  readonly indicator: string;
  readonly input?: { readonly id: string; readonly laterKey: string };
  readonly factId: string | null;
  /** The case, history or other stream behind the row. */
  readonly subjectId: string | null;
  readonly documentId: string | null;
  readonly reason: PrivateRef;
  readonly raisedAt: string;
  readonly raisedById: string;
  readonly upheld: boolean | null;
  readonly answer: PrivateRef | null;
  readonly answeredSeq: number | null;
  readonly answeredAt: string | null;
  readonly answeredById: string | null;
}

export interface FreezeProposal {
  readonly at: string;
  readonly byId: string;
  readonly override: PrivateRef | null;
}

export interface BoardState {
  readonly id: string;
  readonly version: number;
  readonly period: string;
  readonly kind: PartnerKind;
  readonly number: number;
  readonly objectionsUntil: string;
  readonly calendarVersion: string;
  readonly supersedesId: string | null;
  readonly supersededById: string | null;
  readonly reason: PrivateRef | null;
  /** The newest last. */
  readonly computations: readonly ComputationState[];
  readonly objections: readonly ObjectionState[];
  readonly waivers: readonly { readonly partnerId: string; readonly at: string; readonly byId: string }[];
  readonly proposal: FreezeProposal | null;
  readonly frozen: { readonly at: string; readonly byId: string } | null;
}

export const initialBoard = (id: string): BoardState => ({
  ...{ id, version: 0, period: "", kind: "BANK", number: 0, objectionsUntil: "", calendarVersion: "" },
  ...{ supersedesId: null, supersededById: null, reason: null, computations: [], objections: [], waivers: [] },
  ...{ proposal: null, frozen: null },
});

/** @throws Error before the preview, where there is none. */
export function latestOf({ id, computations }: BoardState): ComputationState {
  const last = computations[computations.length - 1];
  if (!last) throw new Error(`The board ${id} was never computed`);
  return last;
}

export const partnersOf = (state: BoardState): string[] =>
  latestOf(state).cards.map(({ card }) => (card as unknown as { partner: { id: string } }).partner.id);

type Reactions = {
  readonly [Type in keyof BoardBodies]: (
    state: BoardState,
    body: BoardBodies[Type],
    entry: Pick<Entry, "seq" | "recordedAt" | "actorId" | "onBehalfOfId">,
  ) => BoardState;
};

const whose = ({ actorId, onBehalfOfId }: Pick<Entry, "actorId" | "onBehalfOfId">): string => onBehalfOfId ?? actorId;

/** A computation takes back what was proposed on an older one. */
const computed = (state: BoardState, head: ComputationHead, entry: Parameters<Reactions["BOARD_CARDS"]>[2]) => {
  const { reading, formulaVersion, policyDigest, inputDigest, resultDigest, provisional, cardCount } = head;
  const number = state.computations.length + 1;
  const figures = { reading, formulaVersion, policyDigest, inputDigest, resultDigest, provisional, cardCount };
  const fresh = { ...figures, number, seq: entry.seq, at: entry.recordedAt, byId: whose(entry), cards: [] };
  return { ...state, computations: [...state.computations, fresh], proposal: null };
};

const reactions: Reactions = {
  BOARD_PREVIEWED(state, body, entry) {
    const { period, kind, number, objectionsUntil, calendarVersion, supersedesId, reason } = body;
    const head = { period, kind, number, objectionsUntil, calendarVersion, supersedesId, reason };
    return computed({ ...state, ...head }, body, entry);
  },
  BOARD_RECOMPUTED(state, { reopened, ...head }, entry) {
    const next = computed(state, head, entry);
    if (!reopened) return next;
    const { objectionsUntil, calendarVersion, partnerIds } = reopened;
    const waivers = state.waivers.filter(({ partnerId }) => !partnerIds.includes(partnerId));
    return { ...next, objectionsUntil, calendarVersion, waivers };
  },
  BOARD_CARDS(state, { cards }) {
    const last = latestOf(state);
    const more = { ...last, cards: [...last.cards, ...cards] };
    return { ...state, computations: [...state.computations.slice(0, -1), more] };
  },
  OBJECTION_RAISED(state, { objectionId, ...objection }, entry) {
    const fresh = { id: objectionId, ...objection, raisedAt: entry.recordedAt, raisedById: whose(entry) };
    const open = { upheld: null, answer: null, answeredSeq: null, answeredAt: null, answeredById: null };
    return { ...state, objections: [...state.objections, { ...fresh, ...open }] };
  },
  OBJECTION_ANSWERED(state, { objectionId, upheld, answer }, entry) {
    const said = { upheld, answer, answeredSeq: entry.seq, answeredAt: entry.recordedAt, answeredById: whose(entry) };
    return {
      ...state,
      objections: state.objections.map((one) => (one.id === objectionId ? { ...one, ...said } : one)),
    };
  },
  OBJECTIONS_WAIVED(state, { partnerId }, entry) {
    return { ...state, waivers: [...state.waivers, { partnerId, at: entry.recordedAt, byId: whose(entry) }] };
  },
  BOARD_FREEZE_PROPOSED(state, { override }, entry) {
    return { ...state, proposal: { at: entry.recordedAt, byId: whose(entry), override } };
  },
  BOARD_FROZEN: (state, _body, entry) => ({ ...state, frozen: { at: entry.recordedAt, byId: whose(entry) } }),
  BOARD_SUPERSEDED: (state, { byId }) => ({ ...state, supersededById: byId }),
};

export function evolveBoard(state: BoardState, entry: Entry): BoardState {
  const react = reactions[entry.type as keyof BoardBodies] as Reactions["BOARD_CARDS"] | undefined;
  if (!react) throw new Error(`Entry ${entry.type} has no place in a board's stream`);
  return { ...react(state, entry.body as BoardBodies["BOARD_CARDS"], entry), version: entry.seq };
}

/** Every entry of a board's stream: previewed, objected to, answered, recomputed, frozen by two people. */
import type { NewEntry, PrivateRef } from "../../journal/index.js";
import type { PartnerKind } from "../../parties/index.js";
import type { LaterInputs } from "../inputs/effects.js";
import type { StoredCard } from "./stored.js";

/** Up to when what was recorded counts; for some streams, because an objection was upheld, up to a later instant. */
export interface Reading {
  readonly cutoff: string;
  /** By stream. */
  readonly later: Readonly<Record<string, string>>;
  /** By partner and code for tasks and figures from outside, by id for points and vetoes; left out where there is none. */
  readonly laterInputs?: LaterInputs;
}

/** What a computation came to, but for its cards, which follow in entries of their own. */
export interface ComputationHead {
  readonly reading: Reading;
  readonly formulaVersion: number;
  readonly policyDigest: string;
  readonly inputDigest: string;
  readonly resultDigest: string;
  /** Why it is not frozen without an override; none where it is. */
  readonly provisional: readonly ProvisionalReason[];
  readonly cardCount: number;
}

/** Only entries of older boards say PERIOD_RUNNING: they could be cut off before their period was over. */
export type ProvisionalReason = "COVERAGE" | "PERIOD_RUNNING";

/** Where cards say something else than before: objections may be raised anew, and whose card it is has waived nothing. */
export interface Reopened {
  readonly objectionsUntil: string;
  readonly calendarVersion: string;
  readonly partnerIds: readonly string[];
}

export interface BoardBodies {
  BOARD_PREVIEWED: ComputationHead & {
    readonly period: string;
    readonly kind: PartnerKind;
    /** 1 for the first board of a period and kind, one more for each erratum. */
    readonly number: number;
    readonly objectionsUntil: string;
    readonly calendarVersion: string;
    readonly supersedesId: string | null;
    /** Why an erratum was needed. */
    readonly reason: PrivateRef | null;
  };
  BOARD_RECOMPUTED: ComputationHead & { readonly reopened?: Reopened };
  BOARD_CARDS: { readonly cards: readonly StoredCard[] };
  OBJECTION_RAISED: {
    readonly objectionId: string;
    readonly partnerId: string;
    /** Of an input its code. */
    readonly indicator: string;
    /** What was entered for the partner, where that is objected to, and how it is read anew; left out where it is not. */
    readonly input?: { readonly id: string; readonly laterKey: string };
    readonly factId: string | null;
    readonly subjectId: string | null;
    readonly documentId: string | null;
    readonly reason: PrivateRef;
  };
  OBJECTION_ANSWERED: { readonly objectionId: string; readonly upheld: boolean; readonly answer: PrivateRef };
  OBJECTIONS_WAIVED: { readonly partnerId: string };
  BOARD_FREEZE_PROPOSED: { readonly override: PrivateRef | null };
  BOARD_FROZEN: { readonly inputDigest: string; readonly resultDigest: string };
  BOARD_SUPERSEDED: { readonly byId: string };
}

export const boardEntry = <Type extends keyof BoardBodies>(
  type: Type,
  body: BoardBodies[Type],
): NewEntry<Type, BoardBodies[Type]> => ({ type, body });

/** An entry is at most 60,000 bytes with its envelope. */
const cardBytes = 45_000;

/** The cards in as few entries as hold them. */
export function cardEntries(cards: readonly StoredCard[]): NewEntry[] {
  const parts: StoredCard[][] = [];
  let left = 0;
  for (const card of cards) {
    const bytes = Buffer.byteLength(JSON.stringify(card)) + 1;
    if (bytes > left) {
      parts.push([]);
      left = cardBytes;
    }
    left -= bytes;
    parts[parts.length - 1]?.push(card);
  }
  return parts.map((part) => boardEntry("BOARD_CARDS", { cards: part }));
}

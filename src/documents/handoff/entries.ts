/** Every entry type of a handoff's stream. */
import type { NewEntry, PrivateRef } from "../../journal/index.js";
import type { Verdict } from "../document/entries.js";

export interface SentItem {
  readonly id: string;
  readonly caseId: string;
  readonly documentId: string;
  readonly documentVersion: number;
  /** True where the paper itself travels. */
  readonly original: boolean;
  /** Of the case, for comparing like with like; older entries do not say it. */
  readonly product?: string | null;
  readonly propertyKind?: string | null;
}

export interface HandoffBodies {
  HANDOFF_SENT: { fromPartyId: string; toPartyId: string; items: readonly SentItem[] };
  ITEM_RECEIVED: {
    itemId: string;
    result: Verdict;
    reasonCode: string | null;
    /** Whether policy counts the reason as a mistake of the sender. */
    countsAsError: boolean;
    note: PrivateRef | null;
  };
}

export const handoffEntry = <Type extends keyof HandoffBodies>(
  type: Type,
  body: HandoffBodies[Type],
): NewEntry<Type, HandoffBodies[Type]> => ({ type, body });

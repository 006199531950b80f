/** The checks of a case: each done once, by the party best placed, relied on by all. */
import type { ApplicationFigure, Institution } from "../../policy/index.js";
import { personOf, type CaseEntry } from "../entries.js";
import { moneyIsOut } from "../money.js";
import { presentParty } from "../presentParty.js";
import type { CaseState } from "../state.js";
import { patch } from "../state.js";

export type CheckResult = "OPEN" | "PASSED" | "FAILED";

export interface CheckState {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly owner: Institution;
  readonly ownerPartyId: string;
  readonly restsOn: readonly string[];
  readonly restsOnFacts?: readonly ApplicationFigure[];
  readonly computed: boolean;
  readonly sparedParties: readonly Institution[];
  readonly turn: number;
  readonly result: CheckResult;
  readonly lookedAt: boolean;
  readonly dissent: boolean;
  readonly noteId: string | null;
  readonly recordedAt: string | null;
  readonly recordedById: string | null;
  /** The document versions that the result rests on. */
  readonly documents: readonly { readonly documentId: string; readonly version: number }[];
  readonly reopenedCount: number;
  /** The entry that gave the result, for a correction to name. */
  readonly entryId: string | null;
}

export interface ReviewState {
  readonly checks: readonly CheckState[];
}

export const initialReview = (): ReviewState => ({ checks: [] });

export function evolveReview(slice: ReviewState, entry: CaseEntry, state: CaseState): ReviewState {
  switch (entry.type) {
    case "SUBMITTED":
      return {
        checks: entry.body.checks.map((check) => ({
          ...check,
          version: 1,
          result: "OPEN",
          lookedAt: false,
          dissent: false,
          noteId: null,
          recordedAt: null,
          recordedById: null,
          documents: [],
          reopenedCount: 0,
          entryId: null,
        })),
      };
    case "CHECK_LOOKED_AT":
      return change(slice, entry.body.checkId, { lookedAt: true });
    case "CHECK_RECORDED": {
      const { checkId, result, dissent, documents, note } = entry.body;
      return change(slice, checkId, {
        result,
        dissent,
        documents,
        noteId: note?.id ?? null,
        recordedAt: entry.occurredAt,
        recordedById: personOf(entry),
        entryId: entry.id,
      });
    }
    case "CHECK_REOPENED":
      return reopen(slice, [entry.body.checkId], state);
    case "RETURNED":
      return entry.body.to === "REVIEW" ? reopen(slice, entry.body.reopened, state) : slice;
    // What is open goes to the new bank, to be looked at by it; what the old one recorded stays its word.
    case "BANK_REASSIGNED": {
      const { fromBankId, toBankId } = entry.body;
      const moving = slice.checks.filter(
        ({ ownerPartyId, result }) => ownerPartyId === fromBankId && result === "OPEN",
      );
      return moving.reduce((now, { id }) => change(now, id, { ownerPartyId: toBankId, lookedAt: false }), slice);
    }
    case "ENTRY_CORRECTED": {
      const { entryId, entryType, values } = entry.body;
      const rested = (check: CheckState) =>
        check.entryId === entryId ||
        (entryType === "SUBMITTED" && !moneyIsOut(state) && restsOnAny(check, Object.keys(values ?? {})));
      return reopen(
        slice,
        state.review.checks.filter((check) => check.result !== "OPEN" && rested(check)).map(({ id }) => id),
        state,
      );
    }
    default:
      return slice;
  }
}

const figureOf: Readonly<Record<string, ApplicationFigure>> = {
  amountFen: "AMOUNT",
  termMonths: "TERM",
  priceFen: "PRICE",
  downPaymentFen: "DOWN_PAYMENT",
  valuationFen: "VALUATION",
};

/** For cases submitted before checks said on which figures they rest: the papers that say the same as a figure. */
const papersOf: Readonly<Record<string, readonly string[]>> = {
  amountFen: ["INCOME_PROOF"],
  termMonths: ["INCOME_PROOF"],
  priceFen: ["PURCHASE_CONTRACT", "SALE_CONTRACT", "COST_ESTIMATE"],
  downPaymentFen: ["DOWN_PAYMENT_RECEIPT", "SALE_CONTRACT"],
  valuationFen: ["VALUATION_REPORT"],
};

/** A figure of the application that turns out otherwise undoes what rested on it, and nothing else. */
function restsOnAny({ computed, restsOn, restsOnFacts }: CheckState, names: readonly string[]): boolean {
  if (restsOnFacts) return names.some((name) => restsOnFacts.some((figure) => figure === figureOf[name]));
  return computed || names.some((name) => papersOf[name]?.some((paper) => restsOn.includes(paper)));
}

function change(slice: ReviewState, id: string, changes: Partial<CheckState>): ReviewState {
  const version = (slice.checks.find((check) => check.id === id)?.version ?? 0) + 1;
  return { checks: patch(slice.checks, id, { ...changes, version }) };
}

function reopen(slice: ReviewState, ids: readonly string[], { lifecycle }: CaseState): ReviewState {
  return ids.reduce((now, id) => {
    const check = now.checks.find((one) => one.id === id);
    const reopenedCount = (check?.reopenedCount ?? 0) + 1;
    return change(now, id, {
      // Its former bank is not asked again: the present one does it.
      ...(check && { ownerPartyId: presentParty(lifecycle, check.ownerPartyId) }),
      result: "OPEN",
      dissent: false,
      documents: [],
      recordedAt: null,
      recordedById: null,
      noteId: null,
      entryId: null,
      reopenedCount,
    });
  }, slice);
}

export const openChecks = (state: CaseState): readonly CheckState[] =>
  state.review.checks.filter(({ result }) => result === "OPEN");

export const reviewDone = (state: CaseState): boolean =>
  state.review.checks.length > 0 && openChecks(state).length === 0;

/** Parties that take part in the review. */
export const reviewParties = (state: CaseState): string[] => [
  ...new Set(state.review.checks.map(({ ownerPartyId }) => ownerPartyId)),
];

/** The state of a loan case: one slice a part. */
import type { ChecklistState } from "./papers/state.js";
import type { ClocksState } from "./clocks/state.js";
import type { CollateralState } from "./collateral/state.js";
import type { ContactsState } from "./contacts/state.js";
import type { ComparisonState } from "./comparison/state.js";
import type { CorrectionsState } from "./corrections/state.js";
import type { DecisionState } from "./decision/state.js";
import type { InquiriesState } from "./inquiries/state.js";
import type { LifecycleState } from "./lifecycle/state.js";
import type { NoticesState } from "./notices/state.js";
import type { OwnershipState } from "./ownership/state.js";
import type { PaymentState } from "./payment/state.js";
import type { RatingsState } from "./ratings/state.js";
import type { ReviewState } from "./review/state.js";
import type { SigningState } from "./signing/state.js";
import type { TripsState } from "./trips/state.js";

export interface CaseState {
  readonly id: string;
  /** Entries so far; the case's version. */
  readonly version: number;
  readonly lifecycle: LifecycleState;
  readonly papers: ChecklistState;
  readonly review: ReviewState;
  readonly notices: NoticesState;
  readonly decision: DecisionState;
  readonly signing: SigningState;
  readonly collateral: CollateralState;
  readonly payment: PaymentState;
  readonly trips: TripsState;
  readonly ownership: OwnershipState;
  readonly inquiries: InquiriesState;
  readonly ratings: RatingsState;
  readonly contacts: ContactsState;
  readonly clocks: ClocksState;
  readonly comparison: ComparisonState;
  readonly corrections: CorrectionsState;
}

/** A list with one element changed, found by id; the others stay the same objects. */
export const patch = <T extends { readonly id: string }>(list: readonly T[], id: string, changes: Partial<T>): T[] =>
  list.map((item) => (item.id === id ? { ...item, ...changes } : item));

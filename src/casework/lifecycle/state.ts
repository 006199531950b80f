/** The case's own slice: what was applied for, by whom, and where it stands. */
import type { GuaranteeKind, Institution, ReviewMode, Stage } from "../../policy/index.js";
import type { Content } from "../entries.js";

export interface UnwindingTaskState {
  readonly id: string;
  readonly code: string;
  readonly actor: Institution;
  readonly partyId: string | null;
  readonly doneAt: string | null;
}

/** A payee whose account was looked up and found right. */
export interface VerifiedPayee {
  readonly id: string;
  readonly at: string;
  readonly byId: string;
  readonly entryId: string;
}

/** One time that the case was sent back. */
export interface SentBack {
  readonly entryId: string;
  readonly at: string;
  /** By a reason that counts against first-pass. */
  readonly counts: boolean;
  /** Each party that had to do something again, and who had done it last, where that is known. */
  readonly again: readonly { readonly partyId: string; readonly memberId: string | null }[];
}

/** 不予受理, 不予贷款. */
export type RefusalForm = "NOT_ACCEPTED" | "NOT_LENT";

/** A bank that handled the case before, and what its part had come to when the case went to another one. */
export interface FormerBank {
  readonly bankId: string;
  readonly unitId: string | null;
  readonly until: string;
  /** When the last of its checks was recorded, and by whom; null where one of them was still open. */
  readonly reviewed: { readonly at: string; readonly byId: string | null } | null;
  /** Up to then: returns that count, and notices sent. */
  readonly countedReturns: number;
  readonly notices: number;
}

export interface LifecycleState {
  readonly number: string;
  readonly stage: Stage;
  readonly product: string;
  readonly centerId: string;
  readonly bankId: string;
  readonly bankUnitId: string | null;
  /** In the order in which they handled it. */
  readonly formerBanks: readonly FormerBank[];
  readonly guaranteeCompanyId: string | null;
  readonly guaranteeKind: GuaranteeKind;
  readonly content: Content;
  readonly reviewMode: ReviewMode;
  readonly policyId: string | null;
  readonly policyDigest: string | null;
  /** What the borrowers' ages left for a term on the day of submission; null where that is not known. */
  readonly longestTermMonths: number | null;
  readonly openedAt: string;
  readonly submittedAt: string | null;
  readonly acceptedAt: string | null;
  readonly decisionDueAt: string | null;
  readonly statutoryDays: number | null;
  readonly statutoryProvisional: boolean;
  readonly stageEnteredAt: string;
  readonly endedAt: string | null;
  readonly lastActAt: string;
  /** How often it was sent back, and how often by a reason that counts against first-pass. */
  readonly returns: number;
  readonly countedReturns: number;
  readonly sentBack: readonly SentBack[];
  readonly endReasonCode: string | null;
  /** Which of the two refusals it was; null where it was not refused. */
  readonly refusalForm: RefusalForm | null;
  /** The private row with the end's reason in words. */
  readonly endNoteId: string | null;
  readonly verifiedPayees: readonly VerifiedPayee[];
  readonly tasks: readonly UnwindingTaskState[];
}

const emptyContent: Content = {
  people: [],
  property: null,
  terms: null,
  account: null,
  authorisations: [],
  payees: [],
  commercial: null,
};

export const initialLifecycle = (): LifecycleState => ({
  number: "",
  stage: "APPLICATION",
  product: "",
  centerId: "",
  bankId: "",
  bankUnitId: null,
  formerBanks: [],
  guaranteeCompanyId: null,
  guaranteeKind: "MORTGAGE",
  content: emptyContent,
  reviewMode: "JOINT",
  policyId: null,
  policyDigest: null,
  longestTermMonths: null,
  openedAt: "",
  submittedAt: null,
  acceptedAt: null,
  decisionDueAt: null,
  statutoryDays: null,
  statutoryProvisional: false,
  stageEnteredAt: "",
  endedAt: null,
  lastActAt: "",
  returns: 0,
  countedReturns: 0,
  sentBack: [],
  endReasonCode: null,
  refusalForm: null,
  endNoteId: null,
  verifiedPayees: [],
  tasks: [],
});

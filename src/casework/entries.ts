/** Every entry that a loan case's stream may hold, in one place to read. No personal data, no free text. */
import { actingMemberId } from "../parties/index.js";
import type { Entry, NewEntry, PrivateRef } from "../journal/index.js";
import type { GuaranteeKind, Institution, ReviewMode, SignatureMethod, Stage, WayToMeet } from "../policy/index.js";
import type {
  CollateralFacts,
  ContactFacts,
  Content,
  CorrectionFacts,
  HandedIn,
  ImpliedBy,
  PinnedCheck,
  PinnedItem,
  RatingChannel,
  RequiredSignatureFacts,
  RequiredStepFacts,
  ResetDueDate,
  StartedClock,
  ToldTrip,
  VisitPlace,
} from "./entryFacts.js";

export * from "./entryFacts.js";

interface Bodies {
  OPENED: {
    number: string;
    product: string;
    centerId: string;
    bankId: string;
    bankUnitId: string | null;
    guaranteeCompanyId: string | null;
    guaranteeKind: GuaranteeKind;
    ownerId: string;
    ownerPartyId: string;
    /** Of the product as offered on that day; submission pins it. */
    tripBudget: number;
    content: Content;
  };
  CONTENT_AMENDED: { content: Content };
  SUBMITTED: {
    policyId: string;
    policyDigest: string;
    reviewMode: ReviewMode;
    tripBudget: number;
    items: readonly PinnedItem[];
    checks: readonly PinnedCheck[];
    /** By the ages of those who owe the loan, on that day; null where none is known, absent in older entries. */
    longestTermMonths?: number | null;
  };
  STAGE_ENTERED: { stage: Stage };
  ACCEPTED: { statutoryDueAt: string; statutoryDays: number; article: string; provisional: boolean };
  REFUSED: { form: "NOT_ACCEPTED" | "NOT_LENT"; reasonCode: string; note: PrivateRef | null };
  RETURNED: {
    to: Stage;
    reasonCode: string;
    countsInFirstPass: boolean;
    note: PrivateRef | null;
    reopened: readonly string[];
  };
  WITHDRAWN: {
    reasonCode: string;
    note: PrivateRef | null;
    tasks: readonly { id: string; code: string; actor: Institution; partyId: string | null }[];
  };
  UNWOUND: { taskId: string };
  LAPSED: Record<string, never>;
  CHECK_LOOKED_AT: { checkId: string };
  CHECK_RECORDED: {
    checkId: string;
    result: "PASSED" | "FAILED";
    note: PrivateRef | null;
    dissent: boolean;
    documents: readonly { documentId: string; version: number }[];
  };
  CHECK_REOPENED: { checkId: string; because: "DOCUMENT_REPLACED" | "DOCUMENT_DETACHED" };
  NOTHING_FURTHER: { partyId: string };
  DEFECT_POSTED: {
    defectId: string;
    kind: string;
    partyId: string;
    itemId: string | null;
    checkId: string | null;
    note: PrivateRef | null;
    /** The party had what shows the defect before an earlier notice went out. */
    couldHaveBeenSeen: boolean;
    justification: PrivateRef | null;
  };
  NOTICE_SENT: { noticeId: string; defectIds: readonly string[]; answerBy: string | null };
  NOTICE_ANSWERED: { noticeId: string; answers: readonly { defectId: string; note: PrivateRef | null }[] };
  DECISION_PROPOSED: {
    decisionId: string;
    outcome: "APPROVE" | "REFUSE";
    amountFen: number | null;
    termMonths: number | null;
    reasonCode: string | null;
    note: PrivateRef | null;
    dissents: readonly string[];
    /** What the case itself allowed; absent in entries from before it was noted. */
    quotaFen?: number | null;
  };
  DECISION_CONFIRMED: {
    decisionId: string;
    annualRatePpm: number | null;
    guarantee: { companyId: string; weightedFen: number; limitFen: number } | null;
    /** With a combined loan the home secures both parts. */
    property: { key: string; valueFen: number; securedFen: number } | null;
  };
  DECISION_RETURNED: { decisionId: string; reasonCode: string; note: PrivateRef | null };
  SIGNATURES_REQUIRED: { signatures: readonly RequiredSignatureFacts[] };
  SIGNATURE_RECORDED: {
    signatureId: string;
    method: SignatureMethod;
    signedAt: string;
    documentId: string | null;
    /** Who recorded it: the bank, or the party whose seal it is. */
    partyId: string;
    /** Where the signer came for it, or was visited; absent where nobody met. */
    place?: VisitPlace | null;
  };
  SECURITY_STEPS_SET: { steps: readonly RequiredStepFacts[] };
  COLLATERAL_REGISTERED: CollateralFacts;
  SECURITY_CONFIRMED: { stepId: string };
  FUNDS_ORDERED: { paymentId: string; payeeId: string; amountFen: number };
  PAYMENT_SENT: { paymentId: string };
  /** The rate is that of the day of disbursement, unless policy says otherwise. */
  PAYMENT_CONFIRMED: { paymentId: string; paidAt: string; bankReference: string; annualRatePpm: number | null };
  PAYMENT_FAILED: { paymentId: string; outcome: "FAILED" | "RETURNED" | "UNKNOWN"; reasonCode: string };
  VISIT_REQUESTED: {
    visitId: string;
    partyId: string;
    reasonCode: string;
    legalInterview: boolean;
    note: PrivateRef | null;
  };
  VISIT_EXCEPTION_GRANTED: { exceptionId: string; note: PrivateRef };
  VISIT_RECORDED: {
    visitId: string;
    partyId: string;
    reasonCode: string;
    legalInterview: boolean;
    visitedAt: string;
    place: string;
  };
  /** The applicant came, though nobody logged it: something that was done shows it. */
  VISIT_IMPLIED: {
    visitId: string;
    partyId: string;
    because: ImpliedBy;
    sourceId: string;
    reasonCode: string;
    legalInterview: boolean;
    visitedAt: string;
    place: string;
    overBudget: boolean;
  };
  CLOCKS_STARTED: { clocks: readonly StartedClock[]; calendar: string };
  CLOCKS_ENDED: { clocks: readonly { id: string; endedAt: string; usedMinutes: number; onTime: boolean }[] };
  CLOCK_PAUSED: {
    pauseId: string;
    reasonCode: string;
    waitsFor: string;
    evidenceDocumentId: string | null;
    noticeId: string | null;
    latestResumeAt: string;
    clocks: readonly { id: string; usedMinutes: number }[];
  };
  CLOCK_RESUMED: {
    pauseId: string;
    /** What each had left to run when it went on, and on which calendar it is due; older entries do not say. */
    clocks: readonly { id: string; dueAt: string; provisional: boolean; leftMinutes?: number | null }[];
    calendar?: string;
  };
  /** From here on the case's working time goes to these holders, or to a pause; null where it is measured no more. */
  HOLDERS_CHANGED: {
    stage: Stage;
    /** Party ids and APPLICANT, sorted. */
    holders: readonly string[] | null;
    pauseId: string | null;
    /** All working time up to here since its measure began, on the center's hours. */
    workedMs: number;
    calendar: string;
  };
  /** A new calendar moved what is not over yet. */
  DUE_DATES_RESET: { calendar: string; clocks: readonly ResetDueDate[] };
  DEADLINE_MISSED: {
    clockId: string;
    kind: StartedClock["kind"];
    stage: Stage;
    step: string | null;
    partyId: string | null;
    dueAt: string;
    /** Whose manager is told, and when the center is if it is not over by then; null where policy asks for neither. */
    escalation: { id: string; partyId: string; centerAt: string | null } | null;
  };
  ESCALATED: { escalationId: string; clockId: string; partyId: string; dueAt: string };
  ESCALATION_ACKNOWLEDGED: { escalationId: string };
  OWNER_TRANSFER_PROPOSED: { transferId: string; toMemberId: string; toPartyId: string; toUnitId: string | null };
  OWNER_ACCEPTED: { transferId: string };
  OWNER_REASSIGNED: { toMemberId: string; toPartyId: string; toUnitId: string | null; reason: PrivateRef };
  UNIT_REASSIGNED: { unitId: string; reason: PrivateRef };
  /** The owner is somebody of the new bank, or the center's who ordered it, until one of the bank has accepted. */
  BANK_REASSIGNED: {
    fromBankId: string;
    toBankId: string;
    unitId: string | null;
    ownerId: string;
    ownerPartyId: string;
    reason: PrivateRef;
  };
  DOCUMENT_ATTACHED: {
    documentId: string;
    kind: string;
    version: number;
    itemId: string | null;
    /** Whom it is about, by the person's own id, where it was said. */
    personId: string | null;
    /** Who brought it into the case. */
    partyId: string;
    way: WayToMeet;
    /** How it came into the house; absent where nobody said, and in older entries. */
    handedIn?: HandedIn | null;
    handedInAt?: VisitPlace | null;
    withOriginal?: boolean;
  };
  /** It was attached to the wrong case: it leaves this one, and what rested on it is open again. */
  DOCUMENT_DETACHED: { documentId: string; reasonCode: string; note: PrivateRef | null; partyId: string };
  DOCUMENT_VERIFIED: { documentId: string; version: number; result: "ACCEPTED" | "REJECTED"; partyId: string };
  HANDOFF_SENT: {
    handoffId: string;
    fromPartyId: string;
    toPartyId: string;
    items: readonly { id: string; documentId: string; version: number }[];
  };
  HANDOFF_RECEIVED: {
    handoffId: string;
    items: readonly { itemId: string; result: "ACCEPTED" | "REJECTED" }[];
  };
  /** A code was made with which the applicant may rate. */
  RATING_INVITED: { ticketId: string; expiresAt: string };
  RATING_GIVEN: {
    ratingId: string;
    score: number;
    /** Null where the applicant was not asked. */
    trips: readonly ToldTrip[] | null;
    channel: RatingChannel;
    comment: PrivateRef | null;
    ticketId: string | null;
  };
  /** Without a score the rating is taken back. */
  RATING_CORRECTED: {
    ratingId: string;
    score: number | null;
    trips: readonly ToldTrip[] | null;
    reasonCode: string;
    note: PrivateRef;
  };
  INQUIRY_POSTED: {
    inquiryId: string;
    fromPartyId: string;
    toPartyId: string;
    question: PrivateRef;
    dueAt: string;
    provisional: boolean;
  };
  INQUIRY_ANSWERED: { inquiryId: string; answer: PrivateRef };
  CONTACT_RECORDED: ContactFacts;
  COMMERCIAL_PART_DECIDED: { state: "APPROVED" | "FAILED" };
  PAYEE_VERIFIED: { payeeId: string };
  CORRECTION_PROPOSED: CorrectionFacts;
  CORRECTION_REFUSED: { correctionId: string };
  ENTRY_CORRECTED: CorrectionFacts & { proposedById: string | null };
}

export type CaseEntryType = keyof Bodies;
export type BodyOf<Type extends CaseEntryType> = Bodies[Type];
export type CaseEntry = { [Type in CaseEntryType]: Entry<Type, Bodies[Type]> }[CaseEntryType];

/** A new entry with its body checked against its type. */
export const entry = <Type extends CaseEntryType>(
  type: Type,
  body: Bodies[Type],
  occurredAt?: string,
): NewEntry<Type, Bodies[Type]> => ({ type, body, ...(occurredAt && { occurredAt }) });

/** The person whose act an entry is: the officer behind a system, the member in whose place a colleague acts. */
export const personOf = ({ actorId, onBehalfOfId }: Pick<Entry, "actorId" | "onBehalfOfId">): string =>
  actingMemberId({ memberId: actorId, onBehalfOfId });

/** Through whom a person gave it: a system, or a colleague in their place; null where it was they themselves. */
export const throughOf = ({ actorId, onBehalfOfId }: Pick<Entry, "actorId" | "onBehalfOfId">): string | null =>
  onBehalfOfId === null ? null : actorId;

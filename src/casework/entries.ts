/** Every entry that a loan case's stream may hold, in one place to read. No personal data, no free text. */
import type { Entry, NewEntry, PrivateRef } from "../journal/index.js";
import type {
  GuaranteeKind,
  HouseOrder,
  Institution,
  PersonRole,
  PropertyKind,
  RepaymentMethod,
  ReviewMode,
  SecurityStepCode,
  SignatureMethod,
  Stage,
  WayToMeet,
} from "../policy/index.js";

export interface PersonFacts {
  readonly id: string;
  readonly personId: string;
  readonly private: PrivateRef;
  readonly roles: readonly PersonRole[];
  /** Share of the home in parts per million, where registered. */
  readonly sharePpm: number | null;
}

export interface PropertyFacts {
  readonly kind: PropertyKind;
  /** Half of a keyed digest of the real-estate unit number (不动产单元号): the same home, the same key of 32 hex digits. */
  readonly key: string;
  readonly unitNumber: PrivateRef;
  readonly address: PrivateRef;
  readonly priceFen: number;
  readonly downPaymentFen: number;
  readonly valuationFen: number | null;
  readonly contractDay: string;
  readonly developerId: string | null;
  readonly oldMortgage: boolean;
}

export interface TermsFacts {
  readonly amountFen: number;
  readonly termMonths: number;
  readonly repaymentMethod: RepaymentMethod;
  readonly houseOrder: HouseOrder;
}

export interface AuthorisationFacts {
  readonly personId: string;
  readonly scope: string;
  readonly purpose: string;
  readonly recipients: readonly Institution[];
  readonly validUntil: string;
  readonly evidenceDocumentId: string | null;
}

export interface PayeeFacts {
  readonly id: string;
  readonly account: PrivateRef;
  readonly supervised: boolean;
  readonly amountFen: number;
}

export interface CommercialFacts {
  readonly lenderId: string;
  readonly amountFen: number;
  readonly state: "APPLIED" | "APPROVED" | "FAILED";
}

/** What an application says; a part that is not stated yet is null or empty. */
export interface Content {
  readonly people: readonly PersonFacts[];
  readonly property: PropertyFacts | null;
  readonly terms: TermsFacts | null;
  /** The deposit account (公积金账户). */
  readonly account: PrivateRef | null;
  readonly authorisations: readonly AuthorisationFacts[];
  readonly payees: readonly PayeeFacts[];
  readonly commercial: CommercialFacts | null;
}

export interface PinnedItem {
  readonly id: string;
  readonly document: string;
  readonly group: string;
  readonly neededBy: Stage;
  readonly personId: string | null;
  readonly verifier: Institution;
  readonly verifierPartyId: string | null;
  readonly ways: readonly WayToMeet[];
}

export interface PinnedCheck {
  readonly id: string;
  readonly code: string;
  readonly owner: Institution;
  readonly ownerPartyId: string;
  readonly restsOn: readonly string[];
  readonly computed: boolean;
  /** Parties that would have repeated it in serial review. */
  readonly sparedParties: readonly Institution[];
  /** 0 in joint review; in serial review the party's turn. */
  readonly turn: number;
}

export interface StartedClock {
  readonly id: string;
  readonly kind: "STAGE" | "PARTY" | "STATUTORY";
  readonly stage: Stage;
  readonly partyId: string | null;
  readonly startedAt: string;
  readonly limitWorkingDays: number | null;
  readonly limitDays: number | null;
  readonly dueAt: string;
  readonly provisional: boolean;
}

export interface RequiredSignatureFacts {
  readonly id: string;
  readonly contract: string;
  readonly who: PersonRole | Institution;
  readonly personId: string | null;
  readonly partyId: string | null;
  readonly kind: "SIGNATURE" | "SEAL";
  readonly methods: readonly SignatureMethod[];
}

export interface RequiredStepFacts {
  readonly id: string;
  readonly code: SecurityStepCode;
  readonly actor: Institution;
  readonly actorPartyId: string;
  readonly registration: "FORMAL" | "PRE_NOTICE" | "NONE";
  readonly certificate: string | null;
}

export interface CollateralFacts {
  readonly id: string;
  readonly kind: "MORTGAGE" | "PLEDGE" | "SURETY" | "OTHER";
  readonly stepId: string | null;
  readonly guaranteeContractNo: string | null;
  readonly loanContractNo: string | null;
  readonly titleCertificateNo: string | null;
  readonly registrationCertificateNo: string | null;
  readonly registryReceiptNo: string | null;
  readonly mortgageKind: "GENERAL" | "MAXIMUM_AMOUNT" | null;
  readonly preNotice: boolean;
  readonly valuationFen: number | null;
  readonly securedFen: number;
  readonly rank: number;
  readonly areaSquareCentimetres: number | null;
  readonly structure: string | null;
  readonly buildingKind: string | null;
  readonly registeredByPartyId: string;
  readonly fromDay: string;
  readonly toDay: string | null;
  readonly mortgagees: readonly { readonly partyId: string; readonly capacity: string }[];
  readonly seizures: readonly string[];
}

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
  CHECK_REOPENED: { checkId: string; because: "DOCUMENT_REPLACED" | "FACT_CORRECTED" };
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
  };
  DECISION_CONFIRMED: {
    decisionId: string;
    annualRatePpm: number | null;
    guarantee: { companyId: string; weightedFen: number; limitFen: number } | null;
    property: { key: string; valueFen: number } | null;
  };
  DECISION_RETURNED: { decisionId: string; reasonCode: string; note: PrivateRef | null };
  SIGNATURES_REQUIRED: { signatures: readonly RequiredSignatureFacts[] };
  SIGNATURE_RECORDED: { signatureId: string; method: SignatureMethod; signedAt: string; documentId: string | null };
  SECURITY_STEPS_SET: { steps: readonly RequiredStepFacts[] };
  COLLATERAL_REGISTERED: CollateralFacts;
  SECURITY_CONFIRMED: { stepId: string };
  FUNDS_ORDERED: { paymentId: string; payeeId: string; amountFen: number };
  PAYMENT_CONFIRMED: { paymentId: string; paidAt: string; bankReference: string };
  PAYMENT_FAILED: { paymentId: string; outcome: "FAILED" | "RETURNED" | "UNKNOWN"; reasonCode: string };
  VISIT_REQUESTED: { visitId: string; reasonCode: string; legalInterview: boolean; note: PrivateRef | null };
  VISIT_EXCEPTION_GRANTED: { exceptionId: string; note: PrivateRef };
  VISIT_RECORDED: { visitId: string; reasonCode: string; legalInterview: boolean; visitedAt: string; place: string };
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
  CLOCK_RESUMED: { pauseId: string; clocks: readonly { id: string; dueAt: string; provisional: boolean }[] };
  OWNER_TRANSFER_PROPOSED: { transferId: string; toMemberId: string; toPartyId: string; toUnitId: string | null };
  OWNER_ACCEPTED: { transferId: string };
  DOCUMENT_ATTACHED: {
    documentId: string;
    kind: string;
    version: number;
    itemId: string | null;
    way: WayToMeet;
  };
  DOCUMENT_VERIFIED: { documentId: string; version: number; result: "ACCEPTED" | "REJECTED"; partyId: string };
  HANDOFF_SENT: { handoffId: string; fromPartyId: string; toPartyId: string; itemIds: readonly string[] };
  HANDOFF_RECEIVED: {
    handoffId: string;
    items: readonly { itemId: string; result: "ACCEPTED" | "REJECTED" }[];
  };
  CORRECTION_PROPOSED: CorrectionFacts;
  CORRECTION_REFUSED: { correctionId: string };
  ENTRY_CORRECTED: CorrectionFacts & { proposedById: string | null };
}

export interface CorrectionFacts {
  readonly correctionId: string;
  readonly entryId: string;
  readonly entryType: CaseEntryType;
  readonly reasonCode: string;
  readonly note: PrivateRef | null;
  /** The corrected values by name; null takes the entry back whole. */
  readonly values: Readonly<Record<string, string | number | boolean | null>> | null;
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

/** The facts that entries of a case are made of: references, digests, codes, amounts. */
import type { CaseEntryType } from "./entries.js";
import type { PrivateRef } from "../journal/index.js";
import type {
  ApplicationFigure,
  CaseParty,
  HouseOrder,
  Institution,
  PersonRole,
  PropertyKind,
  RepaymentMethod,
  SecurityStepCode,
  SignatureMethod,
  Stage,
  WayToMeet,
} from "../policy/index.js";

/** Where the applicant came, or was visited. */
export const visitPlaces = ["WINDOW", "BRANCH", "REGISTRY", "HOME"] as const;
export type VisitPlace = (typeof visitPlaces)[number];

/** How a paper came into the house: handed over by the applicant in person, fetched at their home, by post, from a party. */
export const waysHandedIn = ["IN_PERSON", "AT_HOME", "BY_POST", "BY_PARTY"] as const;
export type HandedIn = (typeof waysHandedIn)[number];

/** What shows that the applicant came. */
export const impliedBy = ["DOCUMENT", "SIGNATURE", "CONTACT"] as const;
export type ImpliedBy = (typeof impliedBy)[number];

export const contactChannels = ["PHONE", "MESSAGE", "WINDOW"] as const;
export type ContactChannel = (typeof contactChannels)[number];

/** Where an applicant says that they went. */
export const tripPlaces = ["BANK", "GUARANTEE_COMPANY", "CENTER", "REGISTRY", "DEVELOPER", "ELSEWHERE"] as const;
export type TripPlace = (typeof tripPlaces)[number];
export interface ToldTrip {
  readonly place: TripPlace;
  readonly count: number;
}

export const ratingChannels = ["LINK", "PHONE", "WINDOW", "APP"] as const;
export type RatingChannel = (typeof ratingChannels)[number];

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
  /** Of the developer's register; entries from before it have none. */
  readonly buildingId?: string | null;
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
  /** Who has it or can get it: whose move it is while it is missing. */
  readonly bringer: CaseParty;
  readonly bringerPartyId: string | null;
  readonly ways: readonly WayToMeet[];
}

export interface PinnedCheck {
  readonly id: string;
  readonly code: string;
  readonly owner: Institution;
  readonly ownerPartyId: string;
  readonly restsOn: readonly string[];
  /** The application's figures that it rests on; entries before 2026 do not say. */
  readonly restsOnFacts?: readonly ApplicationFigure[];
  readonly computed: boolean;
  /** Parties that would have repeated it in serial review. */
  readonly sparedParties: readonly Institution[];
  /** 0 in joint review; in serial review the party's turn. */
  readonly turn: number;
}

export interface StartedClock {
  readonly id: string;
  /** Joint, a party's own, the law's, or a step's that is no stage of its own. */
  readonly kind: "STAGE" | "PARTY" | "STATUTORY" | "STEP";
  readonly stage: Stage;
  /** Null where it is joint, or the applicant's. */
  readonly partyId: string | null;
  readonly startedAt: string;
  readonly limitWorkingDays: number | null;
  readonly limitDays: number | null;
  readonly dueAt: string;
  readonly provisional: boolean;
  /** The step as policy names it, and the thing of the case that it is about; clocks of older entries have neither. */
  readonly step?: string | null;
  readonly subjectId?: string | null;
  /** Who waits for the step. */
  readonly waitingPartyId?: string | null;
  readonly limitWorkingHours?: number | null;
  /** Whose office hours it runs on; the center's where null or not stated. */
  readonly unitId?: string | null;
}

/** A due time that a new calendar moved. */
export interface ResetDueDate {
  readonly clockId: string;
  readonly kind: StartedClock["kind"];
  readonly step: string | null;
  readonly subjectId: string | null;
  readonly oldDueAt: string;
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

/** A call, a message or a talk at the window. */
export interface ContactFacts {
  readonly contactId: string;
  readonly channel: ContactChannel;
  readonly direction: "INCOMING" | "OUTGOING";
  /** Who recorded it. */
  readonly partyId: string;
  /** The other party; null for the applicant. */
  readonly withPartyId: string | null;
  readonly contactedAt: string;
  readonly summary: PrivateRef;
  /** A call back that was promised. */
  readonly callBackBy: string | null;
  /** The contact whose promised call back this is. */
  readonly callsBackId: string | null;
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

/** Every entry type of a document's stream. */
import type { NewEntry, PrivateRef } from "../../journal/index.js";

/** What a document is about; ids only, the people themselves are private rows. */
export interface DocumentSubject {
  /** The case it was first brought in for. */
  readonly caseId: string | null;
  readonly personId: string | null;
  readonly propertyId: string | null;
}

export type Verdict = "ACCEPTED" | "REJECTED";

/** A way of the paper original between two parties, inside a handoff. */
interface Carriage {
  readonly from: string;
  readonly to: string;
  readonly handoffId: string;
  readonly itemId: string;
}

export interface DocumentBodies {
  DOCUMENT_CREATED: { kind: string; about: DocumentSubject; originPartyId: string };
  VERSION_ADDED: {
    version: number;
    /** SHA-256 of the plain bytes. */
    sha256: string;
    bytes: number;
    mediaType: string;
    fileName: PrivateRef;
    partyId: string;
  };
  /** The last day on which the version may be used. */
  EXPIRY_SET: { version: number; expiresOn: string | null };
  VERSION_VERIFIED: {
    version: number;
    result: Verdict;
    partyId: string;
    reasonCode: string | null;
    note: PrivateRef | null;
  };
  /** A verdict is taken back by a correction; the version waits for another. */
  VERIFICATION_REOPENED: { version: number; reasonCode: string };
  /** A party took the paper in from the applicant or the registry. */
  ORIGINAL_RECEIVED: { partyId: string };
  /** Under way; the sender answers for it until it is received. */
  ORIGINAL_SENT: Carriage;
  /** Received: custody passes. */
  CUSTODY_MOVED: Carriage;
  /** Not taken over: it is the sender's again. */
  ORIGINAL_RETURNED: Carriage;
  /** Given back to whom it belongs. */
  ORIGINAL_GIVEN_BACK: { partyId: string };
  /** Somebody opened the file; logged before the first byte leaves. */
  DOCUMENT_OPENED: { version: number; partyId: string };
}

export const documentEntry = <Type extends keyof DocumentBodies>(
  type: Type,
  body: DocumentBodies[Type],
): NewEntry<Type, DocumentBodies[Type]> => ({ type, body });

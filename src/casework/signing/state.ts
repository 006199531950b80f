/** The signatures and seals that the contracts need, set when the case comes to be signed. */
import type { Institution, PersonRole, SignatureMethod } from "../../policy/index.js";
import { personOf, type CaseEntry, type RequiredSignatureFacts } from "../entries.js";
import type { CaseState } from "../state.js";
import { patch } from "../state.js";

export interface SignatureState extends RequiredSignatureFacts {
  readonly version: number;
  readonly who: PersonRole | Institution;
  readonly method: SignatureMethod | null;
  readonly signedAt: string | null;
  readonly recordedById: string | null;
  readonly recordedByPartyId: string | null;
  readonly documentId: string | null;
  readonly entryId: string | null;
}

export interface SigningState {
  /** Null until the case first comes to be signed. */
  readonly signatures: readonly SignatureState[] | null;
}

export const initialSigning = (): SigningState => ({ signatures: null });

const unsigned = {
  method: null,
  signedAt: null,
  recordedById: null,
  recordedByPartyId: null,
  documentId: null,
  entryId: null,
} as const;

export function evolveSigning(slice: SigningState, entry: CaseEntry): SigningState {
  const { signatures } = slice;
  switch (entry.type) {
    case "SIGNATURES_REQUIRED":
      return { signatures: entry.body.signatures.map((signature) => ({ ...signature, ...unsigned, version: 1 })) };
    case "SIGNATURE_RECORDED": {
      const { signatureId, partyId: recordedByPartyId, place: _place, ...said } = entry.body;
      const version = (signatures?.find(({ id }) => id === signatureId)?.version ?? 0) + 1;
      const recorded = { ...said, recordedByPartyId, recordedById: personOf(entry), entryId: entry.id, version };
      return { signatures: patch(signatures ?? [], signatureId, recorded) };
    }
    case "RETURNED":
      // Contracts follow from the approval: after a new one they are signed anew.
      if (entry.body.to === "APPROVAL" || entry.body.to === "REVIEW") return { signatures: null };
      if (entry.body.to !== "SIGNING") return slice;
      return { signatures: reopen(signatures, ({ id }) => entry.body.reopened.includes(id)) };
    case "DOCUMENT_DETACHED":
      return { signatures: reopen(signatures, ({ documentId }) => documentId === entry.body.documentId) };
    case "ENTRY_CORRECTED":
      return { signatures: reopen(signatures, ({ entryId }) => entryId === entry.body.entryId) };
    default:
      return slice;
  }
}

const reopen = (signatures: SigningState["signatures"], which: (signature: SignatureState) => boolean) =>
  signatures?.map((signature) =>
    which(signature) && signature.signedAt ? { ...signature, ...unsigned, version: signature.version + 1 } : signature,
  ) ?? null;

export const signingDone = (state: CaseState): boolean =>
  state.signing.signatures !== null && state.signing.signatures.every(({ signedAt }) => signedAt !== null);

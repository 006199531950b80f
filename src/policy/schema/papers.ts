/** Sections of a pack about documents: kinds, checklist, contracts with their signers. */
import { z } from "zod";
import { stages } from "../stages.js";
import { caseParties, personRoles, signatureMethods, waysToMeet } from "../vocabulary.js";
import { anyoneByGuarantee, code, count, listOf, names, partyByGuarantee, positive, when } from "./basics.js";

export const fileTypes = ["application/pdf", "image/jpeg", "image/png", "application/ofd"] as const;

export const documentKind = z.strictObject({
  code,
  names,
  /** What the paper is about, and with it whose file it belongs to. */
  about: z.enum(["PERSON", "PROPERTY", "CASE"]),
  sensitivity: z.enum(["ORDINARY", "PERSONAL", "SENSITIVE"]),
  /** The parties that need it for their part; the party that brought it in sees it anyway. */
  seenBy: z.array(z.enum(caseParties)).min(1),
  /** For how many months a version may be reused; null where it does not expire. */
  expiryMonths: positive.nullable(),
  fileTypes: z.array(z.enum(fileTypes)).min(1),
  maxBytes: z.int().min(1).max(100_000_000),
  /** Whether a paper original exists whose whereabouts are to be known. */
  original: z.boolean(),
});

export const checklistItem = z.strictObject({
  /** The document kind; a checklist asks for each kind once. */
  document: code,
  group: z.enum(["PEOPLE", "PROPERTY", "GUARANTEE", "SIGNING", "REGISTRATION", "PAYMENT"]),
  /** Must be met before the case enters this stage; ACCEPTANCE: before it is accepted (容缺受理 names a later one). */
  neededBy: z.enum(stages),
  when: when.optional(),
  /** Asked for each person with one of these roles; absent: once for the case. */
  perPerson: z.array(z.enum(personRoles)).min(1).optional(),
  /** Who has it, or can get it. */
  broughtBy: anyoneByGuarantee,
  verifiedBy: partyByGuarantee,
  metBy: z.array(z.enum(waysToMeet)).min(1),
});

/** Who signs a contract: people of the case by role, or an institution with its seal. */
export const signer = z.strictObject({
  who: z.enum([...personRoles, "CENTER", "BANK", "GUARANTEE_COMPANY", "DEVELOPER"]),
  kind: z.enum(["SIGNATURE", "SEAL"]),
  methods: z.array(z.enum(signatureMethods)).min(1),
  when: when.optional(),
});

export const contract = z.strictObject({
  document: code,
  when: when.optional(),
  signers: z.array(signer).min(2),
});

export const paperSections = {
  documentKinds: listOf(documentKind, "code"),
  checklist: listOf(checklistItem, "document"),
  contracts: listOf(contract, "document"),
  handoff: z.strictObject({
    rejectionReasons: listOf(z.strictObject({ code, names, countsAsError: z.boolean() }), "code"),
    maxItems: count,
  }),
};

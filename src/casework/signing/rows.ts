/** Signatures as the API shows them. */
import { ObjectType, registerEnumType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import { signatureMethods, type SignatureMethod } from "../../policy/index.js";
import { enumOf } from "../enums.js";
import type { CaseState } from "../state.js";

export const SignatureMethodEnum = enumOf(signatureMethods);
registerEnumType(SignatureMethodEnum, { name: "SignatureMethod", description: "How it is signed (签署方式)." });
export const SignatureKindEnum = enumOf(["SIGNATURE", "SEAL"] as const);
registerEnumType(SignatureKindEnum, {
  name: "SignatureKind",
  description: "A person's signature or a seal (签名或印章).",
});

@ObjectType({ description: "A signature or seal that a contract needs (签署项)." })
@Derived("signature", { stream: "caseId", index: { ix_signature_case: ["caseId"] } })
export class Signature {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.int({ api: "Version, for expectedVersion (版本)" }) version!: number;
  @col.code({ api: "The contract, a document kind (合同)" }) contract!: string;
  @col.code({ api: "A person's role or an institution (签署人)" }) who!: string;
  @col.id({ api: "The case person who signs (签署人员)", nullable: true }) personId!: string | null;
  @col.id({ nullable: true }) partyId!: string | null;
  @col.code({ api: "Signature or seal (类型)", type: () => SignatureKindEnum }) kind!: "SIGNATURE" | "SEAL";
  @col.json() methods!: readonly SignatureMethod[];
  @col.code({ api: "How it was signed (签署方式)", type: () => SignatureMethodEnum, nullable: true })
  method!: SignatureMethod | null;
  @col.instant({ api: "When it was signed (签署时间)", nullable: true }) signedAt!: string | null;
  @col.id({ nullable: true }) recordedById!: string | null;
  @col.id({ nullable: true }) documentId!: string | null;
}

export const signingRows = (state: CaseState): RowOut[] =>
  (state.signing.signatures ?? []).map(({ entryId: _entryId, recordedByPartyId: _party, ...signature }) =>
    rowOut(Signature, { ...signature, caseId: state.id }),
  );

export const signingTables = [Signature];

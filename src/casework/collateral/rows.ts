/** Collateral records and security steps as the API shows them. */
import { ObjectType, registerEnumType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import { collateralKinds, type CollateralKind, type Institution } from "../../policy/index.js";
import { enumOf, InstitutionEnum } from "../enums.js";
import type { CaseState } from "../state.js";

export const CollateralKindEnum = enumOf(collateralKinds);
registerEnumType(CollateralKindEnum, { name: "CollateralKind", description: "Kind of security (担保物类型)." });
export const MortgageKindEnum = enumOf(["GENERAL", "MAXIMUM_AMOUNT"] as const);
registerEnumType(MortgageKindEnum, {
  name: "MortgageKind",
  description: "General or maximum-amount mortgage (抵押方式).",
});

@ObjectType({ description: "A sub-step of securing the loan (担保落实步骤)." })
@Derived("security_step", { stream: "caseId", index: { ix_security_step_case: ["caseId"] } })
export class SecurityStep {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.int({ api: "Version, for expectedVersion (版本)" }) version!: number;
  @col.code({ api: "Which step (步骤)" }) code!: string;
  @col.code({ api: "Who sees to it (责任方)", type: () => InstitutionEnum }) actor!: Institution;
  @col.id() actorPartyId!: string;
  @col.code({ api: "FORMAL, PRE_NOTICE or NONE (登记方式)" }) registration!: string;
  @col.code({ api: "The certificate that proves it, a document kind (证明材料)", nullable: true })
  certificate!: string | null;
  @col.instant({ api: "When it was confirmed (落实时间)", nullable: true }) confirmedAt!: string | null;
  @col.id({ nullable: true }) confirmedById!: string | null;
}

@ObjectType({ description: "Security registered for the loan (担保物登记)." })
@Derived("collateral", { stream: "caseId", index: { ix_collateral_case: ["caseId"] } })
export class Collateral {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.int({ api: "Version, for expectedVersion (版本)" }) version!: number;
  @col.code({ api: "Kind (类型)", type: () => CollateralKindEnum }) kind!: CollateralKind;
  @col.id({ api: "The step it belongs to (所属步骤)", nullable: true }) stepId!: string | null;
  @col.text({ api: "Guarantee contract no. (担保合同编号)", nullable: true }) guaranteeContractNo!: string | null;
  @col.text({ api: "Loan contract no. (借款合同编号)", nullable: true }) loanContractNo!: string | null;
  @col.text({ api: "Title certificate no. (不动产权证号)", nullable: true }) titleCertificateNo!: string | null;
  @col.text({ api: "Registration certificate no. (不动产登记证明号)", nullable: true })
  registrationCertificateNo!: string | null;
  @col.text({ api: "Receipt no. of the registry (登记受理编号)", nullable: true }) registryReceiptNo!: string | null;
  @col.code({ api: "General or maximum-amount (抵押方式)", type: () => MortgageKindEnum, nullable: true })
  mortgageKind!: keyof typeof MortgageKindEnum | null;
  @col.flag({ api: "Pre-notice registration, to be converted (预告登记)" }) preNotice!: boolean;
  @col.fen({ nullable: true }) valuationFen!: number | null;
  @col.fen() securedFen!: number;
  @col.int({ api: "Rank (抵押顺位)" }) mortgageRank!: number;
  @col.int({ api: "Area in cm² (建筑面积, 平方厘米)", nullable: true }) areaSquareCentimetres!: number | null;
  @col.text({ api: "Structure (房屋结构)", nullable: true }) structure!: string | null;
  @col.text({ api: "Kind of building (建筑类型)", nullable: true }) buildingKind!: string | null;
  @col.day({ api: "From (起始日)" }) fromDay!: string;
  @col.day({ api: "To (终止日)", nullable: true }) toDay!: string | null;
  /** [{ partyId, capacity }] */
  @col.json() mortgagees!: readonly { partyId: string; capacity: string }[];
  @col.json() seizures!: readonly string[];
  @col.instant({ api: "When it was registered here (登记录入时间)" }) registeredAt!: string;
  @col.id() registeredById!: string;
  @col.id() registeredByPartyId!: string;
  @col.flag({ api: "Taken back by a correction (已撤销)" }) voided!: boolean;
}

export const collateralRows = (state: CaseState): RowOut[] => [
  ...(state.collateral.steps ?? []).map(({ entryId: _entryId, ...step }) =>
    rowOut(SecurityStep, { ...step, caseId: state.id }),
  ),
  ...state.collateral.records.map(({ entryId: _entryId, rank, ...record }) =>
    rowOut(Collateral, { ...record, caseId: state.id, mortgageRank: rank }),
  ),
];

export const collateralTables = [SecurityStep, Collateral];

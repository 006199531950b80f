/** The words that policy files may use where the program itself has to tell the kinds apart. */
import type { PartnerKind, PartyKind, Role } from "../parties/index.js";

/** The parties that share a case; the same kinds as in the room of parties. */
export const institutions = [
  "CENTER",
  "BANK",
  "GUARANTEE_COMPANY",
  "DEVELOPER",
] as const satisfies readonly PartyKind[];
export type Institution = (typeof institutions)[number];

/** Everyone in a case: the institutions, and the applicant whom they serve. */
export const caseParties = [...institutions, "APPLICANT"] as const;
export type CaseParty = (typeof caseParties)[number];

/** The roles whose amounts policy limits. */
export const limitedRoles = ["CENTER_REVIEWER", "CENTER_APPROVER", "FUNDS_OFFICER"] as const satisfies readonly Role[];
export type LimitedRole = (typeof limitedRoles)[number];

/** The partners that are scored (承办机构). */
export const scoredKinds = ["BANK", "GUARANTEE_COMPANY"] as const satisfies readonly PartnerKind[];

export const reviewModes = ["JOINT", "SERIAL"] as const;
export type ReviewMode = (typeof reviewModes)[number];

/** 新建商品房, 存量房, 自建房, 大修. */
export const propertyKinds = ["NEW", "SECOND_HAND", "SELF_BUILT", "OVERHAUL"] as const;
export type PropertyKind = (typeof propertyKinds)[number];

/** Who answers for the loan: a guarantee company, the mortgage alone, the developer until registration, or a pledge. */
export const guaranteeKinds = ["GUARANTEE_COMPANY", "MORTGAGE", "DEVELOPER_STAGED", "PLEDGE"] as const;
export type GuaranteeKind = (typeof guaranteeKinds)[number];

/** Collateral by the national data standard: 01 抵押, 02 质押, 03 保证, 99 其他. */
export const collateralKinds = ["MORTGAGE", "PLEDGE", "SURETY", "OTHER"] as const;
export type CollateralKind = (typeof collateralKinds)[number];

/** What a person is in a case; one person may be several. */
export const personRoles = [
  "BORROWER",
  "SPOUSE",
  "CO_BORROWER",
  "CO_OWNER",
  "GUARANTOR",
  "SELLER",
  "SELLER_SPOUSE",
] as const;
export type PersonRole = (typeof personRoles)[number];

/** First and second home (首套, 第二套) as counted for the rate; a third is not lent for. */
export const houseOrders = ["FIRST", "SECOND"] as const;
export type HouseOrder = (typeof houseOrders)[number];

/** How a checklist item may be met: uploaded, taken from an earlier case, or fetched by data sharing (免提交). */
export const waysToMeet = ["UPLOAD", "REUSE", "DATA_SHARING"] as const;
export type WayToMeet = (typeof waysToMeet)[number];

export const signatureMethods = ["PAPER", "E_SIGNATURE", "E_SEAL"] as const;
export type SignatureMethod = (typeof signatureMethods)[number];

/** 等额本息 pays the same each month, 等额本金 the same principal; AT_ONCE is for short terms only. */
export const repaymentMethods = ["EQUAL_INSTALMENTS", "EQUAL_PRINCIPAL", "AT_ONCE", "FREE"] as const;
export type RepaymentMethod = (typeof repaymentMethods)[number];

/** 过户, 原抵押注销, 抵押登记, 质押. */
export const securityStepCodes = ["TRANSFER", "OLD_MORTGAGE_RELEASE", "MORTGAGE", "PLEDGE"] as const;
export type SecurityStepCode = (typeof securityStepCodes)[number];

/** The days that a dated rule may be read on. */
export const referenceDays = [
  "PURCHASE_CONTRACT",
  "SUBMISSION",
  "ACCEPTANCE",
  "SIGNING",
  "DISBURSEMENT",
  "REPRICING",
  "DAY_OF_THE_ACT",
] as const;
export type ReferenceDay = (typeof referenceDays)[number];

/** What an application says in figures: loan, months, price, own money, valuation. */
export const applicationFigures = ["AMOUNT", "TERM", "PRICE", "DOWN_PAYMENT", "VALUATION"] as const;
export type ApplicationFigure = (typeof applicationFigures)[number];

/** What ends a pause by itself. */
export const pauseEnds = ["NOTICE_ANSWERED", "CERTIFICATE_REGISTERED", "FUNDS_AVAILABLE", "DAY_NAMED"] as const;
export type PauseEnd = (typeof pauseEnds)[number];

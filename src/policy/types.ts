/** The shapes of policy as the rest of the program reads it, taken from the schemas. */
import type { z } from "zod";
import type { headingSchema, laterSectionsSchema, sectionsSchema } from "./schema/pack.js";
import type {
  ApplicationFigure,
  CaseParty,
  GuaranteeKind,
  Institution,
  PersonRole,
  PropertyKind,
  SignatureMethod,
} from "./vocabulary.js";

type Frozen<T> = T extends (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

export type PackHeading = Frozen<z.infer<typeof headingSchema>>;
export type PackSections = Frozen<z.infer<typeof sectionsSchema>>;
/** Rules that a pack published before them does not have. */
export type LaterSections = Frozen<z.infer<typeof laterSectionsSchema>>;
export type PolicyPack = PackHeading & PackSections & Partial<LaterSections>;

/** One pack in force from a day on; plain frozen data. Amounts are fen, ratios and rates parts per million. */
export type PolicyVersion = PolicyPack & {
  /** SHA-256 of the canonical text of the pack with what it takes over. */
  readonly digest: string;
  /** The day before the next pack takes over; null while none does. */
  readonly effectiveTo: string | null;
};

export type Product = PolicyPack["products"][number];
export type RefusedProduct = PolicyPack["refusedProducts"][number];
export type DocumentKind = PolicyPack["documentKinds"][number];
export type ChecklistRule = PolicyPack["checklist"][number];
export type CheckRule = PolicyPack["checks"][number];
export type ContractRule = PolicyPack["contracts"][number];
export type SecurityStepRule = PolicyPack["securitySteps"][number];
export type StageLimit = PolicyPack["stageLimits"][number];
export type StepLimit = PolicyPack["stepLimits"][number];
export type StatutoryLimit = PolicyPack["statutoryLimits"][number];
export type PauseReason = PolicyPack["pauseReasons"][number];
export type RefusalReason = PolicyPack["refusalReasons"][number];
export type ReturnReason = PolicyPack["returnReasons"][number];
export type WithdrawalReason = PolicyPack["withdrawalReasons"][number];
export type CorrectionReason = PolicyPack["correctionReasons"][number];
export type DefectKind = PolicyPack["defectKinds"][number];
export type UnwindingTask = PolicyPack["unwindingTasks"][number];
export type GuaranteeRule = PolicyPack["guaranteeKinds"][number];
export type AmountLimit = PolicyPack["amountLimits"][number];
export type RateTable = PolicyPack["rates"][number];
export type Indicator = PolicyPack["indicators"][number];
export type HandoffRejectionReason = PolicyPack["handoff"]["rejectionReasons"][number];
export type PaymentFailureReason = PolicyPack["payment"]["failureReasons"][number];
export type Condition = NonNullable<CheckRule["when"]>;
export type ByGuarantee<Party extends string> = { readonly otherwise: Party } & {
  readonly [Kind in GuaranteeKind]?: Party;
};
export type Names = Product["names"];

/** What the rules ask about a case. */
export interface CaseFacts {
  readonly product: string;
  readonly propertyKind: PropertyKind;
  readonly guaranteeKind: GuaranteeKind;
  /** Whether the borrower has a spouse. */
  readonly married: boolean;
  /** Whether an older mortgage lies on the property. Not known counts as no. */
  readonly oldMortgage?: boolean;
}

/** One thing that a case's checklist asks for. */
export interface ChecklistItem extends Omit<ChecklistRule, "when" | "broughtBy" | "verifiedBy"> {
  readonly names: Names;
  readonly broughtBy: CaseParty;
  readonly verifiedBy: Institution;
}

/** One check of a case, with the party that owns it; `repeatedInSerialBy` names other parties of this case only. */
export interface CaseCheck extends Omit<CheckRule, "when" | "owner" | "restsOnFacts"> {
  readonly restsOnFacts: readonly ApplicationFigure[];
  readonly owner: Institution;
}

/** A signature or seal without which a contract is not complete. */
export interface RequiredSignature {
  /** The document kind of the contract. */
  readonly contract: string;
  /** A person role stands for every person of the case with that role. */
  readonly who: PersonRole | Institution;
  readonly kind: "SIGNATURE" | "SEAL";
  readonly methods: readonly SignatureMethod[];
}

/** A sub-step of securing the loan, with the party that sees to it. */
export interface SecurityStep extends Omit<SecurityStepRule, "when" | "actor"> {
  readonly actor: Institution;
}

/** A loan rate found in the table in force on the reference day. */
export interface Rate {
  readonly annualRatePpm: number;
  readonly tableFrom: string;
  readonly source: string;
}

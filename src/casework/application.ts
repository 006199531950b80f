/** What an application says, held against what it must say and what the product allows. Pure. */
import type { Refusal } from "../kernel/index.js";
import {
  combinationAllowed,
  guaranteeRule,
  productOf,
  refusedProductOf,
  type PersonRole,
  type PolicyVersion,
} from "../policy/index.js";
import type { Content } from "./entries.js";
import { caseFacts } from "./facts.js";
import { refuse } from "./refusals.js";
import type { CaseState } from "./state.js";

/** Credit checks and queries are made about these; each must have authorised them (个人信息保护法 第二十九条). */
const queriedRoles: readonly PersonRole[] = ["BORROWER", "SPOUSE", "CO_BORROWER", "GUARANTOR"];

/** The paths of `incomplete` are those of an application in the input: `application.people`. */
const inApplication = (path: string) => `application.${path}`;
const missing = (path: string, what = path) => refuse("INCOMPLETE", { field: inApplication(path), params: { what } });

/** Where the input of an act says a thing that the product's rules speak of; null where it does not say it. */
export type FieldOf = (
  what:
    | "product"
    | "guaranteeKind"
    | "terms.amount"
    | "terms.termMonths"
    | "terms.repaymentMethod"
    | "commercial"
    | "payees",
) => string | null;

/** The product and the guarantee were said at the opening; what is left to choose at submission is the home. */
export const fieldsOfSubmit: FieldOf = (what) =>
  what === "product" ? null : inApplication(what === "guaranteeKind" ? "property.kind" : what);

export const fieldsOfOpen: FieldOf = (what) =>
  what === "product" || what === "guaranteeKind" ? what : inApplication(what);

/** A correction names its values; how they are paid back and to whom it does not touch. */
const fieldsOfCorrection: FieldOf = (what) =>
  what === "terms.amount" ? "values.amountFen" : what === "terms.termMonths" ? "values.termMonths" : null;

/** A refusal at a field, or in general where the input has none to blame. */
const blame = (code: Parameters<typeof refuse>[0], field: string | null, params?: Refusal["params"]): Refusal =>
  refuse(code, { ...(field !== null && { field }), ...(params && { params }) });

/** People, account, property, terms, authorisations, payees: every one that is missing. */
export function incomplete({ lifecycle }: CaseState, policy: PolicyVersion, today: string): Refusal[] {
  const { content } = lifecycle;
  const { people, property, terms, payees } = content;
  const borrowers = people.filter(({ roles }) => roles.includes("BORROWER")).length;
  return [
    ...(people.length === 0 ? [missing("people")] : []),
    ...(people.length > 0 && borrowers !== 1 ? [refuse("ONE_BORROWER", { field: inApplication("people") })] : []),
    ...(property ? [] : [missing("property")]),
    ...(terms ? [] : [missing("terms")]),
    ...(content.account ? [] : [missing("depositAccount")]),
    ...(payees.length === 0 ? [missing("payees")] : []),
    ...unauthorised(content, today),
    ...belowAmount(content, inApplication("payees")),
    ...missingOthers(lifecycle, policy),
  ];
}

function unauthorised({ people, authorisations }: Content, today: string): Refusal[] {
  const silent = people
    .filter(({ roles }) => roles.some((role) => queriedRoles.includes(role)))
    .filter(({ personId }) => !authorisations.some((one) => one.personId === personId && one.validUntil >= today));
  return silent.length > 0
    ? [refuse("AUTHORISATION_MISSING", { field: inApplication("people"), params: { count: silent.length } })]
    : [];
}

function belowAmount({ terms, payees }: Content, field: string | null): Refusal[] {
  const payeesFen = payees.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return terms && payees.length > 0 && payeesFen < terms.amountFen ? [blame("PAYEES_BELOW_AMOUNT", field)] : [];
}

/** A second-hand home has a seller; a staged guarantee has a developer who gives it. */
function missingOthers({ content, guaranteeKind }: CaseState["lifecycle"], policy: PolicyVersion): Refusal[] {
  const { property, people } = content;
  if (!property) return [];
  const sold = property.kind !== "SECOND_HAND" || people.some(({ roles }) => roles.includes("SELLER"));
  const staged = guaranteeRule(policy, guaranteeKind)?.guarantor === "DEVELOPER";
  return [
    ...(sold ? [] : [missing("people", "seller")]),
    ...(staged && !property.developerId ? [missing("property.developerId")] : []),
  ];
}

/** Whether the product is given at all; what no application can mend. */
export function productUnknown({ lifecycle }: CaseState, policy: PolicyVersion, fieldOf: FieldOf): Refusal[] {
  const byName = refusedProductOf(policy, lifecycle.product);
  if (byName)
    return [
      blame("PRODUCT_NOT_OFFERED", fieldOf("product"), { product: { en: byName.names.en, "zh-CN": byName.names.zh } }),
    ];
  return productOf(policy, lifecycle.product) ? [] : [blame("UNKNOWN_CODE", fieldOf("product"))];
}

/** Whether this product is given for this home, guarantee, amount and term. */
export function productRefusals(state: CaseState, policy: PolicyVersion, fieldOf: FieldOf): Refusal[] {
  const { content, guaranteeKind, product: code } = state.lifecycle;
  const product = productOf(policy, code);
  const unknown = productUnknown(state, policy, fieldOf);
  if (unknown.length > 0 || !product) return unknown;
  const { terms, property } = content;
  const joint = content.people.some(({ roles }) => roles.includes("SPOUSE") || roles.includes("CO_BORROWER"));
  const capFen = joint ? product.jointCapFen : product.capFen;
  const { minTermMonths: least, maxTermMonths: most } = product;
  const offered = !property || combinationAllowed(policy, caseFacts(state));
  return [
    ...(offered ? [] : [blame("COMBINATION_NOT_OFFERED", fieldOf("guaranteeKind"), { guaranteeKind })]),
    ...(terms && terms.amountFen > capFen ? [blame("ABOVE_CAP", fieldOf("terms.amount"), { capFen })] : []),
    ...(terms && (terms.termMonths > most || terms.termMonths < least)
      ? [blame("TERM_OUTSIDE", fieldOf("terms.termMonths"), { least, most })]
      : []),
    ...(terms && !product.repaymentMethods.includes(terms.repaymentMethod)
      ? [blame("REPAYMENT_METHOD_NOT_OFFERED", fieldOf("terms.repaymentMethod"))]
      : []),
    ...(product.combined === (content.commercial !== null)
      ? []
      : [blame("COMMERCIAL_PART_MISMATCH", fieldOf("commercial"))]),
  ];
}

/** What the application says after a correction of its figures, by the names that `entryCorrect` takes. */
export function correctedContent(content: Content, values: Readonly<Record<string, unknown>>): Content {
  const of = <T>(name: string, was: T): T => (values[name] === undefined ? was : (values[name] as T));
  return {
    ...content,
    terms: content.terms && {
      ...content.terms,
      amountFen: of("amountFen", content.terms.amountFen),
      termMonths: of("termMonths", content.terms.termMonths),
    },
    property: content.property && {
      ...content.property,
      priceFen: of("priceFen", content.property.priceFen),
      downPaymentFen: of("downPaymentFen", content.property.downPaymentFen),
      valuationFen: of("valuationFen", content.property.valuationFen),
    },
  };
}

/** Every reason why corrected figures cannot stand. */
export function correctionRefusals(state: CaseState, values: object, policy: PolicyVersion): Refusal[] {
  const content = correctedContent(state.lifecycle.content, values as Record<string, unknown>);
  const after = { ...state, lifecycle: { ...state.lifecycle, content } };
  const { property } = content;
  return [
    ...productRefusals(after, policy, fieldsOfCorrection),
    ...belowAmount(content, fieldsOfCorrection("terms.amount")),
    ...(property && property.downPaymentFen > property.priceFen
      ? [refuse("ABOVE_PRICE", { field: "values.downPaymentFen" })]
      : []),
  ];
}

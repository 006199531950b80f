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

const missing = (field: string) => refuse("INCOMPLETE", { field, params: { what: field } });

/** People, account, property, terms, authorisations, payees: every one that is missing. */
export function incomplete({ lifecycle }: CaseState, policy: PolicyVersion, today: string): Refusal[] {
  const { content } = lifecycle;
  const { people, property, terms, payees } = content;
  const borrowers = people.filter(({ roles }) => roles.includes("BORROWER")).length;
  return [
    ...(people.length === 0 ? [missing("people")] : []),
    ...(people.length > 0 && borrowers !== 1 ? [refuse("ONE_BORROWER", { field: "people" })] : []),
    ...(property ? [] : [missing("property")]),
    ...(terms ? [] : [missing("terms")]),
    ...(content.account ? [] : [missing("account")]),
    ...(payees.length === 0 ? [missing("payees")] : []),
    ...unauthorised(content, today),
    ...belowAmount(content),
    ...missingOthers(lifecycle, policy),
  ];
}

function unauthorised({ people, authorisations }: Content, today: string): Refusal[] {
  const silent = people
    .filter(({ roles }) => roles.some((role) => queriedRoles.includes(role)))
    .filter(({ personId }) => !authorisations.some((one) => one.personId === personId && one.validUntil >= today));
  return silent.length > 0
    ? [refuse("AUTHORISATION_MISSING", { field: "authorisations", params: { count: silent.length } })]
    : [];
}

function belowAmount({ terms, payees }: Content): Refusal[] {
  const payeesFen = payees.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return terms && payees.length > 0 && payeesFen < terms.amountFen
    ? [refuse("PAYEES_BELOW_AMOUNT", { field: "payees" })]
    : [];
}

/** A second-hand home has a seller; a staged guarantee has a developer who gives it. */
function missingOthers({ content, guaranteeKind }: CaseState["lifecycle"], policy: PolicyVersion): Refusal[] {
  const { property, people } = content;
  if (!property) return [];
  const sold = property.kind !== "SECOND_HAND" || people.some(({ roles }) => roles.includes("SELLER"));
  const staged = guaranteeRule(policy, guaranteeKind)?.guarantor === "DEVELOPER";
  return [
    ...(sold ? [] : [missing("seller")]),
    ...(staged && !property.developerId ? [missing("property.developerId")] : []),
  ];
}

/** Whether the product is given at all; what no application can mend. */
export function productUnknown({ lifecycle }: CaseState, policy: PolicyVersion): Refusal[] {
  const byName = refusedProductOf(policy, lifecycle.product);
  if (byName) return [refuse("PRODUCT_NOT_OFFERED", { field: "product", params: { product: byName.names.zh } })];
  return productOf(policy, lifecycle.product) ? [] : [refuse("UNKNOWN_CODE", { field: "product" })];
}

/** Whether this product is given for this home, guarantee, amount and term. */
export function productRefusals(state: CaseState, policy: PolicyVersion): Refusal[] {
  const { content, guaranteeKind, product: code } = state.lifecycle;
  const product = productOf(policy, code);
  const unknown = productUnknown(state, policy);
  if (unknown.length > 0 || !product) return unknown;
  const { terms, property } = content;
  const joint = content.people.some(({ roles }) => roles.includes("SPOUSE") || roles.includes("CO_BORROWER"));
  const capFen = joint ? product.jointCapFen : product.capFen;
  const { minTermMonths: least, maxTermMonths: most } = product;
  const offered = !property || combinationAllowed(policy, caseFacts(state));
  return [
    ...(offered ? [] : [refuse("COMBINATION_NOT_OFFERED", { field: "guaranteeKind", params: { guaranteeKind } })]),
    ...(terms && terms.amountFen > capFen ? [refuse("ABOVE_CAP", { field: "terms.amount", params: { capFen } })] : []),
    ...(terms && (terms.termMonths > most || terms.termMonths < least)
      ? [refuse("TERM_OUTSIDE", { field: "terms.termMonths", params: { least, most } })]
      : []),
    ...(terms && !product.repaymentMethods.includes(terms.repaymentMethod)
      ? [refuse("REPAYMENT_METHOD_NOT_OFFERED", { field: "terms.repaymentMethod" })]
      : []),
    ...(product.combined === (content.commercial !== null)
      ? []
      : [refuse("COMMERCIAL_PART_MISMATCH", { field: "commercial" })]),
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
    ...productRefusals(after, policy),
    ...belowAmount(content),
    ...(property && property.downPaymentFen > property.priceFen
      ? [refuse("ABOVE_PRICE", { field: "values.downPaymentFen" })]
      : []),
  ];
}

/** Submitting: is everything said that an application must say, and what is pinned from policy. */
import type { Refusal } from "../../kernel/index.js";
import {
  checklistFor,
  checksFor,
  combinationAllowed,
  productOf,
  refusedProductOf,
  tripBudget,
  type PolicyVersion,
} from "../../policy/index.js";
import { householdPeople } from "../claims.js";
import { command, type CommandInput } from "../command.js";
import { partyOf, type CaseContext } from "../context.js";
import { entry, type Content, type PinnedCheck, type PinnedItem } from "../entries.js";
import { caseFacts } from "../facts.js";
import type { CaseState } from "../state.js";
import { refuse } from "../refusals.js";

export interface SubmitInput extends CommandInput {
  /** What the application says once this is added; resolved beforehand. */
  readonly content: Content | null;
  /** People of the input whom some case may know already; their claims were read. */
  readonly knownPeople: readonly string[];
}

export const householdClaim = (personId: string) => ({ kind: "HOUSEHOLD", subject: personId });

export const loanCaseSubmit = command<SubmitInput>({
  action: "LOAN_CASE_SUBMIT",
  by: ["BANK_OFFICER", "BANK_MANAGER", "CENTER_REVIEWER"],
  from: ["APPLICATION"],
  // The opener, or a colleague of the same party.
  mine: ({ ownership }, viewer) => ownership.ownerPartyId === viewer.partyId || viewer.partyKind === "CENTER",
  claims: (state) => householdPeople(state).map(householdClaim),
  check(state, { content, knownPeople }, context) {
    const after = content ? withContent(state, content) : state;
    return [
      ...incomplete(after),
      ...productRefusals(after, context.policy),
      ...running([...householdPeople(state), ...knownPeople], after, context),
    ];
  },
  decide(state, { content }, context) {
    const after = content ? withContent(state, content) : state;
    const { policy } = context;
    const { product } = after.lifecycle;
    return [
      ...(content ? [entry("CONTENT_AMENDED", { content })] : []),
      entry("SUBMITTED", {
        policyId: policy.id,
        policyDigest: policy.digest,
        reviewMode: productOf(policy, product)?.reviewMode ?? "JOINT",
        tripBudget: tripBudget(policy, product),
        items: pinnedItems(after, context),
        checks: pinnedChecks(after, context),
      }),
      entry("STAGE_ENTERED", { stage: "ACCEPTANCE" }),
    ];
  },
});

const withContent = (state: CaseState, content: Content): CaseState => ({
  ...state,
  lifecycle: { ...state.lifecycle, content },
});

/** People, account, property, terms, authorisations, payees: every one that is missing. */
export function incomplete({ lifecycle: { content } }: CaseState): Refusal[] {
  const missing = (field: string) => refuse("INCOMPLETE", { field, params: { what: field } });
  const { people, property, terms, payees } = content;
  const unauthorised = people
    .filter(({ roles }) => roles.some((role) => ["BORROWER", "SPOUSE", "CO_BORROWER"].includes(role)))
    .filter(({ personId }) => !content.authorisations.some((one) => one.personId === personId));
  const payeesFen = payees.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const borrowers = people.filter(({ roles }) => roles.includes("BORROWER")).length;
  return [
    ...(people.length === 0 ? [missing("people")] : []),
    ...(people.length > 0 && borrowers !== 1 ? [refuse("ONE_BORROWER", { field: "people" })] : []),
    ...(property ? [] : [missing("property")]),
    ...(terms ? [] : [missing("terms")]),
    ...(content.account ? [] : [missing("account")]),
    ...(unauthorised.length > 0
      ? [refuse("AUTHORISATION_MISSING", { field: "authorisations", params: { count: unauthorised.length } })]
      : []),
    ...(payees.length === 0 ? [missing("payees")] : []),
    ...(terms && payees.length > 0 && payeesFen < terms.amountFen
      ? [refuse("PAYEES_BELOW_AMOUNT", { field: "payees" })]
      : []),
  ];
}

/** Whether this product is given for this home, guarantee, amount and term. */
export function productRefusals(state: CaseState, policy: PolicyVersion): Refusal[] {
  const { lifecycle } = state;
  const { product: code, content, guaranteeKind } = lifecycle;
  const byName = refusedProductOf(policy, code);
  if (byName) return [refuse("PRODUCT_NOT_OFFERED", { field: "product", params: { product: byName.names.zh } })];
  const product = productOf(policy, code);
  if (!product) return [refuse("UNKNOWN_CODE", { field: "product" })];
  const { terms, property } = content;
  const joint = content.people.some(({ roles }) => roles.includes("SPOUSE") || roles.includes("CO_BORROWER"));
  const capFen = joint ? product.jointCapFen : product.capFen;
  const facts = caseFacts(state);
  return [
    ...(property && !combinationAllowed(policy, facts)
      ? [refuse("COMBINATION_NOT_OFFERED", { field: "guaranteeKind", params: { guaranteeKind } })]
      : []),
    ...(terms && terms.amountFen > capFen ? [refuse("ABOVE_CAP", { field: "terms.amount", params: { capFen } })] : []),
    ...(terms && (terms.termMonths > product.maxTermMonths || terms.termMonths < product.minTermMonths)
      ? [
          refuse("TERM_OUTSIDE", {
            field: "terms.termMonths",
            params: { least: product.minTermMonths, most: product.maxTermMonths },
          }),
        ]
      : []),
    ...(terms && !product.repaymentMethods.includes(terms.repaymentMethod)
      ? [refuse("REPAYMENT_METHOD_NOT_OFFERED", { field: "terms.repaymentMethod" })]
      : []),
    ...(product.combined === (content.commercial !== null)
      ? []
      : [refuse("COMMERCIAL_PART_MISMATCH", { field: "commercial" })]),
  ];
}

/** Somebody who was never in a case before holds nothing. */
function running(declared: readonly string[], after: CaseState, context: CaseContext): Refusal[] {
  const busy = householdPeople(after).filter(
    (personId) => declared.includes(personId) && context.claimed(householdClaim(personId)) > 0,
  );
  return busy.length > 0 ? [refuse("APPLICATION_RUNNING", { params: { people: busy.length } })] : [];
}

function pinnedItems(state: CaseState, { policy, newId }: CaseContext): PinnedItem[] {
  const { lifecycle } = state;
  const developer = lifecycle.content.property?.developerId ?? lifecycle.bankId;
  return checklistFor(policy, caseFacts(state)).flatMap((item): PinnedItem[] => {
    const common = {
      document: item.document,
      group: item.group,
      neededBy: item.neededBy,
      verifier: item.verifiedBy,
      verifierPartyId: partyOf(item.verifiedBy, lifecycle, developer) || null,
      ways: item.metBy,
    };
    const roles = item.perPerson;
    if (!roles) return [{ ...common, id: newId(), personId: null }];
    return lifecycle.content.people
      .filter((person) => person.roles.some((role) => roles.includes(role)))
      .map(({ id }) => ({ ...common, id: newId(), personId: id }));
  });
}

/** In joint review each check once; in serial review by turns, and again by the parties that used to repeat it. */
function pinnedChecks(state: CaseState, { policy, newId }: CaseContext): PinnedCheck[] {
  const { lifecycle } = state;
  const serial = productOf(policy, lifecycle.product)?.reviewMode === "SERIAL";
  const order = policy.review.serialOrder;
  const turnOf = (institution: PinnedCheck["owner"]) => (serial ? Math.max(1, order.indexOf(institution) + 1) : 0);
  return checksFor(policy, caseFacts(state)).flatMap((check): PinnedCheck[] => {
    const repeating = check.repeatedInSerialBy.filter(
      (institution) => institution !== "GUARANTEE_COMPANY" || lifecycle.guaranteeCompanyId !== null,
    );
    const of = (owner: PinnedCheck["owner"]): PinnedCheck => ({
      id: newId(),
      code: check.code,
      owner: owner === "GUARANTEE_COMPANY" && !lifecycle.guaranteeCompanyId ? "BANK" : owner,
      ownerPartyId: partyOf(owner, lifecycle, lifecycle.bankId),
      restsOn: check.restsOn,
      computed: check.computed,
      sparedParties: serial ? [] : repeating,
      turn: turnOf(owner),
    });
    return [of(check.owner), ...(serial ? repeating.filter((party) => party !== check.owner).map(of) : [])];
  });
}

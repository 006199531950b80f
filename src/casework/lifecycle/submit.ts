/** Submitting: is everything said that an application must say, and what is pinned from policy. */
import { permitKind } from "../../documents/index.js";
import type { NewEntry } from "../../journal/index.js";
import type { Refusal } from "../../kernel/index.js";
import { checklistFor, checksFor, productOf, tripBudget } from "../../policy/index.js";
import { fieldsOfSubmit, incomplete, productRefusals, productUnknown } from "../application.js";
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
  /** What the ages of those who owe the loan leave for a term; null where none is known. */
  readonly longestTermMonths?: number | null;
  /** The permit of the home's building, where the developer's register has it. */
  readonly permit?: PermitOfBuilding | null;
}

/** A building's permit: one document for all its buyers, verified once. */
export interface PermitOfBuilding {
  readonly documentId: string;
  readonly version: number;
  readonly expiresOn: string | null;
  /** Who found it right. */
  readonly partyId: string;
}

export const householdClaim = (personId: string) => ({ kind: "HOUSEHOLD", subject: personId });

export const loanCaseSubmit = command<SubmitInput>({
  action: "LOAN_CASE_SUBMIT",
  by: ["BANK_OFFICER", "BANK_MANAGER", "CENTER_REVIEWER"],
  from: ["APPLICATION"],
  // The opener, or a colleague of the same party.
  mine: ({ ownership }, viewer) => ownership.ownerPartyId === viewer.partyId,
  claims: (state) => householdPeople(state).map(householdClaim),
  ownLimits: true,
  guards: (state, { policy }) => productUnknown(state, policy, fieldsOfSubmit),
  check(state, { content, knownPeople }, context) {
    const after = content ? withContent(state, content) : state;
    return [
      ...incomplete(after, context.policy, context.time.today),
      ...productRefusals(after, context.policy, fieldsOfSubmit),
      ...running([...householdPeople(state), ...knownPeople], after, context),
    ];
  },
  decide(state, { content, permit, longestTermMonths = null }, context) {
    const after = content ? withContent(state, content) : state;
    const { policy } = context;
    const { product } = after.lifecycle;
    const items = pinnedItems(after, context);
    return [
      ...(content ? [entry("CONTENT_AMENDED", { content })] : []),
      entry("SUBMITTED", {
        policyId: policy.id,
        policyDigest: policy.digest,
        reviewMode: productOf(policy, product)?.reviewMode ?? "JOINT",
        tripBudget: tripBudget(policy, product),
        items,
        checks: pinnedChecks(after, context),
        longestTermMonths,
      }),
      ...fromTheRegister(after, items, permit ?? null, context),
      entry("STAGE_ENTERED", { stage: "ACCEPTANCE" }),
    ];
  },
});

/** The building's permit meets its item, unless the case has brought one of its own. */
function fromTheRegister(
  { papers }: CaseState,
  items: readonly PinnedItem[],
  permit: PermitOfBuilding | null,
  { time }: CaseContext,
): NewEntry[] {
  const item = items.find(({ document, ways }) => document === permitKind && ways.includes("REUSE"));
  const own = papers.documents.some(({ kind }) => kind === permitKind);
  if (!permit || !item || own || (permit.expiresOn !== null && permit.expiresOn < time.today)) return [];
  const { documentId, version, partyId } = permit;
  const used = { documentId, version, partyId };
  return [
    entry("DOCUMENT_ATTACHED", { ...used, kind: permitKind, itemId: item.id, personId: null, way: "REUSE" }),
    entry("DOCUMENT_VERIFIED", { ...used, result: "ACCEPTED" }),
  ];
}

const withContent = (state: CaseState, content: Content): CaseState => ({
  ...state,
  lifecycle: { ...state.lifecycle, content },
});

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
      bringer: item.broughtBy,
      bringerPartyId: item.broughtBy === "APPLICANT" ? null : partyOf(item.broughtBy, lifecycle, developer),
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
      restsOnFacts: check.restsOnFacts,
      computed: check.computed,
      sparedParties: serial ? [] : repeating,
      turn: turnOf(owner),
    });
    return [of(check.owner), ...(serial ? repeating.filter((party) => party !== check.owner).map(of) : [])];
  });
}

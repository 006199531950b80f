/** What a policy version says about one case: small pure questions, answered from its tables. */
import { applies, partyFor } from "./conditions.js";
import { stages, type Stage } from "./stages.js";
import type * as Policy from "./types.js";
import type { ApplicationFigure, HouseOrder, Institution } from "./vocabulary.js";

type Version = Policy.PolicyVersion;

export const productOf = (policy: Version, code: string): Policy.Product | undefined => byCode(policy.products, code);

/** Whether the product is given for this kind of property under this kind of guarantee. */
export function combinationAllowed(
  policy: Version,
  facts: Pick<Policy.CaseFacts, "product" | "propertyKind" | "guaranteeKind">,
): boolean {
  const product = productOf(policy, facts.product);
  const guarantee = byCode(policy.guaranteeKinds, facts.guaranteeKind);
  return Boolean(
    product?.propertyKinds.includes(facts.propertyKind) &&
    product.guaranteeKinds.includes(facts.guaranteeKind) &&
    guarantee?.propertyKinds.includes(facts.propertyKind),
  );
}

/** A product that is known by name and refused by name (异地贷款, 商转公). */
export const refusedProductOf = (policy: Version, code: string): Policy.RefusedProduct | undefined =>
  byCode(policy.refusedProducts, code);

export const documentKindOf = (policy: Version, code: string): Policy.DocumentKind | undefined =>
  byCode(policy.documentKinds, code);

/** Every document that the case needs over its whole way, each with the stage by which it must be there. */
export function checklistFor(policy: Version, facts: Policy.CaseFacts): Policy.ChecklistItem[] {
  return policy.checklist
    .filter((item) => applies(policy, item.when, facts))
    .map(({ when: _when, broughtBy, verifiedBy, ...item }) => ({
      ...item,
      names: documentKindOf(policy, item.document)?.names ?? { en: item.document, zh: item.document },
      broughtBy: partyFor(broughtBy, facts),
      verifiedBy: partyFor(verifiedBy, facts),
    }));
}

/** The items that must be met before a case enters `stage` (for ACCEPTANCE: before it is accepted). */
export const neededBefore = <Item extends { readonly neededBy: Stage }>(items: readonly Item[], stage: Stage): Item[] =>
  items.filter((item) => stages.indexOf(item.neededBy) <= stages.indexOf(stage));

/** The checks of a case, each with the one party that does it for all. */
export function checksFor(policy: Version, facts: Policy.CaseFacts): Policy.CaseCheck[] {
  const takesPart = (party: Institution) =>
    party !== "GUARANTEE_COMPANY" || byCode(policy.guaranteeKinds, facts.guaranteeKind)?.guarantor === party;
  return policy.checks
    .filter((check) => applies(policy, check.when, facts))
    .map(({ when: _when, owner: rule, repeatedInSerialBy, ...check }) => {
      const owner = partyFor(rule, facts);
      return {
        ...check,
        restsOnFacts: check.restsOnFacts ?? figuresBefore2026[check.code] ?? [],
        owner,
        repeatedInSerialBy: repeatedInSerialBy.filter((party) => party !== owner && takesPart(party)),
      };
    });
}

/** For packs whose checks do not say it themselves. */
const figuresBefore2026: Readonly<Record<string, readonly ApplicationFigure[]>> = {
  REPAYMENT_CAPACITY: ["AMOUNT", "TERM"],
  PURCHASE_GENUINE: ["PRICE", "DOWN_PAYMENT"],
  BUILDING_GENUINE: ["PRICE"],
  VALUATION: ["VALUATION"],
  GUARANTEE_CAPACITY: ["AMOUNT"],
  LOAN_QUOTA: ["AMOUNT", "TERM", "PRICE", "DOWN_PAYMENT", "VALUATION"],
};

/** Promised working days for a stage; null where none is promised. */
export const stageLimit = (policy: Version, stage: Stage): number | null =>
  policy.stageLimits.find((limit) => limit.stage === stage)?.workingDays ?? null;

/** A party's own working days inside a stage; null where only the joint limit holds. */
export const partyLimit = (policy: Version, stage: Stage, party: Institution): number | null =>
  policy.partyLimits.find((limit) => limit.stage === stage && limit.party === party)?.workingDays ?? null;

export const stepLimit = (policy: Version, step: string): Policy.StepLimit | undefined =>
  policy.stepLimits.find((limit) => limit.step === step);

/** The statutory limit for a case accepted on that day (条例 art. 26), with its article. */
export const statutoryLimit = (policy: Version, acceptedDay: string): Policy.StatutoryLimit | undefined =>
  latest(policy.statutoryLimits, acceptedDay, (row) => row.acceptedFrom);

/** Calendar days that the center has to decide in. @throws Error when the table does not reach back to that day. */
export function statutoryLimitDays(policy: Version, acceptedDay: string): number {
  const limit = statutoryLimit(policy, acceptedDay);
  if (!limit) throw new Error(`Policy ${policy.id} has no statutory limit for ${acceptedDay}`);
  return limit.calendarDays;
}

/** The most that a role of that rank may propose, confirm or order, in fen; 0 where the table gives none. */
export function amountLimitFen(
  policy: Version,
  who: { readonly act: Policy.AmountLimit["act"]; readonly role: string; readonly rank: number },
): number {
  const rows = policy.amountLimits.filter(
    (row) => row.act === who.act && row.role === who.role && row.rank <= who.rank,
  );
  return rows.reduce((highest, row) => Math.max(highest, row.limitFen), 0);
}

/** The yearly rate in force on the reference day; undefined where no table or band covers it. */
export function rateFor(
  policy: Version,
  loan: { readonly houseOrder: HouseOrder; readonly termMonths: number; readonly referenceDay: string },
): Policy.Rate | undefined {
  const table = latest(policy.rates, loan.referenceDay, (row) => row.effectiveFrom);
  const band = table?.bands
    .filter((row) => row.houseOrder === loan.houseOrder && loan.termMonths <= row.upToMonths)
    .sort((a, b) => a.upToMonths - b.upToMonths)[0];
  return table && band && { annualRatePpm: band.annualRatePpm, tableFrom: table.effectiveFrom, source: table.source };
}

/** Every signature and seal that the case's contracts need; a person role stands for each person who has it. */
export function signaturesFor(policy: Version, facts: Policy.CaseFacts): Policy.RequiredSignature[] {
  return policy.contracts
    .filter((contract) => applies(policy, contract.when, facts))
    .flatMap((contract) =>
      contract.signers
        .filter((signer) => applies(policy, signer.when, facts))
        .map(({ who, kind, methods }) => ({ contract: contract.document, who, kind, methods })),
    );
}

/** The sub-steps of SECURITY in the order in which they are done, each with the party that acts. */
export function securityStepsFor(policy: Version, facts: Policy.CaseFacts): Policy.SecurityStep[] {
  return policy.securitySteps
    .filter((step) => applies(policy, step.when, facts))
    .map(({ when: _when, actor, ...step }) => ({ ...step, actor: partyFor(actor, facts) }));
}

/** What is to be undone when the case is withdrawn at `stage`. */
export function unwindingFor(
  policy: Version,
  facts: Policy.CaseFacts,
  stage: Stage,
): { code: string; names: Policy.Names; actor: Institution }[] {
  return policy.unwindingTasks
    .filter((task) => stages.indexOf(stage) >= stages.indexOf(task.from) && applies(policy, task.when, facts))
    .map((task) => ({ code: task.code, names: task.names, actor: partyFor(task.actor, facts) }));
}

/** How often the applicant may be asked to come: 0 or 1. @throws Error on an unknown product. */
export function tripBudget(policy: Version, product: string): number {
  const found = productOf(policy, product);
  if (!found) throw new Error(`Policy ${policy.id} has no product ${product}`);
  return found.tripBudget;
}

/** Whether the code names an interview that the law requires, which never counts as a trip. */
export const legalInterview = (policy: Version, code: string) => byCode(policy.trips.legalInterviews, code);
export const visitReason = (policy: Version, code: string) => byCode(policy.trips.visitReasons, code);
export const pauseReason = (policy: Version, code: string) => byCode(policy.pauseReasons, code);
/** The kind of document that proves a pause; packs before 2026 name evidence that was no kind of its own. */
export const pauseEvidence = (policy: Version, { evidence }: Policy.PauseReason): string =>
  documentKindOf(policy, evidence) ? evidence : "SUPPORTING_EVIDENCE";
export const refusalReason = (policy: Version, code: string) => byCode(policy.refusalReasons, code);
export const returnReason = (policy: Version, code: string) => byCode(policy.returnReasons, code);
export const withdrawalReason = (policy: Version, code: string) => byCode(policy.withdrawalReasons, code);
export const correctionReason = (policy: Version, code: string) => byCode(policy.correctionReasons, code);
/** Whether a code may be named in an authorisation; any may where the policy has no list of them yet. */
export const authorisationOffers = (policy: Version, list: "scopes" | "purposes", code: string): boolean =>
  policy.authorisations?.[list].some((one) => one.code === code) ?? true;
export const defectKind = (policy: Version, code: string) => byCode(policy.defectKinds, code);
export const guaranteeRule = (policy: Version, code: string) => byCode(policy.guaranteeKinds, code);
export const paymentFailureReason = (policy: Version, code: string) => byCode(policy.payment.failureReasons, code);
export const handoffRejectionReason = (policy: Version, code: string) => byCode(policy.handoff.rejectionReasons, code);
export const indicatorOf = (policy: Version, code: string) => byCode(policy.indicators, code);

function byCode<Row extends { readonly code: string }>(rows: readonly Row[], code: string): Row | undefined {
  return rows.find((row) => row.code === code);
}

/** The row whose date is the last one not after `day`. */
function latest<Row>(rows: readonly Row[], day: string, from: (row: Row) => string): Row | undefined {
  return rows
    .filter((row) => from(row) <= day)
    .reduce<Row | undefined>((best, row) => (best && from(best) >= from(row) ? best : row), undefined);
}

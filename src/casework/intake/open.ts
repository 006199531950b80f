/** Opening an application: a new stream with what is known already. */
import type { Outcome } from "../../journal/index.js";
import { dayOf, newId, type Refusal } from "../../kernel/index.js";
import { actingMemberId, actorOf, hasRole, Partner, type Role, type Viewer } from "../../parties/index.js";
import { selectRow } from "../../platform/index.js";
import { guaranteeRule, tripBudget } from "../../policy/index.js";
import { fieldsOfOpen, productRefusals } from "../application.js";
import { loanCaseAggregate, settleCase } from "../case.js";
import { entry, type Content } from "../entries.js";
import { initialLifecycle, type LifecycleState } from "../lifecycle/state.js";
import { refuse } from "../refusals.js";
import { caseContext, type CaseServices } from "../services.js";
import type { CaseState } from "../state.js";
import { buildContent, contentFacts, contentRefusals, notBlamedYet, type ContentFacts } from "./content.js";
import type { LoanCaseOpenInput } from "./input.js";
import { nextCaseNumber } from "./numbers.js";
import { applicationPartners, readPartners, wrongPartner, type PartnerFacts } from "./partners.js";

const openers: readonly Role[] = ["BANK_OFFICER", "BANK_MANAGER", "CENTER_REVIEWER"];

type OpenFacts = ContentFacts & PartnerFacts;

const emptyContent: Content = initialLifecycle().content;

export async function openCase(services: CaseServices, viewer: Viewer, given: LoanCaseOpenInput): Promise<Outcome> {
  if (!hasRole(viewer, openers)) return { ok: false, refusals: [refuse("NOT_ALLOWED")] };
  const { journal } = services;
  const { idempotencyKey, ...input } = given;
  const caseId = newId();
  const bankId = viewer.partyKind === "BANK" ? viewer.partyId : (given.bankId ?? "");
  const year = dayOf(journal.clock().toISOString(), services.policies.calendar.zone).slice(0, 4);
  const center = await selectRow(journal.database.read, Partner, "kind = 'CENTER'");
  const number = await nextCaseNumber(journal.database, center?.code ?? "", year);
  return journal.execute<OpenFacts>({
    command: "LOAN_CASE_OPEN",
    actor: actorOf(viewer),
    input,
    idempotencyKey: idempotencyKey ?? null,
    streams: [{ aggregate: loanCaseAggregate, id: caseId, create: true }],
    prepare: async (tx) => ({
      ...(await contentFacts(tx, journal.keys, given.application ?? {})),
      ...(await readPartners(tx, given.application, [bankId, given.guaranteeCompanyId])),
    }),
    decide(_loaded, context, facts) {
      const caseCtx = caseContext(services, viewer, null, context, { guaranteeLimitFen: null });
      const { policy, time } = caseCtx;
      const wrong: Refusal[] = [
        ...partnerRefusals(given, viewer, bankId, facts),
        ...guaranteeRefusals(given, guaranteeRule(policy, given.guaranteeKind)?.guarantor ?? null),
        ...contentRefusals(given.application ?? {}, { today: time.today, policy, documentIds: [] }),
      ];
      const built = buildContent(given.application ?? {}, emptyContent, caseId, facts, context, journal.keys);
      // What is not said yet may still come: only what is said is held against the product.
      const offered = productRefusals(stateOf(caseId, given, bankId, built.content), policy, fieldsOfOpen).filter(
        ({ code }) => code !== "COMMERCIAL_PART_MISMATCH",
      );
      const refusals = [...wrong, ...notBlamedYet(offered, wrong)];
      if (refusals.length > 0 || !facts.center) return { refusals };
      const opened = entry("OPENED", {
        number,
        product: given.product,
        centerId: facts.center.id,
        bankId,
        bankUnitId: viewer.partyKind === "BANK" ? viewer.unitId : null,
        guaranteeCompanyId: given.guaranteeCompanyId ?? null,
        guaranteeKind: given.guaranteeKind,
        ownerId: actingMemberId(viewer),
        ownerPartyId: viewer.partyId,
        tripBudget: tripBudget(policy, given.product),
        content: built.content,
      });
      return { appends: [{ streamId: caseId, entries: [opened] }], resultId: caseId, technical: built.technical };
    },
    settle: (_id, state, context) =>
      settleCase(
        state as CaseState,
        caseContext(services, viewer, state as CaseState, context, { guaranteeLimitFen: null }),
      ),
  });
}

function partnerRefusals(given: LoanCaseOpenInput, viewer: Viewer, bankId: string, facts: OpenFacts): Refusal[] {
  const another = viewer.partyKind === "BANK" && given.bankId && given.bankId !== viewer.partyId;
  // A bank that opens for itself does not name itself.
  const suspended = viewer.partyId === bankId && facts.partners.get(bankId)?.active === false;
  return [
    ...(suspended ? [refuse("PARTY_SUSPENDED")] : []),
    ...(bankId
      ? suspended
        ? []
        : wrongPartner(facts, bankId, "BANK", "bankId")
      : [refuse("INCOMPLETE", { field: "bankId", params: { what: "bankId" } })]),
    ...(another ? [refuse("NOT_FOUND", { field: "bankId" })] : []),
    ...wrongPartner(facts, given.guaranteeCompanyId, "GUARANTEE_COMPANY", "guaranteeCompanyId"),
    ...applicationPartners(facts, given.application),
  ];
}

function guaranteeRefusals({ guaranteeCompanyId }: LoanCaseOpenInput, guarantor: string | null): Refusal[] {
  const field = "guaranteeCompanyId";
  const needed = guarantor === "GUARANTEE_COMPANY";
  if (needed && !guaranteeCompanyId) return [refuse("GUARANTEE_COMPANY_REQUIRED", { field })];
  return !needed && guaranteeCompanyId ? [refuse("GUARANTEE_COMPANY_UNEXPECTED", { field })] : [];
}

/** The case as it would stand, for the product's rules. */
const stateOf = (
  id: string,
  { product, guaranteeKind, guaranteeCompanyId }: LoanCaseOpenInput,
  bankId: string,
  content: Content,
): CaseState => {
  const lifecycle: LifecycleState = {
    ...initialLifecycle(),
    product,
    guaranteeKind,
    guaranteeCompanyId: guaranteeCompanyId ?? null,
    bankId,
    content,
  };
  return { ...loanCaseAggregate.initial(id), lifecycle };
};

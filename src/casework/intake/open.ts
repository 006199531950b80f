/** Opening an application: a new stream with what is known already. */
import type { Outcome } from "../../journal/index.js";
import { newId, type Refusal } from "../../kernel/index.js";
import { actorOf, hasRole, Partner, type Role, type Viewer } from "../../parties/index.js";
import { placeholders, selectRow, selectRows, type Sql } from "../../platform/index.js";
import { guaranteeRule } from "../../policy/index.js";
import { loanCaseAggregate, settleCase } from "../case.js";
import { entry, type Content } from "../entries.js";
import { productRefusals } from "../lifecycle/submit.js";
import { initialLifecycle, type LifecycleState } from "../lifecycle/state.js";
import { refuse } from "../refusals.js";
import { caseContext, type CaseServices } from "../services.js";
import type { CaseState } from "../state.js";
import { buildContent, contentFacts, contentRefusals, type ContentFacts } from "./content.js";
import type { LoanCaseOpenInput } from "./input.js";
import { nextCaseNumber } from "./numbers.js";

const openers: readonly Role[] = ["BANK_OFFICER", "BANK_MANAGER", "CENTER_REVIEWER"];

interface OpenFacts extends ContentFacts {
  readonly partners: ReadonlyMap<string, Partner>;
  readonly center: Partner | null;
}

async function openFacts(
  tx: Sql,
  services: CaseServices,
  given: LoanCaseOpenInput,
  bankId: string,
): Promise<OpenFacts> {
  const { application } = given;
  const ids = [bankId, given.guaranteeCompanyId, application?.property?.developerId, application?.commercial?.lenderId];
  const asked = ids.filter((id): id is string => Boolean(id));
  const partners = await selectRows(tx, Partner, `id IN ${placeholders(asked)} OR kind = 'CENTER'`, asked);
  return {
    ...(await contentFacts(tx, services.journal.keys, application ?? {})),
    partners: new Map(partners.map((partner) => [partner.id, partner])),
    center: partners.find(({ kind }) => kind === "CENTER") ?? null,
  };
}

const emptyContent: Content = initialLifecycle().content;

export async function openCase(services: CaseServices, viewer: Viewer, given: LoanCaseOpenInput): Promise<Outcome> {
  if (!hasRole(viewer, openers)) return { ok: false, refusals: [refuse("NOT_ALLOWED")] };
  const { journal } = services;
  const { idempotencyKey, ...input } = given;
  const caseId = newId();
  const bankId = viewer.partyKind === "BANK" ? viewer.partyId : (given.bankId ?? "");
  const year = journal.clock().toISOString().slice(0, 4);
  const center = await selectRow(journal.database.read, Partner, "kind = 'CENTER'");
  const number = await nextCaseNumber(journal.database, center?.code ?? "", year);
  return journal.execute<OpenFacts>({
    command: "LOAN_CASE_OPEN",
    actor: actorOf(viewer),
    input,
    idempotencyKey: idempotencyKey ?? null,
    streams: [{ aggregate: loanCaseAggregate, id: caseId, create: true }],
    prepare: (tx) => openFacts(tx, services, given, bankId),
    decide(_loaded, context, facts) {
      const caseCtx = caseContext(services, viewer, null, context, { guaranteeLimitFen: null });
      const { policy, time } = caseCtx;
      const refusals: Refusal[] = [
        ...partnerRefusals(given, viewer, bankId, facts),
        ...guaranteeRefusals(given, guaranteeRule(policy, given.guaranteeKind)?.guarantor ?? null),
        ...contentRefusals(given.application ?? {}, time.today),
      ];
      if (refusals.length > 0 || !facts.center) {
        const early = productRefusals(stateOf(caseId, given, bankId, emptyContent), policy);
        const known = early.filter(({ code }) => code === "PRODUCT_NOT_OFFERED" || code === "UNKNOWN_CODE");
        return { refusals: [...refusals, ...known] };
      }
      const built = buildContent(given.application ?? {}, emptyContent, caseId, facts, context, journal.keys);
      const offered = productRefusals(stateOf(caseId, given, bankId, built.content), policy);
      // What is not said yet may still come: only what is said is held against the product.
      const wrong = offered.filter(({ code }) => code !== "COMMERCIAL_PART_MISMATCH");
      if (wrong.length > 0) return { refusals: wrong };
      const opened = entry("OPENED", {
        number,
        product: given.product,
        centerId: facts.center.id,
        bankId,
        bankUnitId: viewer.partyKind === "BANK" ? viewer.unitId : null,
        guaranteeCompanyId: given.guaranteeCompanyId ?? null,
        guaranteeKind: given.guaranteeKind,
        ownerId: viewer.onBehalfOfId ?? viewer.memberId,
        ownerPartyId: viewer.partyId,
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
  const wrong = (id: string | null | undefined, kind: Partner["kind"], field: string): Refusal[] => {
    if (!id) return [];
    const partner = facts.partners.get(id);
    return partner?.kind === kind && partner.active ? [] : [refuse("NOT_FOUND", { field })];
  };
  const { application } = given;
  const another = viewer.partyKind === "BANK" && given.bankId && given.bankId !== viewer.partyId;
  return [
    ...(bankId
      ? wrong(bankId, "BANK", "bankId")
      : [refuse("INCOMPLETE", { field: "bankId", params: { what: "bankId" } })]),
    ...(another ? [refuse("NOT_FOUND", { field: "bankId" })] : []),
    ...wrong(given.guaranteeCompanyId, "GUARANTEE_COMPANY", "guaranteeCompanyId"),
    ...wrong(application?.property?.developerId, "DEVELOPER", "application.property.developerId"),
    ...wrong(application?.commercial?.lenderId, "BANK", "application.commercial.lenderId"),
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
